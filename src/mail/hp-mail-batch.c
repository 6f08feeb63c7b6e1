/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a backend gives. Made on an account's thread, then handed on whole. */

#define G_LOG_DOMAIN "helppari"

#include "mail/hp-mail-batch.h"

void
hp_remote_mail_free (HpRemoteMail *mail)
{
  g_free (mail->id);
  g_free (mail->blob);
  g_free (mail->folders);
  g_free (mail->flags);
  g_clear_pointer (&mail->raw, g_bytes_unref);
  g_free (mail);
}

HpMailBatch *
hp_mail_batch_new (void)
{
  HpMailBatch *batch = g_new0 (HpMailBatch, 1);

  batch->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_remote_mail_free);
  batch->gone = g_ptr_array_new_with_free_func (g_free);
  return batch;
}

void
hp_mail_batch_free (HpMailBatch *batch)
{
  g_ptr_array_unref (batch->mails);
  g_ptr_array_unref (batch->gone);
  g_free (batch->cursor);
  g_free (batch);
}
