/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/hp-draft.h"

G_BEGIN_DECLS

/* The files that a draft takes along, as chips with their sizes. Signal "remove" (uint index in
 * HpDraft.files). */
#define HP_TYPE_DRAFT_FILES (hp_draft_files_get_type ())
G_DECLARE_FINAL_TYPE (HpDraftFiles, hp_draft_files, HP, DRAFT_FILES, GtkBox)

/* Shows those of @draft that are no images in its text. @limit: how many bytes all may have. */
void hp_draft_files_set_draft (HpDraftFiles *self, const HpDraft *draft, gint64 limit);

/* A file is on its way into the draft. */
void hp_draft_files_set_is_busy (HpDraftFiles *self, gboolean is_busy);

G_END_DECLS
