/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"
#include "model/hp-letter.h"

G_BEGIN_DECLS

/* The mail that @draft is to be, with a Message-ID of its own: what it answers, its files and its
 * ticket's number come from the desk. Writes nothing. The desk's thread. Errors: as hp_compose(),
 * and what the store says. Returns: (transfer full) (nullable). */
HpLetter *hp_draft_dup_letter (HpDesk *desk, const HpDraft *draft, GError **error);

G_END_DECLS
