/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-outgoing.h"

G_BEGIN_DECLS

/* The mails that are not gone yet, of one ticket or of all. */
#define HP_TYPE_OUTGOING_BOX (hp_outgoing_box_get_type ())
G_DECLARE_FINAL_TYPE (HpOutgoingBox, hp_outgoing_box, HP, OUTGOING_BOX, GtkBox)

void hp_outgoing_box_set_outgoing (HpOutgoingBox *self, HpLiveDesk *desk, HpOutgoing *outgoing);

/* @ticket: (nullable) NULL: of none. */
void hp_outgoing_box_set_ticket (HpOutgoingBox *self, const HpKey *ticket);
/* Those of all tickets, with their subjects. */
void hp_outgoing_box_show_all (HpOutgoingBox *self);

G_END_DECLS
