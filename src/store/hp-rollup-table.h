/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

#define HP_ROLLUP_MESSAGES "messages"   /* by day and direction */
#define HP_ROLLUP_OPENED "opened"       /* tickets by the day they began and channel */
#define HP_ROLLUP_STATUS "status"       /* tickets by status, day 0 */
#define HP_ROLLUP_CUSTOMERS "customers" /* all, day 0 */

/* Adds @n to one counter, in the transaction that changes what it counts. */
void hp_rollups_add (HpDb *db, const char *metric, gint64 day, const char *key, gint64 n);

/* The sum over all days; @key NULL: over all keys too. */
gint64 hp_rollups_sum (HpDb *db, const char *metric, const char *key);

G_END_DECLS
