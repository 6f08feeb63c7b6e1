/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "desk/hp-draft-begin.h"
#include "desk/hp-drafting.h"
#include "desk/hp-recipient-guard.h"
#include "desk/hp-sending.h"
#include "hp-sending-fixture.h"
#include "store/hp-blob-table.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"

static void
assert_addresses (const GPtrArray *addresses, const char *wanted)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((const HpAddress *) addresses->pdata[i])->addr);
  g_autofree char *found = g_string_free (text, FALSE);
  g_assert_cmpstr (found, ==, wanted);
}

static gint64
receive (Fixture *fixture, const char *people)
{
  g_autofree char *headers =
      g_strdup_printf ("%sSubject: VS: Asia [HP-7K3Q2M9X]\nMessage-ID: <%08x@x.example>\n"
                       "Date: Tue, 24 Nov 2026 10:00:00 +0200\n"
                       "References: <q1@asiakas.example>\n",
                       people, g_random_int ());
  return fixture_receive (
      fixture, headers,
      "Hej! Jag undrar var min beställning är någonstans, den har fortfarande inte kommit fram.",
      FALSE);
}

static HpDraft *
reply (Fixture *fixture, gint64 row, gboolean to_all)
{
  g_autoptr (HpMessage) message = hp_messages_get (hp_desk_get_db (fixture->desk), row);
  g_autoptr (GError) error = NULL;
  HpDraft *draft =
      hp_draft_begin_reply (fixture->desk, AGENT, fixture->ticket, &message->key, to_all, &error);

  g_assert_no_error (error);
  return draft;
}

static void
test_reply_goes_to_who_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft =
      hp_draft_begin_reply (fixture->desk, AGENT, fixture->ticket, NULL, FALSE, NULL);

  assert_addresses (draft->to, "maija@asiakas.example");
  assert_addresses (draft->cc, "");
  g_assert_cmpstr (draft->from->addr, ==, OWN);
  g_assert_cmpstr (draft->from->name, ==, "Kaupan tuki");
  g_assert_cmpstr (draft->subject, ==, "Re: Tilaus");
  g_assert_cmpstr (draft->agent, ==, AGENT);
  g_assert_cmpstr (draft->language, ==, "fi");
  g_assert_cmpint (draft->quote, ==, HP_QUOTE_BELOW);
}

static void
test_reply_to_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ops =
      hp_command_set_own_address (fixture->desk, AGENT, "myynti@own.example", TRUE, NULL);
  g_assert_nonnull (ops);
  gint64 row = receive (fixture, "From: shop@x.example\nReply-To: Maija <m@asiakas.example>\n"
                                 "To: MYYNTI@own.example, b@x.example, M@asiakas.example\n"
                                 "Cc: " OWN ", c@x.example, b@x.example, group:;\n");
  g_autoptr (HpDraft) one = reply (fixture, row, FALSE);
  g_autoptr (HpDraft) all = reply (fixture, row, TRUE);

  assert_addresses (one->to, "m@asiakas.example");
  assert_addresses (one->cc, "");
  assert_addresses (all->to, "m@asiakas.example");
  assert_addresses (all->cc, "b@x.example c@x.example");
  g_assert_cmpstr (all->from->addr, ==, "myynti@own.example");
  g_assert_cmpstr (all->subject, ==, "Re: Asia");
  g_assert_cmpstr (all->language, ==, "sv");
}

/* Our own mail is answered to those it went to. */
static void
test_reply_to_our_own (Fixture *fixture, gconstpointer data)
{
  gint64 row = fixture_receive (fixture,
                                "From: " OWN "\nTo: maija@asiakas.example\nCc: c@x.example\n"
                                "Subject: Re: Tilaus\nDate: Tue, 24 Nov 2026 10:00:00 +0200\n"
                                "Message-ID: <o1@own.example>\nReferences: <q1@asiakas.example>\n",
                                "Se lähti.", TRUE);
  g_autoptr (HpDraft) one = reply (fixture, row, FALSE);
  g_autoptr (HpDraft) all = reply (fixture, row, TRUE);

  assert_addresses (one->to, "maija@asiakas.example");
  assert_addresses (all->cc, "c@x.example");
  g_assert_cmpstr (one->from->addr, ==, OWN);
}

