/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every way in which sending can be cut, and the one state it may end in (ARCHITECTURE.md has the
 * table). What the folder account does under kill -9 is tests/cli/test-send-kill.py. */

#include <string.h>

#include "base/hp-error.h"
#include "desk/hp-accounts.h"
#include "desk/hp-apply.h"
#include "desk/hp-commands.h"
#include "desk/hp-drafting.h"
#include "desk/hp-sending.h"
#include "engine/hp-outbox.h"
#include "hp-scripted-sender.h"
#include "hp-sending-fixture.h"
#include "mail/hp-folder-sender.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"

#define WORDS "<p>Se lähti eilen.</p>"

static HpMailSender *
give_sender (const HpAccount *account, gpointer data, GError **error)
{
  g_assert_cmpstr (account->kind, ==, "scripted");
  return g_object_ref (data);
}

static gint64
run (Fixture *fixture, HpScriptedSender *sender)
{
  g_autoptr (HpOutbox) outbox = hp_outbox_new (fixture->desk, give_sender, sender);
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  hp_outbox_run (outbox, &next, NULL, &error);
  g_assert_no_error (error);
  return next;
}

static HpKey
queue (Fixture *fixture)
{
  return fixture_queue (fixture, fixture_write (fixture, WORDS));
}

/* An entry that was being sent when the program ended. */
static HpKey
queue_and_cut_while_sending (Fixture *fixture)
{
  HpKey id = queue (fixture);
  g_autoptr (GError) error = NULL;

  hp_sending_seal (fixture->desk, &id, &error);
  g_assert_no_error (error);
  g_autoptr (HpLetter) letter = hp_sending_begin (fixture->desk, &id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (letter);
  return id;
}

static void
assert_taken_once (HpScriptedSender *sender, const char *message_id)
{
  guint count = 0;

  for (guint i = 0; i < sender->taken->len; i++)
    count += g_str_equal (sender->taken->pdata[i], message_id);
  g_assert_cmpuint (count, ==, 1);
}

typedef struct
{
  Fixture *fixture;
  HpKey id;
} Look;

/* Another program must see it as being sent while the first byte leaves. */
static void
look_while_sending (HpLetter *letter, gpointer data)
{
  Look *look = data;
  g_autoptr (HpDesk) other = hp_desk_open (look->fixture->folder, HP_DB_READ, NULL);
  g_autoptr (HpOutboxEntry) entry = hp_sending_find (other, &look->id, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (entry->state, ==, HP_OUTBOX_SENDING);
  g_assert_cmpstr (entry->message_id, ==, letter->message_id);
  g_assert_cmpuint (fixture_count_sent (look->fixture), ==, 0);
  g_assert_false (hp_sending_take_back (look->fixture->desk, &look->id, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CONFLICT);
}

static void
test_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDraft *draft = fixture_write (fixture, WORDS);
  hp_draft_set_text (&draft->status, "resolved");
  HpKey id = fixture_queue (fixture, draft);
  Look look = { fixture, id };
  sender->on_send = look_while_sending;
  sender->data = &look;

  gint64 next = run (fixture, sender);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_autofree char *status = fixture_dup_status (fixture);

  g_assert_cmpint (next, ==, G_MAXINT64);
  g_assert_cmpint (entry->state, ==, HP_OUTBOX_FILED);
  g_assert_cmpuint (sender->sends, ==, 1);
  g_assert_cmpuint (sender->files, ==, 1);
  assert_taken_once (sender, entry->message_id);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
  g_assert_cmpstr (status, ==, "resolved");
  g_assert_null (hp_drafting_find (fixture->desk, &id, NULL));
  g_assert_true (g_str_has_suffix (entry->message_id, "@own.example"));
  fixture_assert_sound (fixture);
}

static void
test_lost_before_the_dot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  gint64 now = g_get_real_time ();
  sender->script = HP_SCRIPT_LOSE_BEFORE;

  gint64 next = run (fixture, sender);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_cmpint (entry->state, ==, HP_OUTBOX_SEALED);
  g_assert_cmpint (entry->tries, ==, 1);
  g_assert_cmpint (next, >=, now + 24 * G_USEC_PER_SEC);
  g_assert_cmpint (next, <=, g_get_real_time () + 36 * G_USEC_PER_SEC);
  run (fixture, sender);
  g_assert_cmpuint (sender->sends, ==, 1);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 0);

  fixture_hurry (fixture);
  sender->script = HP_SCRIPT_TAKE;
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
  assert_taken_once (sender, entry->message_id);
}

