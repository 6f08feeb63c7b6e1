/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables message, attachment and search. Invariant: the search index holds exactly what
 * the view search_source shows of each message. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-message-table.h"

#include <string.h>

#include "base/hp-time.h"
#include "mime/hp-new-words-parent.h"
#include "store/hp-rollup-table.h"

#define SNIPPET_BYTES 240

/* What FTS5 holds in memory before it writes a segment, and how many of one level it merges. */
#define HASH_BYTES ((gint64) 1024 * 1024)
#define BULK_HASH_BYTES ((gint64) 16 * 1024 * 1024)
#define AUTOMERGE ((gint64) 4)
#define BULK_AUTOMERGE ((gint64) 16)
#define MERGED_PAGES ((gint64) 64)

static int
compare_briefs (gconstpointer a, gconstpointer b)
{
  const HpMessageBrief *one = a;
  const HpMessageBrief *two = b;

  if (one->time != two->time)
    return one->time < two->time ? -1 : 1;
  return hp_key_compare (&one->key, &two->key);
}

gint64
hp_messages_find_free_id (HpDb *db, gint64 start)
{
  if (hp_db_get_int (db, 0, "SELECT id FROM message WHERE id = ?", "i", start) == 0)
    return start;
  return hp_db_get_int (db, start + 1,
                        "SELECT id + 1 FROM message AS m WHERE id >= ? AND NOT EXISTS "
                        "(SELECT 1 FROM message WHERE id = m.id + 1) ORDER BY id LIMIT 1",
                        "i", start);
}

gint64
hp_messages_find (HpDb *db, const HpKey *key)
{
  return hp_db_get_int (db, 0, "SELECT id FROM message WHERE key = ?", "k", key);
}

gint64
hp_messages_get_node (HpDb *db, const HpKey *key)
{
  return hp_db_get_int (db, 0, "SELECT node FROM message WHERE key = ?", "k", key);
}

gboolean
hp_messages_get_place (HpDb *db, gint64 id, gint64 *node, gint64 *ticket, gint64 *identity)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT node, ticket, identity FROM message WHERE id = ?", "i", id);

  if (!hp_rows_next (&rows))
    return FALSE;
  *node = hp_rows_int (&rows, 0);
  *ticket = hp_rows_int (&rows, 1);
  *identity = hp_rows_int (&rows, 2);
  return TRUE;
}

static void
add_attachments (HpDb *db, gint64 message, GPtrArray *attachments)
{
  for (guint n = 0; n < attachments->len; n++)
    {
      const HpAttachment *attachment = g_ptr_array_index (attachments, n);
      hp_db_run (db,
                 "INSERT INTO attachment (message, n, part, filename, mime_type, content_id, size, "
                 "sha256, is_inline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 "iiisssibi", message, (gint64) n, (gint64) attachment->part, attachment->filename,
                 attachment->mime_type, attachment->content_id, attachment->size,
                 attachment->sha256, sizeof attachment->sha256, (gint64) attachment->is_inline);
    }
}

void
hp_messages_add (HpDb *db, const HpMessageRow *row, GPtrArray *attachments)
{
  hp_db_run (
      db,
      "INSERT INTO message (id, key, kind, direction, time, original, node, parent, ticket, "
      "identity, mid, from_, to_, cc, subject, text, files, token, warnings, version, folds, "
      "language, forwarded, is_thanks) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, x''), ?, ?, ?, ?, "
      "ifnull (?, ''), ?)",
      "ikssiIIIIIsssssssbiibssi", row->id, &row->key, row->kind, row->direction, row->time,
      row->original, row->node, row->parent, row->ticket, row->identity, row->mid, row->from,
      row->to, row->cc, row->subject, row->text, row->files, row->token,
      row->token != NULL ? (gsize) 5 : (gsize) 0, (gint64) row->warnings, row->version,
      row->folds != NULL ? g_bytes_get_data (row->folds, NULL) : NULL,
      row->folds != NULL ? g_bytes_get_size (row->folds) : 0, row->language, row->forwarded,
      (gint64) row->is_thanks);
  g_autofree char *people = g_strjoin ("\x1e", row->from, row->to, row->cc, NULL);
  gboolean has_forwarded = row->forwarded != NULL && *row->forwarded != '\0';
  g_autofree char *files =
      has_forwarded ? g_strjoin ("\x1e", row->files, row->forwarded, NULL) : g_strdup (row->files);
  hp_db_set_prepared_text (db, row->text, row->tokens);
  hp_db_run (db, "INSERT INTO search (rowid, subject, people, body, files) VALUES (?, ?, ?, ?, ?)",
             "issss", row->id, row->subject, people, row->text, files);
  hp_db_set_prepared_text (db, NULL, NULL);
  if (attachments != NULL)
    add_attachments (db, row->id, attachments);
  if (row->identity != HP_DB_NULL_INT)
    hp_db_run (db, "UPDATE identity SET messages = messages + 1 WHERE id = ?", "i", row->identity);
  hp_rollups_add (db, HP_ROLLUP_MESSAGES, hp_time_get_day (row->time), row->direction, 1);
}

