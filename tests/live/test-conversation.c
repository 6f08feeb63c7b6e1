/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An open conversation follows its ticket. */

#include "live/hp-conversation.h"

#include <string.h>

#include "desk/hp-op-fields.h"
#include "hp-live-fixture.h"
#include "live/hp-decision.h"

typedef struct
{
  HpLiveFixture desk;
  HpLiveDesk *live;
  HpConversation *conversation;
} Fixture;

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->conversation));
}

static gboolean
has_text (Fixture *fixture, guint position, const char *text)
{
  g_autoptr (HpMessageItem) item =
      g_list_model_get_item (G_LIST_MODEL (fixture->conversation), position);
  const HpMessage *message = item != NULL ? hp_message_item_get_message (item) : NULL;

  return message != NULL && strstr (message->text, text) != NULL;
}

static const char *
get_op_field (Fixture *fixture, guint position)
{
  g_autoptr (HpMessageItem) item =
      g_list_model_get_item (G_LIST_MODEL (fixture->conversation), position);
  const HpOp *op = item != NULL ? hp_message_item_get_op (item) : NULL;

  return op != NULL ? g_intern_string (op->field) : NULL;
}

static const char *
get_status (Fixture *fixture)
{
  return hp_ticket_item_get_status (hp_conversation_get_ticket (fixture->conversation));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_fixture_import (&fixture->desk, "one-again", "Re: Apple", 2, "one");
  hp_live_fixture_import (&fixture->desk, "two", "Banana", 3, NULL);
  fixture->live = hp_live_desk_new (fixture->desk.desk, "tester");
  fixture->conversation = hp_conversation_new (fixture->live);
  hp_live_wait_until (hp_live_desk_get_state (fixture->live) == HP_LIVE_READY);
  hp_conversation_open (fixture->conversation, hp_live_fixture_find (&fixture->desk, "one"));
  hp_live_wait_until (!hp_conversation_get_is_loading (fixture->conversation));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->conversation);
  g_object_run_dispose (G_OBJECT (fixture->live));
  g_clear_object (&fixture->live);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  hp_live_fixture_tear_down (&fixture->desk);
}

static void
test_oldest_first (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (has_text (fixture, 0, "Text of one."));
  g_assert_true (has_text (fixture, 1, "Text of one-again."));
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HpMessageItem) first = g_list_model_get_item (G_LIST_MODEL (fixture->conversation), 0);

  hp_live_fixture_note (&fixture->desk, "one", "Call her back");
  hp_live_wait_until (count (fixture) == 3);
  g_assert_true (has_text (fixture, 2, "Call her back"));
  g_autoptr (HpMessageItem) same = g_list_model_get_item (G_LIST_MODEL (fixture->conversation), 0);
  g_assert_true (same == first);
}

/* The ticket that was open goes into an older one: the conversation goes with it. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  hp_conversation_open (fixture->conversation, hp_live_fixture_find (&fixture->desk, "two"));
  hp_live_wait_until (count (fixture) == 1);
  hp_live_fixture_merge (&fixture->desk, "one", "two");
  hp_live_wait_until (count (fixture) == 4);
  g_assert_cmpstr (get_op_field (fixture, 3), ==, HP_FIELD_MERGE);
}

static void
test_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number =
      hp_ticket_item_dup_number (hp_conversation_get_ticket (fixture->conversation));

  hp_conversation_open (fixture->conversation, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
  hp_conversation_open_named (fixture->conversation, number);
  hp_live_wait_until (count (fixture) == 2);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GArray **ids = data;
  g_autoptr (GError) error = NULL;

  *ids = hp_decision_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_decide_and_undo (Fixture *fixture, gconstpointer data)
{
  GArray *ids = NULL;
  gint64 row = hp_live_fixture_find (&fixture->desk, "one");
  g_autofree char *before = g_strdup (get_status (fixture));

  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (rows, row);
  hp_decision_set_status_async (fixture->live, rows, HP_STATUS_RESOLVED, on_decided_cb, &ids);
  hp_live_wait_until (ids != NULL);
  hp_live_wait_until (g_str_equal (get_status (fixture), HP_STATUS_RESOLVED));
  HpKey op = g_array_index (ids, HpKey, 0);
  g_clear_pointer (&ids, g_array_unref);
  hp_decision_undo_async (fixture->live, &op, on_decided_cb, &ids);
  hp_live_wait_until (ids != NULL);
  hp_live_wait_until (g_str_equal (get_status (fixture), before));
  g_clear_pointer (&ids, g_array_unref);
  hp_decision_redo_async (fixture->live, on_decided_cb, &ids);
  hp_live_wait_until (ids != NULL);
  hp_live_wait_until (g_str_equal (get_status (fixture), HP_STATUS_RESOLVED));
  g_clear_pointer (&ids, g_array_unref);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/conversation/oldest-first", test_oldest_first);
  ADD ("/conversation/note", test_note);
  ADD ("/conversation/merge", test_merge);
  ADD ("/conversation/named", test_named);
  ADD ("/conversation/decide-and-undo", test_decide_and_undo);
  return g_test_run ();
}
