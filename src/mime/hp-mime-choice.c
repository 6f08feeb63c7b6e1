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
