/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the window says of decisions about many tickets: how far they are, and what they did.
 */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>

#include "app/hp-error-text.h"
#include "app/hp-labels.h"
#include "app/hp-window-private.h"
#include "base/hp-error.h"

/* What is done sooner shows no progress. */
#define PATIENCE_US (G_USEC_PER_SEC * 3 / 10)

static void
end_progress (HpWindow *self)
{
  self->bulk_since = 0;
  if (self->progress != NULL)
    adw_toast_dismiss (self->progress);
  g_clear_object (&self->progress);
}

static void
show_progress (HpWindow *self, const char *words)
{
  if (self->progress != NULL)
    {
      adw_toast_set_title (self->progress, words);
      return;
    }
  self->progress = adw_toast_new (words);
  adw_toast_set_timeout (self->progress, 0);
  adw_toast_set_button_label (self->progress, _ ("_Cancel"));
  adw_toast_set_action_name (self->progress, "win.cancel-bulk");
  hp_window_add_toast (self, g_object_ref (self->progress));
}

static void
on_progress_cb (HpWindow *self, guint done, guint total)
{
  gint64 now = g_get_monotonic_time ();
  /* Translators: how many tickets of how many are changed already */
  g_autofree char *words = g_strdup_printf (_ ("Changing tickets: %u of %u"), done, total);

  if (self->bulk_since == 0)
    self->bulk_since = now;
  if (now - self->bulk_since >= PATIENCE_US)
    show_progress (self, words);
}

static void
on_decided_cb (HpWindow *self, const char *words, const char *op)
{
  end_progress (self);
  hp_window_tell (self, words, op);
}

static void
on_failed_cb (HpWindow *self, const GError *error)
{
  end_progress (self);
  if (g_error_matches (error, HP_ERROR, HP_ERROR_CANCELLED))
    hp_window_tell (self, _ ("Cancelled: no ticket was changed"), NULL);
  else
    hp_window_tell (self, hp_error_text_get (error), NULL);
}

void
hp_window_follow_bulk (HpWindow *self)
{
  g_signal_connect_object (self->bulk, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bulk, "decided", G_CALLBACK (on_decided_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bulk, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
}

gboolean
hp_window_is_choosing (HpWindow *self)
{
  return self->choice != NULL && hp_ticket_choice_count (self->choice) > 0;
}
