/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how one letter is handed over. Invariant: the final dot is said only when every recipient
 * was taken and the server has said nothing unasked; until then nothing can have left, and after it
 * only the server's answer tells. */

#define G_LOG_DOMAIN "helppari"

#include "mail/smtp/hp-smtp-sender.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/smtp/hp-smtp-client.h"
#include "mail/smtp/hp-smtp-envelope.h"
#include "model/hp-mail.h"

/* RFC 5321 section 4.5.3.2. */
#define COMMAND_S 300
#define BLOCK_S 180
#define DOT_S 600
#define BLOCK 65536
/* Commands that are on their way at once to servers that like it, so few that all answers to them
 * find room. */
#define MAX_PIPELINED 50

struct _HpSmtpSender
{
  HpMailSender parent;
  HpMailServer server; /* its pointers are owned */
  HpLogin login;       /* likewise */
};

G_DEFINE_FINAL_TYPE (HpSmtpSender, hp_smtp_sender, HP_TYPE_MAIL_SENDER)

/* One letter on its way. */
typedef struct
{
  HpSmtpClient *client;      /* (unowned) */
  HpLetter *letter;          /* (unowned) */
  HpSendResult *result;      /* (unowned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
} Handover;

static void
add_refused (Handover *handover, const char *address, const HpSmtpReply *reply)
{
  HpFailedRecipient *recipient = g_new0 (HpFailedRecipient, 1);
  HpSendResult *result = handover->result;

  recipient->addr = g_strdup (address);
  recipient->status = hp_smtp_reply_dup_status (reply);
  recipient->reason = hp_smtp_reply_dup_text (reply);
  recipient->is_permanent = hp_smtp_reply_is (reply, 5);
  if (result->refused == NULL)
    result->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_failed_recipient_free);
  g_ptr_array_add (result->refused, recipient);
  if (recipient->is_permanent)
    result->outcome = HP_SEND_REFUSED;
}

/* @n: which command was answered: MAIL, then the recipients. The first that went wrong is what is
 * told; where the sender is refused, what is said of recipients means nothing. */
static void
note_answer (Handover *handover, guint n, const HpSmtpReply *reply)
{
  HpSendResult *result = handover->result;
  gboolean is_sender_refused = result->error != NULL && result->refused == NULL;

  if (hp_smtp_reply_is (reply, 2) || is_sender_refused)
    return;
  if (n > 0)
    {
      const char *address = g_ptr_array_index (handover->letter->recipients, n - 1);
      g_autofree char *text = hp_smtp_reply_dup_text (reply);
      if (result->error == NULL)
        result->error =
            g_error_new (HP_ERROR, HP_ERROR_FAILED,
                         "Nothing was sent, since the server does not take %s: %s", address, text);
      add_refused (handover, address, reply);
      return;
    }
  hp_smtp_reply_set_error (reply, &result->error);
  result->outcome = hp_smtp_reply_is (reply, 5) ? HP_SEND_REFUSED : HP_SEND_NOT_SENT;
}

/* Commands from @first on, and their answers. */
static gboolean
say_group (Handover *handover, GPtrArray *commands, guint first, guint count, GError **error)
{
  HpMailConnection *connection = hp_smtp_client_get_connection (handover->client);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s\r\n", (char *) g_ptr_array_index (commands, first + i));
  hp_mail_connection_set_deadline (connection, COMMAND_S);
  if (!hp_mail_connection_write (connection, text->str, text->len, handover->cancellable, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (HpSmtpReply) reply =
          hp_smtp_client_read (handover->client, COMMAND_S, handover->cancellable, error);
      if (reply == NULL)
        return FALSE;
      note_answer (handover, first + i, reply);
    }
  return TRUE;
}

/* Forgets a letter of which some recipients were taken and others not. */
static void
reset (Handover *handover)
{
  g_autoptr (HpSmtpReply) reply =
      hp_smtp_client_run (handover->client, "RSET", COMMAND_S, handover->cancellable, NULL);

  if (reply == NULL)
    g_debug ("RSET was not answered");
}

/* All recipients are asked for, so that all that are refused can be told at once. */
static gboolean
say_envelope (Handover *handover)
{
  const HpSmtpCapabilities *capabilities = hp_smtp_client_get_capabilities (handover->client);
  HpSendResult *result = handover->result;
  guint group = capabilities->has_pipelining ? MAX_PIPELINED : 1;
  g_autoptr (GPtrArray) commands =
      hp_smtp_envelope_new (capabilities, handover->letter, &result->error);
  g_autoptr (GError) lost = NULL;

  if (commands == NULL)
    {
      result->outcome = HP_SEND_REFUSED;
      return FALSE;
    }
  for (guint i = 0; i < commands->len; i += group)
    {
      if (!say_group (handover, commands, i, MIN (group, commands->len - i), &lost))
        {
          if (result->error == NULL)
            result->error = g_steal_pointer (&lost);
          return FALSE;
        }
      if (result->error != NULL && result->refused == NULL)
        break;
    }
  if (result->error != NULL)
    reset (handover);
  return result->error == NULL;
}

static void
refuse (HpSendResult *result, const HpSmtpReply *reply)
{
  result->outcome = hp_smtp_reply_is (reply, 5) ? HP_SEND_REFUSED : HP_SEND_NOT_SENT;
  hp_smtp_reply_set_error (reply, &result->error);
}

static gboolean
ask_for_data (Handover *handover)
{
  HpSendResult *result = handover->result;
  g_autoptr (HpSmtpReply) reply = hp_smtp_client_run (handover->client, "DATA", COMMAND_S,
                                                      handover->cancellable, &result->error);

  if (reply != NULL && reply->code != 354)
    refuse (result, reply);
  return result->error == NULL;
}

/* What the server says before it has seen the end can only be a refusal. */
static void
read_early_word (Handover *handover)
{
  HpSendResult *result = handover->result;
  g_autoptr (HpSmtpReply) reply =
      hp_smtp_client_read (handover->client, COMMAND_S, handover->cancellable, &result->error);

  if (reply != NULL)
    refuse (result, reply);
}

static gboolean
say_data (Handover *handover)
{
  HpMailConnection *connection = hp_smtp_client_get_connection (handover->client);
  g_autoptr (GByteArray) data = hp_smtp_stuff (handover->letter->bytes);
  HpSendResult *result = handover->result;

  for (guint at = 0; at < data->len && result->error == NULL; at += BLOCK)
    {
      hp_mail_connection_set_deadline (connection, BLOCK_S);
      hp_mail_connection_write (connection, data->data + at, MIN (BLOCK, data->len - at),
                                handover->cancellable, &result->error);
    }
  if (result->error == NULL && hp_mail_connection_has_news (connection))
    read_early_word (handover);
  return result->error == NULL;
}

static void
say_dot (Handover *handover)
{
  HpSendResult *result = handover->result;

  if (g_cancellable_set_error_if_cancelled (handover->cancellable, &result->error))
    {
      hp_error_adopt (&result->error);
      return;
    }
  g_autoptr (HpSmtpReply) reply =
      hp_smtp_client_run (handover->client, ".", DOT_S, handover->cancellable, &result->error);
  if (reply == NULL || hp_smtp_reply_is (reply, 3))
    result->outcome = HP_SEND_UNCERTAIN;
  else if (hp_smtp_reply_is (reply, 2))
    result->outcome = HP_SEND_SENT;
  else
    refuse (result, reply);
  if (result->outcome == HP_SEND_UNCERTAIN && result->error == NULL)
    hp_smtp_reply_set_error (reply, &result->error);
}

static void
hp_smtp_sender_send (HpMailSender *sender,
                     HpLetter *letter,
                     HpSendResult *result,
                     GCancellable *cancellable)
{
  HpSmtpSender *self = HP_SMTP_SENDER (sender);
  g_autoptr (HpSmtpClient) client =
      hp_smtp_client_open (&self->server, &self->login, cancellable, &result->error);
  Handover handover = { client, letter, result, cancellable };

  /* A wrong password is not tried again by itself, which would lock the account. */
  result->outcome =
      g_error_matches (result->error, HP_ERROR, HP_ERROR_AUTH) ? HP_SEND_REFUSED : HP_SEND_NOT_SENT;
  if (client != NULL && say_envelope (&handover) && ask_for_data (&handover) &&
      say_data (&handover))
    say_dot (&handover);
}

gboolean
hp_smtp_sender_try (HpSmtpSender *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpSmtpClient) client =
      hp_smtp_client_open (&self->server, &self->login, cancellable, error);

  return client != NULL;
}

static void
free_secret (const char *text)
{
  if (text != NULL)
    explicit_bzero ((char *) text, strlen (text));
  g_free ((char *) text);
}

static void
hp_smtp_sender_finalize (GObject *object)
{
  HpSmtpSender *self = HP_SMTP_SENDER (object);

  g_free ((char *) self->server.host);
  g_clear_object (&self->server.authorities);
  g_free ((char *) self->login.user);
  free_secret (self->login.password);
  free_secret (self->login.token);
  G_OBJECT_CLASS (hp_smtp_sender_parent_class)->finalize (object);
}

static void
hp_smtp_sender_class_init (HpSmtpSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_smtp_sender_finalize;
  HP_MAIL_SENDER_CLASS (klass)->send = hp_smtp_sender_send;
}

static void
hp_smtp_sender_init (HpSmtpSender *self)
{
}

HpMailSender *
hp_smtp_sender_new (const HpMailServer *server, const HpLogin *login)
{
  HpSmtpSender *self = g_object_new (HP_TYPE_SMTP_SENDER, NULL);

  self->server = *server;
  self->server.host = g_strdup (server->host);
  if (server->authorities != NULL)
    g_object_ref (server->authorities);
  self->login =
      (HpLogin){ g_strdup (login->user), g_strdup (login->password), g_strdup (login->token) };
  return HP_MAIL_SENDER (self);
}
