/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what all ways out for mail have in common: their promises (in the header) and what a sender
 * does that has nothing to look up or to file. */

#define G_LOG_DOMAIN "helppari"

#include "mail/hp-mail-sender.h"

G_DEFINE_ABSTRACT_TYPE (HpMailSender, hp_mail_sender, G_TYPE_OBJECT)

void
hp_send_result_clear (HpSendResult *result)
{
  g_clear_error (&result->error);
  g_clear_pointer (&result->refused, g_ptr_array_unref);
}

static gboolean
know_nothing (HpMailSender *self,
              HpLetter *letter,
              HpTrace *trace,
              GCancellable *cancellable,
              GError **error)
{
  *trace = HP_TRACE_UNKNOWN;
  return TRUE;
}

static gboolean
file_nothing (HpMailSender *self, HpLetter *letter, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
hp_mail_sender_class_init (HpMailSenderClass *klass)
{
  klass->look_up = know_nothing;
  klass->file = file_nothing;
}

static void
hp_mail_sender_init (HpMailSender *self)
{
}

void
hp_mail_sender_send (HpMailSender *self,
                     HpLetter *letter,
                     HpSendResult *result,
                     GCancellable *cancellable)
{
  *result = (HpSendResult){ 0 };
  HP_MAIL_SENDER_GET_CLASS (self)->send (self, letter, result, cancellable);
}

gboolean
hp_mail_sender_look_up (HpMailSender *self,
                        HpLetter *letter,
                        HpTrace *trace,
                        GCancellable *cancellable,
                        GError **error)
{
  return HP_MAIL_SENDER_GET_CLASS (self)->look_up (self, letter, trace, cancellable, error);
}

gboolean
hp_mail_sender_file (HpMailSender *self,
                     HpLetter *letter,
                     GCancellable *cancellable,
                     GError **error)
{
  return HP_MAIL_SENDER_GET_CLASS (self)->file (self, letter, cancellable, error);
}
