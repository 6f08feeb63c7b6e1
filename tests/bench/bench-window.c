/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window on a large desk, timed by its own frame clock. Prints one JSON object a line. */

#define G_LOG_DOMAIN "helppari-bench"

#include <stdlib.h>
#include <string.h>

#include "app/hp-application.h"
#include "app/hp-window-private.h"
#include "bench-scroll.h"
#include "hp-app-fixture.h"
#include "hp-bench-time.h"
#include "hp-first-frame.h"
#include "mime/hp-mail-parser.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)
#define CLICKS 100
#define KEY_ROUNDS 15
#define VIEW_ROUNDS 10
#define OPENINGS 12

typedef gboolean (*IsThereFunc) (HpWindow *window, gconstpointer data);

/* Waiting for the frame that shows the effect of what was done at `start`. */
typedef struct
{
  HpWindow *window; /* (unowned) */
  IsThereFunc is_there;
  gconstpointer data;
  gint64 start;
  gint64 cpu_start;
  double ms; /* 0: not yet */
  double cpu_ms;
} Wait;

static gboolean
is_list_there (HpWindow *window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (window->list)) > 0;
}

static void
on_after_paint_cb (GdkFrameClock *clock, Wait *wait)
{
  if (wait->ms != 0 || !wait->is_there (wait->window, wait->data))
    return;
  wait->ms = (double) (g_get_monotonic_time () - wait->start) / 1000.0;
  wait->cpu_ms = (double) (hp_bench_get_cpu_time () - wait->cpu_start) / 1000.0;
}

static gboolean
on_alarm_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
settle (HpWindow *window)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;
  guint alarm = g_timeout_add (20, on_alarm_cb, NULL);

  while (g_get_monotonic_time () < end || hp_window_is_busy (window))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

static void
end_wait (Wait *wait, const char *what)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (wait->window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), wait);
  guint alarm = g_timeout_add (1000, on_alarm_cb, NULL);

  while (wait->ms == 0 && g_get_monotonic_time () < wait->start + DEADLINE_US)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
  g_signal_handler_disconnect (clock, handler);
  if (wait->ms == 0)
    {
      g_printerr ("bench-window: %s shows nothing\n", what);
      exit (1);
    }
  g_print ("{\"what\": \"%s\", \"ms\": %.3f, \"cpu_ms\": %.3f}\n", what, wait->ms, wait->cpu_ms);
  settle (wait->window);
}

static Wait
begin_wait (HpWindow *window, IsThereFunc is_there, gconstpointer data)
{
  return (Wait){ window, is_there, data, g_get_monotonic_time (), hp_bench_get_cpu_time (), 0, 0 };
}

static GtkListView *
get_rows (gpointer pane)
{
  return GTK_LIST_VIEW (hp_app_find (pane, GTK_TYPE_LIST_VIEW));
}

/* All of the ticket that has room is on the screen. */
static gboolean
shows_ticket (HpWindow *window, gconstpointer row)
{
  HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
  GtkListView *view = get_rows (window->messages);

  return item != NULL && hp_ticket_item_get_row (item) == *(const gint64 *) row &&
         !hp_conversation_get_is_loading (window->conversation) &&
         g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) > 0;
}

static void
measure_clicks (HpWindow *window)
{
  GtkWidget *view = GTK_WIDGET (get_rows (window->tickets));

  for (guint i = 0; i < CLICKS; i++)
    {
      guint position = i * 7 % CLICKS;
      gint64 row = hp_ticket_list_get_row (window->list, position);
      Wait wait = begin_wait (window, shows_ticket, &row);
      gtk_widget_activate_action (view, "list.select-item", "(ubb)", position, FALSE, FALSE);
      end_wait (&wait, "click");
    }
}

static gboolean
has_status (HpWindow *window, gconstpointer status)
{
  HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
  return item != NULL && g_str_equal (hp_ticket_item_get_status (item), status);
}

static gboolean
has_priority (HpWindow *window, gconstpointer priority)
{
  HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
  return item != NULL && g_str_equal (hp_ticket_item_get_priority (item), priority);
}

static gboolean
shows_other_ticket (HpWindow *window, gconstpointer row)
{
  HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
  gint64 shown = item != NULL ? hp_ticket_item_get_row (item) : 0;

  return shown != *(const gint64 *) row && shows_ticket (window, &shown);
}

static void
press (HpWindow *window, guint key, IsThereFunc is_there, gconstpointer data)
{
  HpAppFixture fixture = { .window = window };
  g_autofree char *name = g_strdup_printf ("key %s", gdk_keyval_name (key));
  Wait wait = begin_wait (window, is_there, data);

  hp_app_press (&fixture, key, 0);
  end_wait (&wait, name);
}