static void
test_waits_longer_each_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  queue (fixture);
  gint64 wait = 0;
  sender->script = HP_SCRIPT_LOSE_BEFORE;

  for (guint i = 0; i < 5; i++)
    {
      gint64 next = run (fixture, sender) - g_get_real_time ();
      g_assert_cmpint (next, >, wait);
      wait = next;
      fixture_hurry (fixture);
    }
  for (guint i = 0; i < 40; i++)
    {
      g_assert_cmpint (run (fixture, sender) - g_get_real_time (), <=, 36 * G_TIME_SPAN_MINUTE);
      fixture_hurry (fixture);
    }
}

static void
test_waits_as_the_server_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  gint64 now = g_get_real_time ();
  sender->script = HP_SCRIPT_REFUSE_LATER;

  g_assert_cmpint (run (fixture, sender), >=, now + 3600 * G_TIME_SPAN_SECOND);
  assert_state (fixture, &id, "sealed");
}

static void
test_lost_after_the_dot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  sender->script = HP_SCRIPT_LOSE_AFTER;

  run (fixture, sender);
  assert_state (fixture, &id, "uncertain");
  for (guint i = 0; i < 3; i++)
    {
      fixture_hurry (fixture);
      run (fixture, sender);
      assert_state (fixture, &id, "uncertain");
    }
  g_assert_cmpuint (sender->sends, ==, 1);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 0);

  sender->has_sent_folder = TRUE;
  fixture_hurry (fixture);
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
  g_assert_cmpuint (sender->sends, ==, 1);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
}

static void
test_uncertain_goes_once_more_when_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  g_autoptr (GError) error = NULL;
  sender->script = HP_SCRIPT_DROP_AFTER;
  run (fixture, sender);
  g_autoptr (HpOutboxEntry) before = fixture_find (fixture, &id);
  g_assert_false (hp_sending_take_back (fixture->desk, &id, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CONFLICT);

  sender->script = HP_SCRIPT_TAKE;
  g_assert_true (hp_sending_retry (fixture->desk, &id, 0, NULL));
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
  assert_taken_once (sender, before->message_id);
}

static void
test_uncertain_is_known_to_have_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  sender->script = HP_SCRIPT_LOSE_AFTER;
  run (fixture, sender);

  g_assert_true (hp_sending_confirm (fixture->desk, &id, NULL));
  assert_state (fixture, &id, "sent");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
  g_assert_cmpuint (sender->sends, ==, 1);
}

static void
test_one_recipient_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDraft *draft = fixture_write (fixture, WORDS);
  g_ptr_array_add (draft->cc, hp_address_new (NULL, "ei@asiakas.example"));
  HpKey id = fixture_queue (fixture, draft);
  sender->script = HP_SCRIPT_REFUSE_ONE;

  g_assert_cmpint (run (fixture, sender), ==, G_MAXINT64);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_cmpint (entry->state, ==, HP_OUTBOX_FAILED);
  g_assert_cmpstr (entry->problem, ==, "550 5.1.1 No such user");
  g_assert_cmpuint (entry->refused->len, ==, 1);
  g_assert_cmpstr (entry->refused->pdata[0], ==, "ei@asiakas.example");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 0);
  fixture_hurry (fixture);
  run (fixture, sender);
  g_assert_cmpuint (sender->sends, ==, 1);

  g_assert_true (hp_sending_take_back (fixture->desk, &id, NULL));
  g_autoptr (HpDraft) again = hp_drafting_find (fixture->desk, &id, NULL);
  g_assert_nonnull (again);
  fixture_assert_sound (fixture);
}

/* The program or the machine ended between "sending" and what followed. */
static void
test_cut_while_sending (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    HpTrace trace;
    const char *state;
    guint sends;
  } cases[] = { { HP_TRACE_SENT, "filed", 0 },
                { HP_TRACE_NOT_SENT, "filed", 1 },
                { HP_TRACE_UNKNOWN, "uncertain", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
      guint before = fixture_count_sent (fixture);
      HpKey id = queue_and_cut_while_sending (fixture);
      sender->trace = cases[i].trace;
      sender->is_offline = TRUE;

      gint64 next = run (fixture, sender);
      assert_state (fixture, &id, "sending");
      g_assert_cmpint (next, >, g_get_real_time ());
      sender->is_offline = FALSE;
      fixture_hurry (fixture);
      run (fixture, sender);
      assert_state (fixture, &id, cases[i].state);
      g_assert_cmpuint (sender->sends, ==, cases[i].sends);
      g_assert_cmpuint (fixture_count_sent (fixture) - before, ==,
                        g_str_equal (cases[i].state, "filed"));
      if (g_str_equal (cases[i].state, "uncertain"))
        hp_sending_confirm (fixture->desk, &id, NULL);
    }
  fixture_assert_sound (fixture);
}

