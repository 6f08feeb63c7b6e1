/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing and sending in the window: what is typed is kept, leaves once, and comes back when it is
 * undone; what the guard asks is answered by one key. */

#include "app/composer/hp-composer.h"
#include "app/composer/hp-draft-files.h"
#include "app/composer/hp-guard-strip.h"
#include "app/hp-settings.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-ticket-pane.h"
#include "desk/hp-accounts.h"
#include "desk/hp-drafting.h"
#include "desk/hp-sending.h"
#include "desk/hp-signature.h"
#include "hp-app-fixture.h"

#include <string.h>

#define SKIPPED 77
#define OWN "support@test.example"

static HpComposer *
get_composer (HpAppFixture *fixture)
{
  return HP_COMPOSER (hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_COMPOSER));
}

static gboolean
reads (HpAppFixture *fixture, const char *text)
{
  return hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, text);
}

static void
open_first (HpAppFixture *fixture)
{
  hp_app_press (fixture, GDK_KEY_j, 0);
  hp_live_wait_until (reads (fixture, "Cherry"));
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
}

static void
type (HpAppFixture *fixture, const char *text)
{
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (hp_composer_get_text (get_composer (fixture))));

  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
}

static char *
dup_typed (HpAppFixture *fixture)
{
  return hp_rich_buffer_dup_text (
      hp_rich_text_get_rich (hp_composer_get_text (get_composer (fixture))));
}

static gboolean
has_typed (HpAppFixture *fixture, const char *text)
{
  g_autofree char *typed = dup_typed (fixture);

  return g_str_equal (typed, text);
}

static void
wait (HpAppFixture *fixture)
{
  hp_live_wait_until (!hp_composer_is_busy (get_composer (fixture)));
}

/* As Ctrl+Enter does. */
static void
send (HpAppFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (get_composer (fixture)), "composer.send", NULL);
}

static void
write_reply (HpAppFixture *fixture, const char *text)
{
  open_first (fixture);
  g_assert_true (hp_app_press (fixture, GDK_KEY_r, 0));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (hp_composer_get_text (get_composer (fixture)))));
  type (fixture, text);
}

static char *
dup_folder (HpAppFixture *fixture)
{
  return g_build_filename (fixture->desk.root, "sent", NULL);
}

static void
add_account (HpAppFixture *fixture)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autoptr (GError) error = NULL;
  HpDesk *desk = hp_desk_open (fixture->desk.desk, HP_DB_WRITE, &error);

  g_assert_no_error (error);
  g_mkdir_with_parents (folder, 0700);
  g_autoptr (HpAccount) account =
      hp_accounts_add_folder (desk, "tester", OWN, "Support", folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (account);
  hp_desk_close (desk);
}

static char *
dup_only_mail (HpAppFixture *fixture, guint *n)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *content = NULL;
  const char *name;

  *n = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_clear_pointer (&content, g_free);
        g_file_get_contents (path, &content, NULL, NULL);
        (*n)++;
      }
  return content;
}

static guint
count_mails (HpAppFixture *fixture)
{
  guint n;
  g_autofree char *mail = dup_only_mail (fixture, &n);

  g_assert_true (n == 0 || mail != NULL);
  return n;
}

static void
test_send (HpAppFixture *fixture, gconstpointer data)
{
  guint n;

  add_account (fixture);
  hp_settings_set_int ("undo-delay", 0);
  write_reply (fixture, "It is on its way.");
  send (fixture);
  hp_live_wait_until (count_mails (fixture) == 1);
  hp_live_wait_until (reads (fixture, "Banana"));
  g_autofree char *mail = dup_only_mail (fixture, &n);
  g_assert_nonnull (strstr (mail, "It is on its way."));
  g_assert_nonnull (strstr (mail, "In-Reply-To: <three@test.example>"));
  g_assert_nonnull (strstr (mail, "Subject: Re: Cherry"));
  hp_app_press (fixture, GDK_KEY_k, 0);
  hp_live_wait_until (reads (fixture, "Cherry"));
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 2);
  wait (fixture);
  g_assert_true (has_typed (fixture, ""));
  g_assert_cmpuint (count_mails (fixture), ==, 1);
}

