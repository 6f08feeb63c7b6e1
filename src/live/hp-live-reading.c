/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns marks of what was read on their way to the desk. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-live-reading.h"

#include "desk/hp-reading.h"

typedef struct
{
  char *agent;     /* (owned) */
  GArray *tickets; /* (owned) (element-type gint64) */
  gboolean is_read;
} Mark;

static void
free_mark (gpointer data)
{
  Mark *mark = data;

  g_free (mark->agent);
  g_array_unref (mark->tickets);
  g_free (mark);
}

/* (worker thread) */
static gpointer
write_mark (HpDesk *desk, gpointer job, GError **error)
{
  const Mark *mark = job;

  hp_reading_mark (desk, mark->agent, mark->tickets, mark->is_read, error);
  return NULL;
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpLiveDesk) desk = data;
  g_autoptr (GError) error = NULL;

  hp_worker_run_finish (HP_WORKER (source), result, &error);
  if (error != NULL)
    g_message ("What was read is not marked: %s", error->message);
  hp_live_desk_look (desk);
}

void
hp_live_reading_mark (HpLiveDesk *desk, const GArray *tickets, gboolean is_read)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->agent = g_strdup (hp_live_desk_get_agent (desk));
  mark->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (mark->tickets, tickets->data, tickets->len);
  mark->is_read = is_read;
  hp_worker_run_async (hp_live_desk_get_writer (desk), write_mark, mark, free_mark, NULL, NULL,
                       on_written_cb, g_object_ref (desk));
}
