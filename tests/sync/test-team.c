/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A team's log: who comes in, who is shown out, what may not be read, forged or doubled. */

#define G_LOG_DOMAIN "helppari-test"

#include <glib/gstdio.h>
#include <string.h>

#include "../desk/hp-desk-fixture.h"
#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "hp-team-fixture.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-digest.h"
#include "store/hp-op-table.h"
#include "sync/hp-log-folder.h"
#include "sync/hp-log-name.h"
#include "sync/hp-log-segment.h"
#include "sync/hp-team-code.h"

typedef struct
{
  HpMemory *memory;
  HpTeamPlace *aino;
  HpTeamPlace *pekka;
  HpTeamPlace *maija;
} Team;

static void
set_up (Team *team, gconstpointer data)
{
  team->memory = hp_memory_new ();
  team->aino = hp_team_place_new (team->memory, "Ainon kone", 2);
  team->pekka = hp_team_place_new (team->memory, "Pekan kone", 2);
  team->maija = hp_team_place_new (team->memory, "Maijan kone", 2);
  hp_team_place_found (team->aino);
  hp_team_place_join (team->pekka, team->aino);
}

static void
tear_down (Team *team, gconstpointer data)
{
  hp_team_place_free (team->aino);
  hp_team_place_free (team->pekka);
  hp_team_place_free (team->maija);
  hp_memory_free (team->memory);
}

static void
test_share (Team *team, gconstpointer data)
{
  hp_team_place_note (team->aino, "aino", "Posti löysi paketin.");
  HpTeamReport sent = hp_team_place_exchange (team->aino);
  HpTeamReport taken = hp_team_place_exchange (team->pekka);

  g_assert_cmpuint (sent.sent, ==, 1);
  g_assert_cmpuint (taken.taken, ==, 1);
  g_assert_true (hp_team_place_has_note (team->pekka, "Posti löysi paketin."));
  g_autofree char *one = hp_desk_fixture_check (team->aino->desk);
  g_autofree char *two = hp_desk_fixture_check (team->pekka->desk);
  g_assert_cmpstr (one, ==, two);
}

/* Nothing new: nothing is written, here or there. */
static void
test_idle (Team *team, gconstpointer data)
{
  HpDb *db = hp_desk_get_db (team->aino->desk);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  hp_team_place_exchange (team->aino);
  hp_team_place_exchange (team->pekka);
  hp_team_place_exchange (team->aino);
  hp_team_place_exchange (team->pekka);
  before = hp_memory_dup_all (team->memory);
  gint64 changes = hp_db_get_total_changes (db);
  for (guint i = 0; i < 5; i++)
    {
      hp_team_place_exchange (team->aino);
      hp_team_place_exchange (team->pekka);
    }
  after = hp_memory_dup_all (team->memory);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (hp_db_get_total_changes (db), ==, changes);
}

