/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rule by which Message-IDs become tickets, case by case; that it does not depend on order is
 * test-convergence.c's. */

#define G_LOG_DOMAIN "helppari-test"

#include <glib.h>
#include <string.h>

#include "desk/hp-threading.h"

typedef struct
{
  GArray *nodes;
  GArray *pairs;
  gint64 participant; /* the root whose sender takes part everywhere; 0 = nobody */
} Case;

static void
begin_case (Case *self)
{
  self->nodes = g_array_new (FALSE, TRUE, sizeof (HpNode));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (HpNodePair));
  self->participant = 0;
}

/* Node n has row n and the key n, n, n, …; @time 0: never seen. */
static HpNode *
add_node (Case *self, guint8 n, guint8 parent, gint64 time)
{
  HpNode node = { .row = n, .parent = parent, .time = time != 0 ? time : G_MAXINT64 };

  memset (node.hash.bytes, n, HP_KEY_SIZE);
  g_array_append_val (self->nodes, node);
  return &g_array_index (self->nodes, HpNode, self->nodes->len - 1);
}

static gboolean
takes_part (gint64 root, GArray *tree, gpointer data)
{
  return ((Case *) data)->participant == root;
}

/* Checks that node i+1 is in the ticket of node @wanted[i] (0 = none). */
static void
end_case (Case *self, const guint8 *wanted)
{
  g_autoptr (GArray) roots = hp_threading_group (self->nodes, self->pairs, takes_part, self);

  for (guint i = 0; i < roots->len; i++)
    {
      guint root = g_array_index (roots, guint, i);
      gint64 row = root != G_MAXUINT ? g_array_index (self->nodes, HpNode, root).row : 0;
      g_assert_cmpint (row, ==, wanted[i]);
    }
  g_array_unref (self->nodes);
  g_array_unref (self->pairs);
}

static void
test_tree_with_unseen_root (void)
{
  Case self;

  begin_case (&self);
  add_node (&self, 1, 0, 0);
  add_node (&self, 2, 1, 20);
  add_node (&self, 3, 1, 10);
  add_node (&self, 4, 0, 5);
  end_case (&self, (guint8[]){ 1, 1, 1, 4 });
}

static void
test_nothing_seen_is_no_ticket (void)
{
  Case self;

  begin_case (&self);
  add_node (&self, 1, 0, 0);
  add_node (&self, 2, 1, 0);
  end_case (&self, (guint8[]){ 0, 0 });
}

static void
test_cycle_is_cut_at_its_smallest (void)
{
  Case self;

  begin_case (&self);
  add_node (&self, 1, 3, 30);
  add_node (&self, 2, 1, 20);
  add_node (&self, 3, 2, 25);
  add_node (&self, 4, 3, 40);
  end_case (&self, (guint8[]){ 2, 2, 2, 2 });
}

static void
test_split_cuts_one_edge (void)
{
  Case self;

  begin_case (&self);
  add_node (&self, 1, 0, 10);
  add_node (&self, 2, 1, 20)->is_split = TRUE;
  add_node (&self, 3, 2, 30);
  end_case (&self, (guint8[]){ 1, 2, 2 });
}

static void
set_number (HpNode *node, guint8 n)
{
  node->has_token = TRUE;
  memset (node->token, n, sizeof node->token);
}

static void
test_number_joins_for_a_participant (void)
{
  for (int takes = 0; takes < 2; takes++)
    {
      Case self;
      begin_case (&self);
      add_node (&self, 1, 0, 10);
      set_number (add_node (&self, 2, 0, 20), 1);
      self.participant = takes ? 2 : 0;
      end_case (&self, takes ? (guint8[]){ 1, 1 } : (guint8[]){ 1, 2 });
    }
}

static void
test_split_root_does_not_join_by_number (void)
{
  Case self;

  begin_case (&self);
  add_node (&self, 1, 0, 10);
  HpNode *node = add_node (&self, 2, 1, 20);
  node->is_split = TRUE;
  set_number (node, 1);
  self.participant = 2;
  end_case (&self, (guint8[]){ 1, 2 });
}

static void
test_merge_shows_under_the_oldest_root (void)
{
  Case self;
  HpNodePair pair = { 3, 1 };

  begin_case (&self);
  add_node (&self, 1, 0, 30);
  add_node (&self, 2, 1, 40);
  add_node (&self, 3, 0, 10);
  g_array_append_val (self.pairs, pair);
  end_case (&self, (guint8[]){ 3, 3, 3 });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/threading/unseen-root", test_tree_with_unseen_root);
  g_test_add_func ("/desk/threading/nothing-seen", test_nothing_seen_is_no_ticket);
  g_test_add_func ("/desk/threading/cycle", test_cycle_is_cut_at_its_smallest);
  g_test_add_func ("/desk/threading/split", test_split_cuts_one_edge);
  g_test_add_func ("/desk/threading/number", test_number_joins_for_a_participant);
  g_test_add_func ("/desk/threading/split-number", test_split_root_does_not_join_by_number);
  g_test_add_func ("/desk/threading/merge", test_merge_shows_under_the_oldest_root);
  return g_test_run ();
}
