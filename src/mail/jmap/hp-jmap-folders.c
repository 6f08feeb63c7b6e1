/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is known of a mailbox's folders. An account's thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-folders.h"

#include <string.h>

#include "base/hp-error.h"

static const char *const WATCHED[] = { "inbox", "archive", "sent", NULL };
static const char *const PROPERTIES[] = { "id", "role", NULL };
static const char *const NO_IDS[] = { NULL };

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (HpJmapFolders *self, JsonObject *folder)
{
  const char *id = hp_json_get_string (folder, "id");
  const char *role = hp_json_get_string (folder, "role");

  if (id == NULL)
    return;
  g_hash_table_insert (self->roles, g_strdup (id), g_strdup (role != NULL ? role : ""));
  if (role != NULL && g_strv_contains (WATCHED, role))
    g_ptr_array_add (self->watched, g_strdup (id));
}

static HpJmapFolders *
read_folders (JsonObject *mailboxes, JsonObject *emails)
{
  HpJmapFolders *self = g_new0 (HpJmapFolders, 1);
  JsonArray *list = hp_json_get_array (mailboxes, "list");

  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->watched = g_ptr_array_new_with_free_func (g_free);
  self->state = g_strdup (hp_json_get_string (mailboxes, "state"));
  self->email = g_strdup (hp_json_get_string (emails, "state"));
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      if (JSON_NODE_HOLDS_OBJECT (node))
        add_folder (self, json_node_get_object (node));
    }
  g_ptr_array_sort (self->watched, compare_texts);
  return self;
}

HpJmapFolders *
hp_jmap_folders_get (HpJmapClient *client, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (hp_jmap_client_get_session (client));

  hp_jmap_request_begin (request, "Mailbox/get");
  hp_jmap_request_add_strings (request, "properties", PROPERTIES);
  guint mailboxes = hp_jmap_request_end (request);
  hp_jmap_request_begin (request, "Email/get");
  hp_jmap_request_add_strings (request, "ids", NO_IDS);
  guint emails = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  JsonObject *got =
      reply != NULL ? hp_jmap_reply_get (reply, mailboxes, "Mailbox/get", error) : NULL;
  JsonObject *mail = got != NULL ? hp_jmap_reply_get (reply, emails, "Email/get", error) : NULL;
  if (mail == NULL)
    return NULL;
  g_autoptr (HpJmapFolders) self = read_folders (got, mail);
  if (self->email != NULL && self->watched->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The server has no inbox for this mailbox");
  return NULL;
}

void
hp_jmap_folders_free (HpJmapFolders *folders)
{
  g_hash_table_unref (folders->roles);
  g_ptr_array_unref (folders->watched);
  g_free (folders->state);
  g_free (folders->email);
  g_free (folders);
}

char *
hp_jmap_folders_dup_watched (const HpJmapFolders *folders)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < folders->watched->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (folders->watched, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
hp_jmap_folders_find (const HpJmapFolders *folders, const char *role)
{
  GHashTableIter iter;
  gpointer id;
  gpointer found;

  g_hash_table_iter_init (&iter, folders->roles);
  while (g_hash_table_iter_next (&iter, &id, &found))
    if (strcmp (found, role) == 0)
      return id;
  return NULL;
}
