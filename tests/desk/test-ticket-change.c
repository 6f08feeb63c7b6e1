/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions about many tickets: several transactions, one decision; all of it or none. */

#define G_LOG_DOMAIN "helppari-test"

#include <gio/gio.h>

#include "desk/hp-commands.h"
#include "desk/hp-ticket-change.h"
#include "hp-desk-fixture.h"
#include "mime/hp-mail-parser.h"

#define TICKETS 500

typedef struct
{
  HpDesk *desk;
  GArray *tickets;
  guint reports;
  GCancellable *cancellable; /* (nullable) to be cancelled at the second report */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = hp_desk_fixture_new ();
  self->tickets = hp_desk_fixture_add_tickets (self->desk, TICKETS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_array_unref (self->tickets);
  g_clear_object (&self->cancellable);
  hp_desk_fixture_free (self->desk);
}

static gint64
count (Fixture *self, const char *status)
{
  return hp_db_get_int (hp_desk_get_db (self->desk), 0,
                        "SELECT count (*) FROM ticket WHERE status = ?", "s", status);
}

static void
on_report_cb (guint done, guint total, gpointer data)
{
  Fixture *self = data;

  g_assert_cmpuint (total, ==, TICKETS);
  g_assert_cmpint (count (self, "resolved"), ==, done);
  if (++self->reports == 2 && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static GArray *
resolve (Fixture *self, GError **error)
{
  HpTicketChange change = { .status = "resolved" };
  return hp_command_change_tickets (self->desk, "aino", self->tickets, &change, self->cancellable,
                                    on_report_cb, self, error);
}

static void
test_one_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = resolve (self, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, TICKETS);
  g_assert_cmpuint (self->reports, >=, 2);
  g_assert_cmpint (count (self, "resolved"), ==, TICKETS);
  g_autoptr (GArray) undone = hp_command_undo (self->desk, "aino", NULL, &error);
  g_assert_cmpuint (undone->len, ==, TICKETS);
  g_assert_cmpint (count (self, "new"), ==, TICKETS);
  g_autoptr (GArray) redone = hp_command_redo (self->desk, "aino", NULL, &error);
  g_assert_cmpuint (redone->len, ==, TICKETS);
  g_assert_cmpint (count (self, "resolved"), ==, TICKETS);
  g_autofree char *digest = hp_desk_fixture_check (self->desk);
}

static void
test_colleague (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = resolve (self, &error);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (one, self->tickets->data, 1);
  g_autoptr (GArray) theirs = hp_command_set_status (self->desk, "bo", one, "closed", &error);
  g_assert_no_error (error);
  g_autoptr (GArray) undone = hp_command_undo (self->desk, "aino", NULL, &error);
  g_assert_cmpint (count (self, "closed"), ==, 1);
  g_assert_cmpint (count (self, "new"), ==, TICKETS - 1);
  g_autofree char *digest = hp_desk_fixture_check (self->desk);
}

/* By the caller, or by Ctrl+C, which also ends the connection's statements. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->cancellable = g_cancellable_new ();
  if (GPOINTER_TO_INT (data))
    hp_db_set_cancellable (hp_desk_get_db (self->desk), self->cancellable);
  g_assert_null (resolve (self, &error));
  if (GPOINTER_TO_INT (data))
    g_assert_error (error, HP_ERROR, HP_ERROR_CANCELLED);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->reports, ==, 2);
  g_assert_cmpint (count (self, "new"), ==, TICKETS);
  g_clear_error (&error);
  g_assert_null (hp_command_undo (self->desk, "aino", NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
  g_autofree char *digest = hp_desk_fixture_check (self->desk);
}

static void
test_missing_ticket (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 none = 999999;

  g_array_append_val (self->tickets, none);
  HpTicketChange change = { .status = "resolved" };
  g_assert_null (hp_command_change_tickets (self->desk, "aino", self->tickets, &change, NULL, NULL,
                                            NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
  g_assert_cmpint (count (self, "new"), ==, TICKETS);
}

static void
test_all_at_once (Fixture *self, gconstpointer data)
{
  const char *const tags[] = { "vip", "-pois", NULL };
  HpTicketChange change = { .status = "waiting",
                            .priority = "high",
                            .assignee = "bo",
                            .tags = tags,
                            .sets_snooze = TRUE,
                            .snooze = HP_SNOOZE_UNTIL_ANSWER };
  g_autoptr (GError) error = NULL;
  gint64 ticket = g_array_index (self->tickets, gint64, 0);

  g_array_set_size (self->tickets, 1);
  g_autoptr (GArray) ids = hp_command_change_tickets (self->desk, "bo", self->tickets, &change,
                                                      NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *state = hp_desk_fixture_dup (
      self->desk, ticket, "status || ' ' || priority || ' ' || assignee || ' ' || tags");
  g_assert_cmpstr (state, ==, "waiting high bo vip");
  g_autofree char *snoozed = hp_desk_fixture_dup (self->desk, ticket, "snoozed");
  g_assert_cmpstr (snoozed, ==, "9223372036854775807");
  g_autoptr (GArray) undone = hp_command_undo (self->desk, "bo", NULL, &error);
  g_autofree char *before = hp_desk_fixture_dup (
      self->desk, ticket, "status || priority || ifnull (assignee, '') || tags || snoozed");
  g_assert_cmpstr (before, ==, "newnormal0");
}

#define ADD(path, data, function)                                                                  \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  ADD ("/desk/ticket-change/one-undo", 0, test_one_undo);
  ADD ("/desk/ticket-change/colleague", 0, test_colleague);
  ADD ("/desk/ticket-change/cancelled", FALSE, test_cancelled);
  ADD ("/desk/ticket-change/interrupted", TRUE, test_cancelled);
  ADD ("/desk/ticket-change/missing", 0, test_missing_ticket);
  ADD ("/desk/ticket-change/all-at-once", 0, test_all_at_once);
  return g_test_run ();
}