static void
test_cut_before_it_is_filed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue_and_cut_while_sending (fixture);

  g_assert_true (hp_sending_set_sent (fixture->desk, &id, NULL));
  assert_state (fixture, &id, "sent");
  sender->is_offline = TRUE;
  run (fixture, sender);
  assert_state (fixture, &id, "sent");
  sender->is_offline = FALSE;
  fixture_hurry (fixture);
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
  g_assert_cmpuint (sender->sends, ==, 0);
  g_assert_cmpuint (sender->files, ==, 2);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
}

/* Before it is sealed, and after: whatever was not sending is taken up where it was. */
static void
test_cut_before_it_is_sending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey waiting = queue (fixture);
  HpKey sealed = queue (fixture);
  g_assert_true (hp_sending_seal (fixture->desk, &sealed, NULL));
  g_autoptr (HpOutboxEntry) before = fixture_find (fixture, &sealed);

  hp_desk_close (fixture->desk);
  fixture->desk = hp_desk_open (fixture->folder, HP_DB_WRITE, NULL);
  assert_state (fixture, &waiting, "waiting");
  assert_state (fixture, &sealed, "sealed");
  run (fixture, sender);
  assert_state (fixture, &waiting, "filed");
  assert_state (fixture, &sealed, "filed");
  g_assert_cmpuint (sender->taken->len, ==, 2);
  assert_taken_once (sender, before->message_id);
}

/* What follows from having left stands together or not at all. */
static void
test_sent_is_one_transaction (Fixture *fixture, gconstpointer data)
{
  HpDb *db = hp_desk_get_db (fixture->desk);
  HpKey id = queue_and_cut_while_sending (fixture);
  g_autoptr (GError) error = NULL;

  hp_db_exec (db, "CREATE TRIGGER cut BEFORE UPDATE ON outbox WHEN new.state = 'sent' BEGIN "
                  "SELECT raise (FAIL, 'cut'); END");
  g_assert_false (hp_sending_set_sent (fixture->desk, &id, &error));
  assert_state (fixture, &id, "sending");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 0);
  hp_db_exec (db, "DROP TRIGGER cut");
  g_assert_true (hp_sending_set_sent (fixture->desk, &id, NULL));
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
}

static void
test_undo_delay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  g_autoptr (HpDraft) draft = fixture_write (fixture, WORDS);
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  g_assert_true (hp_drafting_save (fixture->desk, draft, NULL));
  g_assert_true (hp_sending_queue (fixture->desk, &draft->id, 10, NULL));

  gint64 next = run (fixture, sender);
  g_assert_cmpint (next, >=, now + 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (sender->sends, ==, 0);
  g_assert_false (hp_drafting_save (fixture->desk, draft, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CONFLICT);
  g_assert_true (hp_sending_take_back (fixture->desk, &draft->id, NULL));
  fixture_hurry (fixture);
  g_assert_cmpint (run (fixture, sender), ==, G_MAXINT64);
  g_assert_cmpuint (sender->sends, ==, 0);
  g_assert_true (hp_drafting_save (fixture->desk, draft, NULL));
}

static void
test_holds_when_the_customer_wrote (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDraft *draft = fixture_write (fixture, WORDS);
  hp_draft_set_text (&draft->status, "resolved");
  HpKey id = fixture_queue (fixture, draft);
  fixture_answer (fixture, "q2@asiakas.example");

  g_assert_cmpint (run (fixture, sender), ==, G_MAXINT64);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_autoptr (GPtrArray) news = hp_sending_list_news (fixture->desk, &id);
  g_assert_true (entry->is_held);
  g_assert_cmpuint (sender->sends, ==, 0);
  g_assert_cmpuint (news->len, ==, 1);
  g_assert_cmpstr (((HpMessage *) news->pdata[0])->mid, ==, "q2@asiakas.example");

  gint64 seen = hp_drafting_get_seen (fixture->desk);
  fixture_answer (fixture, "q3@asiakas.example");
  g_assert_true (hp_sending_retry (fixture->desk, &id, seen, NULL));
  run (fixture, sender);
  g_assert_cmpuint (sender->sends, ==, 0);
  g_assert_true (hp_sending_retry (fixture->desk, &id, 0, NULL));
  run (fixture, sender);
  g_autofree char *status = fixture_dup_status (fixture);
  assert_state (fixture, &id, "filed");
  g_assert_cmpstr (status, ==, "resolved");
  fixture_assert_sound (fixture);
}

static void
test_holds_when_a_colleague_answered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  fixture_receive (fixture,
                   "From: " OWN "\nTo: maija@asiakas.example\nSubject: Re: Tilaus\n"
                   "Date: Tue, 24 Nov 2026 09:40:00 +0200\nMessage-ID: <c1@own.example>\n"
                   "References: <q1@asiakas.example>\n",
                   "Se tuli jo.", TRUE);

  run (fixture, sender);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_true (entry->is_held);
  g_assert_cmpuint (sender->sends, ==, 0);
}

