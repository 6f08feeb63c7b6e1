/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a mail leaves by JMAP. Invariant: a mail that was never put among the drafts cannot have
 * been submitted; once it was submitted only the server's word says that it was not sent. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-sender.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/jmap/hp-jmap-folders.h"
#include "mail/jmap/hp-jmap-outgoing.h"

struct _HpJmapSender
{
  HpMailSender parent_instance;

  HpJmapClient *client; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpJmapSender, hp_jmap_sender, HP_TYPE_MAIL_SENDER)

static void
add_addresses (JsonBuilder *builder, HpLetter *letter)
{
  json_builder_begin_object (json_builder_set_member_name (builder, "envelope"));
  json_builder_begin_object (json_builder_set_member_name (builder, "mailFrom"));
  json_builder_set_member_name (builder, "email");
  json_builder_add_string_value (builder, letter->sender);
  json_builder_end_object (builder);
  json_builder_begin_array (json_builder_set_member_name (builder, "rcptTo"));
  for (guint i = 0; i < letter->recipients->len; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "email");
      json_builder_add_string_value (builder, g_ptr_array_index (letter->recipients, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What becomes of the draft once it is sent. */
static void
add_moving (JsonBuilder *builder, const HpJmapOutgoing *outgoing)
{
  json_builder_begin_object (json_builder_set_member_name (builder, "onSuccessUpdateEmail"));
  json_builder_begin_object (json_builder_set_member_name (builder, "#letter"));
  if (outgoing->drafts != NULL)
    {
      g_autofree char *from = g_strconcat ("mailboxIds/", outgoing->drafts, NULL);
      json_builder_add_null_value (json_builder_set_member_name (builder, from));
    }
  g_autofree char *to = g_strconcat ("mailboxIds/", outgoing->sent, NULL);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, to), TRUE);
  json_builder_add_null_value (json_builder_set_member_name (builder, "keywords/$draft"));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static HpJmapReply *
submit (HpJmapSender *self,
        const HpJmapOutgoing *outgoing,
        const char *id,
        HpLetter *letter,
        GCancellable *cancellable,
        GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (self->client);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);
  JsonBuilder *builder = hp_jmap_request_begin_on (request, "EmailSubmission/set", session->own);

  json_builder_begin_object (json_builder_set_member_name (builder, "create"));
  json_builder_begin_object (json_builder_set_member_name (builder, "letter"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "emailId"), id);
  if (outgoing->identity != NULL)
    json_builder_add_string_value (json_builder_set_member_name (builder, "identityId"),
                                   outgoing->identity);
  add_addresses (builder, letter);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  add_moving (builder, outgoing);
  hp_jmap_request_end (request);
  return hp_jmap_client_run (self->client, request, FALSE, cancellable, error);
}

static void
add_refused (HpSendResult *result, const char *address, const char *text)
{
  HpFailedRecipient *recipient = g_new0 (HpFailedRecipient, 1);

  recipient->addr = g_strdup (address);
  recipient->reason = g_strdup (text);
  g_ptr_array_add (result->refused, recipient);
}

static void
read_refused (HpSendResult *result, JsonObject *why, const char *text)
{
  JsonArray *invalid = hp_json_get_array (why, "invalidRecipients");

  result->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_failed_recipient_free);
  for (guint i = 0; invalid != NULL && i < json_array_get_length (invalid); i++)
    {
      JsonNode *node = json_array_get_element (invalid, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        add_refused (result, json_node_get_string (node), text);
    }
}

/* What the server says passes by itself; Cyrus says forbiddenToSend for a 4yz of its mail server.
 */
static gboolean
is_passing (const char *type)
{
  static const char *const TYPES[] = { "forbiddenToSend", "rateLimit",         "overQuota",
                                       "serverFail",      "serverUnavailable", NULL };

  return type == NULL || g_strv_contains (TYPES, type);
}

static void
read_refusal (HpSendResult *result, JsonObject *why)
{
  const char *type = hp_json_get_string (why, "type");
  const char *description = hp_json_get_string (why, "description");
  const char *text = description != NULL ? description : type != NULL ? type : "no reason";

  result->outcome = is_passing (type) ? HP_SEND_NOT_SENT : HP_SEND_REFUSED;
  result->error = g_error_new (HP_ERROR, HP_ERROR_FAILED, "The server does not send it: %s", text);
  if (result->outcome == HP_SEND_REFUSED)
    read_refused (result, why, text);
}

static void
read_submission (HpSendResult *result, HpJmapReply *reply)
{
  JsonObject *done = hp_jmap_reply_get (reply, 0, "EmailSubmission/set", &result->error);
  JsonObject *created = done != NULL ? hp_json_get_object (done, "created") : NULL;
  JsonObject *refused = done != NULL ? hp_json_get_object (done, "notCreated") : NULL;
  JsonObject *why = refused != NULL ? hp_json_get_object (refused, "letter") : NULL;

  /* A call that was refused as a whole did nothing. */
  result->outcome = HP_SEND_NOT_SENT;
  if (created != NULL && json_object_has_member (created, "letter"))
    result->outcome = HP_SEND_SENT;
  else if (why != NULL)
    read_refusal (result, why);
  else if (done != NULL)
    {
      result->outcome = HP_SEND_UNCERTAIN;
      result->error = g_error_new (HP_ERROR, HP_ERROR_PROTOCOL,
                                   "The server does not say whether it sent the mail");
    }
}

/* The answer is lost: perhaps the server knows. */
static void
ask_afterwards (HpJmapSender *self, const char *id, HpSendResult *result, GCancellable *cancellable)
{
  gboolean was_submitted = FALSE;

  /* These come before the server looks at what is asked. */
  if (g_error_matches (result->error, HP_ERROR, HP_ERROR_AUTH) ||
      g_error_matches (result->error, HP_ERROR, HP_ERROR_TLS))
    result->outcome = HP_SEND_NOT_SENT;
  else if (hp_jmap_outgoing_was_submitted (self->client, id, &was_submitted, cancellable, NULL) &&
           was_submitted)
    {
      g_clear_error (&result->error);
      result->outcome = HP_SEND_SENT;
    }
  else
    result->outcome = HP_SEND_UNCERTAIN;
}

static gboolean
prepare (HpJmapSender *self,
         HpLetter *letter,
         HpJmapOutgoing *outgoing,
         GCancellable *cancellable,
         GError **error)
{
  if (!hp_jmap_client_refresh (self->client, cancellable, error))
    return FALSE;
  const HpJmapSession *session = hp_jmap_client_get_session (self->client);
  if (session->own != NULL && session->upload != NULL && session->can_submit)
    return hp_jmap_outgoing_read (self->client, letter->sender, outgoing, cancellable, error);
  g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
               "The server does not send mail now, or not for this login");
  return FALSE;
}

