/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables node, claim, split and merge: which Message-IDs there are and what holds them
 * together. What a ticket is made of these is decided in src/desk. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-thread-table.h"

#include <string.h>

#include "model/hp-message.h"

gint64
hp_nodes_find (HpDb *db, const HpKey *hash)
{
  return hp_db_get_int (db, 0, "SELECT id FROM node WHERE hash = ?", "k", hash);
}

gint64
hp_nodes_ensure (HpDb *db, const HpKey *hash, gboolean *is_new)
{
  gint64 node = hp_nodes_find (db, hash);

  *is_new = node == 0;
  if (node != 0)
    return node;
  hp_db_run (db, "INSERT INTO node (hash) VALUES (?)", "k", hash);
  return hp_db_get_last_row_id (db);
}

GArray *
hp_nodes_list_numbered (HpDb *db, const guint8 prefix[5])
{
  HpKey low = { 0 };
  HpKey high;

  memset (&high, 0xff, sizeof high);
  memcpy (low.bytes, prefix, 5);
  memcpy (high.bytes, prefix, 5);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT id FROM node WHERE hash BETWEEN ? AND ? ORDER BY hash", "kk", &low, &high);
  return hp_rows_list_ints (&rows);
}

GArray *
hp_nodes_list_named_by (HpDb *db, gint64 node)
{
  GArray *named = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT token FROM message WHERE node = ? AND token IS NOT NULL", "i", node);

  while (hp_rows_next (&rows))
    {
      gsize length;
      const guint8 *token = hp_rows_bytes (&rows, 0, &length);
      g_autoptr (GArray) found = hp_nodes_list_numbered (db, token);
      g_array_append_vals (named, found->data, found->len);
    }
  return named;
}

gint64
hp_nodes_get_ticket (HpDb *db, gint64 node)
{
  return hp_db_get_int (db, 0, "SELECT ticket FROM node WHERE id = ?", "i", node);
}

gint64
hp_nodes_get_parent (HpDb *db, gint64 node)
{
  return hp_db_get_int (db, HP_DB_NULL_INT, "SELECT parent FROM node WHERE id = ?", "i", node);
}

void
hp_nodes_set_parent (HpDb *db, gint64 node, gint64 parent)
{
  hp_db_run (db, "UPDATE node SET parent = ? WHERE id = ?", "Ii", parent, node);
}

void
hp_nodes_set_ticket (HpDb *db, gint64 node, gint64 ticket)
{
  hp_db_run (db, "UPDATE node SET ticket = ? WHERE id = ?", "Ii", ticket, node);
}

gboolean
hp_nodes_has_any (HpDb *db, gint64 ticket)
{
  return hp_db_get_int (db, 0, "SELECT 1 FROM node WHERE ticket = ? LIMIT 1", "i", ticket) != 0;
}

void
hp_nodes_get_hash (HpDb *db, gint64 node, HpKey *hash)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT hash FROM node WHERE id = ?", "i", node);

  memset (hash, 0, sizeof *hash);
  if (hp_rows_next (&rows))
    *hash = *hp_rows_key (&rows, 0);
}

gboolean
hp_nodes_is_spoken_of (HpDb *db, const HpKey *hash)
{
  return hp_db_get_int (db, 0,
                        "SELECT EXISTS (SELECT 1 FROM op WHERE entity = ?1) OR "
                        "EXISTS (SELECT 1 FROM merge WHERE a = ?1) OR "
                        "EXISTS (SELECT 1 FROM message WHERE token = substr (?1, 1, 5))",
                        "k", hash) != 0;
}

void
hp_claims_add (HpDb *db, gint64 child, gint64 message, gint64 parent)
{
  hp_db_run (db, "INSERT OR REPLACE INTO claim (child, message, parent) VALUES (?, ?, ?)", "iii",
             child, message, parent);
}

gint64
hp_claims_get_parent (HpDb *db, gint64 child)
{
  return hp_db_get_int (db, HP_DB_NULL_INT,
                        "SELECT c.parent FROM claim c JOIN message m ON m.id = c.message "
                        "WHERE c.child = ? ORDER BY m.time, m.key LIMIT 1",
                        "i", child);
}

GArray *
hp_claims_remove (HpDb *db, gint64 message)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT child FROM claim WHERE message = ?", "i", message);

  while (hp_rows_next (&rows))
    {
      gint64 child = hp_rows_int (&rows, 0);
      g_array_append_val (children, child);
    }
  hp_db_run (db, "DELETE FROM claim WHERE message = ?", "i", message);
  return children;
}

void
hp_splits_set (HpDb *db, const HpKey *hash, gboolean is_split)
{
  if (is_split)
    hp_db_run (db, "INSERT OR IGNORE INTO split (hash) VALUES (?)", "k", hash);
  else
    hp_db_run (db, "DELETE FROM split WHERE hash = ?", "k", hash);
}

