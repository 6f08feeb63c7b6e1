/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * State is a function of the set of facts and ops: any order, any grouping into transactions and
 * any doubling give the same digest. */

#define G_LOG_DOMAIN "helppari-test"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "hp-random-desk.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-digest.h"

#define ORDERS 20
#define FIRST_SEED 20261121

static HpDesk *
make_desk (char **folder)
{
  g_autoptr (GError) error = NULL;
  HpDesk *desk;

  *folder = g_dir_make_tmp ("helppari-convergence-XXXXXX", &error);
  g_assert_no_error (error);
  desk = hp_desk_open (*folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  hp_db_exec (hp_desk_get_db (desk), "PRAGMA synchronous = OFF");
  return desk;
}

/* Leaves both desks where they can be looked at. */
static void
keep_for_inspection (HpDesk *desk, const HpRandomDesk *random, guint32 order, const char *name)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

  g_unlink (path);
  hp_random_desk_reset (desk);
  hp_random_desk_apply (random, desk, order);
  hp_db_run (hp_desk_get_db (desk), "VACUUM INTO ?", "s", path);
  g_test_message ("kept as %s", path);
}

static void
check_sound (HpDesk *desk, guint32 seed)
{
  g_autoptr (GPtrArray) problems =
      hp_check_list_problems (hp_desk_get_db (desk), hp_desk_get_blob_folder (desk));

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("seed %u: %s", seed, (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_orders (void)
{
  const char *wanted = g_getenv ("HELPPARI_SETS");
  guint sets = wanted != NULL ? (guint) atoi (wanted) : 1000;
  g_autofree char *folder = NULL;
  HpDesk *desk = make_desk (&folder);

  const char *from = g_getenv ("HELPPARI_FIRST_SEED");
  guint32 first_seed = from != NULL ? (guint32) atoi (from) : FIRST_SEED;

  for (guint32 seed = first_seed; seed < first_seed + sets; seed++)
    {
      HpRandomDesk *random = hp_random_desk_new (seed, hp_desk_get_blob_folder (desk));
      g_autofree char *first = NULL;
      for (guint32 order = 0; order < ORDERS; order++)
        {
          hp_random_desk_reset (desk);
          hp_random_desk_apply (random, desk, order);
          g_autofree char *digest = hp_digest_dup (hp_desk_get_db (desk));
          if (first == NULL)
            first = g_steal_pointer (&digest);
          else if (g_strcmp0 (first, digest) != 0)
            {
              keep_for_inspection (desk, random, 0, "helppari-order-0.db");
              keep_for_inspection (desk, random, order, "helppari-order-n.db");
              g_error ("seed %u: order %u gives another desk than order 0", seed, order);
            }
        }
      check_sound (desk, seed);
      hp_random_desk_free (random);
    }
  hp_desk_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/desk/convergence/orders", test_orders);
  return g_test_run ();
}
