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

/* Lines end in LF alone; a CR alone ends one too. */
static void
normalise_lines (GString *text)
{
  char *to = memchr (text->str, '\r', text->len);

  if (to == NULL)
    return;
  for (const char *from = to; from < text->str + text->len; from++)
    if (*from != '\r')
      *to++ = *from;
    else if (from[1] != '\n')
      *to++ = '\n';
  g_string_truncate (text, (gsize) (to - text->str));
}

static gboolean
has_parameter (GMimeObject *part, const char *name, const char *value)
{
  const char *found = g_mime_object_get_content_type_parameter (part, name);

  return found != NULL && g_ascii_strcasecmp (found, value) == 0;
}

GString *
hp_mime_text_decode (GMimeObject *part, const GByteArray *content)
{
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  const char *data = content->len > 0 ? (const char *) content->data : "";
  gboolean is_html = hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML;
  g_autofree char *own =
      is_html && charset == NULL ? hp_html_text_dup_charset (data, content->len) : NULL;
  GString *text = hp_charset_decode (data, content->len, charset != NULL ? charset : own);

  normalise_lines (text);
  if (!is_html && has_parameter (part, "format", "flowed"))
    hp_flowed_unfold (text, has_parameter (part, "delsp", "yes"));
  return text;
}
