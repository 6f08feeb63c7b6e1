/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-query.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* A message that matches. */
typedef struct
{
  gint64 id;
  double score;   /* higher is better */
  GBytes *places; /* (owned) what hp_places() says of it */
} HpSearchMatch;

/* The messages that hold @match (an FTS5 expression) and whose tickets fulfil the rest of @query,
 * best first, of the newest that match. @is_cut: (out): there were older ones. Read-only; the
 * connection's thread; errors stick to @db. Returns: (element-type HpSearchMatch). */
GArray *hp_search_list_best (HpDb *db,
                             const HpQuery *query,
                             const char *me,
                             const char *match,
                             guint limit,
                             gboolean *is_cut);

G_END_DECLS
