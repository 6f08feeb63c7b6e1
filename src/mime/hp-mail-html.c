/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns finding the HTML of a mail, for the moment somebody looks at it: import has no use for it.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-html.h"

#include <string.h>

#include "mime/hp-mime-choice.h"
#include "mime/hp-mime-part.h"
#include "mime/hp-mime-text.h"
#include "mime/hp-mime-tree.h"

static void
append_html (GString *html, GMimeObject *part, gboolean is_alone)
{
  gboolean is_html = hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML;

  if (!is_html && is_alone)
    return;
  g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
  g_autoptr (GString) text = hp_mime_text_decode (part, content);

  if (is_html)
    {
      g_string_append_len (html, text->str, (gssize) text->len);
      return;
    }
  g_autofree char *escaped = g_markup_escape_text (text->str, (gssize) text->len);
  g_string_append_printf (html, "<div style=\"white-space: pre-wrap\">%s</div>\n", escaped);
}

static char *
dup_html (GBytes *raw, gboolean is_alone)
{
  g_autoptr (HpMimeTree) tree = hp_mime_tree_new (raw);
  g_autoptr (GPtrArray) parts =
      tree->root != NULL ? hp_mime_choice_collect (tree->root, HP_TEXT_KIND_HTML) : NULL;

  if (parts == NULL || !hp_mime_choice_has_kind (parts, 0, HP_TEXT_KIND_HTML))
    return NULL;

  GString *html = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++)
    append_html (html, parts->pdata[i], is_alone);
  return g_string_free (html, FALSE);
}

char *
hp_mail_dup_html (GBytes *raw)
{
  return dup_html (raw, FALSE);
}

char *
hp_mail_dup_html_alone (GBytes *raw)
{
  return dup_html (raw, TRUE);
}
