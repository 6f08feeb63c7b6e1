/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ten desks decide at random, each cut off, ended and opened again at random, over a log that loses
 * and damages parts. When the faults end they agree, and no decision is missing. A seed that fails
 * is played again with HELPPARI_FIRST_SEED=N HELPPARI_SETS=1. */

#define G_LOG_DOMAIN "helppari-test"

#include <stdlib.h>
#include <string.h>

#include "../desk/hp-desk-fixture.h"
#include "desk/hp-commands.h"
#include "hp-log-memory.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-digest.h"
#include "sync/hp-team-log.h"

#define DESKS 10
#define STEPS 250
#define TICKETS 6
#define FIRST_SEED 20261201
#define ROUNDS_TO_AGREE 12

typedef struct
{
  HpDesk *desk;
  HpTeamKeys *keys;
  char *kept_keys; /* as the keyring has them */
  HpLog *log;
  HpTeamLog *hand;
} Place;

typedef struct
{
  GRand *random;
  HpMemory *memory;
  Place places[DESKS];
  GArray *decisions; /* (element-type HpKey) all ops ever written */
} Team;

static gboolean
on_save_keys_cb (HpTeamKeys *keys, gpointer data, GError **error)
{
  Place *place = data;

  g_free (place->kept_keys);
  place->kept_keys = hp_team_keys_dup_text (keys);
  return TRUE;
}

static void
begin_hand (Team *team, Place *place)
{
  g_autoptr (GError) error = NULL;

  place->keys = hp_team_keys_new_from_text (place->kept_keys, &error);
  g_assert_no_error (error);
  place->log = hp_log_memory_new (team->memory);
  place->hand =
      hp_team_log_new (place->desk, place->keys, place->log, "memory", on_save_keys_cb, place);
  hp_team_log_set_pace (place->hand, 0, 0);
  hp_team_log_set_names (place->hand, "Desk", "agent");
}

static void
end_hand (Place *place)
{
  g_clear_pointer (&place->hand, hp_team_log_free);
  g_clear_object (&place->log);
  g_clear_pointer (&place->keys, hp_team_keys_free);
}

static void
exchange (Place *place)
{
  HpTeamReport report;
  g_autoptr (GError) error = NULL;

  hp_team_log_exchange (place->hand, &report, NULL, &error);
  if (error != NULL)
    g_assert_cmpstr (error->message, ==, "cut");
}

/* As a process that is killed and started again: what was not committed is gone, the log's
 * connection too. */
