/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-message.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* The columns of one message, for writing. Strings are borrowed. */
typedef struct
{
  gint64 id;
  HpKey key;
  const char *kind;
  const char *direction;
  gint64 time;
  gint64 original; /* HP_DB_NULL_INT for a note */
  gint64 node;     /* HP_DB_NULL_INT for a note */
  gint64 parent;   /* HP_DB_NULL_INT where it answers none */
  gint64 ticket;   /* HP_DB_NULL_INT until threads are derived */
  gint64 identity; /* HP_DB_NULL_INT where there is no customer's side */
  const char *mid; /* (nullable) */
  const char *from;
  const char *to;
  const char *cc;
  const char *subject;
  const char *text;
  GBytes *folds;        /* (nullable) of the text, hp_folds_pack() */
  gboolean is_thanks;   /* and nothing else */
  const char *language; /* (nullable) */
  GBytes *tokens;       /* (nullable) of the text, hp_tokens_prepare() */
  const char *files;
  const char *forwarded; /* (nullable) words of the mails attached, for the search */
  const guint8 *token;   /* (nullable) 5 bytes */
  HpWarnings warnings;
  gint64 version;
} HpMessageRow;

/* What a ticket's state is derived from. */
typedef struct
{
  gint64 id;
  HpKey key;
  gint64 time;
  gint64 node;     /* 0 for a note */
  gint64 identity; /* 0 where there is none */
  gboolean is_inbound;
  gboolean is_note;
  gboolean is_human;
  gboolean has_files;
  HpWarnings warnings;
  gboolean is_thanks; /* and nothing else */
} HpMessageBrief;

/* Inside a write transaction; errors stick to @db. */

/* The first free row id from @start on; ids are (seconds << 4) + n. Id 0 counts as taken. */
gint64 hp_messages_find_free_id (HpDb *db, gint64 start);

gint64 hp_messages_find (HpDb *db, const HpKey *key);
/* 0 where there is no such message or it is a note. */
gint64 hp_messages_get_node (HpDb *db, const HpKey *key);
/* Where a message is now; 0 for what it has not. FALSE if there is no such row. */
gboolean
hp_messages_get_place (HpDb *db, gint64 id, gint64 *node, gint64 *ticket, gint64 *identity);

/* Adds the row and its search entry, counts it in the rollups. */
void hp_messages_add (HpDb *db, const HpMessageRow *row, GPtrArray *attachments);

/* Takes away the row, its attachments and its search entry. */
void hp_messages_remove (HpDb *db, gint64 id);

void hp_messages_set_ticket (HpDb *db, gint64 id, gint64 ticket);
void hp_messages_set_ticket_of_node (HpDb *db, gint64 node, gint64 ticket);

/* Returns: (element-type HpMessageBrief) of a ticket, oldest (time, key) first. */
GArray *hp_messages_list_briefs (HpDb *db, gint64 ticket);

/* The tickets in which an identity wrote or was written to. Returns: (element-type gint64). */
GArray *hp_messages_list_tickets_of_identity (HpDb *db, gint64 identity);

/* Mails from and to a customer, oldest first. Returns: (element-type gint64). */
GArray *hp_messages_list_of_customer (HpDb *db, gint64 customer);

/* The facts at one node, oldest first. Returns: (element-type HpMessageBrief). */
GArray *hp_messages_list_at_node (HpDb *db, gint64 node);

/* While much is written at once the search index holds more in memory and merges less often.
 * Outside of a transaction; it is kept in the file, and harmless where it stays on. */
void hp_messages_set_bulk (HpDb *db, gboolean is_bulk);

/* Merges a little of the search index (some 10 ms), which an import leaves in many pieces that each
 * search has to look at. Outside of a transaction. TRUE if there may be more to merge. */
gboolean hp_messages_merge_index (HpDb *db);

/* In how many pieces the search index is. */
gint64 hp_messages_count_pieces (HpDb *db);

/* TRUE if there is a fact at @node. */
gboolean hp_messages_has_node (HpDb *db, gint64 node);

/* The parent that the first fact at @node names: *is_seen says whether there is any fact. */
gint64 hp_messages_get_parent (HpDb *db, gint64 node, gboolean *is_seen);

char *hp_messages_dup_subject (HpDb *db, gint64 id);
/* The first words, white space folded. */
char *hp_messages_dup_snippet (HpDb *db, gint64 id);

/* Rows whose sender or recipients hold @address. Returns: (element-type gint64). */
GArray *hp_messages_list_with_address (HpDb *db, const char *address);

/* Rows understood by an older version, up to @limit. Returns: (element-type gint64). */
GArray *hp_messages_list_older (HpDb *db, gint64 version, guint limit);

/* Whole messages of a ticket, oldest first. Returns: (element-type HpMessage). */
GPtrArray *hp_messages_list (HpDb *db, gint64 ticket);

/* (nullable) (transfer full) */
HpMessage *hp_messages_get (HpDb *db, gint64 id);

/* Texts of a ticket's notes. Returns: (element-type utf8). */
GPtrArray *hp_messages_list_notes (HpDb *db, gint64 ticket);

/* The language of the newest message of a ticket in which it is clear. (nullable) */
char *hp_messages_dup_language (HpDb *db, gint64 ticket);

/* TRUE if the customer's side of message row @id is known by @address (normalised). */
gboolean hp_messages_is_identity (HpDb *db, gint64 id, const char *address);

/* The newest notes of a customer's tickets. Returns: (element-type HpMessage). */
GPtrArray *hp_messages_list_notes_of_customer (HpDb *db, gint64 customer, guint limit);

G_END_DECLS
