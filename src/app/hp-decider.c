/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns decisions on their way to the desk, and the words for what they did. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-decider.h"

#include <glib/gi18n.h>

#include "app/hp-labels.h"
#include "live/hp-decision.h"
#include "live/hp-time-text.h"

struct _HpDecider
{
  GObject parent_instance;

  HpLiveDesk *desk;             /* (owned) */
  HpConversation *conversation; /* (owned) */
  HpBulkDecider *bulk;          /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpDecider, hp_decider, G_TYPE_OBJECT)

enum
{
  DECIDED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A decision under way. */
typedef struct
{
  HpDecider *self; /* (owned) */
  char *words;     /* (owned) (nullable) what to say when it is made */
} Pending;

static Pending *
make_pending (HpDecider *self, char *words)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->self = g_object_ref (self);
  pending->words = words;
  g_application_hold (g_application_get_default ());
  return pending;
}

static void
free_pending (Pending *pending)
{
  g_application_release (g_application_get_default ());
  g_object_unref (pending->self);
  g_free (pending->words);
  g_free (pending);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Pending *pending = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_decision_finish (result, &error);

  if (error != NULL)
    {
      g_signal_emit (pending->self, signals[FAILED], 0, error);
    }
  else if (ids->len > 0 && pending->words != NULL)
    {
      g_autofree char *op = hp_key_dup_hex (&g_array_index (ids, HpKey, 0));
      g_signal_emit (pending->self, signals[DECIDED], 0, pending->words, op);
    }
  free_pending (pending);
}

/* (nullable) */
static const HpTicket *
get_ticket (HpDecider *self)
{
  HpTicketItem *item = hp_conversation_get_ticket (self->conversation);

  return item != NULL ? hp_ticket_item_get_ticket (item) : NULL;
}

static GArray *
make_rows (const HpTicket *ticket)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (rows, ticket->row);
  return rows;
}

static void
hp_decider_finalize (GObject *object)
{
  HpDecider *self = HP_DECIDER (object);

  g_object_unref (self->desk);
  g_object_unref (self->conversation);
  g_object_unref (self->bulk);
  G_OBJECT_CLASS (hp_decider_parent_class)->finalize (object);
}