static void
restart (Team *team, Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_strdup (hp_desk_get_folder (place->desk));

  end_hand (place);
  hp_desk_close (place->desk);
  place->desk = hp_desk_open (folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  hp_db_exec (hp_desk_get_db (place->desk), "PRAGMA synchronous = OFF");
  begin_hand (team, place);
}

static void
make_desks (Team *team)
{
  HpTeamKeys *shared = hp_team_keys_new ();
  g_autoptr (GBytes) keys = hp_team_keys_dup_shared (shared);

  for (guint i = 0; i < DESKS; i++)
    {
      Place *place = &team->places[i];
      g_autoptr (HpTeamKeys) own = hp_team_keys_new_outside ();
      g_assert_true (hp_team_keys_take_shared (own, keys, NULL));
      place->desk = hp_desk_fixture_new ();
      g_autoptr (GArray) tickets = hp_desk_fixture_add_tickets (place->desk, TICKETS);
      place->kept_keys = hp_team_keys_dup_text (own);
      begin_hand (team, place);
    }
  hp_team_keys_free (shared);
}

static gint64
pick_ticket (Team *team, Place *place)
{
  g_autofree char *id =
      g_strdup_printf ("t%d@a.example", g_rand_int_range (team->random, 0, TICKETS));

  return hp_desk_fixture_get_ticket (place->desk, id);
}

static void
decide (Team *team, guint at)
{
  static const char *const STATUSES[] = { "open", "waiting", "resolved", "closed" };
  Place *place = &team->places[at];
  g_autofree char *agent = g_strdup_printf ("agent%u", at % 4);
  gint64 ticket = pick_ticket (team, place);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ids = NULL;

  g_array_append_val (tickets, ticket);
  switch (g_rand_int_range (team->random, 0, 6))
    {
    case 0:
      ids = hp_command_note (place->desk, agent, ticket, "Posti löysi paketin.", NULL);
      break;
    case 1:
      ids = hp_command_set_status (place->desk, agent, tickets,
                                   STATUSES[g_rand_int_range (team->random, 0, 4)], NULL);
      break;
    case 2:
      ids = hp_command_assign (place->desk, agent, tickets, agent, NULL);
      break;
    case 3:
      {
        gint64 other = pick_ticket (team, place);
        g_array_append_val (tickets, other);
        ids = hp_command_merge (place->desk, agent, tickets, NULL);
        break;
      }
    case 4:
      ids = hp_command_undo (place->desk, agent, NULL, NULL);
      g_clear_pointer (&ids, g_array_unref); /* it names what was undone */
      break;
    default:
      {
        const char *tags[] = { "toimitus", NULL };
        ids = hp_command_tag (place->desk, agent, tickets, tags, NULL);
      }
    }
  if (ids != NULL)
    g_array_append_vals (team->decisions, ids->data, ids->len);
}

static void
step (Team *team)
{
  guint at = (guint) g_rand_int_range (team->random, 0, DESKS);
  Place *place = &team->places[at];

  switch (g_rand_int_range (team->random, 0, 20))
    {
    case 0:
      hp_log_memory_set_offline (HP_LOG_MEMORY (place->log), g_rand_boolean (team->random));
      break;
    case 1:
      restart (team, place);
      break;
    case 2:
      hp_log_memory_cut_after (HP_LOG_MEMORY (place->log),
                               (guint) g_rand_int_range (team->random, 0, 8));
      exchange (place);
      restart (team, place);
      break;
    case 3:
      hp_memory_lose (team->memory, team->random, 0.2);
      break;
    case 4:
      hp_memory_damage (team->memory, team->random, 2);
      break;
    case 5:
    case 6:
    case 7:
    case 8:
      exchange (place);
      break;
    default:
      decide (team, at);
    }
}

static void
agree (Team *team)
{
  for (guint i = 0; i < DESKS; i++)
    restart (team, &team->places[i]);
  for (guint round = 0; round < ROUNDS_TO_AGREE; round++)
    for (guint i = 0; i < DESKS; i++)
      exchange (&team->places[i]);
}

static void
check_agreed (Team *team, guint32 seed)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < DESKS; i++)
    {
      HpDb *db = hp_desk_get_db (team->places[i].desk);
      g_autofree char *digest = hp_digest_dup (db);
      for (guint j = 0; j < team->decisions->len; j++)
        if (hp_db_get_int (db, 0, "SELECT 1 FROM op WHERE id = ?", "k",
                           &g_array_index (team->decisions, HpKey, j)) == 0)
          g_error ("seed %u: desk %u has not got decision %u of %u", seed, i, j,
                   team->decisions->len);
      if (first == NULL)
        first = g_steal_pointer (&digest);
      else if (strcmp (first, digest) != 0)
        g_error ("seed %u: desk %u is another one than desk 0", seed, i);
    }
}

static void
play (guint32 seed)
{
  Team team = { .random = g_rand_new_with_seed (seed), .memory = hp_memory_new () };

  team.decisions = g_array_new (FALSE, FALSE, sizeof (HpKey));
  make_desks (&team);
  for (guint i = 0; i < STEPS; i++)
    step (&team);
  agree (&team);
  check_agreed (&team, seed);
  for (guint i = 0; i < DESKS; i++)
    {
      end_hand (&team.places[i]);
      hp_desk_fixture_free (team.places[i].desk);
      g_free (team.places[i].kept_keys);
    }
  g_array_unref (team.decisions);
  hp_memory_free (team.memory);
  g_rand_free (team.random);
}

static void
test_simulation (void)
{
  const char *first = g_getenv ("HELPPARI_FIRST_SEED");
  const char *sets = g_getenv ("HELPPARI_SETS");
  guint32 from = first != NULL ? (guint32) atoi (first) : FIRST_SEED;
  guint32 n = sets != NULL ? (guint32) atoi (sets) : g_getenv ("HELPPARI_SOAK") != NULL ? 1000 : 20;

  for (guint32 seed = from; seed < from + n; seed++)
    {
      g_test_message ("seed %u", seed);
      play (seed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/sync/team/simulation", test_simulation);
  return g_test_run ();
}
