/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one decision about many tickets on its way to the desk. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-bulk-decider.h"

#include <glib/gi18n.h>

#include "base/hp-error.h"
#include "live/hp-decision.h"

struct _HpBulkDecider
{
  GObject parent_instance;

  HpLiveDesk *desk;          /* (owned) */
  HpTicketList *list;        /* (owned) */
  HpTicketChoice *choice;    /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) of the decision under way */
  guint n;                   /* tickets that it is about */
};

G_DEFINE_FINAL_TYPE (HpBulkDecider, hp_bulk_decider, G_TYPE_OBJECT)

enum
{
  DECIDED,
  FAILED,
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_progress_cb (guint done, guint total, gpointer data)
{
  HpBulkDecider *self = data;

  self->n = total;
  g_signal_emit (self, signals[PROGRESS], 0, done, total);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpBulkDecider) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_decision_finish (result, &error);

  g_application_release (g_application_get_default ());
  g_clear_object (&self->cancellable);
  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  hp_ticket_choice_set_is_active (self->choice, FALSE);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u ticket changed", "%u tickets changed", self->n), self->n);
  g_autofree char *op = ids->len > 0 ? hp_key_dup_hex (&g_array_index (ids, HpKey, 0)) : NULL;
  g_signal_emit (self, signals[DECIDED], 0, ids->len > 0 ? words : _ ("Nothing to change"), op);
}

static void
hp_bulk_decider_finalize (GObject *object)
{
  HpBulkDecider *self = HP_BULK_DECIDER (object);

  g_object_unref (self->desk);
  g_object_unref (self->list);
  g_object_unref (self->choice);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (hp_bulk_decider_parent_class)->finalize (object);
}

static void
hp_bulk_decider_class_init (HpBulkDeciderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_bulk_decider_finalize;
  signals[DECIDED] = g_signal_new ("decided", HP_TYPE_BULK_DECIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", HP_TYPE_BULK_DECIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[PROGRESS] = g_signal_new ("progress", HP_TYPE_BULK_DECIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
hp_bulk_decider_init (HpBulkDecider *self)
{
}

HpBulkDecider *
hp_bulk_decider_new (HpLiveDesk *desk, HpTicketList *list, HpTicketChoice *choice)
{
  HpBulkDecider *self = g_object_new (HP_TYPE_BULK_DECIDER, NULL);

  self->desk = g_object_ref (desk);
  self->list = g_object_ref (list);
  self->choice = g_object_ref (choice);
  return self;
}

gboolean
hp_bulk_decider_change (HpBulkDecider *self, const HpTicketChange *change)
{
  if (!hp_ticket_choice_get_is_active (self->choice))
    return FALSE;
  if (self->cancellable != NULL || hp_ticket_choice_count (self->choice) == 0)
    return TRUE;
  g_autoptr (GArray) rows = hp_ticket_choice_dup_rows (self->choice);
  self->n = hp_ticket_choice_count (self->choice);
  self->cancellable = g_cancellable_new ();
  g_application_hold (g_application_get_default ());
  hp_decision_change_async (self->desk, rows, hp_ticket_list_get_query (self->list), change,
                            self->cancellable, on_progress_cb, self, on_decided_cb,
                            g_object_ref (self));
  return TRUE;
}

void
hp_bulk_decider_cancel (HpBulkDecider *self)
{
  g_cancellable_cancel (self->cancellable);
}
