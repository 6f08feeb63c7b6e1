/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One place of one phrase of a query in a row of the index. */
typedef struct
{
  guint16 column;
  guint16 phrase;
  guint32 first; /* words from the start of the column */
  guint32 last;
} HpSearchPlace;

/* Registers the FTS5 auxiliary function hp_places(table): where the row holds what is looked for,
 * as an array of HpSearchPlace in the machine's own form, by phrase and then by place, the first 64
 * of each phrase. It reads nothing but the row's own matches, no sizes of columns (the table may
 * have columnsize=0), and both the rank and what is shown of a result follow from it.
 * HP_ERROR_UNSUPPORTED without FTS5. */
gboolean hp_search_places_register (sqlite3 *db, GError **error);

G_END_DECLS
