/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way to the settings. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-settings.h"

GSettings *
hp_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, HP_APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new (HP_APP_ID) : NULL;
}

void
hp_settings_bind_window (GtkWindow *window)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  if (settings == NULL)
    {
      gtk_window_set_default_size (window, 1280, 800);
      return;
    }
  g_settings_bind (settings, "window-width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}

char *
hp_settings_dup_last_desk (void)
{
  return hp_settings_dup_text ("last-desk");
}

char *
hp_settings_dup_text (const char *key)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup ("");
}

void
hp_settings_set_text (const char *key, const char *value)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  if (settings != NULL)
    g_settings_set_string (settings, key, value);
}

gboolean
hp_settings_get_flag (const char *key, gboolean fallback)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}

void
hp_settings_set_flag (const char *key, gboolean value)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  if (settings != NULL)
    g_settings_set_boolean (settings, key, value);
}

int
hp_settings_get_int (const char *key, int fallback)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_int (settings, key) : fallback;
}

void
hp_settings_set_int (const char *key, int value)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  if (settings != NULL)
    g_settings_set_int (settings, key, value);
}

GStrv
hp_settings_dup_recent_searches (void)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_strv (settings, "recent-searches") : g_new0 (char *, 1);
}

void
hp_settings_set_recent_searches (const char *const *searches)
{
  g_autoptr (GSettings) settings = hp_settings_open ();

  if (settings != NULL)
    g_settings_set_strv (settings, "recent-searches", searches);
}
