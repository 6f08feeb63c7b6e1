/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-search-places.h"

G_BEGIN_DECLS

/* Places [start, end) in code points. */
typedef struct
{
  guint start;
  guint end;
} HpSnippetHit;

/* A piece of a text with what was looked for. */
typedef struct
{
  char *text; /* one line of valid UTF-8 without control characters, "…" where it was cut */
  HpSnippetHit *hits; /* ascending, apart from each other */
  guint n_hits;
} HpSnippet;

/* The piece of a column's text that holds most of what was looked for, about as long as said in
 * characters and cut between words, or the beginning if nothing stands in this column. A length
 * over that of the text gives all of it. @text: any bytes. @places: what hp_places() said of the
 * row; one that the text does not have is passed over. Returns: (transfer full). */
HpSnippet *hp_snippet_new (const char *text,
                           gsize length,
                           guint n_chars,
                           const HpSearchPlace *places,
                           guint n_places,
                           guint column);

void hp_snippet_free (HpSnippet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSnippet, hp_snippet_free)

G_END_DECLS
