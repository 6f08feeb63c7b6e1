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
  g_autoptr (GSettings) settings = hp_settings_open ();

  return settings != NULL ? g_settings_get_string (settings, "last-desk") : g_strdup ("");
}
