/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables draft and draft_file: what agents are writing. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-draft-table.h"

#include <string.h>

#include "mime/hp-mail-address.h"
#include "model/hp-message.h"
#include "store/hp-blob-table.h"
#include "store/hp-outbox-table.h"

#define COLUMNS                                                                                    \
  "SELECT d.id, d.key, d.kind, d.agent, d.ticket, d.answered, d.from_, d.to_, d.cc, d.bcc, "       \
  "d.subject, d.html, d.quote, d.language, d.seen, d.send_at, d.status, d.cancel_if_answered, "    \
  "d.changed FROM draft d "

static void
write_row (HpDb *db, const HpDraft *draft)
{
  g_autoptr (GPtrArray) sender = g_ptr_array_new ();
  g_ptr_array_add (sender, draft->from);
  g_autofree char *from = hp_addresses_pack (sender);
  g_autofree char *to = hp_addresses_pack (draft->to);
  g_autofree char *cc = hp_addresses_pack (draft->cc);
  g_autofree char *bcc = hp_addresses_pack (draft->bcc);

  hp_db_run (db,
             "INSERT INTO draft (key, kind, agent, ticket, answered, from_, to_, cc, bcc, subject, "
             "html, quote, language, seen, send_at, status, cancel_if_answered, changed) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
             "ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, agent = excluded.agent, "
             "ticket = excluded.ticket, answered = excluded.answered, from_ = excluded.from_, "
             "to_ = excluded.to_, cc = excluded.cc, bcc = excluded.bcc, "
             "subject = excluded.subject, html = excluded.html, quote = excluded.quote, "
             "language = excluded.language, seen = excluded.seen, send_at = excluded.send_at, "
             "status = excluded.status, cancel_if_answered = excluded.cancel_if_answered, "
             "changed = excluded.changed",
             "ksskkssssssssiIsii", &draft->id, hp_draft_kind_get_name (draft->kind), draft->agent,
             draft->has_ticket ? &draft->ticket : NULL,
             draft->has_answered ? &draft->answered : NULL, from, to, cc, bcc, draft->subject,
             draft->html, hp_quote_get_name (draft->quote), draft->language, draft->seen,
             draft->send_at, draft->status, (gint64) draft->cancel_if_answered, draft->changed);
}

static gint64
find_row (HpDb *db, const HpKey *key)
{
  return hp_db_get_int (db, 0, "SELECT id FROM draft WHERE key = ?", "k", key);
}

static GArray *
list_blobs (HpDb *db, gint64 draft)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT blob FROM draft_file WHERE draft = ?", "i", draft);
  return hp_rows_list_ints (&rows);
}

static void
unref_blobs (HpDb *db, GArray *blobs)
{
  for (guint i = 0; i < blobs->len; i++)
    hp_blobs_unref (db, g_array_index (blobs, gint64, i));
}

static void
add_file (HpDb *db, gint64 draft, guint n, const HpDraftFile *file)
{
  gint64 blob = hp_blobs_ref_known (db, file->sha256);

  if (blob == 0)
    {
      hp_db_fail (db,
                  g_error_new (HP_ERROR, HP_ERROR_NOT_FOUND,
                               "The file “%s” of the draft is not on this desk", file->filename));
      return;
    }
  hp_db_run (db,
             "INSERT INTO draft_file (draft, n, blob, filename, mime_type, content_id) "
             "VALUES (?, ?, ?, ?, ?, ?)",
             "iiisss", draft, (gint64) n, blob, file->filename, file->mime_type, file->content_id);
}

void
hp_drafts_write (HpDb *db, const HpDraft *draft)
{
  write_row (db, draft);
  gint64 row = find_row (db, &draft->id);
  g_autoptr (GArray) before = list_blobs (db, row);

  if (before->len == 0 && draft->files->len == 0)
    return;
  hp_db_run (db, "DELETE FROM draft_file WHERE draft = ?", "i", row);
  for (guint i = 0; i < draft->files->len; i++)
    add_file (db, row, i, g_ptr_array_index (draft->files, i));
  unref_blobs (db, before);
}

