/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns small teams for tests. */

#define G_LOG_DOMAIN "helppari-test"

#include "hp-team-fixture.h"

#include "../desk/hp-desk-fixture.h"
#include "desk/hp-commands.h"
#include "sync/hp-team-code.h"

static gboolean
on_save_keys_cb (HpTeamKeys *keys, gpointer data, GError **error)
{
  HpTeamPlace *place = data;

  g_free (place->kept_keys);
  place->kept_keys = hp_team_keys_dup_text (keys);
  return TRUE;
}

static void
begin_hand (HpTeamPlace *place, HpMemory *memory, const char *name)
{
  g_autoptr (GError) error = NULL;

  place->keys = hp_team_keys_new_from_text (place->kept_keys, &error);
  g_assert_no_error (error);
  place->log = hp_log_memory_new (memory);
  place->hand =
      hp_team_log_new (place->desk, place->keys, place->log, "memory", on_save_keys_cb, place);
  hp_team_log_set_pace (place->hand, 0, 0);
  hp_team_log_set_names (place->hand, name, "agent");
}

HpTeamPlace *
hp_team_place_open (HpMemory *memory, const char *name, HpDesk *desk, const char *kept_keys)
{
  HpTeamPlace *place = g_new0 (HpTeamPlace, 1);
  g_autoptr (HpTeamKeys) outside = hp_team_keys_new_outside ();

  place->desk = desk;
  place->kept_keys = kept_keys != NULL ? g_strdup (kept_keys) : hp_team_keys_dup_text (outside);
  begin_hand (place, memory, name);
  return place;
}

HpTeamPlace *
hp_team_place_new (HpMemory *memory, const char *name, guint tickets)
{
  HpDesk *desk = hp_desk_fixture_new ();
  g_autoptr (GArray) rows = hp_desk_fixture_add_tickets (desk, tickets);

  return hp_team_place_open (memory, name, desk, NULL);
}

static void
end_hand (HpTeamPlace *place)
{
  g_clear_pointer (&place->hand, hp_team_log_free);
  g_clear_object (&place->log);
  g_clear_pointer (&place->keys, hp_team_keys_free);
}

void
hp_team_place_restart (HpTeamPlace *place, HpMemory *memory)
{
  end_hand (place);
  begin_hand (place, memory, "again");
}

void
hp_team_place_free (HpTeamPlace *place)
{
  end_hand (place);
  hp_desk_fixture_free (place->desk);
  g_free (place->kept_keys);
  g_free (place);
}

HpTeamReport
hp_team_place_exchange (HpTeamPlace *place)
{
  HpTeamReport report;
  g_autoptr (GError) error = NULL;

  hp_team_log_exchange (place->hand, &report, NULL, &error);
  g_assert_no_error (error);
  return report;
}

void
hp_team_place_found (HpTeamPlace *founder)
{
  hp_team_keys_renew (founder->keys);
  on_save_keys_cb (founder->keys, founder, NULL);
  hp_team_place_exchange (founder);
}

void
hp_team_place_join (HpTeamPlace *guest, HpTeamPlace *host)
{
  g_autofree char *code = hp_team_code_new ();
  g_autoptr (GError) error = NULL;

  hp_team_keys_add_invitation (host->keys, code);
  hp_team_log_ask (guest->hand, code, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) requests = hp_team_log_list_requests (host->hand, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 1);
  hp_team_log_let_in (host->hand, g_ptr_array_index (requests, 0), NULL, &error);
  g_assert_no_error (error);
  hp_team_place_exchange (guest);
  g_assert_true (hp_team_keys_is_inside (guest->keys));
  hp_team_place_exchange (host);
}

void
hp_team_place_note (HpTeamPlace *place, const char *agent, const char *text)
{
  gint64 ticket = hp_desk_fixture_get_ticket (place->desk, "t0@a.example");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_command_note (place->desk, agent, ticket, text, &error);

  g_assert_no_error (error);
}

gboolean
hp_team_place_has_note (HpTeamPlace *place, const char *text)
{
  return hp_db_get_int (hp_desk_get_db (place->desk), 0,
                        "SELECT 1 FROM message WHERE kind = 'note' AND text = ?", "s", text) != 0;
}
