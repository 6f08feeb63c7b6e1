/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the rule by which Message-IDs become tickets: a function of the set of nodes, whatever order
 * they came in. (a) A node hangs on its parent; a cycle is cut above its smallest (time, key). (b)
 * A split cuts one edge. What hangs together is a tree. (c) A tree whose root carries a ticket's
 * number joins that ticket's tree if its sender takes part in it; numbers are looked up among the
 * trees of (b), so they do not chain; a root that was split off stays off. (d) A merge joins. The
 * group shows under its oldest root. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-threading.h"

#include <string.h>

#define NONE G_MAXUINT

typedef struct
{
  GArray *nodes;     /* (unowned) HpNode */
  GHashTable *index; /* (owned) row to index + 1 */
  guint *parent;     /* (owned) NONE at a root */
  guint *root;       /* (owned) of the tree */
  guint *group;      /* (owned) union-find over roots */
  gint64 *tree_time; /* (owned) per root: its time, or its oldest mail's */
  gboolean *is_seen; /* (owned) per root: any mail of the tree was seen */
} Threading;

static HpNode *
get_node (Threading *self, guint i)
{
  return &g_array_index (self->nodes, HpNode, i);
}

static guint
find_index (Threading *self, gint64 row)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index, &row)) - 1;
}

static gboolean
is_before (Threading *self, guint a, guint b)
{
  const HpNode *one = get_node (self, a);
  const HpNode *two = get_node (self, b);

  if (one->time != two->time)
    return one->time < two->time;
  return hp_key_compare (&one->hash, &two->hash) < 0;
}

static void
link_parents (Threading *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HpNode *node = get_node (self, i);
      self->parent[i] = node->parent != 0 ? find_index (self, node->parent) : NONE;
    }
}

/* From @start up to where the walk meets itself: cuts above the smallest node of that cycle. */
static void
cut_cycle (Threading *self, guint start)
{
  guint smallest = start;

  for (guint i = self->parent[start]; i != start; i = self->parent[i])
    if (is_before (self, i, smallest))
      smallest = i;
  self->parent[smallest] = NONE;
}

static void
cut_cycles (Threading *self)
{
  g_autofree guint *visited = g_new0 (guint, self->nodes->len);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint at = i;
      while (at != NONE && visited[at] == 0)
        {
          visited[at] = i + 1;
          at = self->parent[at];
        }
      if (at != NONE && visited[at] == i + 1)
        cut_cycle (self, at);
    }
}

static void
cut_splits (Threading *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    if (get_node (self, i)->is_split)
      self->parent[i] = NONE;
}

static guint
find_root (Threading *self, guint i)
{
  guint root = i;

  while (self->root[root] == NONE && self->parent[root] != NONE)
    root = self->parent[root];
  root = self->root[root] != NONE ? self->root[root] : root;
  while (self->root[i] == NONE)
    {
      self->root[i] = root;
      if (self->parent[i] == NONE)
        break;
      i = self->parent[i];
    }
  return root;
}

static void
find_trees (Threading *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      gint64 time = get_node (self, i)->time;
      guint root = find_root (self, i);
      gint64 own = get_node (self, root)->time;
      self->tree_time[root] = own != G_MAXINT64 ? own : MIN (self->tree_time[root], time);
      self->is_seen[root] |= time != G_MAXINT64;
    }
}

static guint
find_group (Threading *self, guint root)
{
  while (self->group[root] != root)
    root = self->group[root] = self->group[self->group[root]];
  return root;
}

static gboolean
is_root_before (Threading *self, guint a, guint b)
{
  if (self->is_seen[a] != self->is_seen[b])
    return self->is_seen[a];
  if (self->tree_time[a] != self->tree_time[b])
    return self->tree_time[a] < self->tree_time[b];
  return hp_key_compare (&get_node (self, a)->hash, &get_node (self, b)->hash) < 0;
}

/* The older root stands for both. */
static void
join (Threading *self, guint a, guint b)
{
  a = find_group (self, a);
  b = find_group (self, b);
  if (a == b)
    return;
  if (is_root_before (self, a, b))
    self->group[b] = a;
  else
    self->group[a] = b;
}

static GArray *
list_tree (Threading *self, guint root)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->nodes->len; i++)
    if (self->root[i] == root)
      g_array_append_val (rows, get_node (self, i)->row);
  return rows;
}

/* The oldest tree that holds a node with the number that @root carries and in which the sender of
 * @root takes part; NONE if there is none. */
static guint
find_numbered_tree (Threading *self, guint root, HpThreadingTakesPart takes_part, gpointer data)
{
  const HpNode *node = get_node (self, root);
  guint found = NONE;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint other = self->root[i];
      if (memcmp (get_node (self, i)->hash.bytes, node->token, sizeof node->token) != 0 ||
          other == root || (found != NONE && !is_root_before (self, other, found)))
        continue;
      g_autoptr (GArray) tree = list_tree (self, other);
      if (takes_part (node->row, tree, data))
        found = other;
    }
  return found;
}

static void
join_numbered (Threading *self, HpThreadingTakesPart takes_part, gpointer data)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const HpNode *node = get_node (self, i);
      if (self->root[i] != i || !node->has_token || node->is_split)
        continue;
      guint other = find_numbered_tree (self, i, takes_part, data);
      if (other != NONE)
        join (self, i, other);
    }
}

static void
join_merged (Threading *self, GArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const HpNodePair *pair = &g_array_index (pairs, HpNodePair, i);
      join (self, self->root[find_index (self, pair->a)], self->root[find_index (self, pair->b)]);
    }
}

static void
clear_threading (Threading *self)
{
  g_hash_table_unref (self->index);
  g_free (self->parent);
  g_free (self->root);
  g_free (self->group);
  g_free (self->tree_time);
  g_free (self->is_seen);
}

static void
init_threading (Threading *self, GArray *nodes)
{
  self->nodes = nodes;
  self->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->parent = g_new (guint, nodes->len);
  self->root = g_new (guint, nodes->len);
  self->group = g_new (guint, nodes->len);
  self->tree_time = g_new (gint64, nodes->len);
  self->is_seen = g_new0 (gboolean, nodes->len);
  for (guint i = 0; i < nodes->len; i++)
    {
      g_hash_table_insert (self->index, &get_node (self, i)->row, GUINT_TO_POINTER (i + 1));
      self->root[i] = NONE;
      self->group[i] = i;
      self->tree_time[i] = G_MAXINT64;
    }
}

GArray *
hp_threading_group (GArray *nodes, GArray *pairs, HpThreadingTakesPart takes_part, gpointer data)
{
  GArray *roots = g_array_sized_new (FALSE, FALSE, sizeof (guint), nodes->len);
  Threading self;

  init_threading (&self, nodes);
  link_parents (&self);
  cut_cycles (&self);
  cut_splits (&self);
  find_trees (&self);
  join_numbered (&self, takes_part, data);
  join_merged (&self, pairs);
  for (guint i = 0; i < nodes->len; i++)
    {
      guint root = find_group (&self, self.root[i]);
      root = self.is_seen[root] ? root : NONE;
      g_array_append_val (roots, root);
    }
  clear_threading (&self);
  return roots;
}
