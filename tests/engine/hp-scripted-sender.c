/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A server that commits the faults a test asks for, as hp-mail-sender.h wants them told. */

#include "hp-scripted-sender.h"

#include "base/hp-error.h"

G_DEFINE_FINAL_TYPE (HpScriptedSender, hp_scripted_sender, HP_TYPE_MAIL_SENDER)

static void
fail (HpSendResult *result, HpSendOutcome outcome, HpError code, const char *text)
{
  result->outcome = outcome;
  result->error = g_error_new_literal (HP_ERROR, code, text);
}

static void
refuse_one (HpLetter *letter, HpSendResult *result)
{
  HpFailedRecipient *refused = g_new0 (HpFailedRecipient, 1);

  refused->addr = g_strdup (letter->recipients->pdata[letter->recipients->len - 1]);
  result->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_failed_recipient_free);
  g_ptr_array_add (result->refused, refused);
  fail (result, HP_SEND_REFUSED, HP_ERROR_INVALID, "550 5.1.1 No such user");
}

static void
send_scripted (HpMailSender *sender,
               HpLetter *letter,
               HpSendResult *result,
               GCancellable *cancellable)
{
  HpScriptedSender *self = HP_SCRIPTED_SENDER (sender);

  self->sends++;
  if (self->on_send != NULL)
    self->on_send (letter, self->data);
  if (self->script == HP_SCRIPT_TAKE || self->script == HP_SCRIPT_LOSE_AFTER)
    g_ptr_array_add (self->taken, g_strdup (letter->message_id));
  switch (self->script)
    {
    case HP_SCRIPT_LOSE_BEFORE:
      fail (result, HP_SEND_NOT_SENT, HP_ERROR_OFFLINE, "The connection was lost");
      break;
    case HP_SCRIPT_LOSE_AFTER:
    case HP_SCRIPT_DROP_AFTER:
      fail (result, HP_SEND_UNCERTAIN, HP_ERROR_OFFLINE, "The answer was lost");
      break;
    case HP_SCRIPT_REFUSE_ONE:
      refuse_one (letter, result);
      break;
    case HP_SCRIPT_REFUSE_LATER:
      fail (result, HP_SEND_NOT_SENT, HP_ERROR_RATE_LIMITED, "451 Try again in an hour");
      result->retry_after = 3600 * G_TIME_SPAN_SECOND;
      break;
    case HP_SCRIPT_TAKE:
    default:
      result->outcome = HP_SEND_SENT;
    }
}

static gboolean
check_online (HpScriptedSender *self, GError **error)
{
  if (self->is_offline)
    g_set_error (error, HP_ERROR, HP_ERROR_OFFLINE, "There is no network");
  return !self->is_offline;
}

static gboolean
look_up_scripted (HpMailSender *sender,
                  HpLetter *letter,
                  HpTrace *trace,
                  GCancellable *cancellable,
                  GError **error)
{
  HpScriptedSender *self = HP_SCRIPTED_SENDER (sender);

  self->look_ups++;
  *trace = self->trace;
  if (self->has_sent_folder &&
      g_ptr_array_find_with_equal_func (self->taken, letter->message_id, g_str_equal, NULL))
    *trace = HP_TRACE_SENT;
  return check_online (self, error);
}

static gboolean
file_scripted (HpMailSender *sender, HpLetter *letter, GCancellable *cancellable, GError **error)
{
  HpScriptedSender *self = HP_SCRIPTED_SENDER (sender);

  self->files++;
  return check_online (self, error);
}

static void
hp_scripted_sender_finalize (GObject *object)
{
  g_ptr_array_unref (HP_SCRIPTED_SENDER (object)->taken);
  G_OBJECT_CLASS (hp_scripted_sender_parent_class)->finalize (object);
}

static void
hp_scripted_sender_class_init (HpScriptedSenderClass *klass)
{
  HpMailSenderClass *sender = HP_MAIL_SENDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_scripted_sender_finalize;
  sender->send = send_scripted;
  sender->look_up = look_up_scripted;
  sender->file = file_scripted;
}

static void
hp_scripted_sender_init (HpScriptedSender *self)
{
  self->taken = g_ptr_array_new_with_free_func (g_free);
  self->trace = HP_TRACE_UNKNOWN;
}

HpScriptedSender *
hp_scripted_sender_new (void)
{
  return g_object_new (HP_TYPE_SCRIPTED_SENDER, NULL);
}