/* What is written stands above the signature, and a signature alone is no draft. */
static void
test_signature (HpAppFixture *fixture, gconstpointer data)
{
  HpDesk *desk = hp_desk_open (fixture->desk.desk, HP_DB_WRITE, NULL);
  g_autoptr (GArray) ops =
      hp_command_set_signature (desk, "tester", NULL, NULL, NULL, "<p>The shop</p>", NULL);
  guint n;

  g_assert_nonnull (ops);
  hp_desk_close (desk);
  add_account (fixture);
  hp_settings_set_int ("undo-delay", 0);
  open_first (fixture);
  g_assert_true (hp_app_press (fixture, GDK_KEY_r, 0));
  wait (fixture);
  type (fixture, "It is on its way.");
  send (fixture);
  hp_live_wait_until (count_mails (fixture) == 1);
  g_autofree char *mail = dup_only_mail (fixture, &n);
  g_assert_nonnull (strstr (mail, "<p>It is on its way.</p>\r\n<p>--</p>\r\n<p>The shop</p>"));
  g_assert_nonnull (strstr (mail, "It is on its way.\r\n\r\n--=20\r\n\r\nThe shop\r\n"));
}

static HpOutboxEntry *
find_entry (HpAppFixture *fixture)
{
  HpDesk *desk = hp_desk_open (fixture->desk.desk, HP_DB_READ, NULL);
  g_autoptr (GPtrArray) entries = hp_sending_list (desk, TRUE);
  HpOutboxEntry *entry =
      entries->len > 0 ? hp_outbox_entry_ref (g_ptr_array_index (entries, 0)) : NULL;

  hp_desk_close (desk);
  return entry;
}

/* What was undone is there again, with its caret, in its ticket; nothing left. */
static void
test_undo_send (HpAppFixture *fixture, gconstpointer data)
{
  HpRichBuffer *buffer;

  add_account (fixture);
  hp_settings_set_int ("undo-delay", 60);
  write_reply (fixture, "Too early");
  buffer = hp_rich_text_get_rich (hp_composer_get_text (get_composer (fixture)));
  hp_rich_buffer_set_caret (buffer, 4);
  send (fixture);
  hp_live_wait_until (reads (fixture, "leaves in 60 s"));
  hp_live_wait_until (reads (fixture, "Banana"));
  g_autoptr (HpOutboxEntry) entry = find_entry (fixture);
  g_autofree char *id = hp_key_dup_hex (&entry->id);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo-send", "s", id);
  hp_live_wait_until (reads (fixture, "Cherry") && has_typed (fixture, "Too early"));
  g_assert_cmpint (hp_rich_buffer_get_caret (buffer), ==, 4);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (hp_composer_get_text (get_composer (fixture)))));
  g_autoptr (HpOutboxEntry) none = find_entry (fixture);
  g_assert_null (none);
  g_assert_cmpuint (count_mails (fixture), ==, 0);
}

static void
close_window (HpAppFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hp_live_wait_until (fixture->window == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Each kind has its own draft; they stay when another ticket shows, and when the window goes. */
static void
test_drafts_stay (HpAppFixture *fixture, gconstpointer data)
{
  write_reply (fixture, "Half a rep");
  hp_app_press (fixture, GDK_KEY_Escape, 0);
  hp_app_activate (fixture, "win.note");
  wait (fixture);
  g_assert_true (has_typed (fixture, ""));
  type (fixture, "Half a note");
  hp_app_activate (fixture, "win.focus-list");
  hp_app_press (fixture, GDK_KEY_j, 0);
  hp_live_wait_until (reads (fixture, "Banana"));
  wait (fixture);
  g_assert_true (has_typed (fixture, ""));
  hp_app_press (fixture, GDK_KEY_k, 0);
  hp_live_wait_until (has_typed (fixture, "Half a note"));
  hp_app_activate (fixture, "win.reply");
  hp_live_wait_until (has_typed (fixture, "Half a rep"));
  type (fixture, "ly");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Draft  Cherry"));
  close_window (fixture);
  hp_app_fixture_open (fixture);
  open_first (fixture);
  hp_live_wait_until (has_typed (fixture, "Half a reply"));
}

/* What nobody wrote is no draft, nor what was deleted again. */
static void
test_blank_is_no_draft (HpAppFixture *fixture, gconstpointer data)
{
  HpDesk *desk = hp_desk_open (fixture->desk.desk, HP_DB_READ, NULL);
  gint64 ticket = hp_live_fixture_find (&fixture->desk, "three");

  write_reply (fixture, "x");
  wait (fixture);
  g_autoptr (GPtrArray) some = hp_drafting_list (desk, ticket, NULL);
  g_assert_cmpuint (some->len, ==, 1);
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (hp_composer_get_text (get_composer (fixture)))), "",
      -1);
  wait (fixture);
  g_autoptr (GPtrArray) none = hp_drafting_list (desk, ticket, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  hp_desk_close (desk);
}

static void
test_guard (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *strip = hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_GUARD_STRIP);

  add_account (fixture);
  hp_settings_set_int ("undo-delay", 0);
  write_reply (fixture, "See the attached file.");
  send (fixture);
  hp_live_wait_until (gtk_widget_get_visible (strip));
  g_assert_true (hp_app_has_label (strip, "no file is attached"));
  g_assert_cmpuint (count_mails (fixture), ==, 0);
  /* Who writes on is asked anew; who sends once more means it. */
  type (fixture, " Or not.");
  g_assert_false (gtk_widget_get_visible (strip));
  send (fixture);
  hp_live_wait_until (gtk_widget_get_visible (strip));
  send (fixture);
  hp_live_wait_until (count_mails (fixture) == 1);
}