static void
measure_keys (HpWindow *window)
{
  for (guint i = 0; i < KEY_ROUNDS; i++)
    {
      HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
      gint64 row = item != NULL ? hp_ticket_item_get_row (item) : 0;
      press (window, GDK_KEY_j, shows_other_ticket, &row);
      press (window, GDK_KEY_3, has_priority, HP_PRIORITY_HIGH);
      press (window, GDK_KEY_2, has_priority, HP_PRIORITY_NORMAL);
      press (window, GDK_KEY_w, has_status, HP_STATUS_WAITING);
      press (window, GDK_KEY_e, has_status, HP_STATUS_RESOLVED);
      press (window, GDK_KEY_o, has_status, HP_STATUS_OPEN);
    }
}

static gboolean
shows_view (HpWindow *window, gconstpointer is_changed)
{
  return *(const gboolean *) is_changed;
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
measure_views (HpWindow *window)
{
  /* My tickets, unassigned, open, waiting, resolved and all. */
  const int views[] = { 1, 3, 2, 4, 6, 8 };

  for (guint i = 0; i < VIEW_ROUNDS * G_N_ELEMENTS (views); i++)
    {
      gboolean is_changed = FALSE;
      gulong handler = g_signal_connect (window->list, "items-changed",
                                         G_CALLBACK (on_items_changed_cb), &is_changed);
      Wait wait = begin_wait (window, shows_view, &is_changed);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "i",
                                  views[i % G_N_ELEMENTS (views)]);
      end_wait (&wait, "view");
      g_signal_handler_disconnect (window->list, handler);
    }
}

static void
measure_opening (HpWindow *window, const char *name, gint64 first)
{
  gint64 row;

  gtk_widget_activate_action (GTK_WIDGET (get_rows (window->tickets)), "list.select-item", "(ubb)",
                              (guint) first, FALSE, FALSE);
  settle (window);
  HpTicketItem *item = hp_conversation_get_ticket (window->conversation);
  row = hp_ticket_item_get_row (item);
  Wait wait = begin_wait (window, shows_other_ticket, &row);
  hp_window_open_ticket (window, name);
  end_wait (&wait, name);
}

static HpWindow *
open_window (const char *folder)
{
  g_autoptr (HpLiveDesk) desk = hp_live_desk_new (folder, "aino");
  HpWindow *window = hp_window_new (GTK_APPLICATION (g_application_get_default ()), desk);
  guint alarm = g_timeout_add (1000, on_alarm_cb, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  while (!is_list_there (window))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
  settle (window);
  return window;
}

/* The application as main() runs it. */
static gboolean
is_started (GtkWindow *window)
{
  return is_list_there (HP_WINDOW (window));
}

static void
on_window_added_cb (GtkApplication *app, GtkWindow *window)
{
  if (HP_IS_WINDOW (window))
    g_signal_connect (window, "realize", G_CALLBACK (hp_first_frame_tell), is_started);
}

static int
run_start (const char *folder)
{
  g_autoptr (HpApplication) app = hp_application_new ();
  char *arguments[] = { (char *) "helppari", (char *) "--desk", (char *) folder, NULL };

  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added_cb), NULL);
  return g_application_run (G_APPLICATION (app), 3, arguments);
}

static HpApplication *
make_application (void)
{
  HpApplication *app = hp_application_new ();

  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (app), NULL, NULL);
  g_application_set_default (G_APPLICATION (app));
  return app;
}

static int
fail_usage (void)
{
  g_printerr ("Usage: bench-window start DESK | scroll DESK rows|constants|bare | clicks DESK | "
              "keys DESK | views DESK | open DESK TICKET...\n");
  return 2;
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    return fail_usage ();
  hp_mime_init ();
  if (strcmp (argv[1], "start") == 0)
    return run_start (argv[2]);

  g_autoptr (HpApplication) app = make_application ();
  HpWindow *window = open_window (argv[2]);
  if (strcmp (argv[1], "scroll") == 0 && argc == 4)
    bench_scroll (window, argv[3]);
  else if (strcmp (argv[1], "clicks") == 0)
    measure_clicks (window);
  else if (strcmp (argv[1], "keys") == 0)
    measure_keys (window);
  else if (strcmp (argv[1], "views") == 0)
    measure_views (window);
  else if (strcmp (argv[1], "open") == 0)
    for (int i = 0; i < OPENINGS * (argc - 3); i++)
      measure_opening (window, argv[3 + i % (argc - 3)], i % 50);
  else
    return fail_usage ();
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