void
hp_drafts_remove (HpDb *db, const HpKey *key)
{
  gint64 row = find_row (db, key);
  g_autoptr (GArray) blobs = list_blobs (db, row);

  unref_blobs (db, blobs);
  hp_db_run (db, "DELETE FROM draft WHERE id = ?", "i", row);
}

static gboolean
names (const GPtrArray *addresses, const char *wanted)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *normal = hp_address_normalise (address->addr);
      if (g_strcmp0 (normal, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
erase_draft (HpDb *db, const HpKey *key)
{
  hp_outbox_remove (db, key);
  hp_drafts_remove (db, key);
}

static void
erase_entries (HpDb *db, const char *address)
{
  g_autoptr (GPtrArray) entries = hp_outbox_list (db, TRUE);

  for (guint i = 0; i < entries->len; i++)
    {
      const HpOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GPtrArray) recipients = hp_mail_address_list_parse (entry->recipients);
      if (names (recipients, address))
        erase_draft (db, &entry->id);
    }
}

static void
read_files (HpDb *db, gint64 row, GPtrArray *files)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT b.hash, b.size, f.filename, f.mime_type, "
                                      "f.content_id FROM draft_file f JOIN blob b ON b.id = f.blob "
                                      "WHERE f.draft = ? ORDER BY f.n",
                                      "i", row);
  while (hp_rows_next (&rows))
    {
      HpDraftFile *file = g_new0 (HpDraftFile, 1);
      gsize length;
      gconstpointer hash = hp_rows_bytes (&rows, 0, &length);
      memcpy (file->sha256, hash, MIN (length, sizeof file->sha256));
      file->size = hp_rows_int (&rows, 1);
      file->filename = hp_rows_dup_text (&rows, 2);
      file->mime_type = hp_rows_dup_text (&rows, 3);
      file->content_id = hp_rows_dup_text (&rows, 4);
      g_ptr_array_add (files, file);
    }
}

static void
take_addresses (HpRows *rows, int column, GPtrArray *field)
{
  g_autoptr (GPtrArray) addresses = hp_addresses_unpack (hp_rows_text (rows, column));
  hp_draft_set_addresses (field, addresses);
}

static void
take_sender (HpRows *rows, int column, HpDraft *draft)
{
  g_autoptr (GPtrArray) addresses = hp_addresses_unpack (hp_rows_text (rows, column));
  const HpAddress *from = addresses->len > 0 ? addresses->pdata[0] : NULL;

  if (from != NULL)
    hp_draft_set_from (draft, from->name, from->addr);
}

static void
take_key (HpRows *rows, int column, gboolean *has, HpKey *key)
{
  *has = !hp_rows_is_null (rows, column);
  if (*has)
    *key = *hp_rows_key (rows, column);
}

static HpDraft *
read_draft (HpDb *db, HpRows *rows)
{
  HpDraft *draft = hp_draft_new (hp_draft_kind_from_name (hp_rows_text (rows, 2)));

  draft->id = *hp_rows_key (rows, 1);
  hp_draft_set_text (&draft->agent, hp_rows_text (rows, 3));
  take_key (rows, 4, &draft->has_ticket, &draft->ticket);
  take_key (rows, 5, &draft->has_answered, &draft->answered);
  take_sender (rows, 6, draft);
  take_addresses (rows, 7, draft->to);
  take_addresses (rows, 8, draft->cc);
  take_addresses (rows, 9, draft->bcc);
  hp_draft_set_text (&draft->subject, hp_rows_text (rows, 10));
  hp_draft_set_text (&draft->html, hp_rows_text (rows, 11));
  draft->quote = hp_quote_from_name (hp_rows_text (rows, 12));
  hp_draft_set_text (&draft->language, hp_rows_text (rows, 13));
  draft->seen = hp_rows_int (rows, 14);
  draft->send_at = hp_rows_int_or (rows, 15, HP_TIME_NONE);
  hp_draft_set_text (&draft->status, hp_rows_text (rows, 16));
  draft->cancel_if_answered = hp_rows_int (rows, 17) != 0;
  draft->changed = hp_rows_int (rows, 18);
  read_files (db, hp_rows_int (rows, 0), draft->files);
  return draft;
}