static void
hp_jmap_sender_send (HpMailSender *sender,
                     HpLetter *letter,
                     HpSendResult *result,
                     GCancellable *cancellable)
{
  HpJmapSender *self = HP_JMAP_SENDER (sender);
  g_auto (HpJmapOutgoing) outgoing = { 0 };
  g_autofree char *id = NULL;

  result->outcome = HP_SEND_NOT_SENT;
  if (prepare (self, letter, &outgoing, cancellable, &result->error))
    id = hp_jmap_outgoing_import (self->client, &outgoing, letter, cancellable, &result->error);
  if (id == NULL)
    {
      result->retry_after =
          (gint64) hp_http_get_retry_after (hp_jmap_client_get_http (self->client)) *
          G_USEC_PER_SEC;
      return;
    }
  g_autoptr (HpJmapReply) reply = submit (self, &outgoing, id, letter, cancellable, &result->error);
  if (reply != NULL)
    read_submission (result, reply);
  else
    ask_afterwards (self, id, result, cancellable);
}

static gboolean
hp_jmap_sender_look_up (HpMailSender *sender,
                        HpLetter *letter,
                        HpTrace *trace,
                        GCancellable *cancellable,
                        GError **error)
{
  HpJmapSender *self = HP_JMAP_SENDER (sender);
  g_auto (HpJmapOutgoing) outgoing = { 0 };
  HpJmapFound found;
  gboolean was_submitted = FALSE;

  if (!prepare (self, letter, &outgoing, cancellable, error))
    return FALSE;
  const char *const folders[] = { outgoing.drafts, outgoing.sent };
  if (!hp_jmap_outgoing_find (self->client, hp_jmap_client_get_session (self->client)->own, folders,
                              G_N_ELEMENTS (folders), letter, &found, cancellable, error))
    return FALSE;
  g_autofree char *id = found.id;
  if (id == NULL)
    *trace = found.is_sure ? HP_TRACE_NOT_SENT : HP_TRACE_UNKNOWN;
  else
    *trace = found.is_draft ? HP_TRACE_UNKNOWN : HP_TRACE_SENT;
  if (*trace != HP_TRACE_UNKNOWN || id == NULL)
    return TRUE;
  if (!hp_jmap_outgoing_was_submitted (self->client, id, &was_submitted, cancellable, error))
    return FALSE;
  if (was_submitted)
    *trace = HP_TRACE_SENT;
  return TRUE;
}

