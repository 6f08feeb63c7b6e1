/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Our side of what no command shows: one mail arriving, searches and pages inside one process.
 * Prints one JSON object a line with "ms". */

#define G_LOG_DOMAIN "helppari-bench"

#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "desk/hp-apply.h"
#include "desk/hp-commands.h"
#include "desk/hp-ticket-change.h"
#include "io/hp-mailbox-reader.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-search.h"

#define LIMIT 50
#define RUNS 5
#define PAGES 200
#define TICKETS_PER_BATCH 20000

static double
get_ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
die_on (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("bench-desk: %s\n", error->message);
  exit (1);
}

static HpDesk *
open_desk (const char *folder)
{
  GError *error = NULL;
  HpDesk *desk = hp_desk_open (folder, HP_DB_WRITE, &error);

  die_on (error);
  return desk;
}

/* Read, understood, stored, indexed and durable (synchronous=FULL). */
static void
run_arrive (const char *folder, const char *maildir)
{
  const char *paths[] = { maildir, NULL };
  GError *error = NULL;
  HpDesk *desk = open_desk (folder);
  g_autoptr (HpMailboxReader) reader = hp_mailbox_reader_new (paths, &error);

  die_on (error);
  for (;;)
    {
      g_autoptr (HpMailboxEntry) entry = NULL;
      hp_mailbox_reader_next (reader, &entry, NULL, &error);
      die_on (error);
      if (entry == NULL)
        break;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (HpIncoming) incoming = hp_incoming_new (
          entry->raw, entry->from_time, entry->in_sent, hp_desk_get_blob_folder (desk), &error);
      die_on (error);
      HpApply *apply = hp_apply_begin (desk);
      hp_apply_mail (apply, incoming);
      hp_apply_commit (apply, &error);
      die_on (error);
      g_print ("{\"ms\": %.4f}\n", get_ms_since (start));
    }
  hp_desk_close (desk);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return one < two ? -1 : one > two;
}

static guint
search_once (HpDb *db, const char *text, gboolean is_ranked)
{
  g_autofree char *closed = g_strconcat (text, " ", NULL);
  g_autoptr (HpQuery) query = hp_query_parse (closed);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = is_ranked ? hp_search_messages (db, query, NULL, LIMIT, NULL)
                                          : hp_search_tickets (db, query, NULL, NULL, LIMIT);

  hp_db_check (db, &error);
  die_on (error);
  return found->len;
}

static void
measure_query (HpDb *db, const char *text, gboolean is_ranked)
{
  double runs[RUNS];
  guint results = search_once (db, text, is_ranked);

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      search_once (db, text, is_ranked);
      runs[i] = get_ms_since (start);
    }
  qsort (runs, RUNS, sizeof *runs, compare_doubles);
  g_print ("{\"query\": \"%s\", \"results\": %u, \"ms\": %.4f}\n", text, results, runs[RUNS / 2]);
}

static void
run_search (const char *folder, const char *path, gboolean is_ranked)
{
  g_autofree char *text = NULL;
  GError *error = NULL;
  HpDesk *desk = open_desk (folder);

  g_file_get_contents (path, &text, NULL, &error);
  die_on (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && *lines[i] != '#')
      measure_query (hp_desk_get_db (desk), lines[i], is_ranked);
  hp_desk_close (desk);
}

static GPtrArray *
read_mails (const char *maildir)
{
  const char *paths[] = { maildir, NULL };
  GPtrArray *mails = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GError *error = NULL;
  g_autoptr (HpMailboxReader) reader = hp_mailbox_reader_new (paths, &error);

  die_on (error);
  for (;;)
    {
      g_autoptr (HpMailboxEntry) entry = NULL;
      hp_mailbox_reader_next (reader, &entry, NULL, &error);
      die_on (error);
      if (entry == NULL)
        return mails;
      g_ptr_array_add (mails, g_bytes_ref (entry->raw));
    }
}

static void
decode_part (GMimeObject *parent, GMimeObject *part, gpointer data)
{
  if (!GMIME_IS_PART (part))
    return;
  GMimeStream *stream = g_mime_stream_mem_new ();
  g_mime_data_wrapper_write_to_stream (g_mime_part_get_content (GMIME_PART (part)), stream);
  g_object_unref (stream);
}

/* What GMime itself does of it: parse, and decode every part. */
static void
parse_with_gmime (GBytes *raw)
{
  gsize size;
  const char *data = g_bytes_get_data (raw, &size);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, size);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  if (message != NULL)
    g_mime_message_foreach (message, decode_part, NULL);
  g_clear_object (&message);
  g_object_unref (parser);
  g_object_unref (stream);
}

static void
run_understand (const char *maildir)
{
  g_autoptr (GPtrArray) mails = read_mails (maildir);

  for (guint run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();
      for (guint i = 0; i < mails->len; i++)
        parse_with_gmime (mails->pdata[i]);
      double gmime = get_ms_since (start);
      start = g_get_monotonic_time ();
      for (guint i = 0; i < mails->len; i++)
        hp_mail_unref (hp_mail_parse (mails->pdata[i]));
      g_print ("{\"ms\": %.4f, \"gmime_ms\": %.4f}\n", get_ms_since (start), gmime);
    }
}

