/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the desk that is being opened, or that could not be. UI thread; files are looked at on
 * others. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-desk-opener.h"

/* A desk that opens sooner shows no page of waiting. */
#define PATIENCE_MS 300

struct _HpDeskOpener
{
  GObject parent_instance;

  HpLiveDesk *desk; /* (owned) (nullable) */
  guint patience;
};

G_DEFINE_FINAL_TYPE (HpDeskOpener, hp_desk_opener, G_TYPE_OBJECT)

enum
{
  OPENED,
  FAILED,
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_desk_state_cb (HpDeskOpener *self)
{
  HpLiveState state = hp_live_desk_get_state (self->desk);

  if (state == HP_LIVE_OPENING)
    return;
  g_clear_handle_id (&self->patience, g_source_remove);
  if (state != HP_LIVE_READY)
    {
      g_signal_emit (self, signals[FAILED], 0, self->desk);
      return;
    }
  g_autoptr (HpLiveDesk) desk = g_object_ref (self->desk);
  hp_desk_opener_forget (self);
  g_signal_emit (self, signals[OPENED], 0, desk);
}

static void
on_patience_cb (gpointer data)
{
  HpDeskOpener *self = data;

  self->patience = 0;
  g_signal_emit (self, signals[WAITING], 0);
}

static void
hp_desk_opener_dispose (GObject *object)
{
  hp_desk_opener_forget (HP_DESK_OPENER (object));
  G_OBJECT_CLASS (hp_desk_opener_parent_class)->dispose (object);
}

static void
hp_desk_opener_class_init (HpDeskOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_desk_opener_dispose;
  signals[OPENED] = g_signal_new ("opened", HP_TYPE_DESK_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, HP_TYPE_LIVE_DESK);
  signals[FAILED] = g_signal_new ("failed", HP_TYPE_DESK_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, HP_TYPE_LIVE_DESK);
  signals[WAITING] = g_signal_new ("waiting", HP_TYPE_DESK_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_desk_opener_init (HpDeskOpener *self)
{
}

HpDeskOpener *
hp_desk_opener_new (void)
{
  return g_object_new (HP_TYPE_DESK_OPENER, NULL);
}

void
hp_desk_opener_open (HpDeskOpener *self, const char *folder)
{
  hp_desk_opener_forget (self);
  self->desk = hp_live_desk_new (folder, g_get_user_name ());
  g_signal_connect_swapped (self->desk, "notify::state", G_CALLBACK (on_desk_state_cb), self);
  self->patience = g_timeout_add_once (PATIENCE_MS, on_patience_cb, self);
  on_desk_state_cb (self);
}

void
hp_desk_opener_forget (HpDeskOpener *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

char *
hp_desk_opener_dup_folder (HpDeskOpener *self)
{
  return self->desk != NULL ? g_strdup (hp_live_desk_get_folder (self->desk)) : NULL;
}

gboolean
hp_desk_opener_is_opening (HpDeskOpener *self)
{
  return self->desk != NULL && hp_live_desk_get_state (self->desk) == HP_LIVE_OPENING;
}
