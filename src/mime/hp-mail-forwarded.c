/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the text of mails inside mails, so that a search finds it. To be read, an attached mail is
 * parsed as a mail of its own. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-forwarded.h"

#include "mime/hp-clean-text.h"
#include "mime/hp-encoded-word.h"
#include "mime/hp-html-text.h"
#include "mime/hp-mime-bounds.h"
#include "mime/hp-mime-choice.h"
#include "mime/hp-mime-part.h"
#include "mime/hp-mime-text.h"
#include "mime/hp-mime-tree.h"

static void
append_line (GString *to, const char *text)
{
  if (to->len > 0 && to->str[to->len - 1] != '\n')
    g_string_append_c (to, '\n');
  g_string_append (to, text);
}

static void
append_header (GString *to, GMimeMessage *message, const char *name)
{
  const char *value = g_mime_object_get_header (GMIME_OBJECT (message), name);
  g_autofree char *decoded = value != NULL ? hp_encoded_word_decode (value) : NULL;
  g_autofree char *line = decoded != NULL ? hp_clean_text_dup_line (decoded) : NULL;

  if (line != NULL)
    append_line (to, line);
}

static void
append_part (GString *to, GMimeObject *part)
{
  g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
  g_autoptr (GString) text = hp_mime_text_decode (part, content);
  g_autofree char *readable = hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML
                                  ? hp_html_text_dup (text->str, text->len)
                                  : NULL;

  append_line (to, readable != NULL ? readable : text->str);
}

static void
collect_mails (GPtrArray *mails, GMimeObject *part)
{
  if (GMIME_IS_MESSAGE_PART (part))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));
      if (message != NULL)
        g_ptr_array_add (mails, message);
    }
  if (!GMIME_IS_MULTIPART (part))
    return;

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    collect_mails (mails, g_mime_multipart_get_part (parts, i));
}

/* Those attached to attached ones join the end of @mails. */
static void
append_mails (GString *to, GPtrArray *mails)
{
  for (guint i = 0; i < mails->len; i++)
    {
      GMimeObject *root = g_mime_message_get_mime_part (mails->pdata[i]);
      append_header (to, mails->pdata[i], "Subject");
      append_header (to, mails->pdata[i], "From");
      if (root == NULL)
        continue;
      g_autoptr (GPtrArray) parts = hp_mime_choice_collect (root, HP_TEXT_KIND_PLAIN);
      for (guint j = 0; j < parts->len; j++)
        append_part (to, parts->pdata[j]);
      collect_mails (mails, root);
    }
}

void
hp_mail_forwarded_append (GString *to, GMimeObject *part)
{
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();

  collect_mails (mails, part);
  append_mails (to, mails);
}

void
hp_mail_forwarded_append_raw (GString *to, GBytes *raw)
{
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);
  gsize bound = hp_mime_bounds_measure (data, length, HP_MIME_PARTS_MAX);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, bound);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);
  g_autoptr (GMimeMessage) message = g_mime_parser_construct_message (parser, NULL);
  g_autoptr (GPtrArray) mails = g_ptr_array_new ();

  if (message != NULL)
    g_ptr_array_add (mails, message);
  append_mails (to, mails);
}