static void
test_guard_blocks (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *strip = hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_GUARD_STRIP);

  add_account (fixture);
  hp_settings_set_int ("undo-delay", 0);
  write_reply (fixture, "Hello {{customer.first_name}}");
  send (fixture);
  hp_live_wait_until (gtk_widget_get_visible (strip));
  send (fixture);
  wait (fixture);
  g_assert_true (gtk_widget_get_visible (strip));
  g_assert_cmpuint (count_mails (fixture), ==, 0);
}

/* Without an account nothing is lost, and the mail leaves once there is one. */
static void
test_account_needed (HpAppFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = dup_folder (fixture);

  hp_settings_set_int ("undo-delay", 0);
  write_reply (fixture, "Hello");
  send (fixture);
  wait (fixture);
  g_assert_true (has_typed (fixture, "Hello"));
  g_mkdir_with_parents (folder, 0700);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-folder-account", "(ss)", OWN,
                              folder);
  hp_live_wait_until (count_mails (fixture) == 1);
}

static void
test_mention (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_press (fixture, GDK_KEY_i, 0);
  wait (fixture);
  type (fixture, "@Aino call her");
  send (fixture);
  hp_live_wait_until (reads (fixture, "Note added"));
  hp_live_wait_until (has_typed (fixture, ""));
}

static void
add_file (HpAppFixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->desk.root, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_list_store_append (files, file);
  g_signal_emit_by_name (hp_composer_get_text (get_composer (fixture)), "files", files);
  wait (fixture);
}

/* Files that were pasted go along; too much is told, and nothing is lost. */
static void
test_files (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *composer = GTK_WIDGET (get_composer (fixture));
  HpDesk *desk = hp_desk_open (fixture->desk.desk, HP_DB_WRITE, NULL);
  guint n;

  add_account (fixture);
  g_assert_true (hp_drafting_set_files_limit (desk, 20, NULL));
  hp_desk_close (desk);
  hp_settings_set_int ("undo-delay", 0);
  write_reply (fixture, "Look at this.");
  wait (fixture);
  add_file (fixture, "small.txt", "twelve bytes");
  g_assert_true (hp_app_has_label (composer, "small.txt"));
  add_file (fixture, "large.txt", "more than there is room for");
  g_assert_false (hp_app_has_label (hp_app_find (composer, HP_TYPE_DRAFT_FILES), "large.txt"));
  g_assert_true (hp_app_has_label (hp_app_find (composer, HP_TYPE_GUARD_STRIP), "large.txt"));
  g_assert_true (has_typed (fixture, "Look at this."));
  send (fixture);
  hp_live_wait_until (count_mails (fixture) == 1);
  g_autofree char *mail = dup_only_mail (fixture, &n);
  g_assert_nonnull (strstr (mail, "small.txt"));
  g_assert_null (strstr (mail, "large.txt"));
}

#define ADD(path, function)                                                                        \
  g_test_add (path, HpAppFixture, NULL, hp_app_fixture_set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);

  if (app == NULL)
    return SKIPPED;
  ADD ("/composer/send", test_send);
  ADD ("/composer/signature", test_signature);
  ADD ("/composer/undo-send", test_undo_send);
  ADD ("/composer/drafts-stay", test_drafts_stay);
  ADD ("/composer/blank-is-no-draft", test_blank_is_no_draft);
  ADD ("/composer/guard", test_guard);
  ADD ("/composer/guard-blocks", test_guard_blocks);
  ADD ("/composer/account-needed", test_account_needed);
  ADD ("/composer/mention", test_mention);
  ADD ("/composer/files", test_files);
  return g_test_run ();
}