static void
hp_decider_class_init (HpDeciderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_decider_finalize;
  signals[DECIDED] = g_signal_new ("decided", HP_TYPE_DECIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", HP_TYPE_DECIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hp_decider_init (HpDecider *self)
{
}

HpDecider *
hp_decider_new (HpLiveDesk *desk, HpConversation *conversation, HpBulkDecider *bulk)
{
  HpDecider *self = g_object_new (HP_TYPE_DECIDER, NULL);

  self->desk = g_object_ref (desk);
  self->conversation = g_object_ref (conversation);
  self->bulk = g_object_ref (bulk);
  return self;
}

void
hp_decider_set_status (HpDecider *self, const char *status)
{
  const HpTicket *ticket = get_ticket (self);

  if (hp_bulk_decider_change (self->bulk, &(HpTicketChange){ .status = status }))
    return;
  if (ticket == NULL ||
      (g_str_equal (ticket->status, status) && !hp_ticket_is_snoozed (ticket, g_get_real_time ())))
    return;
  g_autoptr (GArray) rows = make_rows (ticket);
  /* Translators: %s is a ticket's new status, such as “Resolved” */
  char *words = g_strdup_printf (_ ("Status changed: %s"), hp_labels_get_status (status));
  hp_decision_set_status_async (self->desk, rows, status, on_decided_cb,
                                make_pending (self, words));
}

void
hp_decider_resolve (HpDecider *self)
{
  const HpTicket *ticket = get_ticket (self);

  if (hp_bulk_decider_change (self->bulk, &(HpTicketChange){ .status = HP_STATUS_RESOLVED }))
    return;
  if (ticket != NULL)
    hp_decider_set_status (self, hp_status_is_closing (ticket->status) &&
                                         !g_str_equal (ticket->status, HP_STATUS_WAITING)
                                     ? HP_STATUS_OPEN
                                     : HP_STATUS_RESOLVED);
}

void
hp_decider_assign (HpDecider *self, const char *assignee)
{
  const HpTicket *ticket = get_ticket (self);
  const char *name = *assignee != '\0' ? assignee : NULL;

  if (hp_bulk_decider_change (self->bulk, &(HpTicketChange){ .assignee = assignee }))
    return;
  if (ticket == NULL || g_strcmp0 (ticket->assignee, name) == 0)
    return;
  g_autoptr (GArray) rows = make_rows (ticket);
  /* Translators: %s is an agent who has the ticket now */
  char *words =
      name != NULL ? g_strdup_printf (_ ("Given to %s"), name) : g_strdup (_ ("Given to nobody"));
  hp_decision_assign_async (self->desk, rows, name, on_decided_cb, make_pending (self, words));
}

static char *
dup_snoozed_words (gint64 until)
{
  g_autofree char *time = hp_time_dup_inner_text (until, g_get_real_time ());

  if (until == 0)
    return g_strdup (_ ("The ticket is awake"));
  if (until == G_MAXINT64)
    return g_strdup (_ ("Snoozed until an answer comes"));
  return g_strdup_printf (_ ("Snoozed until %s"), time);
}

void
hp_decider_snooze (HpDecider *self, gint64 until)
{
  const HpTicket *ticket = get_ticket (self);

  if (hp_bulk_decider_change (self->bulk,
                              &(HpTicketChange){ .sets_snooze = TRUE, .snooze = until }))
    return;
  if (ticket == NULL || ticket->snoozed == until ||
      (until == 0 && !hp_ticket_is_snoozed (ticket, g_get_real_time ())))
    return;
  g_autoptr (GArray) rows = make_rows (ticket);
  hp_decision_snooze_async (self->desk, rows, until, on_decided_cb,
                            make_pending (self, dup_snoozed_words (until)));
}

void
hp_decider_set_priority (HpDecider *self, const char *priority)
{
  const HpTicket *ticket = get_ticket (self);

  if (hp_bulk_decider_change (self->bulk, &(HpTicketChange){ .priority = priority }))
    return;
  if (ticket == NULL || g_str_equal (ticket->priority, priority))
    return;
  g_autoptr (GArray) rows = make_rows (ticket);
  char *words = g_strdup (_ ("Priority changed"));
  hp_decision_set_priority_async (self->desk, rows, priority, on_decided_cb,
                                  make_pending (self, words));
}

void
hp_decider_tag (HpDecider *self, const char *change)
{
  const HpTicket *ticket = get_ticket (self);
  gboolean is_removed = *change == '-';
  const char *tag = change + is_removed;
  const char *const tags[] = { change, NULL };

  if (hp_bulk_decider_change (self->bulk, &(HpTicketChange){ .tags = tags }))
    return;
  if (ticket == NULL || g_strv_contains ((const char *const *) ticket->tags, tag) != is_removed)
    return;
  g_autoptr (GArray) rows = make_rows (ticket);
  /* Translators: %s is a tag */
  char *words = g_strdup_printf (is_removed ? _ ("Tag removed: %s") : _ ("Tag added: %s"), tag);
  hp_decision_tag_async (self->desk, rows, change, on_decided_cb, make_pending (self, words));
}

void
hp_decider_merge (HpDecider *self, const char *other)
{
  const HpTicket *ticket = get_ticket (self);

  if (ticket != NULL)
    hp_decision_merge_async (self->desk, ticket->row, other, on_decided_cb,
                             make_pending (self, g_strdup (_ ("Tickets merged"))));
}

void
hp_decider_split (HpDecider *self, const char *message)
{
  const HpTicket *ticket = get_ticket (self);

  if (ticket != NULL)
    hp_decision_split_async (self->desk, ticket->row, message, on_decided_cb,
                             make_pending (self, g_strdup (_ ("Made a ticket of its own"))));
}

void
hp_decider_set_view (HpDecider *self, const char *name, const char *query)
{
  /* Translators: %s is a view's name */
  char *words =
      g_strdup_printf (query != NULL ? _ ("View saved: %s") : _ ("View removed: %s"), name);

  hp_decision_set_view_async (self->desk, name, query, on_decided_cb, make_pending (self, words));
}

void
hp_decider_undo (HpDecider *self, const HpKey *op)
{
  hp_decision_undo_async (self->desk, op, on_decided_cb, make_pending (self, NULL));
}

void
hp_decider_redo (HpDecider *self)
{
  hp_decision_redo_async (self->desk, on_decided_cb, make_pending (self, NULL));
}
