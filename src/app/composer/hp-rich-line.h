/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of rich text is. Its marker stands at its beginning, in characters of its own. */
typedef struct
{
  guint quotes; /* how many quotes it is in */
  guint depth;  /* how many lists it is in; more than 0: it is an item */
  int number;   /* of an item of a numbered list, else 0 */
} HpRichLine;

/* The characters that show what the line is; "" for a plain one. Returns: (transfer full). */
char *hp_rich_line_dup_marker (const HpRichLine *line);

/* Reads a marker. Returns: FALSE unless @marker is one and nothing else. */
gboolean hp_rich_line_parse (const char *marker, HpRichLine *line);

G_END_DECLS
