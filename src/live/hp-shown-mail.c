/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how an original is made ready to be shown, on the reader's thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-shown-mail.h"

#include <string.h>

#include "mime/hp-html-sanitise.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"

/* Each image is looked for in the whole mail. */
#define MAX_IMAGES 100

static void
free_image (gpointer data)
{
  HpShownImage *image = data;

  g_free (image->content_id);
  g_free (image->mime_type);
  g_bytes_unref (image->data);
  g_free (image);
}

void
hp_shown_mail_free (HpShownMail *mail)
{
  g_free (mail->subject);
  g_free (mail->html);
  g_ptr_array_unref (mail->images);
  g_free (mail);
}

static void
add_image (HpShownMail *shown, GBytes *raw, const HpAttachment *attachment)
{
  GBytes *data = hp_mail_dup_part (raw, attachment->part);

  if (data == NULL)
    return;
  HpShownImage *image = g_new0 (HpShownImage, 1);
  image->content_id = g_strdup (attachment->content_id);
  image->mime_type = g_strdup (attachment->mime_type);
  image->data = data;
  g_ptr_array_add (shown->images, image);
}

static void
add_images (HpShownMail *shown, GBytes *raw, const HpMail *mail)
{
  for (guint i = 0; i < mail->attachments->len && shown->images->len < MAX_IMAGES; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (mail->attachments, i);
      if (attachment->content_id != NULL && g_str_has_prefix (attachment->mime_type, "image/"))
        add_image (shown, raw, attachment);
    }
}

static char *
dup_html (GBytes *raw, const char *text)
{
  char *html = hp_mail_dup_html (raw);

  if (html != NULL)
    return html;
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  return g_strdup_printf ("<pre style=\"white-space: pre-wrap\">%s</pre>", escaped);
}

HpShownMail *
hp_shown_mail_new (GBytes *raw)
{
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autofree char *html = dup_html (raw, mail->text);
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, strlen (html));
  HpShownMail *shown = g_new0 (HpShownMail, 1);

  shown->subject = g_strdup (mail->subject);
  shown->html = g_steal_pointer (&clean->html);
  shown->images = g_ptr_array_new_with_free_func (free_image);
  if (strstr (shown->html, "cid:") != NULL)
    add_images (shown, raw, mail);
  return shown;
}

static void
free_shown (gpointer data)
{
  hp_shown_mail_free (data);
}

/* (worker thread) */
static gpointer
read_mail (HpDesk *desk, gpointer job, GError **error)
{
  g_autoptr (GBytes) raw = hp_desk_dup_original (desk, *(gint64 *) job, error);

  return raw != NULL ? hp_shown_mail_new (raw) : NULL;
}

void
hp_shown_mail_read_async (HpLiveDesk *desk,
                          gint64 message,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  hp_worker_run_async (hp_live_desk_get_reader (desk), read_mail,
                       g_memdup2 (&message, sizeof message), g_free, free_shown, cancellable,
                       callback, user_data);
}

HpShownMail *
hp_shown_mail_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