void
hp_messages_set_bulk (HpDb *db, gboolean is_bulk)
{
  hp_db_run (db, "INSERT INTO search (search, rank) VALUES ('hashsize', ?)", "i",
             is_bulk ? BULK_HASH_BYTES : HASH_BYTES);
  hp_db_run (db, "INSERT INTO search (search, rank) VALUES ('automerge', ?)", "i",
             is_bulk ? BULK_AUTOMERGE : AUTOMERGE);
}

gboolean
hp_messages_merge_index (HpDb *db)
{
  gint64 before = hp_db_get_total_changes (db);

  hp_db_run (db, "INSERT INTO search (search, rank) VALUES ('merge', ?)", "i", MERGED_PAGES);
  /* The statement itself counts as one change (SQLite's FTS5, section 6.8). */
  return hp_db_get_total_changes (db) - before >= 2;
}

gint64
hp_messages_count_pieces (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT count (DISTINCT segid) FROM search_idx", NULL);
}

void
hp_messages_remove (HpDb *db, gint64 id)
{
  g_autofree char *direction =
      hp_db_dup_text (db, "SELECT direction FROM message WHERE id = ?", "i", id);
  gint64 time = hp_db_get_int (db, 0, "SELECT time FROM message WHERE id = ?", "i", id);

  if (direction == NULL)
    return;
  hp_db_run (db,
             "INSERT INTO search (search, rowid, subject, people, body, files) "
             "SELECT 'delete', id, subject, people, body, files FROM search_source WHERE id = ?",
             "i", id);
  hp_db_run (db,
             "UPDATE identity SET messages = messages - 1 "
             "WHERE id = (SELECT identity FROM message WHERE id = ?)",
             "i", id);
  hp_db_run (db, "DELETE FROM attachment WHERE message = ?", "i", id);
  hp_db_run (db, "DELETE FROM message WHERE id = ?", "i", id);
  hp_rollups_add (db, HP_ROLLUP_MESSAGES, hp_time_get_day (time), direction, -1);
}

void
hp_messages_set_ticket (HpDb *db, gint64 id, gint64 ticket)
{
  hp_db_run (db, "UPDATE message SET ticket = ? WHERE id = ?", "Ii", ticket, id);
}

void
hp_messages_set_ticket_of_node (HpDb *db, gint64 node, gint64 ticket)
{
  hp_db_run (db, "UPDATE message SET ticket = ? WHERE node = ?", "Ii", ticket, node);
}

#define BRIEF_COLUMNS                                                                              \
  "id, key, time, node, identity, direction = 'in', direction = 'note', kind = 'human', "          \
  "files <> '', warnings, is_thanks"

static GArray *
read_briefs (HpRows *rows)
{
  GArray *briefs = g_array_new (FALSE, FALSE, sizeof (HpMessageBrief));

  while (hp_rows_next (rows))
    {
      HpMessageBrief brief = { .id = hp_rows_int (rows, 0),
                               .key = *hp_rows_key (rows, 1),
                               .time = hp_rows_int (rows, 2),
                               .node = hp_rows_int (rows, 3),
                               .identity = hp_rows_int (rows, 4),
                               .is_inbound = hp_rows_int (rows, 5) != 0,
                               .is_note = hp_rows_int (rows, 6) != 0,
                               .is_human = hp_rows_int (rows, 7) != 0,
                               .has_files = hp_rows_int (rows, 8) != 0,
                               .warnings = (HpWarnings) hp_rows_int (rows, 9),
                               .is_thanks = hp_rows_int (rows, 10) != 0 };
      g_array_append_val (briefs, brief);
    }
  g_array_sort (briefs, compare_briefs);
  return briefs;
}

GArray *
hp_messages_list_briefs (HpDb *db, gint64 ticket)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " BRIEF_COLUMNS " FROM message WHERE ticket = ? ORDER BY id", "i", ticket);
  return read_briefs (&rows);
}

GArray *
hp_messages_list_tickets_of_identity (HpDb *db, gint64 identity)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT DISTINCT ticket FROM message WHERE identity = ? AND ticket IS NOT NULL", "i",
      identity);
  return hp_rows_list_ints (&rows);
}

GArray *
hp_messages_list_of_customer (HpDb *db, gint64 customer)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT id FROM message WHERE identity IN (SELECT id FROM identity "
                   "WHERE customer = ?) AND original IS NOT NULL ORDER BY id",
                   "i", customer);
  return hp_rows_list_ints (&rows);
}