/* Rows as an import leaves them, written straight, since only reading is measured. */
static void
make_tickets (HpDb *db, gint64 from, gint64 n)
{
  GError *error = NULL;

  hp_db_begin (db);
  for (gint64 i = from; i < from + n; i++)
    {
      g_autofree char *text = g_strdup_printf ("ticket %" G_GINT64_FORMAT, i);
      HpKey root = hp_key_hash ("bench", text, NULL);
      if (i % 5 == 0)
        hp_db_run (db,
                   "INSERT INTO customer (id, hash, name, address, first_contact, last_contact, "
                   "messages) VALUES (?, ?, 'Liisa Mäkelä', 'liisa@kahvilalokki.example.net', ?3, "
                   "?3, 5)",
                   "iki", i / 5 + 1, &root, i * 7);
      hp_db_run (db,
                 "INSERT INTO ticket (root, subject, status, priority, channel, customer, tags, "
                 "created, updated, messages, attachments, snippet, warnings, is_simple) VALUES "
                 "(?, 'Viltit eivät ole saapuneet', 'open', 'normal', 'mail', ?, 'toimitus', ?3, "
                 "?3, 3, 0, 'Hei taas, avajaiset ovat lauantaina ja terassi on ilman vilttejä. "
                 "Seuranta ei ole liikkunut viiteen päivään.', 0, 1)",
                 "kii", &root, i / 5 + 1, i * 977 % 1000000007);
    }
  hp_db_commit (db, &error);
  die_on (error);
}

static HpDesk *
ensure_big_desk (const char *folder, gint64 n)
{
  HpDesk *desk = open_desk (folder);
  HpDb *db = hp_desk_get_db (desk);
  gint64 there = hp_db_get_int (db, 0, "SELECT count (*) FROM ticket", NULL);

  hp_db_set_relaxed (db, TRUE);
  hp_db_set_cache (db, 65536);
  for (; there < n; there += TICKETS_PER_BATCH)
    make_tickets (db, there, MIN (TICKETS_PER_BATCH, n - there));
  hp_desk_close (desk);
  return open_desk (folder);
}

/* The same rows by the bare statement. */
static double
measure_statement (HpDb *db, const HpTicketCursor *after)
{
  gint64 start = g_get_monotonic_time ();
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT t.id, t.root, t.subject, t.status, t.priority, t.channel, t.assignee, c.hash, "
      "c.name, "
      "c.address, t.tags, t.created, t.updated, t.messages, t.attachments, t.snippet, t.warnings "
      "FROM ticket t LEFT JOIN customer c ON c.id = t.customer WHERE (t.updated, t.root) < (?, ?) "
      "ORDER BY t.updated DESC, t.root DESC LIMIT 50",
      "ik", after->place, &after->key);

  while (hp_rows_next (&rows))
    ;
  return get_ms_since (start);
}

static void
run_page (const char *folder, gint64 n)
{
  HpDesk *desk = ensure_big_desk (folder, n);
  HpDb *db = hp_desk_get_db (desk);
  HpTicketCursor cursor = { .place = G_MAXINT64 };

  for (guint i = 0; i < PAGES; i++)
    {
      HpTicketCursor before = cursor;
      measure_statement (db, &before); /* both find their pages in memory */
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) page = hp_search_tickets (db, NULL, NULL, &cursor, LIMIT);
      double ms = get_ms_since (start);
      const HpTicket *last = g_ptr_array_index (page, page->len - 1);
      g_print ("{\"ms\": %.4f, \"sql_ms\": %.4f}\n", ms, measure_statement (db, &before));
      cursor = (HpTicketCursor){ .place = last->updated - G_USEC_PER_SEC, .key = last->key };
    }
  hp_desk_close (desk);
}

/* Every ticket resolved in one decision, and that undone. */
static void
run_bulk (const char *folder)
{
  HpTicketChange change = { .status = HP_STATUS_RESOLVED };
  HpDesk *desk = open_desk (folder);
  g_autoptr (HpQuery) all = hp_query_parse ("");
  g_autoptr (GArray) tickets = hp_search_ticket_rows (hp_desk_get_db (desk), all, NULL, G_MAXINT32);
  GError *error = NULL;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GArray) done =
          hp_command_change_tickets (desk, "bench", tickets, &change, NULL, NULL, NULL, &error);
      die_on (error);
      double ms = get_ms_since (start);
      start = g_get_monotonic_time ();
      g_autoptr (GArray) undone = hp_command_undo (desk, "bench", NULL, &error);
      die_on (error);
      g_print ("{\"tickets\": %u, \"ms\": %.4f, \"undo_ms\": %.4f}\n", MIN (done->len, undone->len),
               ms, get_ms_since (start));
    }
  hp_desk_close (desk);
}

int
main (int argc, char **argv)
{
  hp_mime_init ();
  if (argc == 4 && strcmp (argv[1], "arrive") == 0)
    run_arrive (argv[2], argv[3]);
  else if (argc == 4 && strcmp (argv[1], "search") == 0)
    run_search (argv[2], argv[3], FALSE);
  else if (argc == 4 && strcmp (argv[1], "rank") == 0)
    run_search (argv[2], argv[3], TRUE);
  else if (argc == 4 && strcmp (argv[1], "page") == 0)
    run_page (argv[2], g_ascii_strtoll (argv[3], NULL, 10));
  else if (argc == 3 && strcmp (argv[1], "bulk") == 0)
    run_bulk (argv[2]);
  else if (argc == 3 && strcmp (argv[1], "understand") == 0)
    run_understand (argv[2]);
  else
    {
      g_printerr ("Usage: bench-desk arrive DESK MAILDIR | understand MAILDIR | search DESK "
                  "QUERIES | rank DESK QUERIES "
                  "| page DESK N | bulk DESK\n");
      return 2;
    }
  return 0;
}
