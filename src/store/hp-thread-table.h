/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-op.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* One Message-ID, seen or only named, with what its place in a ticket depends on. */
typedef struct
{
  gint64 row;
  HpKey hash;
  gint64 parent; /* row, 0 = none; before splits and cuts */
  gint64 ticket; /* row as it stands, 0 = none */
  gint64 time;   /* of its first fact; G_MAXINT64 = never seen */
  gboolean is_split;
  gboolean has_token;
  guint8 token[5]; /* of the ticket number that its first fact carries */
  gint64 message;  /* its first fact, 0 = none */
} HpNode;

/* Two nodes that a merge holds together. */
typedef struct
{
  gint64 a;
  gint64 b;
} HpNodePair;

/* Inside a write transaction; errors stick to @db. */

gint64 hp_nodes_ensure (HpDb *db, const HpKey *hash, gboolean *is_new);
gint64 hp_nodes_find (HpDb *db, const HpKey *hash);
/* The nodes whose key begins with these 40 bits. Returns: (element-type gint64) rows. */
GArray *hp_nodes_list_numbered (HpDb *db, const guint8 prefix[5]);
/* The nodes that the numbers in mails at @node name. Returns: (element-type gint64) rows. */
GArray *hp_nodes_list_named_by (HpDb *db, gint64 node);
gint64 hp_nodes_get_ticket (HpDb *db, gint64 node);
gint64 hp_nodes_get_parent (HpDb *db, gint64 node);
void hp_nodes_set_parent (HpDb *db, gint64 node, gint64 parent);
void hp_nodes_set_ticket (HpDb *db, gint64 node, gint64 ticket);
gboolean hp_nodes_has_any (HpDb *db, gint64 ticket);
void hp_nodes_get_hash (HpDb *db, gint64 node, HpKey *hash);

/* TRUE if something other than mails speaks of this node: an op, a merge, a number. */
gboolean hp_nodes_is_spoken_of (HpDb *db, const HpKey *hash);

/* What the mail @message says of @child's parent. */
void hp_claims_add (HpDb *db, gint64 child, gint64 message, gint64 parent);
/* The parent by the oldest claim, HP_DB_NULL_INT where there is none. */
gint64 hp_claims_get_parent (HpDb *db, gint64 child);
/* Takes the claims of @message away. Returns: (element-type gint64) the children concerned. */
GArray *hp_claims_remove (HpDb *db, gint64 message);

void hp_splits_set (HpDb *db, const HpKey *hash, gboolean is_split);
void hp_merges_set (HpDb *db, const HpKey *a, const HpKey *b, gboolean is_merged);

/* Everything that hangs together with @seeds by parents, merges and numbers, whatever tickets it is
 * in now. @seeds: (element-type gint64). @pairs: (out) (element-type HpNodePair).
 * Returns: (element-type HpNode). */
GArray *hp_nodes_list_connected (HpDb *db, GArray *seeds, GArray *pairs);

/* The addresses in From, To and Cc of the facts at @node, normalised; the sender alone where
 * @sender_only. Returns: (element-type utf8). */
GPtrArray *hp_nodes_list_people (HpDb *db, gint64 node, gboolean sender_only);

G_END_DECLS