void
hp_merges_set (HpDb *db, const HpKey *a, const HpKey *b, gboolean is_merged)
{
  if (is_merged)
    hp_db_run (db, "INSERT OR IGNORE INTO merge (a, b) VALUES (?1, ?2), (?2, ?1)", "kk", a, b);
  else
    hp_db_run (db, "DELETE FROM merge WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)", "kk", a,
               b);
}

/* The nodes found so far and those still to be followed. */
typedef struct
{
  HpDb *db;
  GHashTable *found; /* (owned) row as gint64 */
  GQueue queue;
} Walk;

static void
add_to_walk (Walk *walk, gint64 row)
{
  if (row == 0 || g_hash_table_contains (walk->found, &row))
    return;
  gint64 *kept = g_memdup2 (&row, sizeof row);
  g_hash_table_add (walk->found, kept);
  g_queue_push_tail (&walk->queue, kept);
}

static gboolean
read_node (HpDb *db, gint64 row, HpNode *node)
{
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT n.hash, n.parent, n.ticket, m.id, m.time, m.token, s.hash IS NOT NULL "
      "FROM node n LEFT JOIN message m ON m.id = (SELECT id FROM message WHERE node = n.id "
      "ORDER BY time, key LIMIT 1) LEFT JOIN split s ON s.hash = n.hash WHERE n.id = ?",
      "i", row);
  gsize length;

  memset (node, 0, sizeof *node);
  if (!hp_rows_next (&rows))
    return FALSE;
  node->row = row;
  node->hash = *hp_rows_key (&rows, 0);
  node->parent = hp_rows_int (&rows, 1);
  node->ticket = hp_rows_int (&rows, 2);
  node->message = hp_rows_int (&rows, 3);
  node->time = hp_rows_int_or (&rows, 4, G_MAXINT64);
  gconstpointer token = hp_rows_bytes (&rows, 5, &length);
  node->has_token = length == sizeof node->token;
  if (node->has_token)
    memcpy (node->token, token, sizeof node->token);
  node->is_split = hp_rows_int (&rows, 6) != 0;
  return TRUE;
}

static void
follow_children (Walk *walk, const HpNode *node)
{
  g_auto (HpRows) rows =
      hp_db_query (walk->db, "SELECT id FROM node WHERE parent = ?", "i", node->row);
  while (hp_rows_next (&rows))
    add_to_walk (walk, hp_rows_int (&rows, 0));
}

static void
follow_merges (Walk *walk, const HpNode *node, GArray *pairs)
{
  g_auto (HpRows) rows =
      hp_db_query (walk->db, "SELECT n.id FROM merge m JOIN node n ON n.hash = m.b WHERE m.a = ?",
                   "k", &node->hash);
  while (hp_rows_next (&rows))
    {
      HpNodePair pair = { node->row, hp_rows_int (&rows, 0) };
      add_to_walk (walk, pair.b);
      g_array_append_val (pairs, pair);
    }
}

static void
follow_numbers (Walk *walk, const HpNode *node)
{
  if (node->has_token)
    {
      g_autoptr (GArray) targets = hp_nodes_list_numbered (walk->db, node->token);
      for (guint i = 0; i < targets->len; i++)
        add_to_walk (walk, g_array_index (targets, gint64, i));
    }
  g_auto (HpRows) rows = hp_db_query (walk->db, "SELECT node FROM message WHERE token = ?", "b",
                                      node->hash.bytes, (gsize) 5);
  while (hp_rows_next (&rows))
    add_to_walk (walk, hp_rows_int (&rows, 0));
}

GArray *
hp_nodes_list_connected (HpDb *db, GArray *seeds, GArray *pairs)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (HpNode));
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Walk walk = { .db = db, .found = found, .queue = G_QUEUE_INIT };

  for (guint i = 0; i < seeds->len; i++)
    add_to_walk (&walk, g_array_index (seeds, gint64, i));
  while (!g_queue_is_empty (&walk.queue))
    {
      HpNode node;
      if (!read_node (db, *(gint64 *) g_queue_pop_head (&walk.queue), &node))
        continue;
      g_array_append_val (nodes, node);
      add_to_walk (&walk, node.parent);
      follow_children (&walk, &node);
      follow_merges (&walk, &node, pairs);
      follow_numbers (&walk, &node);
    }
  return nodes;
}

static void
add_people (GPtrArray *people, const char *packed)
{
  g_autoptr (GPtrArray) addresses = hp_addresses_unpack (packed);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      char *normal = hp_address_normalise (address->addr);
      if (normal != NULL)
        g_ptr_array_add (people, normal);
    }
}

GPtrArray *
hp_nodes_list_people (HpDb *db, gint64 node, gboolean sender_only)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT from_, to_, cc FROM message WHERE node = ? ORDER BY time, key", "i", node);

  while (hp_rows_next (&rows))
    for (int column = 0; column < 3; column++)
      if (column == 0 || !sender_only)
        add_people (people, hp_rows_text (&rows, column));
  return people;
}