static void
test_kept_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>Hei \"Maija\"</p>");
  g_autoptr (GBytes) bytes = g_bytes_new ("abc", 3);
  g_autoptr (GError) error = NULL;
  g_ptr_array_add (draft->bcc, hp_address_new ("Öh, B", "kesken oleva"));
  hp_draft_set_text (&draft->status, "waiting");
  draft->send_at = 12345;
  draft->cancel_if_answered = TRUE;
  g_autoptr (HpDraft) more =
      hp_drafting_attach (fixture->desk, draft, bytes, "/tmp/kuva.png", "image/png", TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (more);

  hp_desk_close (fixture->desk);
  fixture->desk = hp_desk_open (fixture->folder, HP_DB_WRITE, NULL);
  g_autoptr (HpDraft) found = hp_drafting_find (fixture->desk, &draft->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->kind, ==, HP_DRAFT_REPLY);
  g_assert_true (hp_key_equal (&found->ticket, &draft->ticket));
  g_assert_true (hp_key_equal (&found->answered, &draft->answered));
  assert_addresses (found->to, "maija@asiakas.example");
  assert_addresses (found->bcc, "kesken oleva");
  g_assert_cmpstr (found->html, ==, "<p>Hei \"Maija\"</p>");
  g_assert_cmpstr (found->status, ==, "waiting");
  g_assert_cmpint (found->send_at, ==, 12345);
  g_assert_true (found->cancel_if_answered);
  g_assert_cmpint (found->seen, ==, draft->seen);
  g_assert_cmpuint (found->files->len, ==, 1);
  HpDraftFile *file = found->files->pdata[0];
  g_assert_cmpstr (file->filename, ==, "kuva.png");
  g_assert_true (g_str_has_suffix (file->content_id, "@own.example"));
  g_autoptr (GBytes) read = hp_drafting_read_file (fixture->desk, file, NULL);
  g_assert_true (g_bytes_equal (read, bytes));
  g_autoptr (GPtrArray) mine = hp_drafting_list (fixture->desk, fixture->ticket, AGENT);
  g_autoptr (GPtrArray) others = hp_drafting_list (fixture->desk, fixture->ticket, "bo");
  g_assert_cmpuint (mine->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);
}

static GBytes *
make_bytes (gsize size, guint8 fill)
{
  guint8 *data = g_malloc (size);

  memset (data, fill, size);
  return g_bytes_new_take (data, size);
}

static void
test_files_go_with_their_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>a</p>");
  g_autoptr (GBytes) large = make_bytes (200 * 1024, 'x');
  g_autoptr (HpDraft) one =
      hp_drafting_attach (fixture->desk, draft, large, "a.bin", NULL, FALSE, NULL);
  g_autoptr (HpDraft) two =
      hp_drafting_attach (fixture->desk, one, large, "b.bin", NULL, FALSE, NULL);
  g_assert_cmpuint (two->files->len, ==, 2);
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 1);
  fixture_assert_sound (fixture);

  g_assert_true (hp_drafting_save (fixture->desk, one, NULL));
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 1);
  fixture_assert_sound (fixture);
  g_assert_true (hp_drafting_discard (fixture->desk, &draft->id, NULL));
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 0);
  g_assert_false (hp_drafting_discard (fixture->desk, &draft->id, NULL));
  fixture_assert_sound (fixture);
}

