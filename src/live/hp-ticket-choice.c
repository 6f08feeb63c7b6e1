/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which tickets are chosen. Invariant: `rows` are those that are chosen, or with `is_all`
 * those that are not. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-ticket-choice.h"

struct _HpTicketChoice
{
  GObject parent_instance;

  HpTicketList *list; /* (owned) */
  GHashTable *rows;   /* (owned) a set of gint64 */
  gboolean is_all;
  gboolean is_active;
};

G_DEFINE_FINAL_TYPE (HpTicketChoice, hp_ticket_choice, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget (HpTicketChoice *self)
{
  g_hash_table_remove_all (self->rows);
  self->is_all = FALSE;
}

static void
hp_ticket_choice_finalize (GObject *object)
{
  HpTicketChoice *self = HP_TICKET_CHOICE (object);

  g_object_unref (self->list);
  g_hash_table_unref (self->rows);
  G_OBJECT_CLASS (hp_ticket_choice_parent_class)->finalize (object);
}

static void
hp_ticket_choice_class_init (HpTicketChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_ticket_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_TICKET_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_ticket_choice_init (HpTicketChoice *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

HpTicketChoice *
hp_ticket_choice_new (HpTicketList *list)
{
  HpTicketChoice *self = g_object_new (HP_TYPE_TICKET_CHOICE, NULL);

  self->list = g_object_ref (list);
  return self;
}

gboolean
hp_ticket_choice_get_is_active (HpTicketChoice *self)
{
  return self->is_active;
}

void
hp_ticket_choice_set_is_active (HpTicketChoice *self, gboolean is_active)
{
  if (is_active == self->is_active)
    return;
  self->is_active = is_active;
  forget (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
hp_ticket_choice_has (HpTicketChoice *self, gint64 row)
{
  return self->is_active && g_hash_table_contains (self->rows, &row) != self->is_all;
}

void
hp_ticket_choice_toggle (HpTicketChoice *self, gint64 row)
{
  self->is_active = TRUE;
  if (!g_hash_table_remove (self->rows, &row))
    g_hash_table_add (self->rows, g_memdup2 (&row, sizeof row));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hp_ticket_choice_add_all (HpTicketChoice *self)
{
  self->is_active = TRUE;
  forget (self);
  self->is_all = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
hp_ticket_choice_count (HpTicketChoice *self)
{
  guint n = g_hash_table_size (self->rows);
  guint n_list = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (!self->is_active || !self->is_all)
    return self->is_active ? n : 0;
  return n_list > n ? n_list - n : 0;
}

GArray *
hp_ticket_choice_dup_rows (HpTicketChoice *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GArray *rows;

  if (self->is_all && g_hash_table_size (self->rows) == 0)
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (self->is_all)
    {
      for (guint i = 0; i < n; i++)
        {
          gint64 row = hp_ticket_list_get_row (self->list, i);
          if (!g_hash_table_contains (self->rows, &row))
            g_array_append_val (rows, row);
        }
      return rows;
    }
  GHashTableIter iter;
  gpointer row;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_array_append_vals (rows, row, 1);
  return rows;
}
