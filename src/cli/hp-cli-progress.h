/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line on a terminal's stderr that tells how far long work is. A value; starts all zeros. */
typedef struct
{
  gint64 shown; /* monotonic, us: the last time, so that progress does not slow the work */
} HpCliProgress;

/* TRUE where it is time to write the line anew, beginning with "\r". */
gboolean hp_cli_progress_is_due (HpCliProgress *progress);

/* "1,200 of 10,000", for functions that report so. @progress: HpCliProgress. */
void hp_cli_progress_on_count_cb (guint done, guint total, gpointer progress);

/* Ends the line where one was written. */
void hp_cli_progress_end (HpCliProgress *progress);

G_END_DECLS