static gboolean
is_filed (HpJmapSender *self,
          const char *sent,
          HpLetter *letter,
          gboolean *is_there,
          GCancellable *cancellable,
          GError **error)
{
  HpJmapFound found;

  if (!hp_jmap_outgoing_find (self->client, hp_jmap_client_get_session (self->client)->account,
                              &sent, 1, letter, &found, cancellable, error))
    return FALSE;
  *is_there = found.id != NULL;
  g_free (found.id);
  return TRUE;
}

/* From the login's own sent mail into that of the shared mailbox. */
static gboolean
file_in (HpJmapSender *self,
         const char *sent,
         HpLetter *letter,
         GCancellable *cancellable,
         GError **error)
{
  g_auto (HpJmapOutgoing) outgoing = { 0 };
  HpJmapFound found = { 0 };

  if (!prepare (self, letter, &outgoing, cancellable, error))
    return FALSE;
  const char *const folders[] = { outgoing.sent, outgoing.drafts };
  if (!hp_jmap_outgoing_find (self->client, hp_jmap_client_get_session (self->client)->own, folders,
                              G_N_ELEMENTS (folders), letter, &found, cancellable, error))
    return FALSE;
  g_autofree char *id = found.id;
  return id == NULL || hp_jmap_outgoing_copy (self->client, id, sent, cancellable, error);
}

static gboolean
hp_jmap_sender_file (HpMailSender *sender,
                     HpLetter *letter,
                     GCancellable *cancellable,
                     GError **error)
{
  HpJmapSender *self = HP_JMAP_SENDER (sender);
  gboolean is_there = FALSE;

  if (!hp_jmap_client_refresh (self->client, cancellable, error))
    return FALSE;
  const HpJmapSession *session = hp_jmap_client_get_session (self->client);
  if (g_strcmp0 (session->own, session->account) == 0)
    return TRUE; /* the submission has moved it */
  g_autoptr (HpJmapFolders) folders = hp_jmap_folders_get (self->client, cancellable, error);
  if (folders == NULL)
    return FALSE;
  const char *sent = hp_jmap_folders_find (folders, "sent");
  if (sent == NULL)
    return TRUE; /* it stays among the login's own */
  return is_filed (self, sent, letter, &is_there, cancellable, error) &&
         (is_there || file_in (self, sent, letter, cancellable, error));
}

static void
hp_jmap_sender_finalize (GObject *object)
{
  hp_jmap_client_free (HP_JMAP_SENDER (object)->client);
  G_OBJECT_CLASS (hp_jmap_sender_parent_class)->finalize (object);
}

static void
hp_jmap_sender_class_init (HpJmapSenderClass *klass)
{
  HpMailSenderClass *sender_class = HP_MAIL_SENDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_jmap_sender_finalize;
  sender_class->send = hp_jmap_sender_send;
  sender_class->look_up = hp_jmap_sender_look_up;
  sender_class->file = hp_jmap_sender_file;
}

static void
hp_jmap_sender_init (HpJmapSender *self)
{
}

HpMailSender *
hp_jmap_sender_new (HpHttp *http, const char *url, const char *mailbox)
{
  HpJmapSender *self = g_object_new (HP_TYPE_JMAP_SENDER, NULL);

  self->client = hp_jmap_client_new (http, url, mailbox);
  return HP_MAIL_SENDER (self);
}
