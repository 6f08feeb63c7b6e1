/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns when a window counts as started, and what it holds of memory then. */

#include "hp-first-frame.h"

#include "hp-bench-time.h"

#include <stdio.h>
#include <stdlib.h>

#define IDLE_SECONDS 3

typedef struct
{
  GtkWindow *window; /* (unowned) */
  HpIsThereFunc is_there;
  gulong handler;
  double start_ms;
  double first_ms;
  double cpu_ms;
} Watch;

static guint64
read_pss (void)
{
  g_autofree char *text = NULL;
  guint64 kib = 0;

  if (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    {
      const char *at = strstr (text, "\nPss:");
      kib = at != NULL ? g_ascii_strtoull (at + 5, NULL, 10) : 0;
    }
  return kib;
}

static double
get_ms_since_start (void)
{
  const char *start = g_getenv ("HP_BENCH_START");
  gint64 from = start != NULL ? g_ascii_strtoll (start, NULL, 10) : g_get_monotonic_time ();

  return (double) (g_get_monotonic_time () - from) / 1000.0;
}

static gboolean
on_idle_seconds_cb (gpointer data)
{
  Watch *watch = data;

  g_print (
      "{\"start_ms\": %.3f, \"first_ms\": %.3f, \"cpu_ms\": %.3f, \"pss_kib\": %" G_GUINT64_FORMAT
      "}\n",
      watch->start_ms, watch->first_ms, watch->cpu_ms, read_pss ());
  gtk_window_destroy (watch->window);
  g_free (watch);
  return G_SOURCE_REMOVE;
}

/* Behind everything else that waits. */
static gboolean
on_idle_cb (gpointer data)
{
  Watch *watch = data;

  watch->start_ms = get_ms_since_start ();
  watch->cpu_ms = (double) hp_bench_get_cpu_time () / 1000.0;
  g_timeout_add_seconds (IDLE_SECONDS, on_idle_seconds_cb, watch);
  return G_SOURCE_REMOVE;
}

static void
on_after_paint_cb (GdkFrameClock *clock, Watch *watch)
{
  if (watch->first_ms == 0)
    watch->first_ms = get_ms_since_start ();
  if (!watch->is_there (watch->window))
    return;
  g_signal_handler_disconnect (clock, watch->handler);
  g_idle_add_full (G_PRIORITY_LOW, on_idle_cb, watch, NULL);
}

void
hp_first_frame_tell (GtkWindow *window, HpIsThereFunc is_there)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  watch->is_there = is_there;
  watch->handler = g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                                     "after-paint", G_CALLBACK (on_after_paint_cb), watch);
}
