/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

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

/* Registers the FTS5 auxiliary function hp_snippet(table, column, characters), for tables with the
 * tokenizer "helppari": the piece of the column that holds most of what was looked for, about as
 * long as said and cut between words, or its beginning if nothing stands in this column. For
 * column -1 it is the column in which most of the words stand, of several the longest. A length
 * over that of the text gives all of it. The value is for hp_snippet_new() only.
 * HP_ERROR_UNSUPPORTED without FTS5. */
gboolean hp_search_snippet_register (sqlite3 *db, GError **error);

/* Reads the blob that hp_snippet() gave. Returns: (transfer full). HP_ERROR_CORRUPT if it is
 * another. */
HpSnippet *hp_snippet_new (gconstpointer blob, gsize length, GError **error);

void hp_snippet_free (HpSnippet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSnippet, hp_snippet_free)

G_END_DECLS
