/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"

G_BEGIN_DECLS

/* What stands in a composer when it opens. Nothing is kept yet (hp_drafting_save() does), but a
 * forward whose mail had files is. The text is the signature for it, or nothing: what is written
 * goes above. @agent: who writes. @message: (nullable) key of the message that
 * is answered or forwarded; NULL: the newest that the customer wrote, else the newest. The desk's
 * thread. Errors: NOT_FOUND (no such ticket or message), and what the store says.
 * Returns: (transfer full) (nullable). */

/* To whom the message asks to be answered (Reply-To, else From), from the address it was written
 * to. @to_all: its other recipients as Cc. Own addresses are left out. */
HpDraft *hp_draft_begin_reply (HpDesk *desk,
                               const char *agent,
                               gint64 ticket,
                               const HpKey *message,
                               gboolean to_all,
                               GError **error);

/* @as_file: the mail as it was, attached; else its text and files. */
HpDraft *hp_draft_begin_forward (HpDesk *desk,
                                 const char *agent,
                                 gint64 ticket,
                                 const HpKey *message,
                                 gboolean as_file,
                                 GError **error);

/* A mail that begins a ticket. */
HpDraft *hp_draft_begin_new (HpDesk *desk, const char *agent, GError **error);

HpDraft *hp_draft_begin_note (HpDesk *desk, const char *agent, gint64 ticket, GError **error);

G_END_DECLS
