/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-letter.h"
#include "model/hp-outbox-entry.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Inside a write transaction; errors stick to @db. */

/* Adds an entry, or writes all that HpOutboxEntry has of it anew; its letter stays. */
void hp_outbox_write (HpDb *db, const HpOutboxEntry *entry);
void hp_outbox_remove (HpDb *db, const HpKey *id);

/* Fixes what leaves: @blob is a reference that the entry takes over. */
void hp_outbox_set_letter (HpDb *db, const HpKey *id, const HpLetter *letter, gint64 blob);
/* Forgets the bytes and drops the reference; @keep_ids: the Message-ID stays known. */
void hp_outbox_clear_letter (HpDb *db, const HpKey *id, gboolean keep_ids);
/* The letter as it was fixed. @folder: the desk's blob folder. Errors: CORRUPT (the bytes are not
 * there). Returns: (transfer full) (nullable). */
HpLetter *hp_outbox_read_letter (HpDb *db, const char *folder, const HpKey *id, GError **error);

/* (nullable) (transfer full) */
HpOutboxEntry *hp_outbox_find (HpDb *db, const HpKey *id);

/* What is not filed; with @all what was, too. Returns: (element-type HpOutboxEntry) oldest first.
 */
GPtrArray *hp_outbox_list (HpDb *db, gboolean all);

/* What may take its next step by itself at @now, the longest due first. Returns: (element-type
 * HpOutboxEntry). */
GPtrArray *hp_outbox_list_due (HpDb *db, gint64 now);
/* When the next one may: us UTC, or G_MAXINT64. */
gint64 hp_outbox_get_next_due (HpDb *db);

/* Takes away what was filed before @time. */
void hp_outbox_trim (HpDb *db, gint64 time);

G_END_DECLS