/* What was decided before there was a team comes too. */
static void
test_earlier (Team *team, gconstpointer data)
{
  hp_team_place_note (team->maija, "maija", "Ennen tiimiä.");
  hp_team_place_join (team->maija, team->pekka);
  hp_team_place_exchange (team->aino);
  g_assert_true (hp_team_place_has_note (team->aino, "Ennen tiimiä."));
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static void
test_unreadable (Team *team, gconstpointer data)
{
  hp_team_place_note (team->aino, "aino", "Asiakas Liisa Mäkelä, liisa@example.net, soitti.");
  hp_team_place_exchange (team->aino);
  g_autoptr (GBytes) all = hp_memory_dup_all (team->memory);
  static const char *const SECRETS[] = { "Liisa", "liisa@",    "soitti", "aino",
                                         "Ainon", "a.example", "note" };
  for (guint i = 0; i < G_N_ELEMENTS (SECRETS); i++)
    g_assert_false (holds (all, SECRETS[i]));
  g_assert_true (holds (all, "ops."));
}

static void
test_code_works_once (Team *team, gconstpointer data)
{
  g_autofree char *code = hp_team_code_new ();
  g_autoptr (GError) error = NULL;

  hp_team_keys_add_invitation (team->aino->keys, code);
  g_assert_true (hp_team_log_ask (team->maija->hand, code, NULL, &error));
  hp_team_place_exchange (team->maija);
  g_assert_false (hp_team_keys_is_inside (team->maija->keys));
  g_autoptr (GPtrArray) requests = hp_team_log_list_requests (team->aino->hand, NULL, &error);
  g_assert_cmpuint (requests->len, ==, 1);
  const HpTeamRequest *request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (request->name, ==, "Maijan kone");
  g_assert_true (hp_team_log_let_in (team->aino->hand, request, NULL, &error));
  hp_team_place_exchange (team->maija);
  g_assert_true (hp_team_keys_is_inside (team->maija->keys));

  HpTeamPlace *thief = hp_team_place_new (team->memory, "Varas", 0);
  g_assert_true (hp_team_log_ask (thief->hand, code, NULL, &error));
  g_autoptr (GPtrArray) none = hp_team_log_list_requests (team->aino->hand, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  hp_team_place_exchange (thief);
  g_assert_false (hp_team_keys_is_inside (thief->keys));
  hp_team_place_free (thief);
}

static void
test_code_is_forgiving (void)
{
  g_autofree char *code = hp_team_code_new ();
  g_autofree char *lower = g_ascii_strdown (code, -1);
  g_auto (GStrv) groups = g_strsplit (lower, "-", -1);
  g_autofree char *spaced = g_strjoinv (" ", groups);
  HpTeamCode one;
  HpTeamCode two;
  g_autoptr (GError) error = NULL;

  g_assert_true (hp_team_code_read (code, &one, NULL));
  g_assert_true (hp_team_code_read (spaced, &two, NULL));
  g_assert_cmpmem (one.key, sizeof one.key, two.key, sizeof two.key);
  g_assert_false (hp_team_code_read ("7QK2-ABCD", &one, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
}

static HpKey
get_id (HpTeamPlace *place)
{
  return *hp_desk_get_id (place->desk);
}

static void
test_removed (Team *team, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HpKey pekka = get_id (team->pekka);

  hp_team_place_join (team->maija, team->aino);
  hp_team_place_exchange (team->pekka);
  hp_team_place_note (team->pekka, "pekka", "Vielä mukana.");
  hp_team_place_exchange (team->pekka);
  hp_team_place_exchange (team->aino);
  g_assert_true (hp_team_log_remove_desk (team->aino->hand, &pekka, NULL, &error));
  hp_team_place_note (team->aino, "aino", "Pekka ei näe tätä.");
  hp_team_place_note (team->pekka, "pekka", "Poiston jälkeen.");
  hp_team_place_exchange (team->pekka);
  hp_team_place_exchange (team->aino);
  hp_team_place_exchange (team->maija);
  hp_team_place_note (team->maija, "maija", "Maija on yhä mukana.");
  hp_team_place_exchange (team->maija);
  hp_team_place_exchange (team->aino);
  hp_team_place_exchange (team->pekka);
  for (guint i = 0; i < 2; i++)
    {
      HpTeamPlace *place = i == 0 ? team->aino : team->maija;
      g_assert_true (hp_team_place_has_note (place, "Vielä mukana."));
      g_assert_true (hp_team_place_has_note (place, "Pekka ei näe tätä."));
      g_assert_true (hp_team_place_has_note (place, "Maija on yhä mukana."));
      g_assert_false (hp_team_place_has_note (place, "Poiston jälkeen."));
    }
  g_assert_false (hp_team_place_has_note (team->pekka, "Pekka ei näe tätä."));
  g_assert_false (hp_team_place_has_note (team->pekka, "Maija on yhä mukana."));
}

/* A desk that was away while another was removed sends what it decided meanwhile with the old key,
 * and again with the new one. */
static void
test_away_during_removal (Team *team, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HpKey pekka = get_id (team->pekka);

  hp_team_place_join (team->maija, team->aino);
  hp_team_place_exchange (team->pekka);
  g_assert_true (hp_team_log_remove_desk (team->aino->hand, &pekka, NULL, &error));
  hp_team_place_note (team->maija, "maija", "Junassa kirjoitettu.");
  hp_team_place_exchange (team->maija);
  hp_team_place_exchange (team->aino);
  g_assert_true (hp_team_place_has_note (team->aino, "Junassa kirjoitettu."));
}

static void
check_copies (Team *team, HpTeamPlace *copy)
{
  hp_team_place_note (copy, "maija", "Kopiossa.");
  hp_team_place_note (team->pekka, "pekka", "Alkuperäisessä.");
  hp_team_place_exchange (copy);
  hp_team_place_exchange (team->pekka);
  for (guint i = 0; i < 3; i++)
    {
      hp_team_place_exchange (copy);
      hp_team_place_exchange (team->pekka);
      hp_team_place_exchange (team->aino);
    }
  HpKey one = get_id (copy);
  HpKey two = get_id (team->pekka);
  g_assert_false (hp_key_equal (&one, &two));
  g_autofree char *a = hp_desk_fixture_check (team->aino->desk);
  g_autofree char *b = hp_desk_fixture_check (team->pekka->desk);
  g_autofree char *c = hp_desk_fixture_check (copy->desk);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, c);
  g_assert_true (hp_team_place_has_note (team->aino, "Kopiossa."));
  g_assert_true (hp_team_place_has_note (team->aino, "Alkuperäisessä."));
}

/* A laptop copied onto another: both go on under one id until they meet. */
static void
test_copied (Team *team, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("helppari-copy-XXXXXX", NULL);
  g_autofree char *to = hp_desk_dup_db_path (folder);

  hp_team_place_note (team->pekka, "pekka", "Ennen kopiota.");
  hp_team_place_exchange (team->pekka);
  hp_db_run (hp_desk_get_db (team->pekka->desk), "VACUUM INTO ?", "s", to);
  HpDesk *desk = hp_desk_open (folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  HpTeamPlace *copy = hp_team_place_open (team->memory, "Kopio", desk, team->pekka->kept_keys);
  check_copies (team, copy);
  hp_team_place_free (copy);
}

/* A desk that was restored from yesterday has forgotten what it sent. */
static void
test_restored (Team *team, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("helppari-copy-XXXXXX", NULL);
  g_autofree char *to = hp_desk_dup_db_path (folder);
  HpKey old = get_id (team->pekka);

  hp_db_run (hp_desk_get_db (team->pekka->desk), "VACUUM INTO ?", "s", to);
  hp_team_place_note (team->pekka, "pekka", "Varmuuskopion jälkeen.");
  hp_team_place_exchange (team->pekka);
  HpDesk *desk = hp_desk_open (folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  HpTeamPlace *restored =
      hp_team_place_open (team->memory, "Palautettu", desk, team->pekka->kept_keys);
  hp_team_place_note (restored, "pekka", "Palautuksen jälkeen.");
  HpTeamReport report = hp_team_place_exchange (restored);
  HpKey now = get_id (restored);
  g_assert_true (report.is_renamed);
  g_assert_false (hp_key_equal (&now, &old));
  hp_team_place_exchange (team->aino);
  g_assert_true (hp_team_place_has_note (restored, "Varmuuskopion jälkeen."));
  g_assert_true (hp_team_place_has_note (team->aino, "Palautuksen jälkeen."));
  hp_team_place_free (restored);
}

static GBytes *
pack_one (const char *line)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_ptr_array_add (lines, (char *) line);
  return hp_log_segment_pack (lines);
}

/* Forged by mail, replayed under another name, cut, of another team, or no segment at all. */
static void
test_forged (Team *team, gconstpointer data)
{
  HpKey aino = get_id (team->aino);
  g_autoptr (GBytes) plain = pack_one ("{\"id\":\"x\"}");
  g_autoptr (HpTeamKeys) others = hp_team_keys_new ();
  g_autofree char *name = hp_log_name_dup (HP_LOG_OPS, &aino, 900, 900);
  g_autofree char *other_name = hp_log_name_dup (HP_LOG_OPS, &aino, 901, 901);
  g_autoptr (GBytes) foreign = hp_team_keys_seal (others, name, plain);
  g_autoptr (GBytes) ours = hp_team_keys_seal (team->aino->keys, name, plain);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (ours, 0, g_bytes_get_size (ours) / 2);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  hp_memory_put (team->memory, name, foreign);
  hp_memory_put (team->memory, name, half);
  hp_memory_put (team->memory, other_name, ours);
  hp_memory_put (team->memory, name, plain);
  hp_memory_put (team->memory, name, empty);
  hp_memory_put (team->memory, name, ours);
  hp_memory_put (team->memory, "ops.nonsense", ours);
  hp_team_place_note (team->aino, "aino", "Kaikesta huolimatta.");
  hp_team_place_exchange (team->aino);
  HpTeamReport report = hp_team_place_exchange (team->pekka);
  g_assert_cmpuint (report.aside, ==, 6);
  g_assert_true (hp_team_place_has_note (team->pekka, "Kaikesta huolimatta."));
  HpTeamReport again = hp_team_place_exchange (team->pekka);
  g_assert_cmpuint (again.aside, ==, 6);
}

/* What a newer version decides is kept, carried on, and understood after the update. */
static void
test_newer (Team *team, gconstpointer data)
{
  HpKey stranger = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&stranger);
  g_autofree char *line =
      g_strdup_printf ("{\"id\":\"%s\",\"clock\":\"1\",\"desk\":\"%s\",\"actor\":\"a\","
                       "\"kind\":\"hologram\",\"entity\":\"%s\",\"field\":\"f\",\"member\":\"\","
                       "\"value\":1}",
                       hex, hex, hex);
  g_autofree char *name = hp_log_name_dup (HP_LOG_OPS, &stranger, 1, 1);
  g_autoptr (GBytes) plain = pack_one (line);
  g_autoptr (GBytes) sealed = hp_team_keys_seal (team->aino->keys, name, plain);
  HpMemory *elsewhere = hp_memory_new ();

  hp_memory_put (team->memory, name, sealed);
  g_assert_cmpuint (hp_team_place_exchange (team->pekka).aside, ==, 0);
  hp_team_place_restart (team->pekka, elsewhere);
  hp_team_place_exchange (team->pekka);
  hp_team_place_exchange (team->pekka);
  g_assert_cmpuint (hp_memory_count (elsewhere, name), ==, 1);
  hp_team_place_restart (team->pekka, team->memory);
  hp_memory_free (elsewhere);
}

/* The mailbox moves to another server: the new log fills from what the desks have. */
static void
test_moved (Team *team, gconstpointer data)
{
  HpMemory *elsewhere = hp_memory_new ();

  hp_team_place_note (team->aino, "aino", "Ensin täällä.");
  hp_team_place_exchange (team->aino);
  hp_team_place_exchange (team->pekka);
  hp_team_place_restart (team->pekka, elsewhere);
  hp_team_place_exchange (team->pekka);
  hp_team_place_restart (team->maija, elsewhere);
  hp_team_place_join (team->maija, team->pekka);
  g_assert_true (hp_team_place_has_note (team->maija, "Ensin täällä."));
  hp_team_place_restart (team->pekka, team->memory);
  hp_team_place_restart (team->maija, team->memory);
  hp_memory_free (elsewhere);
}

/* One decision at a time must stay small: it travels as one mail. */
static void
test_size (Team *team, gconstpointer data)
{
  gsize before = hp_memory_get_size (team->memory, "ops.");
  guint parts = hp_memory_count (team->memory, "ops.");

  for (guint i = 0; i < 20; i++)
    {
      gint64 ticket = hp_desk_fixture_get_ticket (team->aino->desk, "t1@a.example");
      g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GError) error = NULL;
      g_array_append_val (tickets, ticket);
      g_autoptr (GArray) ids = hp_command_set_status (team->aino->desk, "aino", tickets,
                                                      i % 2 == 0 ? "open" : "waiting", &error);
      g_assert_no_error (error);
      hp_team_place_exchange (team->aino);
    }
  gsize each = (hp_memory_get_size (team->memory, "ops.") - before) / 20;
  g_assert_cmpuint (hp_memory_count (team->memory, "ops.") - parts, ==, 20);
  g_test_message ("%" G_GSIZE_FORMAT " bytes", each);
  g_assert_cmpuint (each, <, 220);
}

static void
test_folder (void)
{
  g_autofree char *path = g_dir_make_tmp ("helppari-log-XXXXXX", NULL);
  g_autoptr (HpLog) log = hp_log_folder_new (path);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = hp_log_append (log, "ops.a.1.1", one, NULL, &error);
  g_autofree char *again = hp_log_append (log, "ops.a.1.1", one, NULL, &error);
  g_autofree char *other = hp_log_append (log, "ops.a.1.1", two, NULL, &error);
  g_autofree char *stranger = g_build_filename (path, "holiday.jpg", NULL);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (stranger, "x", 1, NULL));
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  g_autoptr (GPtrArray) items = hp_log_list (log, NULL, &error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (((HpLogItem *) g_ptr_array_index (items, 0))->name, ==, "ops.a.1.1");
  g_autoptr (GBytes) read = hp_log_read (log, other, NULL, &error);
  g_assert_true (g_bytes_equal (read, two));
  g_assert_true (hp_log_remove (log, first, NULL, &error));
  g_assert_true (hp_log_remove (log, first, NULL, &error));
  g_assert_null (hp_log_read (log, first, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hp_log_remove (log, other, NULL, &error));
  g_unlink (stranger);
  g_rmdir (path);
  g_assert_null (hp_log_list (log, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_OFFLINE);
}

#define ADD(path, func) g_test_add (path, Team, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  ADD ("/sync/team/share", test_share);
  ADD ("/sync/team/idle", test_idle);
  ADD ("/sync/team/earlier", test_earlier);
  ADD ("/sync/team/unreadable", test_unreadable);
  ADD ("/sync/team/code-works-once", test_code_works_once);
  g_test_add_func ("/sync/team/code-is-forgiving", test_code_is_forgiving);
  ADD ("/sync/team/removed", test_removed);
  ADD ("/sync/team/away-during-removal", test_away_during_removal);
  ADD ("/sync/team/copied", test_copied);
  ADD ("/sync/team/restored", test_restored);
  ADD ("/sync/team/forged", test_forged);
  ADD ("/sync/team/newer", test_newer);
  ADD ("/sync/team/moved", test_moved);
  ADD ("/sync/team/size", test_size);
  g_test_add_func ("/sync/team/folder", test_folder);
  return g_test_run ();
}
