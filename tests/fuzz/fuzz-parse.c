/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes are read as a mail, and every string of it is valid UTF-8; its HTML is safe. */

#include <stdint.h>
#include <string.h>

#include "hp-html-scan.h"
#include "mime/hp-html-sanitise.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_addresses (GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = addresses->pdata[i];
      check (address->name);
      check (address->addr);
    }
}

static void
check_attachments (GPtrArray *attachments)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const HpAttachment *attachment = attachments->pdata[i];
      check (attachment->filename);
      check (attachment->mime_type);
      check (attachment->content_id);
    }
}

/* What is listed can be had, whole. */
static void
check_first_file (GBytes *raw, const HpMail *mail)
{
  const HpAttachment *file = mail->attachments->len > 0 ? mail->attachments->pdata[0] : NULL;
  g_autoptr (GBytes) content = file != NULL ? hp_mail_dup_part (raw, file->part) : NULL;

  g_assert_cmpint (file != NULL ? file->size : 0, ==,
                   content != NULL ? (gint64) g_bytes_get_size (content) : 0);
}

static void
check_strings (GPtrArray *strings)
{
  for (guint i = 0; i < strings->len; i++)
    check (strings->pdata[i]);
}

static void
check_html (GBytes *raw)
{
  g_autofree char *html = hp_mail_dup_html (raw);

  check (html);
  if (html == NULL)
    return;
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, strlen (html));
  g_autofree char *wrong = hp_html_scan (clean->html);
  if (wrong != NULL)
    g_error ("%s in %s", wrong, clean->html);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  hp_mime_init ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autofree char *reply = hp_text_dup_reply (mail->text, mail->folds);

  check_html (raw);
  check_first_file (raw, mail);
  check (mail->subject);
  check (mail->text);
  check (reply);
  check (mail->message_id);
  check (mail->about);
  check (mail->damage);
  check_addresses (mail->from);
  check_addresses (mail->to);
  check_addresses (mail->cc);
  check_addresses (mail->reply_to);
  check_attachments (mail->attachments);
  check_strings (mail->in_reply_to);
  check_strings (mail->references);
  check_strings (mail->names);
  return 0;
}
