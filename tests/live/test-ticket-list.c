/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list over a desk follows what another connection does to it, in small steps. */

#include "live/hp-ticket-list.h"

#include "hp-live-fixture.h"

typedef struct
{
  HpLiveFixture desk;
  HpLiveDesk *live;
  HpTicketList *list;
  GString *steps; /* "position-removed+added " of each items-changed */
} Fixture;

static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  g_string_append_printf (data, "%u-%u+%u ", position, removed, added);
}

static char *
dup_subjects (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", hp_ticket_item_get_subject (item));
    }
  return g_string_free (text, FALSE);
}

static gboolean
shows (Fixture *fixture, const char *subjects)
{
  g_autofree char *shown = dup_subjects (fixture);
  return !hp_ticket_list_get_is_loading (fixture->list) && g_str_equal (shown, subjects);
}

static gboolean
has_status (Fixture *fixture, guint position, const char *status)
{
  g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
  return g_str_equal (hp_ticket_item_get_status (item), status);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_fixture_import (&fixture->desk, "two", "Banana", 2, NULL);
  hp_live_fixture_import (&fixture->desk, "three", "Cherry", 3, NULL);
  fixture->live = hp_live_desk_new (fixture->desk.desk, "tester");
  fixture->list = hp_ticket_list_new (fixture->live);
  fixture->steps = g_string_new (NULL);
  hp_ticket_list_set_query (fixture->list, "");
  hp_live_wait_until (!hp_ticket_list_get_is_loading (fixture->list));
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (on_items_changed_cb),
                    fixture->steps);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_object_run_dispose (G_OBJECT (fixture->live));
  g_clear_object (&fixture->live);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_string_free (fixture->steps, TRUE);
  hp_live_fixture_tear_down (&fixture->desk);
}

/* The first of many are there at once. */
static void
test_head_first (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("more-%d", i);
      hp_live_fixture_import (&fixture->desk, name, "More", 10 + i, NULL);
    }
  hp_live_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == 63);
  g_string_truncate (fixture->steps, 0);
  hp_ticket_list_set_query (fixture->list, "is:open");
  hp_live_wait_until (!hp_ticket_list_get_is_loading (fixture->list));
  g_assert_cmpstr (fixture->steps->str, ==, "0-63+50 50-0+13 ");
}

static void
test_newest_first (Fixture *fixture, gconstpointer data)
{
  g_assert_true (shows (fixture, "Cherry Banana Apple"));
  g_assert_cmpint (hp_ticket_list_get_n_unread (fixture->list), ==, 3);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);

  hp_live_fixture_set_status (&fixture->desk, "two", HP_STATUS_RESOLVED);
  hp_live_wait_until (has_status (fixture, 1, HP_STATUS_RESOLVED));
  g_autoptr (HpTicketItem) same = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);
  g_assert_true (same == item);
  g_assert_cmpstr (fixture->steps->str, ==, "");
  hp_live_wait_until (hp_ticket_list_get_n_unread (fixture->list) == 2);
}

static void
test_arrival (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_import (&fixture->desk, "four", "Date", 4, NULL);
  hp_live_wait_until (shows (fixture, "Date Cherry Banana Apple"));
  g_assert_cmpstr (fixture->steps->str, ==, "0-0+1 ");
}

static void
test_answer_moves (Fixture *fixture, gconstpointer data)
{
  gint64 row = hp_live_fixture_find (&fixture->desk, "one");

  g_assert_cmpuint (hp_ticket_list_find (fixture->list, row), ==, 2);
  hp_live_fixture_import (&fixture->desk, "one-again", "Re: Apple", 9, "one");
  hp_live_wait_until (shows (fixture, "Apple Cherry Banana"));
  g_assert_cmpstr (fixture->steps->str, ==, "0-0+1 3-1+0 ");
  g_assert_cmpuint (hp_ticket_list_find (fixture->list, row), ==, 0);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_merge (&fixture->desk, "one", "three");
  hp_live_wait_until (shows (fixture, "Apple Banana"));
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  hp_ticket_list_set_query (fixture->list, "status:resolved");
  hp_ticket_list_set_query (fixture->list, "banan");
  hp_live_wait_until (shows (fixture, "Banana"));
  hp_ticket_list_set_query (fixture->list, "is:open");
  hp_live_wait_until (shows (fixture, "Cherry Banana Apple"));
  g_string_truncate (fixture->steps, 0);
  hp_live_fixture_set_status (&fixture->desk, "two", HP_STATUS_RESOLVED);
  hp_live_wait_until (shows (fixture, "Cherry Apple"));
  g_assert_cmpstr (fixture->steps->str, ==, "1-1+0 ");
}

/* Nothing but the file tells: from the commit to the list in under a second. */
static void
test_within_a_second (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      hp_live_fixture_set_status (&fixture->desk, "two",
                                  i % 2 == 0 ? HP_STATUS_WAITING : HP_STATUS_OPEN);
      gint64 start = g_get_monotonic_time ();
      hp_live_wait_until (has_status (fixture, 1, i % 2 == 0 ? HP_STATUS_WAITING : HP_STATUS_OPEN));
      gint64 passed = g_get_monotonic_time () - start;
      g_test_message ("shown after %" G_GINT64_FORMAT " us", passed);
      g_assert_cmpint (passed, <, G_USEC_PER_SEC);
    }
}

static void
test_desk_comes_later (void)
{
  HpLiveFixture fixture = { 0 };

  hp_live_fixture_set_up (&fixture);
  HpLiveDesk *live = hp_live_desk_new (fixture.desk, "tester");
  g_assert_cmpint (hp_live_desk_get_state (live), ==, HP_LIVE_MISSING);
  HpTicketList *list = hp_ticket_list_new (live);
  hp_ticket_list_set_query (list, "");
  hp_live_fixture_import (&fixture, "one", "Apple", 1, NULL);
  hp_live_wait_until (hp_live_desk_get_state (live) == HP_LIVE_READY);
  hp_live_wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  g_object_unref (list);
  g_object_run_dispose (G_OBJECT (live));
  g_object_unref (live);
  hp_live_fixture_tear_down (&fixture);
}

static void
test_no_desk_at_all (void)
{
  HpLiveFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  hp_live_fixture_set_up (&fixture);
  g_autofree char *path = hp_desk_dup_db_path (fixture.mail);
  g_file_set_contents (path, "This is a letter, and long enough not to be taken for a database.",
                       -1, &error);
  g_assert_no_error (error);
  HpLiveDesk *live = hp_live_desk_new (fixture.mail, "tester");
  hp_live_wait_until (hp_live_desk_get_state (live) == HP_LIVE_FAILED);
  g_assert_nonnull (hp_live_desk_get_error (live));
  g_object_run_dispose (G_OBJECT (live));
  g_object_unref (live);
  hp_live_fixture_tear_down (&fixture);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ticket-list/head-first", test_head_first);
  ADD ("/ticket-list/newest-first", test_newest_first);
  ADD ("/ticket-list/status", test_status);
  ADD ("/ticket-list/arrival", test_arrival);
  ADD ("/ticket-list/answer-moves", test_answer_moves);
  ADD ("/ticket-list/merge", test_merge);
  ADD ("/ticket-list/query", test_query);
  ADD ("/ticket-list/within-a-second", test_within_a_second);
  g_test_add_func ("/ticket-list/desk-comes-later", test_desk_comes_later);
  g_test_add_func ("/ticket-list/no-desk-at-all", test_no_desk_at_all);
  return g_test_run ();
}
