/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table outbox: mails on their way out. Invariant: an entry from sealed to sent has its
 * bytes in a blob that it holds a reference to. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-outbox-table.h"

#include "store/hp-blob-table.h"

#define COLUMNS                                                                                    \
  "SELECT key, state, is_held, agent, ticket, account, subject, recipients, due, tries, problem, " \
  "refused, mid, changed FROM outbox "

/* What goes on without anybody's decision. */
#define RUNS "state IN ('waiting', 'sealed', 'sending', 'sent', 'uncertain') AND is_held = 0 "

static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
split_lines (const char *text, GPtrArray *lines)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (lines, g_strdup (parts[i]));
}

void
hp_outbox_write (HpDb *db, const HpOutboxEntry *entry)
{
  g_autofree char *refused = join_lines (entry->refused);

  hp_db_run (db,
             "INSERT INTO outbox (key, state, is_held, agent, ticket, account, subject, "
             "recipients, due, tries, problem, refused, changed) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
             "ON CONFLICT (key) DO UPDATE SET state = excluded.state, is_held = excluded.is_held, "
             "agent = excluded.agent, ticket = excluded.ticket, account = excluded.account, "
             "subject = excluded.subject, recipients = excluded.recipients, due = excluded.due, "
             "tries = excluded.tries, problem = excluded.problem, refused = excluded.refused, "
             "changed = excluded.changed",
             "ksiskkssiissi", &entry->id, hp_outbox_state_get_name (entry->state),
             (gint64) entry->is_held, entry->agent, entry->has_ticket ? &entry->ticket : NULL,
             entry->has_account ? &entry->account : NULL, entry->subject, entry->recipients,
             entry->due, (gint64) entry->tries, entry->problem, refused, entry->changed);
}

void
hp_outbox_remove (HpDb *db, const HpKey *id)
{
  hp_outbox_clear_letter (db, id, FALSE);
  hp_db_run (db, "DELETE FROM outbox WHERE key = ?", "k", id);
}

void
hp_outbox_set_letter (HpDb *db, const HpKey *id, const HpLetter *letter, gint64 blob)
{
  g_autofree char *envelope = join_lines (letter->recipients);

  hp_outbox_clear_letter (db, id, FALSE);
  hp_db_run (db, "UPDATE outbox SET mid = ?, sender = ?, envelope = ?, blob = ? WHERE key = ?",
             "sssik", letter->message_id, letter->sender, envelope, blob, id);
}

void
hp_outbox_clear_letter (HpDb *db, const HpKey *id, gboolean keep_ids)
{
  gint64 blob = hp_db_get_int (db, 0, "SELECT blob FROM outbox WHERE key = ?", "k", id);

  if (blob != 0)
    hp_blobs_unref (db, blob);
  hp_db_run (db, "UPDATE outbox SET blob = NULL, sender = NULL, envelope = NULL WHERE key = ?", "k",
             id);
  if (!keep_ids)
    hp_db_run (db, "UPDATE outbox SET mid = NULL WHERE key = ?", "k", id);
}

HpLetter *
hp_outbox_read_letter (HpDb *db, const char *folder, const HpKey *id, GError **error)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT mid, sender, envelope, blob FROM outbox WHERE key = ? AND blob IS NOT NULL", "k",
      id);

  if (!hp_rows_next (&rows))
    {
      if (hp_db_check (db, error))
        g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "The outbox has no bytes of this mail");
      return NULL;
    }
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = hp_blobs_read (db, folder, hp_rows_int (&rows, 3), &local);
  if (bytes == NULL)
    {
      hp_db_check (db, NULL);
      g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "%s", local->message);
      return NULL;
    }
  GPtrArray *recipients = g_ptr_array_new_with_free_func (g_free);
  split_lines (hp_rows_text (&rows, 2), recipients);
  return hp_letter_new (hp_rows_text (&rows, 0), hp_rows_text (&rows, 1), recipients, bytes);
}

static void
take_key (HpRows *rows, int column, gboolean *has, HpKey *key)
{
  *has = !hp_rows_is_null (rows, column);
  if (*has)
    *key = *hp_rows_key (rows, column);
}

static HpOutboxEntry *
read_entry (HpRows *rows)
{
  HpOutboxEntry *entry = hp_outbox_entry_new ();

  entry->id = *hp_rows_key (rows, 0);
  entry->state = hp_outbox_state_from_name (hp_rows_text (rows, 1));
  entry->is_held = hp_rows_int (rows, 2) != 0;
  entry->agent = hp_rows_dup_text (rows, 3);
  take_key (rows, 4, &entry->has_ticket, &entry->ticket);
  take_key (rows, 5, &entry->has_account, &entry->account);
  entry->subject = hp_rows_dup_text (rows, 6);
  entry->recipients = hp_rows_dup_text (rows, 7);
  entry->due = hp_rows_int (rows, 8);
  entry->tries = (int) hp_rows_int (rows, 9);
  entry->problem = hp_rows_dup_text (rows, 10);
  split_lines (hp_rows_text (rows, 11), entry->refused);
  entry->message_id = hp_rows_dup_text (rows, 12);
  entry->changed = hp_rows_int (rows, 13);
  return entry;
}

/* Takes the rows. */
static GPtrArray *
read_all (HpRows *rows)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_outbox_entry_unref);

  while (hp_rows_next (rows))
    g_ptr_array_add (entries, read_entry (rows));
  return entries;
}

HpOutboxEntry *
hp_outbox_find (HpDb *db, const HpKey *id)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "WHERE key = ?", "k", id);
  return hp_rows_next (&rows) ? read_entry (&rows) : NULL;
}

GPtrArray *
hp_outbox_list (HpDb *db, gboolean all)
{
  g_auto (HpRows) rows = all ? hp_db_query (db, COLUMNS "ORDER BY id", NULL)
                             : hp_db_query (db, COLUMNS "WHERE state <> 'filed' ORDER BY id", NULL);
  return read_all (&rows);
}

GPtrArray *
hp_outbox_list_due (HpDb *db, gint64 now)
{
  g_auto (HpRows) rows =
      hp_db_query (db, COLUMNS "WHERE " RUNS "AND due <= ? ORDER BY due, id", "i", now);
  return read_all (&rows);
}

gint64
hp_outbox_get_next_due (HpDb *db)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT min (due) FROM outbox WHERE " RUNS, NULL);
  return hp_rows_next (&rows) ? hp_rows_int_or (&rows, 0, G_MAXINT64) : G_MAXINT64;
}

void
hp_outbox_trim (HpDb *db, gint64 time)
{
  hp_db_run (db, "DELETE FROM outbox WHERE state = 'filed' AND changed < ?", "i", time);
}
