/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns finding the mail that a bounce (RFC 3464) or feedback report (RFC 5965) is about. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-about.h"

#include <string.h>

#include "mime/hp-message-id.h"
#include "mime/hp-mime-part.h"

/* The value of a field that begins a line of @text, its continuation lines included. */
static char *
dup_field (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      line += strspn (line, " \t>");
      if (g_ascii_strncasecmp (line, name, length) != 0)
        continue;
      const char *end = line + length;
      do
        end += strcspn (end + (*end == '\n'), "\n") + (*end == '\n');
      while (*end == '\n' && (end[1] == ' ' || end[1] == '\t'));
      return g_strndup (line + length, (gsize) (end - line) - length);
    }
  return NULL;
}

static char *
dup_id_in_text (const char *text)
{
  static const char *const fields[] = { "Message-ID:", "Original-Message-ID:",
                                        "X-Original-Message-ID:" };
  char *id = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields) && id == NULL; i++)
    {
      g_autofree char *value = dup_field (text, fields[i]);
      id = value != NULL ? hp_message_id_dup (value) : NULL;
    }
  return id;
}

static char *
dup_id_in_message (GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  GMimeHeaderList *headers =
      message != NULL ? g_mime_object_get_header_list (GMIME_OBJECT (message)) : NULL;
  GMimeHeader *header =
      headers != NULL ? g_mime_header_list_get_header (headers, "Message-ID") : NULL;

  return header != NULL ? hp_message_id_dup (g_mime_header_get_raw_value (header)) : NULL;
}

static gboolean
holds_headers (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  return g_mime_content_type_is_type (type, "text", "rfc822-headers") ||
         g_mime_content_type_is_type (type, "message", "*");
}

static char *
dup_id_in_part (GMimeObject *part)
{
  if (GMIME_IS_MESSAGE_PART (part))
    return dup_id_in_message (GMIME_MESSAGE_PART (part));
  if (!holds_headers (part))
    return NULL;

  g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
  g_byte_array_append (content, (const guint8 *) "", 1);
  return dup_id_in_text ((const char *) content->data);
}

/* The returned mail stands after the report, and names itself best. */
static char *
dup_id_in_parts (GMimeObject *part)
{
  if (!GMIME_IS_MULTIPART (part))
    return dup_id_in_part (part);

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  char *id = NULL;
  for (int i = g_mime_multipart_get_count (parts) - 1; i >= 0 && id == NULL; i--)
    id = dup_id_in_parts (g_mime_multipart_get_part (parts, i));
  return id;
}

char *
hp_mail_about_dup (const HpMail *mail, GMimeObject *root)
{
  char *id = dup_id_in_parts (root);

  if (id == NULL)
    id = dup_id_in_text (mail->text);
  if (id == NULL && mail->in_reply_to->len > 0)
    id = g_strdup (mail->in_reply_to->pdata[0]);
  if (id == NULL && mail->references->len > 0)
    id = g_strdup (mail->references->pdata[mail->references->len - 1]);
  return id;
}
