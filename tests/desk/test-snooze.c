/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ticket that sleeps leaves the open ones, and comes back by time alone: the table of views is
 * asked at moments of the test's choice. */

#define G_LOG_DOMAIN "helppari-test"

#include "base/hp-time.h"
#include "desk/hp-commands.h"
#include "hp-desk-fixture.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

static HpDesk *
make_desk (gint64 *ticket)
{
  HpDesk *desk = hp_desk_fixture_new ();
  g_autoptr (GArray) tickets = hp_desk_fixture_add_tickets (desk, 1);

  *ticket = g_array_index (tickets, gint64, 0);
  return desk;
}

static gint64
count_members (HpDesk *desk, const char *name)
{
  return hp_db_get_int (hp_desk_get_db (desk), -1, "SELECT members FROM view WHERE name = ?", "s",
                        name);
}

static gint64
get_timer (HpDesk *desk)
{
  return hp_db_get_int (hp_desk_get_db (desk), 0, "SELECT at FROM timer", NULL);
}

static void
look_at (HpDesk *desk, gint64 ticket, gint64 now)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (HpViewTicket));
  HpViewTicket one = { .row = ticket, .before = hp_tickets_get_updated (db, ticket) };
  g_autoptr (GError) error = NULL;

  g_array_append_val (touched, one);
  hp_db_begin (db);
  hp_views_update_tickets (db, hp_desk_get_views (desk), touched, now);
  hp_db_commit (db, &error);
  g_assert_no_error (error);
}

static void
snooze (HpDesk *desk, gint64 ticket, gint64 until)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  g_array_append_val (tickets, ticket);
  g_autoptr (GArray) ids = hp_command_snooze (desk, "aino", tickets, until, &error);
  g_assert_no_error (error);
  g_assert_nonnull (ids);
}

static void
test_views_by_time (void)
{
  gint64 ticket;
  gint64 until;
  HpDesk *desk = make_desk (&ticket);

  g_assert_true (hp_time_parse_iso ("2099-01-01T00:00:00Z", &until));
  g_assert_cmpint (count_members (desk, "open"), ==, 1);
  snooze (desk, ticket, until);
  g_assert_cmpint (count_members (desk, "open"), ==, 0);
  g_assert_cmpint (count_members (desk, "unassigned"), ==, 0);
  g_assert_cmpint (count_members (desk, "snoozed"), ==, 1);
  g_assert_cmpint (get_timer (desk), ==, until);
  look_at (desk, ticket, until - 1);
  g_assert_cmpint (count_members (desk, "snoozed"), ==, 1);
  look_at (desk, ticket, until);
  g_assert_cmpint (count_members (desk, "snoozed"), ==, 0);
  g_assert_cmpint (count_members (desk, "open"), ==, 1);
  g_assert_cmpint (get_timer (desk), ==, 0);
  hp_desk_fixture_free (desk);
}

static void
test_until_answer_has_no_timer (void)
{
  gint64 ticket;
  HpDesk *desk = make_desk (&ticket);

  snooze (desk, ticket, G_MAXINT64);
  g_assert_cmpint (count_members (desk, "snoozed"), ==, 1);
  g_assert_cmpint (get_timer (desk), ==, 0);
  snooze (desk, ticket, 0);
  g_assert_cmpint (count_members (desk, "open"), ==, 1);
  hp_desk_fixture_free (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/desk/snooze/views", test_views_by_time);
  g_test_add_func ("/desk/snooze/answer", test_until_answer_has_no_timer);
  return g_test_run ();
}
