/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the states of a mail on its way out and their names. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-outbox-entry.h"

static const char *const STATES[] = { "draft", "waiting", "sealed", "sending",
                                      "sent",  "filed",   "failed", "uncertain" };

HpOutboxEntry *
hp_outbox_entry_new (void)
{
  HpOutboxEntry *entry = g_atomic_rc_box_new0 (HpOutboxEntry);

  entry->refused = g_ptr_array_new_with_free_func (g_free);
  return entry;
}

HpOutboxEntry *
hp_outbox_entry_ref (HpOutboxEntry *entry)
{
  return g_atomic_rc_box_acquire (entry);
}

static void
clear_entry (gpointer data)
{
  HpOutboxEntry *entry = data;

  g_free (entry->agent);
  g_free (entry->subject);
  g_free (entry->recipients);
  g_free (entry->problem);
  g_ptr_array_unref (entry->refused);
  g_free (entry->message_id);
}

void
hp_outbox_entry_unref (HpOutboxEntry *entry)
{
  g_atomic_rc_box_release_full (entry, clear_entry);
}

gboolean
hp_outbox_state_is_undoable (HpOutboxState state)
{
  return state == HP_OUTBOX_DRAFT || state == HP_OUTBOX_WAITING || state == HP_OUTBOX_SEALED ||
         state == HP_OUTBOX_FAILED;
}

gboolean
hp_outbox_entry_needs_decision (const HpOutboxEntry *entry)
{
  return entry->is_held || entry->state == HP_OUTBOX_DRAFT || entry->state == HP_OUTBOX_FAILED ||
         entry->state == HP_OUTBOX_UNCERTAIN;
}

const char *
hp_outbox_state_get_name (HpOutboxState state)
{
  return STATES[state];
}

HpOutboxState
hp_outbox_state_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    if (g_strcmp0 (STATES[i], name) == 0)
      return (HpOutboxState) i;
  return HP_OUTBOX_UNCERTAIN;
}
