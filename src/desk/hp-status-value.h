/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* The value of a status op on @ticket (row; 0 for one that is not there yet). A closing status
 * answers the inbound messages that had come to the desk by @seen (HpDraft.seen), and no later
 * ones: those open the ticket again. Inside a transaction. Returns: (transfer full). */
char *hp_status_value_make (HpDb *db, gint64 ticket, const char *status, gint64 seen);

/* Appends them alone: ,"answers":[keys] */
void hp_status_append_answers (GString *value, HpDb *db, gint64 ticket, gint64 seen);

G_END_DECLS
