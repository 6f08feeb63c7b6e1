/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a desk as large as an import of hours would: decides something about the tickets that were
 * imported, then copies every row that belongs to a ticket until there are as many as wanted. Each
 * copy has keys, addresses and times of its own, and counters, views and the search index are those
 * of all of them. The original mail of a copy still says the first one's Message-ID and date, and
 * has one more line at its end, which makes it another mail. */

#define G_LOG_DOMAIN "helppari-bench"

#include <stdlib.h>
#include <string.h>

#include "desk/hp-commands.h"
#include "hp-dice.h"
#include "mime/hp-mail-parser.h"
#include "model/hp-ticket.h"
#include "store/hp-fact-table.h"
#include "store/hp-message-table.h"

#define AGENT "aino"
#define CACHE_KIB (1024 * 1024)
/* Between a ticket and its next copy, so that copies do not stand side by side. */
#define SHIFT 7919
#define SHIFT_S G_STRINGIFY (SHIFT)

#define KEY(column) "CAST (prefix || substr (old." column ", 3) AS BLOB)"
#define ROW(column, table) "old." column " + k * size." table
#define TIME(column) "old." column " + k * " SHIFT_S "000000"
#define NAME(column) "k || '.' || old." column

/* In this order, since some read what was made before. `old` holds the rows as they were, `copy`
 * the copies' numbers, `size` how many rows one copy has, `place` where each message goes. */
static const struct
{
  const char *table;
  const char *from;
  const char *order;
} TABLES[] = {
  { "node", "copy, size, old", "1" },
  { "identity", "copy, size, old", "1" },
  { "customer", "copy, size, old", "1" },
  { "ticket", "copy, size, old", "1" },
  { "ticket_tag", "copy, size, old", "1, 2" },
  { "view_member", "copy, size, old", "1, 2, 3" },
  { "message", "size, by_time CROSS JOIN old ON old.id = by_time.old JOIN copy USING (k)", NULL },
  { "attachment", "old JOIN place ON place.old = message", "1, 2" },
  { "claim", "size, old JOIN place ON place.old = message", "1, 2" },
  { "fact_key", "old JOIN place ON place.old = message JOIN copy USING (k)", "1, 2" },
  { "op", "copy, size, old WHERE k = 0 OR kind = 'ticket'", "clock" },
};

/* What a column becomes; all others stay. */
static const struct
{
  const char *table;
  const char *column;
  const char *expression;
} RULES[] = {
  { "node", "id", ROW ("id", "node") },
  { "node", "hash", KEY ("hash") },
  { "node", "parent", ROW ("parent", "node") },
  { "node", "ticket", ROW ("ticket", "ticket") },
  { "identity", "id", ROW ("id", "identity") },
  { "identity", "hash", KEY ("hash") },
  { "identity", "value", NAME ("value") },
  { "identity", "customer", ROW ("customer", "customer") },
  { "customer", "id", ROW ("id", "customer") },
  { "customer", "hash", KEY ("hash") },
  { "customer", "address", NAME ("address") },
  { "customer", "first_contact", TIME ("first_contact") },
  { "customer", "last_contact", TIME ("last_contact") },
  { "ticket", "id", ROW ("id", "ticket") },
  { "ticket", "root", KEY ("root") },
  { "ticket", "identity", ROW ("identity", "identity") },
  { "ticket", "customer", ROW ("customer", "customer") },
  { "ticket", "created", TIME ("created") },
  { "ticket", "updated", TIME ("updated") },
  { "ticket_tag", "ticket", ROW ("ticket", "ticket") },
  { "view_member", "updated", TIME ("updated") },
  { "view_member", "ticket", ROW ("ticket", "ticket") },
  { "message", "id", "by_time.new" },
  { "message", "key", KEY ("key") },
  { "message", "time", TIME ("time") },
  { "message", "original", ROW ("original", "original") },
  { "message", "node", ROW ("node", "node") },
  { "message", "parent", ROW ("parent", "node") },
  { "message", "ticket", ROW ("ticket", "ticket") },
  { "message", "identity", ROW ("identity", "identity") },
  { "message", "mid", NAME ("mid") },
  { "attachment", "message", "place.new" },
  { "claim", "child", ROW ("child", "node") },
  { "claim", "message", "place.new" },
  { "claim", "parent", ROW ("parent", "node") },
  { "fact_key", "key", KEY ("key") },
  { "fact_key", "message", "place.new" },
  { "op", "seq", "NULL" },
  { "op", "id", KEY ("id") },
  { "op", "entity", "CASE kind WHEN 'ticket' THEN " KEY ("entity") " ELSE entity END" },
  { "op", "ticket", ROW ("ticket", "ticket") },
};

