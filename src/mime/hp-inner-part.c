/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the files that are in a mail without being MIME parts. Values; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-inner-part.h"

HpInnerPart *
hp_inner_part_new (const char *filename, const char *mime_type, GBytes *content)
{
  HpInnerPart *part = g_new0 (HpInnerPart, 1);

  part->filename = g_strdup (filename);
  part->mime_type = g_strdup (mime_type);
  part->content = content;
  return part;
}

void
hp_inner_part_free (HpInnerPart *part)
{
  g_free (part->filename);
  g_free (part->mime_type);
  g_free (part->content_id);
  g_bytes_unref (part->content);
  g_free (part);
}