GArray *
hp_messages_list_at_node (HpDb *db, gint64 node)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT " BRIEF_COLUMNS " FROM message WHERE node = ?", "i", node);
  return read_briefs (&rows);
}

gint64
hp_messages_get_parent (HpDb *db, gint64 node, gboolean *is_seen)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT parent FROM message WHERE node = ? ORDER BY time, key LIMIT 1", "i", node);

  *is_seen = hp_rows_next (&rows);
  return *is_seen ? hp_rows_int_or (&rows, 0, HP_DB_NULL_INT) : HP_DB_NULL_INT;
}

gboolean
hp_messages_has_node (HpDb *db, gint64 node)
{
  return hp_db_get_int (db, 0, "SELECT 1 FROM message WHERE node = ? LIMIT 1", "i", node) != 0;
}

char *
hp_messages_dup_subject (HpDb *db, gint64 id)
{
  return hp_db_dup_text (db, "SELECT subject FROM message WHERE id = ?", "i", id);
}

/* Adds words of @text up to @end or until the snippet is full. */
static void
append_words (GString *snippet, const char *text, const char *end)
{
  for (const char *at = text; at < end && snippet->len < SNIPPET_BYTES; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (snippet, *at);
    else if (snippet->len > 0 && snippet->str[snippet->len - 1] != ' ')
      g_string_append_c (snippet, ' ');
}

/* A character that the end of the snippet cut in two goes. */
static void
drop_cut_character (GString *snippet)
{
  const char *end;

  if (!g_utf8_validate_len (snippet->str, snippet->len, &end))
    g_string_truncate (snippet, (gsize) (end - snippet->str));
}

char *
hp_messages_dup_snippet (HpDb *db, gint64 id)
{
  GString *snippet = g_string_new (NULL);
  g_auto (HpRows) rows = hp_db_query (db, "SELECT text, folds FROM message WHERE id = ?", "i", id);

  if (!hp_rows_next (&rows))
    return g_string_free (snippet, FALSE);
  gsize size;
  gconstpointer packed = hp_rows_bytes (&rows, 1, &size);
  const char *text = hp_rows_text (&rows, 0);
  gsize length = strlen (text);
  g_autoptr (GArray) folds = hp_folds_unpack (packed, size, length);
  gsize at = 0;
  for (guint i = 0; i < folds->len && snippet->len < SNIPPET_BYTES; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      append_words (snippet, text + at, text + fold->start);
      at = fold->end;
    }
  append_words (snippet, text + at, text + length);
  if (snippet->len == 0)
    append_words (snippet, text, text + length);
  drop_cut_character (snippet);
  return g_string_free (snippet, FALSE);
}

GArray *
hp_messages_list_with_address (HpDb *db, const char *address)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT id FROM message WHERE original IS NOT NULL "
                                      "AND instr (lower (from_ || char (30) || to_), ?) > 0",
                                      "s", address);
  return hp_rows_list_ints (&rows);
}

GArray *
hp_messages_list_older (HpDb *db, gint64 version, guint limit)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT id FROM message WHERE version < ? AND original IS NOT NULL LIMIT ?",
                   "ii", version, (gint64) limit);
  return hp_rows_list_ints (&rows);
}

static void
read_attachments (HpDb *db, HpMessage *message)
{
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT part, filename, mime_type, content_id, size, sha256, is_inline, "
      "is_inline = 1 AND (SELECT count (*) FROM (SELECT 1 FROM attachment "
      "WHERE sha256 = a.sha256 AND is_inline = 1 AND message <> a.message LIMIT 2)) = 2 "
      "FROM attachment a WHERE message = ? ORDER BY n",
      "i", message->row);
  while (hp_rows_next (&rows))
    {
      HpAttachment *attachment = g_new0 (HpAttachment, 1);
      gsize length;
      attachment->part = (guint) hp_rows_int (&rows, 0);
      attachment->filename = hp_rows_dup_text (&rows, 1);
      attachment->mime_type = hp_rows_dup_text (&rows, 2);
      attachment->content_id = hp_rows_dup_text (&rows, 3);
      attachment->size = hp_rows_int (&rows, 4);
      gconstpointer sha256 = hp_rows_bytes (&rows, 5, &length);
      memcpy (attachment->sha256, sha256, MIN (length, sizeof attachment->sha256));
      attachment->is_inline = hp_rows_int (&rows, 6) != 0;
      attachment->is_logo = hp_rows_int (&rows, 7) != 0;
      g_ptr_array_add (message->attachments, attachment);
    }
}

#define COLUMNS                                                                                    \
  "id, key, kind, direction, time, mid, from_, to_, cc, subject, text, warnings, folds, language "

