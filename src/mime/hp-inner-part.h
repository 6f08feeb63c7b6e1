/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many of them are read in one mail. */
#define HP_INNER_PARTS_MAX 1000

/* A file that is in a mail without being a MIME part of it: in winmail.dat or in the text. Strings
 * are as they were found, perhaps not UTF-8. A value; any thread. */
typedef struct
{
  char *filename;   /* (nullable) */
  char *mime_type;  /* (nullable) */
  char *content_id; /* (nullable) */
  GBytes *content;
  gboolean is_body; /* what winmail.dat says the text of the mail is */
} HpInnerPart;

/* Takes the content. Returns: (transfer full). */
HpInnerPart *hp_inner_part_new (const char *filename, const char *mime_type, GBytes *content);
void hp_inner_part_free (HpInnerPart *part);

G_END_DECLS
