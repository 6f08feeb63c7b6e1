/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/composer/hp-rich-text.h"
#include "live/hp-draft-job.h"
#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* Where a reply, a forward, a note or a new mail is written. What is typed is kept on the desk at
 * every pause, one draft for each kind and ticket. Property "folded" (one pane shows: it is one
 * line until it has the focus). Signals: "sent" (HpDraft) is in the outbox; "noted" (id of an op in
 * hex); "failed" (GError); "account-needed" (address); "ticket-wanted" (id): a draft that was taken
 * back is of that ticket. */
#define HP_TYPE_COMPOSER (hp_composer_get_type ())
G_DECLARE_FINAL_TYPE (HpComposer, hp_composer, HP, COMPOSER, GtkBox)

void hp_composer_set_desk (HpComposer *self, HpLiveDesk *desk);

/* Shows what this agent writes in a ticket. @ticket: (nullable). */
void hp_composer_set_ticket (HpComposer *self, HpTicketItem *ticket);

/* Begins a mail that begins a ticket, or goes on with one. */
void hp_composer_write_new (HpComposer *self);

/* Turns to a kind of draft and takes the focus. @message: (nullable) key of what it is about; NULL:
 * the usual one. */
void hp_composer_write (HpComposer *self, HpDraftKind kind, const HpKey *message, gboolean to_all);

/* Takes a draft back from the outbox and shows it. */
void hp_composer_take_back (HpComposer *self, const HpKey *id);

/* Keeps at once what was typed. */
void hp_composer_flush (HpComposer *self);

/* Sends it, once the account is there. */
void hp_composer_send_again (HpComposer *self);

HpRichText *hp_composer_get_text (HpComposer *self);
HpDraftKind hp_composer_get_kind (HpComposer *self);

/* TRUE while a draft is read or kept. */
gboolean hp_composer_is_busy (HpComposer *self);

G_END_DECLS
