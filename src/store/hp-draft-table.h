/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-draft.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Inside a write transaction; errors stick to @db. */

/* Stores @draft, or what changed of it. Every blob of its files must be there: hp_blobs_ref() gave
 * the first reference to a new one, which hp_blobs_unref() may take back after this. */
void hp_drafts_write (HpDb *db, const HpDraft *draft);

/* Its files lose their references; hp_blobs_sweep() then takes them away. */
void hp_drafts_remove (HpDb *db, const HpKey *key);

/* For erasing a person: takes away the drafts that name @address (normalised) and those of the
 * ticket row @ticket (0: none), with what the outbox has of them, whatever its state, and what it
 * remembers of mails to that address. */
void hp_drafts_erase (HpDb *db, const char *address, gint64 ticket);

/* (nullable) (transfer full) */
HpDraft *hp_drafts_find (HpDb *db, const HpKey *key);

/* Of a ticket (row), or of none (0); of one agent, or of all (NULL); those in the outbox too.
 * Newest first. Returns: (element-type HpDraft). */
GPtrArray *hp_drafts_list_of_ticket (HpDb *db, gint64 ticket, const char *agent);
GPtrArray *hp_drafts_list (HpDb *db);

/* The tickets that @agent writes in and has not sent. Returns: (transfer full) (element-type HpKey)
 * a set, any id of each. */
GHashTable *hp_drafts_list_tickets (HpDb *db, const char *agent);

/* The ticket (row) that a draft belongs to now: that of the message it answers, else the one it was
 * begun in; 0 for none. */
gint64 hp_drafts_find_ticket (HpDb *db, const HpDraft *draft);

/* The newest mail of the desk: what everybody could have seen by now. */
gint64 hp_drafts_get_seen (HpDb *db);

/* Messages that people wrote in @ticket (row) and that came after @seen, but what @agent sent from
 * here. Returns: (element-type gint64) message rows, oldest first. */
GArray *hp_drafts_list_news (HpDb *db, gint64 ticket, gint64 seen, const char *agent);

/* All messages of @ticket that came after @seen. Returns: (element-type gint64) rows. */
GArray *hp_drafts_list_later (HpDb *db, gint64 ticket, gint64 seen);

G_END_DECLS
