/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk to send from. */

#include "hp-sending-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desk/hp-accounts.h"
#include "desk/hp-apply.h"
#include "desk/hp-commands.h"
#include "desk/hp-draft-begin.h"
#include "desk/hp-drafting.h"
#include "desk/hp-rebuild.h"
#include "desk/hp-sending.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-digest.h"
#include "store/hp-message-table.h"
#include "store/hp-outbox-table.h"
#include "store/hp-ticket-table.h"

gint64
fixture_receive (Fixture *fixture, const char *headers, const char *text, gboolean in_sent)
{
  g_autofree char *raw = g_strdup_printf ("%s\n%s\n", headers, text);
  g_autoptr (GBytes) bytes = g_bytes_new (raw, strlen (raw));
  g_autoptr (HpIncoming) incoming =
      hp_incoming_new (bytes, HP_TIME_NONE, in_sent, hp_desk_get_blob_folder (fixture->desk), NULL);
  HpApply *apply = hp_apply_begin (fixture->desk);

  g_assert_cmpint (hp_apply_mail (apply, incoming), ==, HP_APPLIED_NEW);
  g_assert_true (hp_apply_commit (apply, NULL));
  return hp_messages_find (hp_desk_get_db (fixture->desk), &incoming->mail->content_key);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  hp_mime_init ();
  fixture->folder = g_dir_make_tmp ("helppari-engine-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->desk = hp_desk_open (fixture->folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  g_autoptr (HpAccount) account =
      hp_accounts_add (fixture->desk, AGENT, "scripted", OWN, "Kaupan tuki", "{}", &error);
  g_assert_no_error (error);
  g_assert_nonnull (account);
  gint64 message =
      fixture_receive (fixture,
                       "From: Maija <maija@asiakas.example>\nTo: " OWN "\n"
                       "Subject: Tilaus\nDate: Tue, 24 Nov 2026 09:00:00 +0200\n"
                       "Message-ID: <q1@asiakas.example>\n",
                       "Hei, milloin tilaukseni tulee? Odotan sitä jo kovasti.", FALSE);
  hp_messages_get_place (hp_desk_get_db (fixture->desk), message, &(gint64){ 0 }, &fixture->ticket,
                         &(gint64){ 0 });
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  hp_desk_close (fixture->desk);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
fixture_answer (Fixture *fixture, const char *mid)
{
  g_autofree char *headers = g_strdup_printf ("From: maija@asiakas.example\nTo: " OWN "\n"
                                              "Subject: Re: Tilaus\nMessage-ID: <%s>\n"
                                              "Date: Tue, 24 Nov 2026 09:30:00 +0200\n"
                                              "References: <q1@asiakas.example>\n",
                                              mid);
  fixture_receive (fixture, headers, "Vielä yksi asia.", FALSE);
}

HpDraft *
fixture_write (Fixture *fixture, const char *html)
{
  g_autoptr (GError) error = NULL;
  HpDraft *draft =
      hp_draft_begin_reply (fixture->desk, AGENT, fixture->ticket, NULL, FALSE, &error);

  g_assert_no_error (error);
  hp_draft_set_text (&draft->html, html);
  return draft;
}

/* Takes @draft. */
HpKey
fixture_queue (Fixture *fixture, HpDraft *draft)
{
  g_autoptr (GError) error = NULL;
  HpKey id = draft->id;

  hp_drafting_save (fixture->desk, draft, &error);
  g_assert_no_error (error);
  hp_sending_queue (fixture->desk, &id, 0, &error);
  g_assert_no_error (error);
  hp_draft_unref (draft);
  return id;
}

HpOutboxEntry *
fixture_find (Fixture *fixture, const HpKey *id)
{
  return hp_outbox_find (hp_desk_get_db (fixture->desk), id);
}

guint
fixture_count_sent (Fixture *fixture)
{
  g_autoptr (GPtrArray) messages =
      hp_messages_list (hp_desk_get_db (fixture->desk), fixture->ticket);
  guint count = 0;

  for (guint i = 0; i < messages->len; i++)
    count += strcmp (((HpMessage *) messages->pdata[i])->direction, HP_DIRECTION_OUT) == 0;
  return count;
}

char *
fixture_dup_status (Fixture *fixture)
{
  g_autoptr (HpTicket) ticket = hp_tickets_get (hp_desk_get_db (fixture->desk), fixture->ticket);
  return g_strdup (ticket->status);
}

void
fixture_assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = hp_check_list_problems (hp_desk_get_db (fixture->desk),
                                                           hp_desk_get_blob_folder (fixture->desk));

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (hp_db_check (hp_desk_get_db (fixture->desk), &error));
}

void
fixture_hurry (Fixture *fixture)
{
  HpDb *db = hp_desk_get_db (fixture->desk);

  hp_db_begin (db);
  hp_db_exec (db, "UPDATE outbox SET due = 0");
  g_assert_true (hp_db_commit (db, NULL));
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      count += g_file_test (child, G_FILE_TEST_IS_DIR) ? count_files (child) : 1;
    }
  return count;
}

guint
fixture_count_blob_files (Fixture *fixture)
{
  return count_files (hp_desk_get_blob_folder (fixture->desk));
}
