/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-block.h"

G_BEGIN_DECLS

/* A ticket as it goes to paper: what it is about, then each message with who, when and its files,
 * oldest first. No words of its own, so no language; times in @zone. @with_notes: internal notes
 * too, in quotes. Reads, on the desk's thread. Errors: NOT_FOUND. Returns: (transfer full)
 * (nullable): hp_blocks_dup_html() makes HTML of it. */
HpBlocks *hp_ticket_print_blocks (HpDesk *desk,
                                  gint64 ticket,
                                  gboolean with_notes,
                                  GTimeZone *zone,
                                  GError **error);

G_END_DECLS
