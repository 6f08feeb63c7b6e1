/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns looking into folders: STATUS and EXAMINE, with CONDSTORE and QRESYNC (RFC 7162). An
 * account's thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-select.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-uids.h"

#define SECONDS 120

/* As JMAP calls them (RFC 8621 section 4.1.1), so that the desk keeps them the same way. */
static const struct
{
  const char *flag;
  const char *keyword;
} KEYWORDS[] = {
  { "\\Seen", "$seen" },   { "\\Answered", "$answered" }, { "\\Flagged", "$flagged" },
  { "\\Draft", "$draft" }, { "\\Deleted", "$deleted" },
};

void
hp_imap_flags_free (HpImapFlags *flags)
{
  g_free (flags->flags);
  g_free (flags);
}

void
hp_imap_state_clear (HpImapState *state)
{
  g_clear_pointer (&state->changed, g_ptr_array_unref);
  g_clear_pointer (&state->vanished, g_array_unref);
}

/* (transfer full) (nullable) */
static char *
dup_keyword (const char *flag)
{
  for (guint i = 0; i < G_N_ELEMENTS (KEYWORDS); i++)
    if (g_ascii_strcasecmp (KEYWORDS[i].flag, flag) == 0)
      return g_strdup (KEYWORDS[i].keyword);
  return *flag != '\\' && *flag != '\0' ? g_ascii_strdown (flag, -1) : NULL;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
hp_imap_flags_dup (const GPtrArray *attributes)
{
  const GPtrArray *flags =
      hp_imap_values_get_list (attributes, hp_imap_values_find (attributes, "FLAGS"));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (flags == NULL)
    return NULL;
  for (guint i = 0; i < flags->len; i++)
    {
      char *keyword = dup_keyword (hp_imap_values_get_text (flags, i));
      if (keyword != NULL)
        g_ptr_array_add (words, keyword);
    }
  g_ptr_array_sort (words, compare_texts);
  g_ptr_array_add (words, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) words->pdata);
  return g_utf8_make_valid (text, -1);
}

static guint32
get_number (const GPtrArray *values, guint n)
{
  return (guint32) MIN (hp_imap_values_get_number (values, n, 0), G_MAXUINT32);
}

static void
on_status_cb (HpImapResponse *response, gpointer data)
{
  HpImapState *state = data;

  if (!hp_imap_response_is (response, "STATUS"))
    return;
  const GPtrArray *items = hp_imap_values_get_list (response->values, 1);
  state->exists = get_number (items, hp_imap_values_find (items, "MESSAGES"));
  state->next = get_number (items, hp_imap_values_find (items, "UIDNEXT"));
  state->validity = get_number (items, hp_imap_values_find (items, "UIDVALIDITY"));
  state->modseq =
      hp_imap_values_get_number (items, hp_imap_values_find (items, "HIGHESTMODSEQ"), 0);
}

static guint
say_status (HpImapClient *client, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) command = g_string_new ("STATUS ");
  gboolean counts =
      hp_imap_client_can (client, "CONDSTORE") || hp_imap_client_can (client, "QRESYNC");

  hp_imap_append_quoted (command, name);
  g_string_append_printf (command, " (MESSAGES UIDNEXT UIDVALIDITY%s)",
                          counts ? " HIGHESTMODSEQ" : "");
  return hp_imap_client_say (client, command->str, cancellable, error);
}

gboolean
hp_imap_get_states (HpImapClient *client,
                    const GPtrArray *names,
                    HpImapState *states,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree guint *numbers = g_new0 (guint, names->len);

  memset (states, 0, sizeof *states * names->len);
  hp_imap_client_set_bounds (client, SECONDS, 0);
  for (guint i = 0; i < names->len; i++)
    {
      numbers[i] = say_status (client, g_ptr_array_index (names, i), cancellable, error);
      if (numbers[i] == 0)
        return FALSE;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (HpImapResponse) done =
          hp_imap_client_wait (client, numbers[i], on_status_cb, &states[i], cancellable, error);
      if (done == NULL)
        return FALSE;
      if (hp_imap_response_is (done, "OK"))
        continue;
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The server says: %s", done->text);
      return FALSE;
    }
  return TRUE;
}

static void
read_changed (HpImapState *state, const HpImapResponse *response)
{
  const GPtrArray *attributes = hp_imap_values_get_list (response->values, 0);
  guint32 uid = get_number (attributes, hp_imap_values_find (attributes, "UID"));
  char *flags = hp_imap_flags_dup (attributes);

  if (uid == 0 || flags == NULL)
    {
      g_free (flags);
      return;
    }
  HpImapFlags *changed = g_new0 (HpImapFlags, 1);
  changed->uid = uid;
  changed->flags = flags;
  g_ptr_array_add (state->changed, changed);
}

/* "VANISHED (EARLIER) 3,7:12" */
static void
read_vanished (HpImapState *state, const HpImapResponse *response)
{
  guint last = response->values->len > 0 ? response->values->len - 1 : 0;
  g_autoptr (GArray) ranges =
      hp_imap_ranges_parse (hp_imap_values_get_text (response->values, last));

  if (ranges != NULL)
    g_array_append_vals (state->vanished, ranges->data, ranges->len);
}

static void
on_examined_cb (HpImapResponse *response, gpointer data)
{
  HpImapState *state = data;
  const GPtrArray *code = response->code;

  if (hp_imap_response_is (response, "EXISTS"))
    state->exists = (guint32) MAX (response->number, 0);
  else if (hp_imap_response_is (response, "FETCH"))
    read_changed (state, response);
  else if (hp_imap_response_is (response, "VANISHED"))
    read_vanished (state, response);
  else if (hp_imap_response_has_code (response, "UIDVALIDITY"))
    state->validity = get_number (code, 1);
  else if (hp_imap_response_has_code (response, "UIDNEXT"))
    state->next = get_number (code, 1);
  else if (hp_imap_response_has_code (response, "HIGHESTMODSEQ"))
    state->modseq = hp_imap_values_get_number (code, 1, 0);
}

static char *
make_examine (HpImapClient *client, const char *name, const HpImapPlace *since)
{
  GString *command = g_string_new ("EXAMINE ");

  hp_imap_append_quoted (command, name);
  if (since != NULL && since->modseq > 0 && hp_imap_client_has_qresync (client))
    g_string_append_printf (command, " (QRESYNC (%u %" G_GUINT64_FORMAT "))", since->validity,
                            since->modseq);
  else if (hp_imap_client_can (client, "CONDSTORE"))
    g_string_append (command, " (CONDSTORE)");
  return g_string_free (command, FALSE);
}

gboolean
hp_imap_examine (HpImapClient *client,
                 const char *name,
                 const HpImapPlace *since,
                 HpImapState *state,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *command = make_examine (client, name, since);

  *state = (HpImapState){ 0 };
  state->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_imap_flags_free);
  state->vanished = g_array_new (FALSE, FALSE, sizeof (HpImapRange));
  hp_imap_client_set_bounds (client, SECONDS, 0);
  if (!hp_imap_client_check (
          hp_imap_client_run (client, command, on_examined_cb, state, cancellable, error), error))
    return FALSE;
  hp_imap_client_take_news (client);
  if (state->validity > 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL,
               "The server does not say which mails the folder has (UIDVALIDITY)");
  return FALSE;
}