/* A draft and a mail of the desk share a blob; the draft's end takes nothing from the mail. */
static void
test_forwarded_files_stay_with_their_mail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) large = make_bytes (150 * 1024, 'y');
  g_autofree char *base64 =
      g_base64_encode (g_bytes_get_data (large, NULL), g_bytes_get_size (large));
  GString *body = g_string_new ("--x\nContent-Type: text/plain\n\nKatso.\n--x\nContent-Type: "
                                "application/pdf\nContent-Transfer-Encoding: base64\n"
                                "Content-Disposition: attachment; filename=a.pdf\n\n");
  for (gsize i = 0; i < strlen (base64); i += 76)
    g_string_append_printf (body, "%.76s\n", base64 + i);
  g_string_append (body, "--x--\n");
  g_autofree char *text = g_string_free (body, FALSE);
  gint64 row = fixture_receive (fixture,
                                "From: maija@asiakas.example\nTo: " OWN "\nSubject: Kuitti\n"
                                "Date: Tue, 24 Nov 2026 10:00:00 +0200\nMIME-Version: 1.0\n"
                                "Message-ID: <f1@asiakas.example>\n"
                                "References: <q1@asiakas.example>\n"
                                "Content-Type: multipart/mixed; boundary=x\n",
                                text, FALSE);
  g_autoptr (HpMessage) message = hp_messages_get (hp_desk_get_db (fixture->desk), row);
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDraft) draft =
      hp_draft_begin_forward (fixture->desk, AGENT, fixture->ticket, &message->key, FALSE, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (draft->files->len, ==, 1);
  g_assert_cmpuint (draft->to->len, ==, 0);
  g_assert_cmpstr (draft->subject, ==, "Fwd: Kuitti");
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 1);
  g_assert_true (hp_drafting_discard (fixture->desk, &draft->id, NULL));
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 1);
  fixture_assert_sound (fixture);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>a</p>");
  g_autoptr (GBytes) huge = make_bytes (100 * 1000 * 1000, 'x');
  g_autoptr (GBytes) half = make_bytes (13 * 1000 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) sum = NULL;

  g_assert_null (hp_drafting_attach (fixture->desk, draft, huge, "video.mp4", NULL, FALSE, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“video.mp4”"));
  g_assert_nonnull (strstr (error->message, "25"));
  g_autoptr (HpDraft) one = hp_drafting_attach (fixture->desk, draft, half, "a", NULL, FALSE, NULL);
  g_assert_nonnull (one);
  g_assert_null (hp_drafting_attach (fixture->desk, one, half, "b", NULL, FALSE, &sum));
  g_assert_true (hp_drafting_set_files_limit (fixture->desk, 30 * 1000 * 1000, NULL));
  g_autoptr (HpDraft) two = hp_drafting_attach (fixture->desk, one, half, "b", NULL, FALSE, NULL);
  g_assert_nonnull (two);
}

/* Of a person who is erased nothing stays that was being written. */
static void
test_erased (Fixture *fixture, gconstpointer data)
{
  HpDb *db = hp_desk_get_db (fixture->desk);
  g_autoptr (GBytes) large = make_bytes (200 * 1024, 'x');
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>a</p>");
  g_autoptr (HpDraft) kept =
      hp_drafting_attach (fixture->desk, draft, large, "a.bin", NULL, FALSE, NULL);
  HpKey queued = fixture_queue (fixture, fixture_write (fixture, "<p>b</p>"));
  g_autoptr (HpDraft) other = hp_draft_begin_new (fixture->desk, AGENT, NULL);
  g_ptr_array_add (other->to, hp_address_new (NULL, "muu@asiakas.example"));
  g_assert_true (hp_drafting_save (fixture->desk, other, NULL));
  g_assert_true (hp_sending_seal (fixture->desk, &queued, NULL));
  g_assert_nonnull (kept);

  hp_db_begin (db);
  hp_drafts_erase (db, "maija@asiakas.example", fixture->ticket);
  g_assert_true (hp_db_commit (db, NULL));
  g_assert_true (hp_blobs_sweep (db, hp_desk_get_blob_folder (fixture->desk), NULL));
  g_autoptr (GPtrArray) drafts = hp_drafting_list_all (fixture->desk);
  g_autoptr (GPtrArray) entries = hp_sending_list (fixture->desk, TRUE);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpuint (fixture_count_blob_files (fixture), ==, 0);
  fixture_assert_sound (fixture);
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = hp_draft_begin_note (fixture->desk, AGENT, fixture->ticket, NULL);
  g_autoptr (GError) empty = NULL;
  g_assert_true (hp_drafting_save (fixture->desk, draft, NULL));
  g_assert_null (hp_drafting_finish_note (fixture->desk, &draft->id, &empty));
  g_assert_error (empty, HP_ERROR, HP_ERROR_INVALID);

  hp_draft_set_text (&draft->html, "<p>Soita <b>Bo</b>lle</p><ul><li>pian</li></ul>");
  hp_draft_set_text (&draft->status, "resolved");
  g_assert_true (hp_drafting_save (fixture->desk, draft, NULL));
  g_autoptr (GArray) ops = hp_drafting_finish_note (fixture->desk, &draft->id, NULL);
  g_autofree char *status = fixture_dup_status (fixture);
  g_autoptr (GPtrArray) notes =
      hp_messages_list_notes (hp_desk_get_db (fixture->desk), fixture->ticket);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (status, ==, "resolved");
  g_assert_cmpstr (notes->pdata[0], ==, "Soita Bolle\n\n- pian");
  g_autoptr (GArray) undone = hp_command_undo (fixture->desk, AGENT, NULL, NULL);
  g_assert_cmpuint (undone->len, ==, 2);
  g_assert_null (hp_drafting_find (fixture->desk, &draft->id, NULL));
}

static void
test_what_can_not_be_sent (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *addr, *html, *says;
  } cases[] = {
    { "maija@", "<p>a</p>", "“maija@” is no address" },
    { NULL, "<p>a</p>", "Nobody is named" },
    { "a@x.example", "<p>Hei {{customer.first_<b>name</b>}}!</p>", "{{customer.first_name}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HpDraft) draft = fixture_write (fixture, cases[i].html);
      g_autoptr (GError) error = NULL;
      g_ptr_array_set_size (draft->to, 0);
      if (cases[i].addr != NULL)
        g_ptr_array_add (draft->to, hp_address_new (NULL, cases[i].addr));
      g_assert_true (hp_drafting_save (fixture->desk, draft, NULL));
      g_assert_false (hp_sending_queue (fixture->desk, &draft->id, 0, &error));
      g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_autoptr (HpDraft) kept = hp_drafting_find (fixture->desk, &draft->id, NULL);
      g_assert_nonnull (kept);
    }
}

static char *
dup_warnings (Fixture *fixture, const HpDraft *draft)
{
  g_autoptr (GPtrArray) warnings = hp_recipient_guard_check (fixture->desk, draft);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    {
      const HpGuardWarning *warning = warnings->pdata[i];
      g_string_append_printf (text, "%s%s:%s%s", i > 0 ? ", " : "",
                              hp_guard_kind_get_name (warning->kind), warning->detail,
                              warning->blocks ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_warnings (Fixture *fixture, const HpDraft *draft, const char *wanted)
{
  g_autofree char *warnings = dup_warnings (fixture, draft);
  g_assert_cmpstr (warnings, ==, wanted);
}

static void
test_guard_of_recipients (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>a</p>");
  assert_warnings (fixture, draft, "");
  g_ptr_array_add (draft->cc, hp_address_new (NULL, "kollega@own.example"));
  assert_warnings (fixture, draft, "");
  g_ptr_array_add (draft->bcc, hp_address_new (NULL, "Muu@Muualla.example"));
  assert_warnings (fixture, draft, "new_recipient:Muu@Muualla.example");
  draft->kind = HP_DRAFT_FORWARD;
  assert_warnings (fixture, draft, "");
}

static void
test_guard_of_brand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>a</p>");
  hp_draft_set_from (draft, NULL, "toinen@brandi.example");
  assert_warnings (fixture, draft, "wrong_brand:" OWN);
}

static void
test_guard_of_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ops =
      hp_command_note (fixture->desk, AGENT, fixture->ticket,
                       "Asiakas on hankala, älä anna alennusta ennen kuin Bo on katsonut.", NULL);
  g_assert_nonnull (ops);
  g_autoptr (HpDraft) draft =
      fixture_write (fixture, "<p>Hei!</p><p>Älä anna alennusta <i>ennen</i> kuin Bo tulee.</p>");
  assert_warnings (fixture, draft, "note_quoted:älä anna alennusta ennen kuin bo");
  hp_draft_set_text (&draft->html, "<p>Hei! Alennusta ei valitettavasti ole, anna anteeksi.</p>");
  assert_warnings (fixture, draft, "");
}

static void
test_guard_of_files (Fixture *fixture, gconstpointer data)
{
  static const char *const speaks[] = {
    "Ohessa kuitti",        "Kuitti on liitteenä.",
    "Liitän kuitin",        "Se on oheisessa tiedostossa",
    "Jag bifogar kvittot",  "Se bilagan",
    "Please find attached", "The receipt is enclosed.",
    "See the attachment",
  };
  static const char *const silent[] = { "Kuitti tulee", "Kvittot kommer", "The receipt comes",
                                        "Liittymä toimii",
                                        "<blockquote>see attached</blockquote>" };

  for (gsize i = 0; i < G_N_ELEMENTS (speaks); i++)
    {
      g_autoptr (HpDraft) draft = fixture_write (fixture, speaks[i]);
      g_autofree char *warnings = dup_warnings (fixture, draft);
      g_test_message ("%s: %s", speaks[i], warnings);
      g_assert_true (g_str_has_prefix (warnings, "file_missing:"));
      g_autoptr (GBytes) bytes = g_bytes_new ("a", 1);
      g_autoptr (HpDraft) more =
          hp_drafting_attach (fixture->desk, draft, bytes, "a", NULL, FALSE, NULL);
      assert_warnings (fixture, more, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autoptr (HpDraft) draft = fixture_write (fixture, silent[i]);
      g_test_message ("%s", silent[i]);
      assert_warnings (fixture, draft, "");
    }
}

static void
test_guard_of_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpDraft) draft = fixture_write (fixture, "<p>Hei {{customer.name}}</p>");
  assert_warnings (fixture, draft, "field_empty:{{customer.name}}!");
  hp_draft_set_text (&draft->html, "<p>a</p>");
  hp_draft_set_text (&draft->subject, "{{ticket.number}}");
  assert_warnings (fixture, draft, "field_empty:{{ticket.number}}!");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/drafts/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reply", test_reply_goes_to_who_asked);
  ADD ("reply/all", test_reply_to_all);
  ADD ("reply/own", test_reply_to_our_own);
  ADD ("kept", test_kept_as_it_was);
  ADD ("files", test_files_go_with_their_draft);
  ADD ("files/forwarded", test_forwarded_files_stay_with_their_mail);
  ADD ("files/too-large", test_too_large);
  ADD ("erased", test_erased);
  ADD ("note", test_note);
  ADD ("refused", test_what_can_not_be_sent);
  ADD ("guard/recipients", test_guard_of_recipients);
  ADD ("guard/brand", test_guard_of_brand);
  ADD ("guard/notes", test_guard_of_notes);
  ADD ("guard/files", test_guard_of_files);
  ADD ("guard/fields", test_guard_of_fields);
  return g_test_run ();
}
