/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is counted over the whole desk, found messages and a customer follow what is decided. */

#include "live/hp-overview.h"

#include <string.h>

#include "desk/hp-agents.h"
#include "hp-live-fixture.h"
#include "live/hp-customer-context.h"
#include "live/hp-decision.h"
#include "live/hp-finder.h"
#include "live/hp-hit-list.h"
#include "store/hp-customer-table.h"

typedef struct
{
  HpLiveFixture desk;
  HpLiveDesk *live;
  HpOverview *overview;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_fixture_import (&fixture->desk, "two", "Banana", 2, NULL);
  fixture->live = hp_live_desk_new (fixture->desk.desk, "tester");
  fixture->overview = hp_overview_new (fixture->live);
  hp_live_wait_until (!hp_overview_get_is_loading (fixture->overview));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->overview));
  g_clear_object (&fixture->overview);
  g_object_run_dispose (G_OBJECT (fixture->live));
  g_clear_object (&fixture->live);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  hp_live_fixture_tear_down (&fixture->desk);
}

static gint64
count (Fixture *fixture, const char *id)
{
  HpViewItem *view = hp_overview_find (fixture->overview, id);

  return view != NULL ? hp_view_item_get_count (view) : -1;
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_decision_finish (result, &error);

  g_assert_no_error (error);
}

static GArray *
make_rows (Fixture *fixture, const char *name)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row = hp_live_fixture_find (&fixture->desk, name);

  g_array_append_val (rows, row);
  return rows;
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = make_rows (fixture, "one");
  HpViewItem *mine = hp_overview_find (fixture->overview, "built-in:mine");

  g_assert_cmpint (count (fixture, "built-in:mine"), ==, 0);
  g_assert_cmpint (count (fixture, "built-in:open"), ==, 2);
  g_assert_cmpint (count (fixture, "built-in:all"), ==, 2);
  g_assert_cmpint (count (fixture, "tag:returns"), ==, -1);
  hp_decision_assign_async (fixture->live, rows, "tester", on_decided_cb, NULL);
  hp_decision_tag_async (fixture->live, rows, "returns", on_decided_cb, NULL);
  hp_live_wait_until (count (fixture, "tag:returns") == 1);
  hp_live_wait_until (count (fixture, "built-in:mine") == 1);
  g_assert_cmpint (count (fixture, "built-in:unassigned"), ==, 1);
  g_assert_true (hp_overview_find (fixture->overview, "built-in:mine") == mine);
  hp_decision_set_status_async (fixture->live, rows, HP_STATUS_RESOLVED, on_decided_cb, NULL);
  hp_live_wait_until (count (fixture, "built-in:resolved") == 1);
  hp_live_wait_until (count (fixture, "tag:returns") == -1);
}

static void
test_change_of_all (Fixture *fixture, gconstpointer data)
{
  HpTicketChange sleep = { .sets_snooze = TRUE, .snooze = HP_SNOOZE_UNTIL_ANSWER };

  g_assert_cmpint (count (fixture, "built-in:snoozed"), ==, 0);
  hp_decision_change_async (fixture->live, NULL, "is:open", &sleep, NULL, NULL, NULL, on_decided_cb,
                            NULL);
  hp_live_wait_until (count (fixture, "built-in:snoozed") == 2);
  hp_live_wait_until (count (fixture, "built-in:open") == 0);
  hp_decision_undo_async (fixture->live, NULL, on_decided_cb, NULL);
  hp_live_wait_until (count (fixture, "built-in:open") == 2);
}

static void
test_saved_view (Fixture *fixture, gconstpointer data)
{
  hp_decision_set_view_async (fixture->live, "Fruit", "apple", on_decided_cb, NULL);
  hp_live_wait_until (count (fixture, "saved:Fruit") == 1);
  hp_decision_set_view_async (fixture->live, "Fruit", NULL, on_decided_cb, NULL);
  hp_live_wait_until (count (fixture, "saved:Fruit") == -1);
}

static void
list_agent (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDesk) desk = hp_desk_open (fixture->desk.desk, HP_DB_WRITE, &error);
  g_autoptr (GArray) ids =
      hp_command_set_agent (desk, "tester", login, &(HpAgentChange){ .capacity = -1 }, &error);

  g_assert_no_error (error);
}

static void
test_agents (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = make_rows (fixture, "one");

  g_assert_cmpuint (hp_overview_get_agents (fixture->overview)->len, ==, 1);
  list_agent (fixture, "Aino");
  hp_decision_assign_async (fixture->live, rows, "Aino", on_decided_cb, NULL);
  hp_live_wait_until (hp_overview_get_agents (fixture->overview)->len == 2);
  g_assert_cmpstr (g_ptr_array_index (hp_overview_get_agents (fixture->overview), 0), ==, "Aino");
}

static void
test_hits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpHitList) hits = hp_hit_list_new (fixture->live);

  hp_hit_list_set_query (hits, "text");
  hp_live_wait_until (!hp_hit_list_get_is_loading (hits));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, 2);
  g_autoptr (HpHitItem) hit = g_list_model_get_item (G_LIST_MODEL (hits), 0);
  g_assert_nonnull (strstr (hp_hit_item_get_snippet (hit), "Text of"));
  g_assert_cmpuint (hp_hit_item_get_hits (hit)->len, ==, 2);
  g_assert_nonnull (hp_hit_item_get_message (hit));
  hp_hit_list_set_query (hits, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (hits)), ==, 0);
}

static void
test_customer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpCustomerContext) context = hp_customer_context_new (fixture->live);
  HpKey key = hp_identity_hash ("one@customer.example");

  hp_customer_context_set_customer (context, &key);
  hp_live_wait_until (!hp_customer_context_get_is_loading (context));
  g_assert_cmpstr (hp_customer_context_get_customer (context)->name, ==, "one Tester");
  g_assert_cmpuint (hp_customer_context_get_tickets (context)->len, ==, 1);
  hp_live_fixture_note (&fixture->desk, "one", "Call her back");
  hp_live_wait_until (hp_customer_context_get_notes (context)->len == 1);
  hp_customer_context_set_customer (context, NULL);
  g_assert_null (hp_customer_context_get_customer (context));
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(HpFound **) data = hp_find_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_finder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpFound) found = NULL;

  hp_find_async (fixture->live, "two", 8, NULL, on_found_cb, &found);
  hp_live_wait_until (found != NULL);
  g_assert_cmpuint (found->tickets->len, ==, 1);
  g_assert_cmpuint (found->customers->len, ==, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/overview/counts", test_counts);
  ADD ("/overview/change-of-all", test_change_of_all);
  ADD ("/overview/saved-view", test_saved_view);
  ADD ("/overview/agents", test_agents);
  ADD ("/overview/hits", test_hits);
  ADD ("/overview/customer", test_customer);
  ADD ("/overview/finder", test_finder);
  return g_test_run ();
}
