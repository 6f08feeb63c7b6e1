/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the steps of undo of one text. GTK's own know text alone, not its formatting. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-history.h"

#define MAX_STEPS 200

struct _HpRichHistory
{
  GQueue past;   /* (element-type HpRichState) the latest at the tail */
  GQueue future; /* (element-type HpRichState) the next at the tail */
  HpEdit edit;   /* the last one */
  int from;
  int to;
  gboolean was_space;
  gboolean is_open; /* the last edit can go on */
};

HpRichState *
hp_rich_state_new (HpBlocks *blocks, int caret, int bound)
{
  HpRichState *state = g_new0 (HpRichState, 1);

  state->blocks = blocks;
  state->caret = caret;
  state->bound = bound;
  return state;
}

void
hp_rich_state_free (HpRichState *state)
{
  hp_blocks_unref (state->blocks);
  g_free (state);
}

static void
clear (GQueue *queue)
{
  g_queue_clear_full (queue, (GDestroyNotify) hp_rich_state_free);
}

HpRichHistory *
hp_rich_history_new (void)
{
  return g_new0 (HpRichHistory, 1);
}

void
hp_rich_history_clear (HpRichHistory *self)
{
  clear (&self->past);
  clear (&self->future);
  self->is_open = FALSE;
}

void
hp_rich_history_free (HpRichHistory *self)
{
  hp_rich_history_clear (self);
  g_free (self);
}

/* Typing goes on where it stopped, a word at a time; deleting on either side. */
static gboolean
goes_on (HpRichHistory *self, HpEdit edit, int from, int to, gboolean is_space)
{
  if (!self->is_open || edit != self->edit || edit == HP_EDIT_OTHER)
    return FALSE;
  if (edit == HP_EDIT_INSERT)
    return from == self->to && !(self->was_space && !is_space);
  return to == self->from || from == self->from;
}

gboolean
hp_rich_history_is_new (HpRichHistory *self, HpEdit edit, int from, int to, gboolean is_space)
{
  gboolean is_new = !goes_on (self, edit, from, to, is_space);

  self->edit = edit;
  self->from = from;
  self->to = to;
  self->was_space = is_space;
  self->is_open = TRUE;
  return is_new;
}

void
hp_rich_history_push (HpRichHistory *self, HpRichState *state)
{
  g_queue_push_tail (&self->past, state);
  clear (&self->future);
  if (self->past.length > MAX_STEPS)
    hp_rich_state_free (g_queue_pop_head (&self->past));
}

void
hp_rich_history_end_step (HpRichHistory *self)
{
  self->is_open = FALSE;
}

gboolean
hp_rich_history_can_step (HpRichHistory *self, gboolean is_redo)
{
  return !g_queue_is_empty (is_redo ? &self->future : &self->past);
}

HpRichState *
hp_rich_history_step (HpRichHistory *self, gboolean is_redo, HpRichState *now)
{
  HpRichState *state = g_queue_pop_tail (is_redo ? &self->future : &self->past);

  self->is_open = FALSE;
  if (state != NULL)
    g_queue_push_tail (is_redo ? &self->past : &self->future, now);
  else
    hp_rich_state_free (now);
  return state;
}
