/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * helppari: the application. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/hp-application.h"
#include "mime/hp-mail-parser.h"

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = NULL;

  const char *locales = g_getenv ("HELPPARI_LOCALEDIR"); /* of the build folder */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales != NULL ? locales : HP_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  hp_mime_init ();
  app = hp_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
