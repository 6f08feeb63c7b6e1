/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the bytes of a text part become text: charset, line ends and flowed lines. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-text.h"

#include <string.h>

#include "mime/hp-charset.h"
#include "mime/hp-flowed.h"
#include "mime/hp-html-text.h"
#include "mime/hp-mime-choice.h"
#include "mime/hp-mime-part.h"

static gboolean
is_plain (guint8 byte)
{
  return (byte >= ' ' && byte != 0x7f && byte != 0xc2) || byte == '\n' || byte == '\t';
}

/* Lines end in LF alone; a CR alone or a form feed ends one too. Other control characters, also
 * those of two bytes (U+0080 to U+009F), go. */
static void
clean_lines (GString *text)
{
  const guint8 *from = (const guint8 *) text->str;
  const guint8 *end = from + text->len;

  while (from < end && is_plain (*from))
    from++;
  char *to = text->str + ((const char *) from - text->str);
  for (; from < end; from++)
    if (is_plain (*from))
      *to++ = (char) *from;
    else if ((*from == '\r' && from[1] != '\n') || *from == '\f')
      *to++ = '\n';
    else if (*from == 0xc2 && from[1] >= 0xa0)
      *to++ = (char) *from;
    else if (*from == 0xc2)
      from++;
  g_string_truncate (text, (gsize) (to - text->str));
}

static gboolean
has_parameter (GMimeObject *part, const char *name, const char *value)
{
  const char *found = g_mime_object_get_content_type_parameter (part, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

GString *
hp_mime_text_decode (GMimeObject *part, const GByteArray *decoded)
{
  g_autoptr (GByteArray) undecoded =
      hp_mime_part_is_no_base64 (part) ? hp_mime_part_dup_undecoded (part) : NULL;
  const GByteArray *content = undecoded != NULL ? undecoded : decoded;
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  const char *data = content->len > 0 ? (const char *) content->data : "";
  gboolean is_html = hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML;
  g_autofree char *own =
      is_html && charset == NULL ? hp_html_text_dup_charset (data, content->len) : NULL;
  GString *text = hp_charset_decode (data, content->len, charset != NULL ? charset : own);

  clean_lines (text);
  if (!is_html && has_parameter (part, "format", "flowed"))
    hp_flowed_unfold (text, has_parameter (part, "delsp", "yes"));
  return text;
}
