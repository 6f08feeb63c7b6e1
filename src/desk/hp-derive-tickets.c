/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the step from nodes to ticket rows: loads what hangs together with each touched node, groups
 * it (hp-threading.c) and moves nodes, messages and ops to the ticket they belong to. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"
#include "desk/hp-threading.h"

#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"

/* Who takes part in trees that were asked for. */
typedef struct
{
  HpDb *db;
  GHashTable *people; /* (owned) first row of a tree to a set of addresses */
} Participants;

static GHashTable *
ensure_people (Participants *self, GArray *tree)
{
  gint64 first = g_array_index (tree, gint64, 0);
  GHashTable *people = g_hash_table_lookup (self->people, &first);

  if (people != NULL)
    return people;
  people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < tree->len; i++)
    {
      g_autoptr (GPtrArray) found =
          hp_nodes_list_people (self->db, g_array_index (tree, gint64, i), FALSE);
      for (guint n = 0; n < found->len; n++)
        g_hash_table_add (people, g_strdup (g_ptr_array_index (found, n)));
    }
  g_hash_table_insert (self->people, g_memdup2 (&first, sizeof first), people);
  return people;
}

static gboolean
takes_part (gint64 root, GArray *tree, gpointer data)
{
  Participants *self = data;
  g_autoptr (GPtrArray) senders = hp_nodes_list_people (self->db, root, TRUE);

  return senders->len > 0 &&
         g_hash_table_contains (ensure_people (self, tree), g_ptr_array_index (senders, 0));
}

static GArray *
group_nodes (HpApply *apply, GArray *nodes, GArray *pairs)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                         (GDestroyNotify) g_hash_table_unref);
  Participants participants = { .db = apply->db, .people = people };

  return hp_threading_group (nodes, pairs, takes_part, &participants);
}

/* Which row each group gets: the one that has its id already, else one that its nodes were in and
 * no other group claims, else a new one. Keys and values: root index + 1, ticket row. */
typedef struct
{
  HpApply *apply;
  GArray *nodes;
  GArray *roots;
  GHashTable *rows;    /* (owned) root index to gint64 ticket */
  GHashTable *claimed; /* (unowned) ticket rows that got their group in this transaction */
} Assignment;

static HpNode *
get_node (Assignment *self, guint i)
{
  return &g_array_index (self->nodes, HpNode, i);
}

static void
assign (Assignment *self, guint root, gint64 ticket)
{
  hp_apply_add_dirty (self->claimed, ticket);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (root + 1), g_memdup2 (&ticket, sizeof ticket));
}

static gboolean
is_assigned (Assignment *self, guint root)
{
  return g_hash_table_contains (self->rows, GUINT_TO_POINTER (root + 1));
}

static void
assign_by_root (Assignment *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint root = g_array_index (self->roots, guint, i);
      if (root != i)
        continue;
      gint64 ticket = hp_tickets_find (self->apply->db, &get_node (self, i)->hash);
      if (ticket != 0)
        assign (self, i, ticket);
    }
}

static void
assign_by_nodes (Assignment *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint root = g_array_index (self->roots, guint, i);
      gint64 ticket = get_node (self, i)->ticket;
      if (root == G_MAXUINT || ticket == 0 || is_assigned (self, root) ||
          g_hash_table_contains (self->claimed, &ticket))
        continue;
      hp_tickets_set_root (self->apply->db, ticket, &get_node (self, root)->hash);
      assign (self, root, ticket);
    }
}

static void
assign_new (Assignment *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint root = g_array_index (self->roots, guint, i);
      if (root != G_MAXUINT && !is_assigned (self, root))
        assign (self, root,
                hp_tickets_reserve (self->apply->db, &get_node (self, root)->hash, FALSE));
    }
}

static void
move_node (HpApply *apply, const HpNode *node, gint64 ticket)
{
  g_autoptr (GPtrArray) notes = NULL;

  hp_apply_add_dirty (apply->dirty_tickets, node->ticket);
  hp_apply_add_dirty (apply->dirty_tickets, ticket);
  if (node->ticket == ticket)
    return;
  gint64 value = ticket != 0 ? ticket : HP_DB_NULL_INT;
  hp_nodes_set_ticket (apply->db, node->row, value);
  hp_ops_set_ticket (apply->db, &node->hash, value);
  notes = hp_ops_list_notes_of (apply->db, &node->hash);
  for (guint i = 0; i < notes->len; i++)
    hp_apply_sync_note (apply, g_ptr_array_index (notes, i));
}

static void
move_nodes (Assignment *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint root = g_array_index (self->roots, guint, i);
      gint64 *ticket =
          root != G_MAXUINT ? g_hash_table_lookup (self->rows, GUINT_TO_POINTER (root + 1)) : NULL;
      const HpNode *node = get_node (self, i);
      move_node (self->apply, node, ticket != NULL ? *ticket : 0);
      if (node->message != 0 && ticket != NULL)
        hp_messages_set_ticket_of_node (self->apply->db, node->row, *ticket);
    }
}

static gboolean
is_simple (Assignment *self, guint root, GArray *pairs)
{
  if (pairs->len > 0 || get_node (self, root)->time == G_MAXINT64)
    return FALSE;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HpNode *node = get_node (self, i);
      if (g_array_index (self->roots, guint, i) != root || node->has_token || node->is_split)
        return FALSE;
    }
  return TRUE;
}

static void
mark_simple (Assignment *self, GArray *pairs)
{
  GHashTableIter iter;
  gpointer root;
  gpointer ticket;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &root, &ticket))
    hp_tickets_set_simple (self->apply->db, *(gint64 *) ticket,
                           is_simple (self, GPOINTER_TO_UINT (root) - 1, pairs));
}

static void
assign_tickets (HpApply *apply, GArray *nodes, GArray *pairs, GArray *roots, GHashTable *claimed)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Assignment self = {
    .apply = apply, .nodes = nodes, .roots = roots, .rows = rows, .claimed = claimed
  };

  assign_by_root (&self);
  assign_by_nodes (&self);
  assign_new (&self);
  move_nodes (&self);
  mark_simple (&self, pairs);
}

void
hp_derive_tickets (HpApply *apply)
{
  g_autoptr (GArray) dirty = hp_apply_list_dirty (apply->dirty_nodes);
  g_autoptr (GHashTable) claimed =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < dirty->len && !hp_db_has_failed (apply->db); i++)
    {
      gint64 seed = g_array_index (dirty, gint64, i);
      if (!g_hash_table_contains (apply->dirty_nodes, &seed))
        continue;
      g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (HpNodePair));
      g_array_append_val (seeds, seed);
      g_autoptr (GArray) nodes = hp_nodes_list_connected (apply->db, seeds, pairs);
      g_autoptr (GArray) roots = group_nodes (apply, nodes, pairs);
      assign_tickets (apply, nodes, pairs, roots, claimed);
      for (guint n = 0; n < nodes->len; n++)
        g_hash_table_remove (apply->dirty_nodes, &g_array_index (nodes, HpNode, n).row);
    }
}