static const char *const COUNTS[] = {
  "DELETE FROM rollup WHERE metric IN ('status', 'opened', 'messages', 'customers')",
  "INSERT INTO rollup SELECT 'status', 0, status, count (*) FROM ticket GROUP BY status",
  "INSERT INTO rollup SELECT 'opened', created / 86400000000, channel, count (*) FROM ticket "
  "GROUP BY 2, 3",
  "INSERT INTO rollup SELECT 'messages', time / 86400000000, direction, count (*) FROM message "
  "GROUP BY 2, 3",
  "INSERT INTO rollup SELECT 'customers', 0, '', count (*) FROM customer",
  "UPDATE view SET members = (SELECT count (*) FROM view_member WHERE view = view.id)",
  "DELETE FROM change",
};

static void
die_on (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("hp-grow-desk: %s\n", error->message);
  exit (1);
}

static GArray *
pick_tickets (HpDesk *desk, HpDice *dice, guint percent)
{
  g_auto (HpRows) rows =
      hp_db_query (hp_desk_get_db (desk), "SELECT id FROM ticket ORDER BY id", NULL);
  GArray *tickets = hp_rows_list_ints (&rows);
  guint kept = 0;

  for (guint i = 0; i < tickets->len; i++)
    if (hp_dice_percent (dice, percent))
      g_array_index (tickets, gint64, kept++) = g_array_index (tickets, gint64, i);
  g_array_set_size (tickets, kept);
  return tickets;
}

static void
end_decision (GArray *ops, GError *error)
{
  die_on (error);
  g_array_unref (ops);
}

static void
decide (HpDesk *desk)
{
  const char *const statuses[] = { HP_STATUS_WAITING, HP_STATUS_RESOLVED, HP_STATUS_SPAM };
  const char *const agents[] = { AGENT, "johan", "maria", "pekka", "sari" };
  const char *const tags[] = { "toimitus", "palautus", "lasku", "tilaus", "reklamaatio",
                               "retur",    "faktura",  "order", "refund", "kiire" };
  HpDice dice = { 1 };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GArray) tickets = pick_tickets (desk, &dice, i == 2 ? 2 : 10);
      GArray *ops = hp_command_set_status (desk, AGENT, tickets, statuses[i], &error);
      end_decision (ops, error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr (GArray) tickets = pick_tickets (desk, &dice, 10);
      GArray *ops = hp_command_assign (desk, AGENT, tickets, agents[i], &error);
      end_decision (ops, error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autoptr (GArray) tickets = pick_tickets (desk, &dice, 10 - i);
      const char *const added[] = { tags[i], NULL };
      GArray *ops = hp_command_tag (desk, AGENT, tickets, added, &error);
      end_decision (ops, error);
    }
}

/* Messages of all copies share the seconds' places as ARCHITECTURE.md tells. */
static void
plan (HpDb *db, gint64 copies)
{
  hp_db_exec (db, "CREATE TEMP TABLE copy (k INTEGER PRIMARY KEY, prefix BLOB)");
  for (gint64 k = 0; k < copies; k++)
    {
      const guint8 prefix[] = { (guint8) (k >> 8), (guint8) k };
      hp_db_run (db, "INSERT INTO copy VALUES (?, ?)", "ib", k, prefix, sizeof prefix);
    }
  hp_db_exec (db, "CREATE TEMP TABLE size AS SELECT (SELECT max (id) FROM node) AS node, "
                  "(SELECT max (id) FROM ticket) AS ticket, "
                  "(SELECT max (id) FROM identity) AS identity, "
                  "(SELECT max (id) FROM customer) AS customer, "
                  "(SELECT max (id) FROM original) AS original");
  hp_db_exec (db,
              "CREATE TEMP TABLE place (old INTEGER, k INTEGER, new INTEGER, PRIMARY KEY (old, k)) "
              "WITHOUT ROWID;"
              "INSERT INTO place SELECT old, k, (at << 4) + row_number () OVER (PARTITION BY at "
              "ORDER BY k, old) - 1 FROM (SELECT id AS old, k, (id >> 4) + k * " SHIFT_S
              " AS at FROM message, copy);"
              "CREATE TEMP TABLE by_time AS SELECT new, k, old FROM place ORDER BY new");
}

static const char *
find_rule (const char *table, const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (g_str_equal (RULES[i].table, table) && g_str_equal (RULES[i].column, column))
      return RULES[i].expression;
  return NULL;
}

static void
append_columns (HpDb *db, const char *table, GString *sql)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT name FROM pragma_table_info (?) ORDER BY cid", "s", table);

  for (const char *separator = ""; hp_rows_next (&rows); separator = ", ")
    {
      const char *column = hp_rows_text (&rows, 0);
      const char *rule = find_rule (table, column);
      if (rule != NULL)
        g_string_append_printf (sql, "%s%s", separator, rule);
      else
        g_string_append_printf (sql, "%sold.%s", separator, column);
    }
}

