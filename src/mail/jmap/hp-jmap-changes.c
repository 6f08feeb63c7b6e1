/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns asking what changed (RFC 8620 section 5.2, RFC 8621 sections 2.2 and 4.3): one request for
 * mails and folders together. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-changes.h"

#include "base/hp-error.h"

#define MOST 256

typedef struct
{
  HpJmapRequest *request; /* (owned) */
  guint changes;
  guint created;
  guint updated;
  guint folders;
} Asked;

static guint
add_changes (HpJmapRequest *request, const char *method, const char *since)
{
  JsonBuilder *builder = hp_jmap_request_begin (request, method);

  json_builder_add_string_value (json_builder_set_member_name (builder, "sinceState"), since);
  json_builder_add_int_value (json_builder_set_member_name (builder, "maxChanges"), MOST);
  return hp_jmap_request_end (request);
}

static guint
add_get (HpJmapRequest *request, guint changes, const char *path)
{
  hp_jmap_request_begin (request, "Email/get");
  hp_jmap_request_refer (request, "ids", changes, "Email/changes", path);
  hp_jmap_request_add_strings (request, "properties", HP_JMAP_EMAIL_PROPERTIES);
  return hp_jmap_request_end (request);
}

static void
ask (Asked *asked, HpJmapClient *client, const HpJmapFolders *folders, const char *since)
{
  asked->request = hp_jmap_request_new (hp_jmap_client_get_session (client));
  asked->changes = add_changes (asked->request, "Email/changes", since);
  asked->created = add_get (asked->request, asked->changes, "/created");
  asked->updated = add_get (asked->request, asked->changes, "/updated");
  asked->folders = add_changes (asked->request, "Mailbox/changes", folders->state);
}

static void
read_gone (HpJmapChanges *self, JsonObject *changes)
{
  JsonArray *ids = hp_json_get_array (changes, "destroyed");

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      if (id != NULL)
        g_ptr_array_add (self->gone, g_strdup (id));
    }
}

static gboolean
read_mails (HpJmapChanges *self,
            HpJmapReply *reply,
            const Asked *asked,
            const HpJmapFolders *folders,
            GError **error)
{
  JsonObject *changes = hp_jmap_reply_get (reply, asked->changes, "Email/changes", error);
  JsonObject *created =
      changes != NULL ? hp_jmap_reply_get (reply, asked->created, "Email/get", error) : NULL;
  JsonObject *updated =
      created != NULL ? hp_jmap_reply_get (reply, asked->updated, "Email/get", error) : NULL;
  const char *state = changes != NULL ? hp_json_get_string (changes, "newState") : NULL;

  if (updated == NULL)
    return FALSE;
  if (state == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server does not say what changed");
      return FALSE;
    }
  JsonNode *more = json_object_get_member (changes, "hasMoreChanges");
  self->has_more = more != NULL && JSON_NODE_HOLDS_VALUE (more) && json_node_get_boolean (more);
  self->state = g_strdup (state);
  g_ptr_array_extend_and_steal (self->mails, hp_jmap_emails_read (created, folders));
  g_ptr_array_extend_and_steal (self->mails, hp_jmap_emails_read (updated, folders));
  read_gone (self, changes);
  return TRUE;
}

/* Whatever the answer is but "nothing": they are asked for again. */
static gboolean
has_other_folders (HpJmapReply *reply, const Asked *asked, const HpJmapFolders *folders)
{
  JsonObject *changes = hp_jmap_reply_get (reply, asked->folders, "Mailbox/changes", NULL);

  return changes == NULL ||
         g_strcmp0 (hp_json_get_string (changes, "newState"), folders->state) != 0;
}

HpJmapChanges *
hp_jmap_changes_get (HpJmapClient *client,
                     const HpJmapFolders *folders,
                     const char *since,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (HpJmapChanges) self = g_new0 (HpJmapChanges, 1);
  Asked asked;

  self->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_remote_mail_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  ask (&asked, client, folders, since);
  g_autoptr (HpJmapRequest) request = asked.request;
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  if (reply == NULL)
    return NULL;
  if (hp_jmap_reply_is_error (reply, asked.changes, "cannotCalculateChanges"))
    return g_steal_pointer (&self);
  if (!read_mails (self, reply, &asked, folders, error))
    return NULL;
  self->has_other_folders = has_other_folders (reply, &asked, folders);
  return g_steal_pointer (&self);
}

void
hp_jmap_changes_free (HpJmapChanges *changes)
{
  g_ptr_array_unref (changes->mails);
  g_ptr_array_unref (changes->gone);
  g_free (changes->state);
  g_free (changes);
}