/* After the bytes were fixed, too: the connection may come back after hours. */
static void
test_holds_what_waited_for_the_network (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey id = queue (fixture);
  sender->script = HP_SCRIPT_LOSE_BEFORE;
  run (fixture, sender);
  fixture_answer (fixture, "q2@asiakas.example");
  sender->script = HP_SCRIPT_TAKE;
  fixture_hurry (fixture);

  run (fixture, sender);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_cmpint (entry->state, ==, HP_OUTBOX_WAITING);
  g_assert_true (entry->is_held);
  g_assert_cmpuint (sender->sends, ==, 1);
  fixture_assert_sound (fixture);
}

static void
test_what_is_no_news (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpKey first = queue (fixture);
  HpDraft *draft = fixture_write (fixture, "<p>Ja vielä.</p>");
  run (fixture, sender);
  assert_state (fixture, &first, "filed");
  fixture_receive (fixture,
                   "From: maija@asiakas.example\nTo: " OWN "\nSubject: Poissa\n"
                   "Date: Tue, 24 Nov 2026 09:40:00 +0200\nMessage-ID: <auto@asiakas.example>\n"
                   "References: <q1@asiakas.example>\nAuto-Submitted: auto-replied\n",
                   "Olen lomalla.", FALSE);

  HpKey second = fixture_queue (fixture, draft);
  run (fixture, sender);
  assert_state (fixture, &second, "filed");
}

static void
test_cancelled_by_an_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDraft *draft = fixture_write (fixture, WORDS);
  draft->cancel_if_answered = TRUE;
  draft->send_at = g_get_real_time () + G_TIME_SPAN_DAY;
  HpKey id = fixture_queue (fixture, draft);
  fixture_answer (fixture, "q2@asiakas.example");

  run (fixture, sender);
  assert_state (fixture, &id, "waiting");
  fixture_hurry (fixture);
  g_assert_cmpint (run (fixture, sender), ==, G_MAXINT64);
  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_cmpint (entry->state, ==, HP_OUTBOX_DRAFT);
  g_assert_nonnull (entry->problem);
  g_assert_cmpuint (sender->sends, ==, 0);
  g_autoptr (GPtrArray) drafts = hp_drafting_list (fixture->desk, fixture->ticket, AGENT);
  g_assert_cmpuint (drafts->len, ==, 1);
}

/* What came while the mail was on its way is not answered by it. */
static void
test_status_answers_what_was_seen (Fixture *fixture, gconstpointer data)
{
  HpDraft *draft = fixture_write (fixture, WORDS);
  hp_draft_set_text (&draft->status, "resolved");
  HpKey id = fixture_queue (fixture, draft);
  hp_sending_seal (fixture->desk, &id, NULL);
  g_autoptr (HpLetter) letter = hp_sending_begin (fixture->desk, &id, NULL);
  g_assert_nonnull (letter);
  fixture_answer (fixture, "q2@asiakas.example");

  g_assert_true (hp_sending_set_sent (fixture->desk, &id, NULL));
  g_autofree char *status = fixture_dup_status (fixture);
  g_assert_cmpstr (status, ==, "open");
}

