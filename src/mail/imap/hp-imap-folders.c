/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which folder is for what: what the server says (RFC 6154) before what its name says. An
 * account's thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-folders.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-name.h"

static const char *const WATCHED[] = { "inbox", "sent", "archive" };

/* A line of LIST. */
typedef struct
{
  char *name;
  const char *role; /* (nullable) that the server says */
} Listed;

/* What the server says of its folders. */
typedef struct
{
  GPtrArray *listed; /* (owned) of Listed */
  GPtrArray *others; /* (owned) of char*: where other people's folders begin */
  GPtrArray *shared; /* (owned) of char*: where those begin that are nobody's */
  GPtrArray *own;    /* (owned) of char*: where the login's own begin, or none */
  char delimiter[2];
} Answers;

static void
free_listed (gpointer data)
{
  Listed *listed = data;

  g_free (listed->name);
  g_free (listed);
}

static void
free_folder (gpointer data)
{
  HpImapFolder *folder = data;

  g_free (folder->name);
  g_free (folder->shown);
  g_free (folder);
}

static void
clear_answers (Answers *answers)
{
  g_ptr_array_unref (answers->listed);
  g_ptr_array_unref (answers->others);
  g_ptr_array_unref (answers->shared);
  g_ptr_array_unref (answers->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, clear_answers)

static gboolean
is_proper_name (const char *name)
{
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return FALSE;
  return TRUE;
}

/* "LIST (\HasNoChildren \Sent) "/" Sent" */
static void
on_list_cb (HpImapResponse *response, gpointer data)
{
  Answers *answers = data;
  const char *role = NULL;

  if (!hp_imap_response_is (response, "LIST"))
    return;
  const GPtrArray *attributes = hp_imap_values_get_list (response->values, 0);
  const char *name = hp_imap_values_get_text (response->values, 2);
  for (guint i = 0; attributes != NULL && i < attributes->len; i++)
    {
      const char *attribute = hp_imap_values_get_text (attributes, i);
      if (g_ascii_strcasecmp (attribute, "\\Noselect") == 0 ||
          g_ascii_strcasecmp (attribute, "\\NonExistent") == 0)
        return;
      if (role == NULL)
        role = hp_imap_name_role_of_attribute (attribute);
    }
  g_strlcpy (answers->delimiter, hp_imap_values_get_text (response->values, 1),
             sizeof answers->delimiter);
  if (!is_proper_name (name))
    return;
  Listed *listed = g_new0 (Listed, 1);
  listed->name = g_strdup (g_ascii_strcasecmp (name, "INBOX") == 0 ? "INBOX" : name);
  listed->role = role;
  g_ptr_array_add (answers->listed, listed);
}

static void
read_prefixes (const GPtrArray *spaces, GPtrArray *prefixes)
{
  for (guint i = 0; spaces != NULL && i < spaces->len; i++)
    {
      const char *prefix = hp_imap_values_get_text (hp_imap_values_get_list (spaces, i), 0);
      if (*prefix != '\0')
        g_ptr_array_add (prefixes, g_strdup (prefix));
    }
}

/* RFC 2342: own ones, other people's, shared ones. */
static void
on_namespace_cb (HpImapResponse *response, gpointer data)
{
  Answers *answers = data;

  if (!hp_imap_response_is (response, "NAMESPACE"))
    return;
  read_prefixes (hp_imap_values_get_list (response->values, 0), answers->own);
  read_prefixes (hp_imap_values_get_list (response->values, 1), answers->others);
  read_prefixes (hp_imap_values_get_list (response->values, 2), answers->shared);
}

static gboolean
ask (HpImapClient *client, Answers *answers, GCancellable *cancellable, GError **error)
{
  gboolean is_extended =
      hp_imap_client_can (client, "SPECIAL-USE") && hp_imap_client_can (client, "LIST-EXTENDED");

  if (hp_imap_client_can (client, "NAMESPACE") &&
      !hp_imap_client_check (
          hp_imap_client_run (client, "NAMESPACE", on_namespace_cb, answers, cancellable, error),
          error))
    return FALSE;
  return hp_imap_client_check (
      hp_imap_client_run (client,
                          is_extended ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"",
                          on_list_cb, answers, cancellable, error),
      error);
}

static gboolean
begins_with_any (const char *name, const GPtrArray *prefixes)
{
  for (guint i = 0; i < prefixes->len; i++)
    if (g_str_has_prefix (name, g_ptr_array_index (prefixes, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_listed (const Answers *answers, const char *name)
{
  for (guint i = 0; i < answers->listed->len; i++)
    if (strcmp (((Listed *) answers->listed->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable) the inbox that somebody shares under an address */
static char *
find_shared (const Answers *answers, const char *address)
{
  g_autofree char *local = g_strndup (address, strcspn (address, "@"));
  const char *const names[] = { local, address };

  for (guint i = 0; i < answers->others->len; i++)
    for (guint n = 0; n < G_N_ELEMENTS (names); n++)
      {
        g_autofree char *name = g_strconcat (answers->others->pdata[i], names[n], NULL);
        if (is_listed (answers, name))
          return g_steal_pointer (&name);
      }
  return NULL;
}

/* (transfer full) (nullable) */
static char *
find_inbox (const Answers *answers,
            const char *mailbox,
            const char *address,
            const char *login,
            GError **error)
{
  g_autofree char *written = mailbox != NULL ? hp_imap_name_dup_written (mailbox) : NULL;
  char *shared = NULL;

  if (written == NULL && g_ascii_strcasecmp (address, login) != 0)
    shared = find_shared (answers, address);
  if (shared != NULL)
    return shared;
  if (written == NULL)
    return g_strdup ("INBOX");
  if (is_listed (answers, written))
    return g_steal_pointer (&written);
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
               "The server has no folder “%s”, or does not show it to %s", mailbox, login);
  return NULL;
}

static gboolean
is_of_mailbox (const Answers *answers, const char *inbox, const char *name)
{
  gsize length = strlen (inbox);

  if (strcmp (inbox, "INBOX") == 0)
    return !begins_with_any (name, answers->others) && !begins_with_any (name, answers->shared);
  return strncmp (name, inbox, length) == 0 &&
         (name[length] == '\0' || strncmp (name + length, answers->delimiter, 1) == 0);
}

/* Of several for the same, the server's word counts before the name, and the shorter name before
 * the longer. */
static void
add_folder (HpImapFolders *self, const Listed *listed, const char *role)
{
  const HpImapFolder *rival = *role != '\0' ? hp_imap_folders_find (self, role) : NULL;
  HpImapFolder *folder = g_new0 (HpImapFolder, 1);

  folder->name = g_strdup (listed->name);
  folder->shown = hp_imap_name_dup_shown (listed->name);
  folder->role = rival != NULL ? "" : role;
  g_ptr_array_add (self->folders, folder);
}

static gint
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *left = *(const Listed *const *) a;
  const Listed *right = *(const Listed *const *) b;
  gsize left_length = strlen (left->name);
  gsize right_length = strlen (right->name);

  if ((left->role != NULL) != (right->role != NULL))
    return left->role != NULL ? -1 : 1;
  if (left_length != right_length)
    return left_length < right_length ? -1 : 1;
  return strcmp (left->name, right->name);
}

static const char *
find_role (const Answers *answers, const char *inbox, const Listed *listed)
{
  g_autofree char *shown = hp_imap_name_dup_shown (listed->name);
  const char *last = *answers->delimiter != '\0' ? strrchr (shown, *answers->delimiter) : NULL;

  if (strcmp (listed->name, inbox) == 0)
    return "inbox";
  if (listed->role != NULL)
    return listed->role;
  const char *guess = hp_imap_name_guess_role (last != NULL ? last + 1 : shown);
  return guess != NULL ? guess : "";
}

static char *
make_prefix (const Answers *answers, const char *inbox)
{
  if (strcmp (inbox, "INBOX") != 0)
    return g_strconcat (inbox, answers->delimiter, NULL);
  return g_strdup (answers->own->len > 0 ? answers->own->pdata[0] : "");
}

HpImapFolders *
hp_imap_folders_get (HpImapClient *client,
                     const char *mailbox,
                     const char *address,
                     const char *login,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Answers)
      answers = { g_ptr_array_new_with_free_func (free_listed),
                  g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free), "" };

  if (!ask (client, &answers, cancellable, error))
    return NULL;
  char *inbox = find_inbox (&answers, mailbox, address, login, error);
  if (inbox == NULL)
    return NULL;
  HpImapFolders *self = g_new0 (HpImapFolders, 1);
  self->folders = g_ptr_array_new_with_free_func (free_folder);
  self->inbox = inbox;
  memcpy (self->delimiter, answers.delimiter, sizeof self->delimiter);
  self->prefix = make_prefix (&answers, inbox);
  g_ptr_array_sort (answers.listed, compare_listed);
  for (guint i = 0; i < answers.listed->len; i++)
    {
      const Listed *listed = g_ptr_array_index (answers.listed, i);
      if (is_of_mailbox (&answers, inbox, listed->name))
        add_folder (self, listed, find_role (&answers, inbox, listed));
    }
  if (hp_imap_folders_find (self, "inbox") == NULL) /* it is always there, listed or not */
    add_folder (self, &(Listed){ .name = inbox }, "inbox");
  return self;
}

void
hp_imap_folders_free (HpImapFolders *folders)
{
  g_ptr_array_unref (folders->folders);
  g_free (folders->inbox);
  g_free (folders->prefix);
  g_free (folders);
}

const HpImapFolder *
hp_imap_folders_find (const HpImapFolders *folders, const char *role)
{
  for (guint i = 0; i < folders->folders->len; i++)
    {
      const HpImapFolder *folder = g_ptr_array_index (folders->folders, i);
      if (strcmp (folder->role, role) == 0)
        return folder;
    }
  return NULL;
}

GPtrArray *
hp_imap_folders_list_watched (const HpImapFolders *folders)
{
  GPtrArray *watched = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (WATCHED); i++)
    {
      const HpImapFolder *folder = hp_imap_folders_find (folders, WATCHED[i]);
      if (folder != NULL)
        g_ptr_array_add (watched, (gpointer) folder);
    }
  return watched;
}

char *
hp_imap_folders_create (HpImapClient *client,
                        const HpImapFolders *folders,
                        const char *shown,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *written = hp_imap_name_dup_written (shown);
  g_autofree char *name = g_strconcat (folders->prefix, written, NULL);
  g_autoptr (GString) command = g_string_new ("CREATE ");

  hp_imap_append_quoted (command, name);
  return hp_imap_client_check (
             hp_imap_client_run (client, command->str, NULL, NULL, cancellable, error), error)
             ? g_steal_pointer (&name)
             : NULL;
}
