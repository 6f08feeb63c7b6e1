/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-live-desk.h"
#include "model/hp-draft.h"

G_BEGIN_DECLS

/* From whom a mail is, to whom, and about what. Signal "changed": the agent did it. */
#define HP_TYPE_RECIPIENTS (hp_recipients_get_type ())
G_DECLARE_FINAL_TYPE (HpRecipients, hp_recipients, HP, RECIPIENTS, GtkBox)

void hp_recipients_set_desk (HpRecipients *self, HpLiveDesk *desk);

/* Shows those of @draft. @senders: (element-type HpAddress) from whom it can be. @usual: (nullable)
 * (element-type HpAddress) who had the message before. */
void hp_recipients_set_draft (HpRecipients *self,
                              const HpDraft *draft,
                              const GPtrArray *senders,
                              const GPtrArray *usual);

/* Puts what shows into @draft. */
void hp_recipients_write (HpRecipients *self, HpDraft *draft);

/* Shows none. */
void hp_recipients_clear (HpRecipients *self);

/* Makes chips of what was typed. */
void hp_recipients_finish (HpRecipients *self);

/* Shows Cc, Bcc and subject. */
void hp_recipients_expand (HpRecipients *self);

G_END_DECLS
