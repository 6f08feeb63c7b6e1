/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-block.h"

G_BEGIN_DECLS

/* A text as it was, with its caret and the other end of its selection, in characters. */
typedef struct
{
  HpBlocks *blocks; /* (owned) */
  int caret;
  int bound;
} HpRichState;

HpRichState *hp_rich_state_new (HpBlocks *blocks, int caret, int bound);
void hp_rich_state_free (HpRichState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpRichState, hp_rich_state_free)

/* What is about to be done to a text: what goes on with the edit before is undone with it. */
typedef enum
{
  HP_EDIT_INSERT,
  HP_EDIT_DELETE,
  HP_EDIT_OTHER,
} HpEdit;

/* The states a text had, for undo and redo, formatting included. UI thread. */
typedef struct _HpRichHistory HpRichHistory;

HpRichHistory *hp_rich_history_new (void);
void hp_rich_history_free (HpRichHistory *self);
void hp_rich_history_clear (HpRichHistory *self);

/* Notes an edit of characters [@from, @to); for an insertion @to is where it will end, @is_space
 * says that it is a blank. Returns: TRUE if the state before it is to be given to
 * hp_rich_history_push(). */
gboolean
hp_rich_history_is_new (HpRichHistory *self, HpEdit edit, int from, int to, gboolean is_space);
/* @state: (transfer full). */
void hp_rich_history_push (HpRichHistory *self, HpRichState *state);
/* What is done next begins a step of its own. */
void hp_rich_history_end_step (HpRichHistory *self);

gboolean hp_rich_history_can_step (HpRichHistory *self, gboolean is_redo);
/* Gives @now for the state before it, or after it. @now: (transfer full). Returns: (transfer full)
 * (nullable). */
HpRichState *hp_rich_history_step (HpRichHistory *self, gboolean is_redo, HpRichState *now);

G_END_DECLS
