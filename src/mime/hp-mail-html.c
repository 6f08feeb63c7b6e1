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

static gboolean
has_html (GPtrArray *parts, guint from)
{
  for (guint i = from; i < parts->len; i++)
    if (hp_mime_choice_get_text_kind (parts->pdata[i]) == HP_TEXT_KIND_HTML)
      return TRUE;
  return FALSE;
}

/* Adds the parts that make up the HTML. Of alternatives those with HTML, or else the first. */
static void
collect (GPtrArray *found, GMimeObject *part, const HpPlace *place)
{
  if (!GMIME_IS_MULTIPART (part))
    {
      if (hp_mime_choice_is_text (part, place))
        g_ptr_array_add (found, part);
      return;
    }

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  gboolean is_choice = hp_mime_choice_is_alternative (parts);
  gboolean has_rich = FALSE;
  guint start = found->len;
  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    {
      HpPlace below = hp_mime_choice_place (parts, i);
      guint before = found->len;
      collect (found, g_mime_multipart_get_part (parts, i), &below);
      if (!is_choice || found->len == before)
        continue;
      gboolean is_rich = has_html (found, before);
      if (is_rich && !has_rich)
        g_ptr_array_remove_range (found, start, before - start);
      else if (!is_rich && before > start)
        g_ptr_array_set_size (found, (int) before);
      has_rich = has_rich || is_rich;
    }
}

static void
append_html (GString *html, GMimeObject *part)
{
  g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
  g_autoptr (GString) text = hp_mime_text_decode (part, content);

  if (hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML)
    {
      g_string_append_len (html, text->str, (gssize) text->len);
      return;
    }
  g_autofree char *escaped = g_markup_escape_text (text->str, (gssize) text->len);
  g_string_append_printf (html, "<div style=\"white-space: pre-wrap\">%s</div>\n", escaped);
}

char *
hp_mail_dup_html (GBytes *raw)
{
  g_autoptr (HpMimeTree) tree = hp_mime_tree_new (raw);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  HpPlace place = { .is_first = TRUE };

  if (tree->root != NULL)
    collect (parts, tree->root, &place);
  if (!has_html (parts, 0))
    return NULL;

  GString *html = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++)
    append_html (html, parts->pdata[i]);
  return g_string_free (html, FALSE);
}