static HpMessage *
read_message (HpRows *rows)
{
  HpMessage *message = hp_message_new ();

  message->row = hp_rows_int (rows, 0);
  message->key = *hp_rows_key (rows, 1);
  message->kind = hp_rows_dup_text (rows, 2);
  message->direction = hp_rows_dup_text (rows, 3);
  message->time = hp_rows_int (rows, 4);
  message->mid = hp_rows_dup_text (rows, 5);
  message->from = hp_addresses_unpack (hp_rows_text (rows, 6));
  message->to = hp_addresses_unpack (hp_rows_text (rows, 7));
  message->cc = hp_addresses_unpack (hp_rows_text (rows, 8));
  message->subject = hp_rows_dup_text (rows, 9);
  message->text = hp_rows_dup_text (rows, 10);
  message->warnings = (HpWarnings) hp_rows_int (rows, 11);
  gsize size;
  gconstpointer folds = hp_rows_bytes (rows, 12, &size);
  g_array_unref (message->folds);
  message->folds = hp_folds_unpack (folds, size, strlen (message->text));
  message->language = g_intern_string (hp_rows_text (rows, 13));
  return message;
}

/* What a message repeats of the one that it answers is marked, whether quoted or not. @nodes: node
 * to HpMessage, the first there. */
static void
fold_words_of_parent (HpMessage *message, GHashTable *nodes, gint64 parent_node)
{
  const HpMessage *parent = g_hash_table_lookup (nodes, &parent_node);

  if (parent == NULL || parent == message || strcmp (message->kind, "human") != 0)
    return;
  g_array_unref (message->folds);
  message->folds = hp_new_words_find_with_parent (message->text, strlen (message->text),
                                                  parent->text, strlen (parent->text));
}

/* Facts with one Message-ID and different content: the oldest is shown. */
static void
mark_variants (GPtrArray *messages)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < messages->len; i++)
    {
      HpMessage *message = g_ptr_array_index (messages, i);
      HpMessage *first = message->mid != NULL ? g_hash_table_lookup (shown, message->mid) : NULL;
      if (first != NULL)
        {
          message->is_variant = TRUE;
          message->variant_of = first->key;
        }
      else if (message->mid != NULL)
        {
          g_hash_table_insert (shown, message->mid, message);
        }
    }
}

GPtrArray *
hp_messages_list (HpDb *db, gint64 ticket)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_message_unref);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " COLUMNS ", node, parent FROM message WHERE ticket = ? ORDER BY time, key", "i",
      ticket);
  while (hp_rows_next (&rows))
    {
      HpMessage *message = read_message (&rows);
      gint64 node = hp_rows_int (&rows, 14);
      gint64 parent = hp_rows_int (&rows, 15);
      g_ptr_array_add (messages, message);
      g_array_append_val (parents, parent);
      if (node != 0 && !g_hash_table_contains (nodes, &node))
        g_hash_table_insert (nodes, g_memdup2 (&node, sizeof node), message);
    }
  for (guint i = 0; i < messages->len; i++)
    {
      fold_words_of_parent (messages->pdata[i], nodes, g_array_index (parents, gint64, i));
      read_attachments (db, messages->pdata[i]);
    }
  mark_variants (messages);
  return messages;
}

HpMessage *
hp_messages_get (HpDb *db, gint64 id)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT " COLUMNS "FROM message WHERE id = ?", "i", id);

  if (!hp_rows_next (&rows))
    return NULL;
  HpMessage *message = read_message (&rows);
  read_attachments (db, message);
  return message;
}

GPtrArray *
hp_messages_list_notes_of_customer (HpDb *db, gint64 customer, guint limit)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_message_unref);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS "FROM message WHERE ticket IN "
                   "(SELECT id FROM ticket WHERE customer = ?) AND direction = 'note' "
                   "ORDER BY id DESC LIMIT ?",
                   "ii", customer, (gint64) limit);

  while (hp_rows_next (&rows))
    g_ptr_array_add (notes, read_message (&rows));
  return notes;
}

GPtrArray *
hp_messages_list_notes (HpDb *db, gint64 ticket)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT text FROM message WHERE ticket = ? AND kind = 'note'", "i", ticket);

  while (hp_rows_next (&rows))
    g_ptr_array_add (texts, hp_rows_dup_text (&rows, 0));
  return texts;
}

gboolean
hp_messages_is_identity (HpDb *db, gint64 id, const char *address)
{
  return hp_db_get_int (db, 0,
                        "SELECT 1 FROM message m JOIN identity i ON i.id = m.identity "
                        "JOIN identity o ON o.customer = i.customer WHERE m.id = ? AND o.value = ? "
                        "LIMIT 1",
                        "is", id, address) != 0;
}

char *
hp_messages_dup_language (HpDb *db, gint64 ticket)
{
  return hp_db_dup_text (db,
                         "SELECT language FROM message WHERE ticket = ? AND language IS NOT NULL "
                         "ORDER BY id DESC LIMIT 1",
                         "i", ticket);
}
