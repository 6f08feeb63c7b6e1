/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the reading of Email objects. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-email.h"

#include <string.h>

#include "base/hp-time.h"
#include "model/hp-mail.h"

const char *const HP_JMAP_EMAIL_PROPERTIES[] = { "id",   "blobId",     "mailboxIds", "keywords",
                                                 "size", "receivedAt", NULL };

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The members that are true, sorted; @names: (nullable) what to call them. */
static char *
dup_set (JsonObject *set, GHashTable *names)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (set != NULL)
    {
      json_object_iter_init (&iter, set);
      while (json_object_iter_next (&iter, &member, &node))
        {
          const char *name = names != NULL ? g_hash_table_lookup (names, member) : member;
          g_ptr_array_add (words, (gpointer) (name != NULL && *name != '\0' ? name : member));
        }
    }
  g_ptr_array_sort (words, compare_texts);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (words, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_role (const HpRemoteMail *mail, const char *role)
{
  g_auto (GStrv) folders = g_strsplit (mail->folders, " ", -1);

  return g_strv_contains ((const char *const *) folders, role);
}

static HpRemoteMail *
read_email (JsonObject *email, const HpJmapFolders *folders)
{
  const char *id = hp_json_get_string (email, "id");
  const char *blob = hp_json_get_string (email, "blobId");
  const char *received = hp_json_get_string (email, "receivedAt");

  if (id == NULL || blob == NULL)
    return NULL;
  HpRemoteMail *mail = g_new0 (HpRemoteMail, 1);
  mail->id = g_strdup (id);
  mail->blob = g_strdup (blob);
  mail->size = (gsize) MAX (hp_json_get_int (email, "size", 0), 0);
  mail->folders = dup_set (hp_json_get_object (email, "mailboxIds"), folders->roles);
  mail->flags = dup_set (hp_json_get_object (email, "keywords"), NULL);
  mail->in_sent = has_role (mail, "sent");
  if (received == NULL || !hp_time_parse_iso (received, &mail->received))
    mail->received = HP_TIME_NONE;
  return mail;
}

GPtrArray *
hp_jmap_emails_read (JsonObject *got, const HpJmapFolders *folders)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_remote_mail_free);
  JsonArray *list = hp_json_get_array (got, "list");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      HpRemoteMail *mail =
          JSON_NODE_HOLDS_OBJECT (node) ? read_email (json_node_get_object (node), folders) : NULL;
      if (mail != NULL)
        g_ptr_array_add (mails, mail);
    }
  return mails;
}

gboolean
hp_jmap_email_is_watched (const HpRemoteMail *mail)
{
  return has_role (mail, "inbox") || has_role (mail, "archive") || mail->in_sent;
}
