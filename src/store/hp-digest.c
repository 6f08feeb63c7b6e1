/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what it means for two desks to be the same, and for one to be sound. Read-only. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-digest.h"

#include <string.h>

#include "store/hp-blob-files.h"
#include "store/hp-fact-table.h"

/* Every query gives the logical rows of one table in a fixed order; row ids are replaced by keys.
 */
static const char *const LOGICAL_ROWS[] = {
  "SELECT o.hash, m.key, o.size, o.time, o.from_time, o.in_sent "
  "FROM original o JOIN message m ON m.id = o.message ORDER BY o.hash",
  "SELECT k.key, m.key FROM fact_key k JOIN message m ON m.id = k.message ORDER BY 1, 2",
  "SELECT o.id, o.clock, o.desk, o.actor, o.kind, o.entity, o.field, o.member, o.value, o.active, "
  "t.root FROM op o LEFT JOIN ticket t ON t.id = o.ticket ORDER BY o.id",
  "SELECT address FROM own_address ORDER BY 1",
  "SELECT n.hash, p.hash, t.root FROM node n LEFT JOIN node p ON p.id = n.parent "
  "LEFT JOIN ticket t ON t.id = n.ticket ORDER BY n.hash",
  "SELECT hash FROM split ORDER BY 1",
  "SELECT a, b FROM merge ORDER BY 1, 2",
  "SELECT a, b, kind FROM ticket_link ORDER BY 1, 2",
  "SELECT m.key, m.kind, m.direction, m.time, o.hash, n.hash, p.hash, t.root, i.hash, m.mid, "
  "m.from_, m.to_, m.cc, m.subject, m.text, m.files, m.token, m.warnings, m.folds, m.language, "
  "m.forwarded, m.is_thanks FROM "
  "message m "
  "LEFT JOIN original o ON o.id = m.original LEFT JOIN node n ON n.id = m.node "
  "LEFT JOIN node p ON p.id = m.parent LEFT JOIN ticket t ON t.id = m.ticket "
  "LEFT JOIN identity i ON i.id = m.identity ORDER BY m.key",
  "SELECT m.key, a.n, a.part, a.filename, a.mime_type, a.content_id, a.size, a.sha256, a.is_inline "
  "FROM attachment a JOIN message m ON m.id = a.message ORDER BY m.key, a.n",
  "SELECT t.root, t.subject, t.status, t.priority, t.channel, t.assignee, i.hash, c.hash, t.tags, "
  "t.created, t.updated, t.messages, t.attachments, t.snippet, t.warnings, t.snoozed FROM ticket t "
  "LEFT JOIN identity i ON i.id = t.identity LEFT JOIN customer c ON c.id = t.customer "
  "ORDER BY t.root",
  "SELECT g.tag, t.root FROM ticket_tag g JOIN ticket t ON t.id = g.ticket ORDER BY 1, 2",
  "SELECT i.hash, i.kind, i.value, c.hash FROM identity i LEFT JOIN customer c "
  "ON c.id = i.customer ORDER BY i.hash",
  "SELECT a, b FROM customer_link ORDER BY 1, 2",
  "SELECT c.hash, c.name, c.address, o.domain, c.first_contact, c.last_contact, c.messages "
  "FROM customer c LEFT JOIN organisation o ON o.id = c.organisation ORDER BY c.hash",
  "SELECT domain FROM organisation ORDER BY 1",
  "SELECT key, name, query, position, icon, sort, columns, owner FROM view ORDER BY key",
  "SELECT kind, entity, field, member, value, clock, op FROM property ORDER BY 1, 2, 3, 4",
  "SELECT metric, day, key, n FROM rollup ORDER BY 1, 2, 3",
  "SELECT b.hash, b.size, count (*) FROM blob b JOIN original_hole h ON h.blob = b.id "
  "GROUP BY b.id ORDER BY 1",
};

/* Each count must be 0. */
static const struct
{
  const char *text;
  const char *sql;
} CHECKS[] = {
  { "mails without a message",
    "SELECT count (*) FROM original WHERE message NOT IN (SELECT id FROM message)" },
  { "messages without their mail",
    "SELECT count (*) FROM message WHERE kind <> 'note' AND (original IS NULL OR original NOT IN "
    "(SELECT id FROM original))" },
  { "messages without a ticket",
    "SELECT count (*) FROM message WHERE ticket IS NULL OR ticket NOT IN (SELECT id FROM ticket)" },
  { "messages without their Message-ID's node",
    "SELECT count (*) FROM message WHERE kind <> 'note' AND (node IS NULL OR node NOT IN "
    "(SELECT id FROM node))" },
  { "messages in another ticket than their node",
    "SELECT count (*) FROM message m JOIN node n ON n.id = m.node WHERE n.ticket IS NOT m.ticket" },
  { "tickets whose messages are counted wrongly",
    "SELECT count (*) FROM ticket t WHERE messages <> (SELECT count (*) FROM message "
    "WHERE ticket = t.id AND kind <> 'note')" },
  { "tickets counted wrongly by status",
    "SELECT count (*) FROM (SELECT status, count (*) AS n FROM ticket GROUP BY status "
    "EXCEPT SELECT key, n FROM rollup WHERE metric = 'status')" },
  { "messages counted wrongly by day",
    "SELECT count (*) FROM (SELECT time / 86400000000 - (time % 86400000000 < 0) AS day, "
    "direction, "
    "count (*) FROM message GROUP BY 1, 2 EXCEPT SELECT day, key, n FROM rollup "
    "WHERE metric = 'messages')" },
  { "identities whose messages are counted wrongly",
    "SELECT count (*) FROM identity i WHERE messages <> (SELECT count (*) FROM message "
    "WHERE identity = i.id)" },
  { "views counted wrongly",
    "SELECT count (*) FROM view v WHERE members <> (SELECT count (*) FROM view_member "
    "WHERE view = v.id)" },
  { "members of views that are gone or stand at another time",
    "SELECT count (*) FROM view_member m LEFT JOIN ticket t ON t.id = m.ticket "
    "WHERE t.id IS NULL OR t.updated <> m.updated" },
  { "blobs counted wrongly",
    "SELECT count (*) FROM blob b WHERE refs <> (SELECT count (*) FROM original_hole "
    "WHERE blob = b.id) + (SELECT count (*) FROM draft_file WHERE blob = b.id) + "
    "(SELECT count (*) FROM outbox WHERE blob = b.id)" },
};

