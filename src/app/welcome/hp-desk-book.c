/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of desks in the settings. Invariant: each folder is in it once. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-desk-book.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-settings.h"

#define DESKS "desks"
#define LAST "last-desk"

char **
hp_desk_book_list (void)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_strv (settings, DESKS) : g_new0 (char *, 1);
}

/* The list without @folder, or with it in front. */
static void
store (const char *folder, gboolean is_first)
{
  g_autoptr (GSettings) settings = hp_settings_open ();
  g_auto (GStrv) known = hp_desk_book_list ();
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();

  if (settings == NULL)
    return;
  if (is_first)
    g_ptr_array_add (desks, (gpointer) folder);
  for (guint i = 0; known[i] != NULL; i++)
    if (!g_str_equal (known[i], folder))
      g_ptr_array_add (desks, known[i]);
  g_ptr_array_add (desks, NULL);
  g_settings_set_strv (settings, DESKS, (const char *const *) desks->pdata);
  g_settings_set_string (settings, LAST, desks->pdata[0] != NULL ? desks->pdata[0] : "");
}

void
hp_desk_book_add (const char *folder)
{
  if (g_utf8_validate (folder, -1, NULL))
    store (folder, TRUE);
}

void
hp_desk_book_forget (const char *folder)
{
  store (folder, FALSE);
}

char *
hp_desk_book_dup_first (void)
{
  g_autofree char *last = hp_settings_dup_last_desk ();

  return *last != '\0' ? g_steal_pointer (&last) : hp_desk_book_dup_usual (FALSE);
}

char *
hp_desk_book_dup_usual (gboolean is_demo)
{
  return g_build_filename (g_get_user_data_dir (), "helppari", is_demo ? "demo" : "desk", NULL);
}

char *
hp_desk_book_dup_name (const char *folder)
{
  g_autofree char *usual = hp_desk_book_dup_usual (FALSE);
  g_autofree char *demo = hp_desk_book_dup_usual (TRUE);

  if (g_str_equal (folder, usual))
    return g_strdup (_ ("My Desk"));
  if (g_str_equal (folder, demo))
    return g_strdup (_ ("Demo Desk"));
  return g_filename_display_basename (folder);
}

char *
hp_desk_book_dup_path (const char *folder)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (folder, home) && folder[length] == G_DIR_SEPARATOR)
    {
      g_autofree char *short_path = g_strconcat ("~", folder + length, NULL);
      return g_filename_display_name (short_path);
    }
  return g_filename_display_name (folder);
}
