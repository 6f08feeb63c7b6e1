/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns in which order a bounce is asked whom it did not reach: what is made for machines first.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-failed.h"

#include "mime/hp-bounce-address.h"
#include "mime/hp-bounce-reason.h"
#include "mime/hp-bounce-report.h"
#include "mime/hp-bounce-text.h"

/* Exim's and Google's header, one address or many. */
static GPtrArray *
read_header (const HpMimeTree *tree)
{
  GPtrArray *named = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *value = hp_mail_fields_dup_value (tree->fields, "X-Failed-Recipients");
  gsize start;
  gsize end = 0;

  while (value != NULL && hp_bounce_address_find (value, end, &start, &end))
    g_ptr_array_add (named, g_strndup (value + start, end - start));
  return named;
}

/* A mailbox that is full today may not be tomorrow. */
static void
pardon_full_mailboxes (GPtrArray *failed)
{
  for (guint i = 0; i < failed->len; i++)
    {
      HpFailedRecipient *recipient = failed->pdata[i];
      if (hp_bounce_reason_get (recipient) == HP_BOUNCE_REASON_MAILBOX_FULL)
        recipient->is_permanent = FALSE;
    }
}

gboolean
hp_mail_failed_read (HpMail *mail, const HpMimeTree *tree)
{
  HpBounceReport report = hp_bounce_report_read (mail->failed, tree->root);

  if (report == HP_BOUNCE_REPORT_REACHED)
    return FALSE;
  if (report == HP_BOUNCE_REPORT_NONE)
    {
      g_autoptr (GPtrArray) named = read_header (tree);
      hp_bounce_text_read (mail, named);
    }
  pardon_full_mailboxes (mail->failed);
  return TRUE;
}
