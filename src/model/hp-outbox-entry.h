/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* Where a mail stands on its way out:
 *
 *   draft → waiting → sealed → sending → sent → filed
 *                        ↑        ├→ failed
 *                        └────────┴→ uncertain
 *
 * Up to sealed it can be edited and taken back. */
typedef enum
{
  HP_OUTBOX_DRAFT,     /* stopped by itself (problem says why) and again only a draft */
  HP_OUTBOX_WAITING,   /* until `due`, or for a decision where it is held */
  HP_OUTBOX_SEALED,    /* bytes, ids and recipients are fixed; nothing has left */
  HP_OUTBOX_SENDING,   /* the first byte may have left; after a crash the account is asked */
  HP_OUTBOX_SENT,      /* it left, and is a message of the ticket; not yet in the Sent folder */
  HP_OUTBOX_FILED,     /* done */
  HP_OUTBOX_FAILED,    /* nothing left, and trying again needs a decision */
  HP_OUTBOX_UNCERTAIN, /* nobody knows whether it left; never tried again by itself */
} HpOutboxState;

/* One mail in the outbox: immutable once shared, reference counted, any thread. */
typedef struct
{
  HpKey id; /* that of its draft */
  HpOutboxState state;
  gboolean is_held; /* waiting: somebody wrote since the draft was begun */
  char *agent;
  gboolean has_ticket;
  HpKey ticket;
  gboolean has_account; /* from sealed on */
  HpKey account;
  char *subject;
  char *recipients;   /* addresses with ", " between, to be shown */
  gint64 due;         /* us UTC: when the next step may be taken by itself */
  int tries;          /* that did not succeed */
  char *problem;      /* (nullable) why it did not go on, for people */
  GPtrArray *refused; /* (element-type utf8) addresses that the server would not take */
  char *message_id;   /* (nullable) from sealed on */
  gint64 changed;     /* us UTC */
} HpOutboxEntry;

/* To be filled by its maker before anybody else sees it. Returns: (transfer full). */
HpOutboxEntry *hp_outbox_entry_new (void);
HpOutboxEntry *hp_outbox_entry_ref (HpOutboxEntry *entry);
void hp_outbox_entry_unref (HpOutboxEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOutboxEntry, hp_outbox_entry_unref)

/* TRUE while it can still be taken back: nothing has left for sure. */
gboolean hp_outbox_state_is_undoable (HpOutboxState state);
/* TRUE where somebody must decide how it goes on. */
gboolean hp_outbox_entry_needs_decision (const HpOutboxEntry *entry);

/* The stored name ("draft", "waiting" and so on), and back; an unknown one reads as uncertain,
 * which never leaves by itself. */
const char *hp_outbox_state_get_name (HpOutboxState state);
HpOutboxState hp_outbox_state_from_name (const char *name);

G_END_DECLS