/* Takes the rows. */
static GPtrArray *
read_all (HpDb *db, HpRows *rows)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_draft_unref);

  while (hp_rows_next (rows))
    g_ptr_array_add (drafts, read_draft (db, rows));
  return drafts;
}

HpDraft *
hp_drafts_find (HpDb *db, const HpKey *key)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "WHERE d.key = ?", "k", key);
  return hp_rows_next (&rows) ? read_draft (db, &rows) : NULL;
}

GPtrArray *
hp_drafts_list_of_ticket (HpDb *db, gint64 ticket, const char *agent)
{
  g_auto (HpRows) rows =
      ticket != 0 ? hp_db_query (db,
                                 COLUMNS "JOIN node n ON n.hash = d.ticket WHERE n.ticket = ? AND "
                                         "ifnull (d.agent = ?, 1) ORDER BY d.changed DESC",
                                 "is", ticket, agent)
                  : hp_db_query (db,
                                 COLUMNS "WHERE d.ticket IS NULL AND ifnull (d.agent = ?, 1) "
                                         "ORDER BY d.changed DESC",
                                 "s", agent);
  return read_all (db, &rows);
}

GPtrArray *
hp_drafts_list (HpDb *db)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "ORDER BY d.changed DESC", NULL);
  return read_all (db, &rows);
}

void
hp_drafts_erase (HpDb *db, const char *address, gint64 ticket)
{
  g_autoptr (GPtrArray) drafts = hp_drafts_list (db);

  for (guint i = 0; i < drafts->len; i++)
    {
      const HpDraft *draft = g_ptr_array_index (drafts, i);
      gboolean is_of_ticket = ticket != 0 && hp_drafts_find_ticket (db, draft) == ticket;
      if (is_of_ticket || names (draft->to, address) || names (draft->cc, address) ||
          names (draft->bcc, address))
        erase_draft (db, &draft->id);
    }
  erase_entries (db, address);
}

gint64
hp_drafts_find_ticket (HpDb *db, const HpDraft *draft)
{
  gint64 ticket =
      draft->has_answered
          ? hp_db_get_int (db, 0, "SELECT ticket FROM message WHERE key = ?", "k", &draft->answered)
          : 0;

  if (ticket != 0 || !draft->has_ticket)
    return ticket;
  return hp_db_get_int (db, 0, "SELECT ticket FROM node WHERE hash = ?", "k", &draft->ticket);
}

gint64
hp_drafts_get_seen (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT max (id) FROM original", NULL);
}

GHashTable *
hp_drafts_list_tickets (HpDb *db, const char *agent)
{
  GHashTable *tickets = g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT DISTINCT d.ticket FROM draft d WHERE d.ticket IS NOT NULL AND d.agent = ? "
      "AND NOT EXISTS (SELECT 1 FROM outbox x WHERE x.key = d.key AND x.state <> 'draft')",
      "s", agent);

  while (hp_rows_next (&rows))
    g_hash_table_add (tickets, g_memdup2 (hp_rows_key (&rows, 0), sizeof (HpKey)));
  return tickets;
}

GArray *
hp_drafts_list_news (HpDb *db, gint64 ticket, gint64 seen, const char *agent)
{
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT m.id FROM message m WHERE m.ticket = ? AND m.kind = 'human' "
      "AND (SELECT min (o.id) FROM original o WHERE o.message = m.id) > ? "
      "AND NOT EXISTS (SELECT 1 FROM outbox x WHERE x.mid = m.mid AND x.agent = ?) ORDER BY m.id",
      "iis", ticket, seen, agent);
  return hp_rows_list_ints (&rows);
}

GArray *
hp_drafts_list_later (HpDb *db, gint64 ticket, gint64 seen)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT m.id FROM message m WHERE m.ticket = ? AND "
                   "(SELECT min (o.id) FROM original o WHERE o.message = m.id) > ?",
                   "ii", ticket, seen);
  return hp_rows_list_ints (&rows);
}
