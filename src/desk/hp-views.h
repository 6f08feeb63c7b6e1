/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "store/hp-view-table.h"

G_BEGIN_DECLS

/* The view that every desk begins with under @key. FALSE if there is none. */
gboolean
hp_views_get_built_in (const HpKey *key, const char **name, const char **query, gint64 *position);

/* Gives a new desk its views. Inside a write transaction. */
void hp_views_add_built_in (HpDb *db);

/* How a view's tickets can be sorted, and what can be shown of them. NULL-terminated. */
extern const char *const HP_VIEW_SORTS[];
extern const char *const HP_VIEW_COLUMNS[];

/* The views that @me sees, in the sidebar's order: the shared ones and their own.
 * Returns: (element-type HpView). */
GPtrArray *hp_views_list_of (HpDb *db, const char *me);

/* What a view is to be; what is not set stays. A value; the texts are borrowed. */
typedef struct
{
  const char *name;    /* (nullable) a new one */
  const char *query;   /* (nullable) */
  const char *icon;    /* (nullable) "" takes it away, as of the next ones */
  const char *sort;    /* (nullable) */
  const char *columns; /* (nullable) commas between */
  const char *owner;   /* (nullable) "": shared */
} HpViewChange;

/* Saves the view @name, or a new one. Errors: INVALID (text says what would be valid). Returns:
 * (element-type HpKey) ids of ops. */
GArray *hp_command_change_view (HpDesk *desk,
                                const char *agent,
                                const char *name,
                                const HpViewChange *change,
                                GError **error);

/* Errors: NOT_FOUND with the nearest name. */
GArray *hp_command_remove_view (HpDesk *desk, const char *agent, const char *name, GError **error);

/* The sidebar's order: the views named come first, the others behind them as they stood. */
GArray *
hp_command_order_views (HpDesk *desk, const char *agent, const char *const *names, GError **error);

G_END_DECLS
