/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A link that stands in plain text. */
typedef struct
{
  gsize start; /* bytes */
  gsize end;
} HpTextLink;

/* Finds the first link at or behind @from: http:// and https://, www., mailto: and bare addresses.
 * Punctuation behind it and a bracket around it are no part of it. Linear over all calls that go on
 * from the end of the last link. FALSE if there is none. */
gboolean hp_text_find_link (const char *text, gsize length, gsize from, HpTextLink *link);

/* Where the link leads. Returns: (transfer full). */
char *hp_text_link_dup_href (const char *text, const HpTextLink *link);

G_END_DECLS
