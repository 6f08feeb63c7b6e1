/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"

G_BEGIN_DECLS

/* Drafts as they are kept on a desk. Used by the desk's thread. Errors: what the store says; then
 * nothing was written. */

/* How many bytes the files of one mail may have together, unless the desk is set otherwise. */
#define HP_FILES_LIMIT_DEFAULT (25 * 1000 * 1000)
gint64 hp_drafting_get_files_limit (HpDesk *desk);
gboolean hp_drafting_set_files_limit (HpDesk *desk, gint64 bytes, GError **error);

/* How much of the desk can be seen by now, for HpDraft.seen. */
gint64 hp_drafting_get_seen (HpDesk *desk);

/* Keeps @draft, new or changed; cheap enough for every pause in typing. Its files must be there
 * (hp_drafting_attach()); those it has no more are taken away. Errors: CONFLICT if it is in the
 * outbox: take it back first (hp_sending_take_back()). */
gboolean hp_drafting_save (HpDesk *desk, const HpDraft *draft, GError **error);

/* Keeps @draft with one more file. @filename: a path is cut off; @mime_type: (nullable) by the
 * name;
 * @is_inline: an image for the text, whose cid: address is then "cid:" and the content_id of the
 * last file. Errors: as save, INVALID if that is too much for one mail.
 * Returns: (transfer full) (nullable): what was kept. */
HpDraft *hp_drafting_attach (HpDesk *desk,
                             const HpDraft *draft,
                             GBytes *data,
                             const char *filename,
                             const char *mime_type,
                             gboolean is_inline,
                             GError **error);

/* Takes a draft away for good, and its files. Errors: NOT_FOUND, CONFLICT (in the outbox). */
gboolean hp_drafting_discard (HpDesk *desk, const HpKey *id, GError **error);

/* Errors: NOT_FOUND. Returns: (transfer full) (nullable). */
HpDraft *hp_drafting_find (HpDesk *desk, const HpKey *id, GError **error);

/* Of @ticket (row), or of new tickets (0), by @agent or everybody (NULL), newest first, those in
 * the outbox left out. Returns: (element-type HpDraft). */
GPtrArray *hp_drafting_list (HpDesk *desk, gint64 ticket, const char *agent);

/* All of the desk that are not in the outbox, newest first. Returns: (element-type HpDraft). */
GPtrArray *hp_drafting_list_all (HpDesk *desk);

/* The bytes of a file. Errors: NOT_FOUND, CORRUPT. */
GBytes *hp_drafting_read_file (HpDesk *desk, const HpDraftFile *file, GError **error);

/* A note draft becomes a note of its ticket, and its status is set, in one decision; the draft
 * goes. Returns: (element-type HpKey) the ops. Errors: INVALID (nothing in it), NOT_FOUND. */
GArray *hp_drafting_finish_note (HpDesk *desk, const HpKey *id, GError **error);

G_END_DECLS
