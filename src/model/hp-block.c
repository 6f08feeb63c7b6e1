/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a text is made of when it is shown. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-block.h"

static void
clear_span (gpointer data)
{
  HpSpan *span = data;

  g_clear_pointer (&span->href, g_ref_string_release);
}

static void
free_block (gpointer data)
{
  HpBlock *block = data;

  g_free (block->text);
  g_array_unref (block->spans);
  g_free (block->image);
  g_free (block);
}

HpBlocks *
hp_blocks_new (void)
{
  HpBlocks *blocks = g_atomic_rc_box_new0 (HpBlocks);

  blocks->blocks = g_ptr_array_new_with_free_func (free_block);
  return blocks;
}

HpBlocks *
hp_blocks_ref (HpBlocks *blocks)
{
  return g_atomic_rc_box_acquire (blocks);
}

static void
clear_blocks (gpointer data)
{
  HpBlocks *blocks = data;

  g_ptr_array_unref (blocks->blocks);
}

void
hp_blocks_unref (HpBlocks *blocks)
{
  g_atomic_rc_box_release_full (blocks, clear_blocks);
}

HpBlock *
hp_blocks_add (HpBlocks *blocks, HpBlockKind kind)
{
  HpBlock *block = g_new0 (HpBlock, 1);

  block->kind = kind;
  block->text = g_strdup ("");
  block->spans = g_array_new (FALSE, TRUE, sizeof (HpSpan));
  g_array_set_clear_func (block->spans, clear_span);
  block->width = -1;
  block->height = -1;
  g_ptr_array_add (blocks->blocks, block);
  return block;
}