static void
test_new_ticket (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDraft *draft = hp_draft_new (HP_DRAFT_NEW);
  hp_draft_set_text (&draft->agent, AGENT);
  hp_draft_set_from (draft, NULL, OWN);
  hp_draft_set_text (&draft->subject, "Takaisinkutsu");
  hp_draft_set_text (&draft->html, "<p>Hei</p>");
  hp_draft_set_text (&draft->status, "waiting");
  g_ptr_array_add (draft->to, hp_address_new (NULL, "toinen@asiakas.example"));
  HpKey id = fixture_queue (fixture, draft);
  run (fixture, sender);

  g_autoptr (HpOutboxEntry) entry = fixture_find (fixture, &id);
  g_assert_true (entry->has_ticket);
  g_autofree char *hex = hp_key_dup_hex (&entry->ticket);
  fixture->ticket = hp_desk_find_ticket (fixture->desk, hex, NULL);
  g_autofree char *status = fixture_dup_status (fixture);
  g_assert_cmpstr (status, ==, "waiting");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
  fixture_assert_sound (fixture);
}

/* What is written goes to where the message that it answers is by then. */
static void
test_follows_a_split (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  fixture_answer (fixture, "q2@asiakas.example");
  HpDraft *draft = fixture_write (fixture, WORDS);
  hp_draft_set_text (&draft->status, "resolved");
  g_autoptr (GArray) ops =
      hp_command_split (fixture->desk, AGENT, fixture->ticket, "q2@asiakas.example", NULL);
  g_assert_nonnull (ops);
  HpKey id = fixture_queue (fixture, draft);
  run (fixture, sender);

  g_autofree char *before = fixture_dup_status (fixture);
  g_assert_cmpstr (before, ==, "new");
  HpKey split = hp_node_hash ("q2@asiakas.example");
  g_autofree char *hex = hp_key_dup_hex (&split);
  fixture->ticket = hp_desk_find_ticket (fixture->desk, hex, NULL);
  g_autofree char *after = fixture_dup_status (fixture);
  assert_state (fixture, &id, "filed");
  g_assert_cmpstr (after, ==, "resolved");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
}

static void
test_an_answer_leaves_the_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (tickets, fixture->ticket);
  g_autoptr (GArray) ops = hp_command_set_status (fixture->desk, AGENT, tickets, "resolved", NULL);
  g_assert_nonnull (ops);

  queue (fixture);
  run (fixture, sender);
  g_autofree char *status = fixture_dup_status (fixture);
  g_assert_cmpstr (status, ==, "resolved");
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 1);
}

static void
test_only_who_has_the_engine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDesk) other = hp_desk_open (fixture->folder, HP_DB_WRITE, NULL);
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  g_autoptr (HpOutbox) outbox = hp_outbox_new (fixture->desk, give_sender, sender);
  g_autoptr (GError) error = NULL;
  HpKey id = queue (fixture);

  g_assert_true (hp_desk_take_engine (other, NULL));
  g_assert_false (hp_outbox_run (outbox, NULL, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_BUSY);
  assert_state (fixture, &id, "waiting");
  g_clear_pointer (&other, hp_desk_close);
  run (fixture, sender);
  assert_state (fixture, &id, "filed");
}

static void
test_damaged_bytes_stop_nobody_else (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  HpDb *db = hp_desk_get_db (fixture->desk);
  HpKey damaged = queue (fixture);
  HpKey whole = queue (fixture);
  hp_sending_seal (fixture->desk, &damaged, NULL);
  hp_db_exec (db, "PRAGMA foreign_keys = OFF");
  hp_db_exec (db, "DELETE FROM blob WHERE id IN (SELECT blob FROM outbox)");

  run (fixture, sender);
  assert_state (fixture, &damaged, "failed");
  assert_state (fixture, &whole, "filed");
}

