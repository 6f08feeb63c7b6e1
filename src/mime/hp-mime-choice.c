/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which parts of a mail are its text and which are attachments (the choice of RFC 8621
 * section 4.1.4). Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-choice.h"

#include <string.h>

#include "mime/hp-mime-part.h"

/* "Content-Type: text" and the like, which is no type at all, means text. */
static gboolean
has_half_a_type (GMimeObject *part)
{
  const char *header = g_mime_object_get_header (part, "Content-Type");

  return header != NULL && strchr (header, '/') == NULL &&
         g_ascii_strncasecmp (header, "text", 4) == 0;
}

HpTextKind
hp_mime_choice_get_text_kind (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  if (!GMIME_IS_PART (part))
    return HP_TEXT_KIND_NONE;
  if (g_mime_content_type_is_type (type, "text", "html"))
    return HP_TEXT_KIND_HTML;
  if (g_mime_content_type_is_type (type, "text", "plain") || has_half_a_type (part))
    return HP_TEXT_KIND_PLAIN;
  return HP_TEXT_KIND_NONE;
}

gboolean
hp_mime_choice_is_text (GMimeObject *part, const HpPlace *place)
{
  if (hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_NONE || hp_mime_part_is_attachment (part))
    return FALSE;
  if (place->is_first)
    return TRUE;

  g_autofree char *filename = hp_mime_part_dup_filename (part);
  return !place->is_related && filename == NULL;
}

HpPlace
hp_mime_choice_place (GMimeMultipart *parent, int index)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (parent));
  HpPlace place = { .is_first = index == 0 || hp_mime_choice_is_alternative (parent) };

  place.is_related = g_mime_content_type_is_type (type, "multipart", "related");
  return place;
}

gboolean
hp_mime_choice_is_alternative (GMimeMultipart *parts)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (parts));

  return g_mime_content_type_is_type (type, "multipart", "alternative");
}

gboolean
hp_mime_choice_has_kind (GPtrArray *parts, guint from, HpTextKind kind)
{
  for (guint i = from; i < parts->len; i++)
    if (hp_mime_choice_get_text_kind (parts->pdata[i]) == kind)
      return TRUE;
  return FALSE;
}

/* Of alternatives those of the kind wanted, or else the first with any text. */
static void
collect (GPtrArray *found, GMimeObject *part, const HpPlace *place, HpTextKind wanted)
{
  if (!GMIME_IS_MULTIPART (part))
    {
      if (hp_mime_choice_is_text (part, place))
        g_ptr_array_add (found, part);
      return;
    }

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  gboolean is_choice = hp_mime_choice_is_alternative (parts);
  gboolean has_wanted = FALSE;
  guint start = found->len;
  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    {
      HpPlace below = hp_mime_choice_place (parts, i);
      guint before = found->len;
      collect (found, g_mime_multipart_get_part (parts, i), &below, wanted);
      if (!is_choice || found->len == before)
        continue;
      gboolean is_wanted = hp_mime_choice_has_kind (found, before, wanted);
      if (is_wanted && !has_wanted)
        g_ptr_array_remove_range (found, start, before - start);
      else if (!is_wanted && before > start)
        g_ptr_array_set_size (found, (int) before);
      has_wanted = has_wanted || is_wanted;
    }
}

GPtrArray *
hp_mime_choice_collect (GMimeObject *root, HpTextKind wanted)
{
  GPtrArray *found = g_ptr_array_new ();
  HpPlace place = { .is_first = TRUE };

  collect (found, root, &place, wanted);
  return found;
}