static void
digest_rows (HpDb *db, const char *sql, GChecksum *checksum)
{
  g_auto (HpRows) rows = hp_db_query (db, sql, NULL);

  g_checksum_update (checksum, (const guchar *) sql, -1);
  while (hp_rows_next (&rows))
    for (int column = 0; column < hp_rows_get_columns (&rows); column++)
      {
        gsize length;
        gconstpointer bytes = hp_rows_bytes (&rows, column, &length);
        gint64 head = hp_rows_is_null (&rows, column) ? -1 : (gint64) length;
        g_checksum_update (checksum, (const guchar *) &head, sizeof head);
        if (length > 0)
          g_checksum_update (checksum, bytes, (gssize) length);
      }
}

char *
hp_digest_dup (HpDb *db)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (LOGICAL_ROWS); i++)
    digest_rows (db, LOGICAL_ROWS[i], checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
check_database (HpDb *db, GPtrArray *problems)
{
  g_auto (HpRows) rows = hp_db_query (db, "PRAGMA integrity_check (20)", NULL);

  while (hp_rows_next (&rows))
    if (strcmp (hp_rows_text (&rows, 0), "ok") != 0)
      g_ptr_array_add (problems, hp_rows_dup_text (&rows, 0));
  g_auto (HpRows) keys = hp_db_query (db, "PRAGMA foreign_key_check", NULL);
  while (hp_rows_next (&keys))
    g_ptr_array_add (problems,
                     g_strdup_printf ("A reference of %s leads nowhere", hp_rows_text (&keys, 0)));
}

static void
check_search (HpDb *db, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;

  if (hp_db_has_failed (db))
    return;
  hp_db_exec (db, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  if (!hp_db_check (db, &error))
    g_ptr_array_add (problems, g_strdup_printf ("The search index is wrong: %s", error->message));
}

static void
check_counts (HpDb *db, GPtrArray *problems)
{
  for (guint i = 0; i < G_N_ELEMENTS (CHECKS); i++)
    {
      gint64 n = hp_db_get_int (db, 0, CHECKS[i].sql, NULL);
      if (n > 0)
        g_ptr_array_add (problems, g_strdup_printf ("%" G_GINT64_FORMAT " %s", n, CHECKS[i].text));
    }
}

static void
check_blobs (HpDb *db, const char *folder, GPtrArray *problems)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT hash FROM blob WHERE data IS NULL", NULL);

  while (hp_rows_next (&rows))
    {
      gsize length;
      guint8 sha256[HP_SHA256_SIZE] = { 0 };
      g_autoptr (GError) error = NULL;
      gconstpointer hash = hp_rows_bytes (&rows, 0, &length);
      memcpy (sha256, hash, MIN (length, sizeof sha256));
      g_autoptr (GBytes) data = hp_blob_file_read (folder, sha256, &error);
      if (data == NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
}

/* Every mail must still be there byte for byte. Once one is not, the rest is looked at too. */
static void
check_originals (HpDb *db, const char *folder, GPtrArray *problems)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT id FROM original ORDER BY id", NULL);
  g_autoptr (GArray) copies = hp_rows_list_ints (&rows);

  for (guint i = 0; i < copies->len && !hp_db_has_failed (db); i++)
    {
      gint64 id = g_array_index (copies, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) raw = hp_copies_read (db, folder, id, &error);
      if (raw == NULL)
        g_ptr_array_add (problems,
                         g_strdup_printf ("Mail %" G_GINT64_FORMAT ": %s", id, error->message));
    }
}

GPtrArray *
hp_check_list_problems (HpDb *db, const char *folder)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  check_database (db, problems);
  check_counts (db, problems);
  check_blobs (db, folder, problems);
  check_originals (db, folder, problems);
  check_search (db, problems);
  if (!hp_db_check (db, &error))
    g_ptr_array_add (problems, g_strdup (error->message));
  return problems;
}