static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpScriptedSender) sender = hp_scripted_sender_new ();
  g_autoptr (GError) error = NULL;
  HpKey id = queue (fixture);
  g_assert_true (hp_accounts_take_away (fixture->desk, OWN, NULL));

  run (fixture, sender);
  assert_state (fixture, &id, "failed");
  hp_sending_take_back (fixture->desk, &id, NULL);
  g_assert_false (hp_sending_queue (fixture->desk, &id, 0, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
}

static HpLetter *
make_letter (const char *message_id, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *recipients = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (recipients, g_strdup ("a@x.example"));
  return hp_letter_new (message_id, OWN, recipients, bytes);
}

static void
test_folder_writes_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "out", NULL);
  g_autoptr (HpMailSender) sender = hp_folder_sender_new (folder);
  g_autoptr (HpLetter) letter = make_letter ("a/b..+1@x.example", "one");
  g_autofree char *text = NULL;
  HpTrace trace;

  g_assert_true (hp_mail_sender_look_up (sender, letter, &trace, NULL, NULL));
  g_assert_cmpint (trace, ==, HP_TRACE_NOT_SENT);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (HpSendResult) result;
      hp_mail_sender_send (sender, letter, &result, NULL);
      g_assert_no_error (result.error);
      g_assert_cmpint (result.outcome, ==, HP_SEND_SENT);
    }
  g_assert_true (hp_mail_sender_look_up (sender, letter, &trace, NULL, NULL));
  g_assert_cmpint (trace, ==, HP_TRACE_SENT);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_assert_null (g_dir_read_name (dir));
  g_autofree char *found = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_get_contents (found, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "one");
  g_assert_true (g_str_has_prefix (name, "a%2Fb"));
}

/* What a cut left behind, half a mail under its other name, is no mail. */
static void
test_folder_goes_on_after_a_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = g_build_filename (fixture->folder, ".m@x.example.part", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "m@x.example.eml", NULL);
  g_autoptr (HpMailSender) sender = hp_folder_sender_new (fixture->folder);
  g_autoptr (HpLetter) letter = make_letter ("m@x.example", "whole");
  g_autofree char *text = NULL;
  g_auto (HpSendResult) result;
  HpTrace trace;

  g_assert_true (g_file_set_contents (part, "who and more that was there before", -1, NULL));
  g_assert_true (hp_mail_sender_look_up (sender, letter, &trace, NULL, NULL));
  g_assert_cmpint (trace, ==, HP_TRACE_NOT_SENT);
  g_assert_true (g_file_set_contents (part, "who and more that was there before", -1, NULL));
  hp_mail_sender_send (sender, letter, &result, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "whole");
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (part, "whole", -1, NULL));
  g_assert_true (hp_mail_sender_look_up (sender, letter, &trace, NULL, NULL));
  g_assert_cmpint (trace, ==, HP_TRACE_SENT);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_folder_that_can_not_be_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "desk.db", "out", NULL);
  g_autoptr (HpMailSender) sender = hp_folder_sender_new (file);
  g_autoptr (HpLetter) letter = make_letter ("m@x.example", "whole");
  g_auto (HpSendResult) result;

  hp_mail_sender_send (sender, letter, &result, NULL);
  g_assert_cmpint (result.outcome, ==, HP_SEND_NOT_SENT);
  g_assert_nonnull (result.error);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/outbox/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sent", test_sent);
  ADD ("lost-before-the-dot", test_lost_before_the_dot);
  ADD ("back-off", test_waits_longer_each_time);
  ADD ("retry-after", test_waits_as_the_server_asks);
  ADD ("lost-after-the-dot", test_lost_after_the_dot);
  ADD ("uncertain/retry", test_uncertain_goes_once_more_when_asked);
  ADD ("uncertain/confirm", test_uncertain_is_known_to_have_left);
  ADD ("refused", test_one_recipient_is_refused);
  ADD ("cut/while-sending", test_cut_while_sending);
  ADD ("cut/before-filing", test_cut_before_it_is_filed);
  ADD ("cut/before-sending", test_cut_before_it_is_sending);
  ADD ("cut/sent-is-one-transaction", test_sent_is_one_transaction);
  ADD ("undo-delay", test_undo_delay);
  ADD ("news/customer", test_holds_when_the_customer_wrote);
  ADD ("news/colleague", test_holds_when_a_colleague_answered);
  ADD ("news/after-sealing", test_holds_what_waited_for_the_network);
  ADD ("news/none", test_what_is_no_news);
  ADD ("news/cancels", test_cancelled_by_an_answer);
  ADD ("status-answers-what-was-seen", test_status_answers_what_was_seen);
  ADD ("new-ticket", test_new_ticket);
  ADD ("split", test_follows_a_split);
  ADD ("resolved", test_an_answer_leaves_the_status);
  ADD ("engine-lock", test_only_who_has_the_engine);
  ADD ("damaged", test_damaged_bytes_stop_nobody_else);
  ADD ("no-account", test_no_account);
  ADD ("folder/once", test_folder_writes_once);
  ADD ("folder/cut", test_folder_goes_on_after_a_cut);
  ADD ("folder/no-room", test_folder_that_can_not_be_written);
  return g_test_run ();
}
