/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the line that tells how far long work is. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-progress.h"

#include <unistd.h>

#define PROGRESS_US 200000

gboolean
hp_cli_progress_is_due (HpCliProgress *progress)
{
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || now - progress->shown < PROGRESS_US)
    return FALSE;
  progress->shown = now;
  return TRUE;
}

void
hp_cli_progress_on_count_cb (guint done, guint total, gpointer progress)
{
  if (hp_cli_progress_is_due (progress))
    g_printerr ("\r%u of %u  ", done, total);
}

void
hp_cli_progress_end (HpCliProgress *progress)
{
  if (progress->shown != 0)
    g_printerr ("\r%70s\r", "");
}