static void
grow_table (HpDb *db, guint i)
{
  const char *table = TABLES[i].table;
  g_autofree char *set_aside =
      g_strdup_printf ("CREATE TEMP TABLE old AS SELECT * FROM %s; DELETE FROM %s", table, table);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_printerr ("%s\n", table);
  g_string_printf (sql, "INSERT INTO %s SELECT ", table);
  append_columns (db, table, sql);
  g_string_append_printf (sql, " FROM %s", TABLES[i].from);
  if (TABLES[i].order != NULL)
    g_string_append_printf (sql, " ORDER BY %s", TABLES[i].order);
  hp_db_exec (db, set_aside);
  hp_db_exec (db, sql->str);
  hp_db_exec (db, "DROP TABLE old");
}

typedef struct
{
  HpCopy copy;
  GBytes *raw; /* (owned) */
} Mail;

static void
clear_mail (gpointer data)
{
  g_bytes_unref (((Mail *) data)->raw);
}

static GArray *
list_mails (HpDesk *desk)
{
  HpDb *db = hp_desk_get_db (desk);
  GArray *mails = g_array_new (FALSE, FALSE, sizeof (Mail));
  g_auto (HpRows) rows = hp_db_query (db, "SELECT id FROM original ORDER BY id", NULL);
  g_autoptr (GArray) ids = hp_rows_list_ints (&rows);
  GError *error = NULL;

  g_array_set_clear_func (mails, clear_mail);
  for (guint i = 0; i < ids->len; i++)
    {
      Mail mail;
      gint64 id = g_array_index (ids, gint64, i);
      hp_copies_get (db, id, &mail.copy);
      mail.copy.id = id;
      mail.raw = hp_copies_read (db, hp_desk_get_blob_folder (desk), id, &error);
      die_on (error);
      g_array_append_val (mails, mail);
    }
  return mails;
}

static void
add_copy (HpDesk *desk, const Mail *mail, gint64 k)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autofree char *end = g_strdup_printf ("\r\n%" G_GINT64_FORMAT "\r\n", k);
  GByteArray *bytes = g_bytes_unref_to_array (g_bytes_ref (mail->raw));
  gint64 shift = k * SHIFT * G_USEC_PER_SEC;
  HpCopy copy = mail->copy;

  g_byte_array_append (bytes, (const guint8 *) end, (guint) strlen (end));
  g_autoptr (GBytes) raw = g_byte_array_free_to_bytes (bytes);
  HpOriginal *original = hp_original_pack (raw);
  copy.message = hp_db_get_int (db, 0, "SELECT new FROM place WHERE old = ? AND k = ?", "ii",
                                mail->copy.message, k);
  copy.time += shift;
  if (copy.from_time != HP_DB_NULL_INT)
    copy.from_time += shift;
  hp_copies_add (db, hp_desk_get_blob_folder (desk), original, &copy);
  hp_original_free (original);
}

static void
grow_originals (HpDesk *desk, gint64 copies)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (GArray) mails = list_mails (desk);

  g_printerr ("original\n");
  hp_db_exec (db, "DELETE FROM original_hole; DELETE FROM original; UPDATE blob SET refs = 0");
  for (gint64 k = 0; k < copies; k++)
    for (guint i = 0; i < mails->len; i++)
      add_copy (desk, &g_array_index (mails, Mail, i), k);
}

static void
grow (HpDesk *desk, gint64 copies)
{
  HpDb *db = hp_desk_get_db (desk);
  GError *error = NULL;

  hp_db_set_cache (db, CACHE_KIB);
  hp_db_exec (db, "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE; "
                  "PRAGMA synchronous = OFF");
  hp_db_begin (db);
  plan (db, copies);
  grow_originals (desk, copies);
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    grow_table (db, i);
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    hp_db_exec (db, COUNTS[i]);
  hp_db_commit (db, &error);
  die_on (error);
}

static void
index_all (HpDb *db)
{
  GError *error = NULL;

  g_printerr ("search\n");
  hp_db_begin (db);
  hp_messages_set_bulk (db, TRUE);
  hp_db_exec (db, "INSERT INTO search (search) VALUES ('rebuild')");
  hp_messages_set_bulk (db, FALSE);
  hp_db_commit (db, &error);
  hp_db_exec (db, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL");
  die_on (error);
}

int
main (int argc, char **argv)
{
  gint64 wanted = argc == 3 ? g_ascii_strtoll (argv[2], NULL, 10) : 0;
  GError *error = NULL;

  if (wanted <= 0)
    {
      g_printerr ("Usage: hp-grow-desk DESK TICKETS\n");
      return 2;
    }
  hp_mime_init ();
  HpDesk *desk = hp_desk_open (argv[1], HP_DB_WRITE, &error);
  die_on (error);
  HpDb *db = hp_desk_get_db (desk);
  gint64 there = hp_db_get_int (db, 0, "SELECT count (*) FROM ticket", NULL);
  if (there > 0 && there < wanted)
    {
      decide (desk);
      grow (desk, (wanted + there - 1) / there);
      index_all (db);
    }
  hp_desk_close (desk);
  return 0;
}
