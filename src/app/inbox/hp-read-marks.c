/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns when the open ticket counts as read. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-read-marks.h"

#include "live/hp-live-reading.h"

struct _HpReadMarks
{
  GObject parent_instance;

  HpLiveDesk *desk;             /* (owned) */
  HpConversation *conversation; /* (owned) */
  gboolean is_kept;             /* the open ticket was marked as unread */
};

G_DEFINE_FINAL_TYPE (HpReadMarks, hp_read_marks, G_TYPE_OBJECT)

static void
mark (HpReadMarks *self, gboolean is_read)
{
  HpTicketItem *ticket = hp_conversation_get_ticket (self->conversation);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ticket == NULL || (is_read && !hp_ticket_item_get_is_unread (ticket)))
    return;
  gint64 row = hp_ticket_item_get_row (ticket);
  g_array_append_val (rows, row);
  hp_live_reading_mark (self->desk, rows, is_read);
}

static void
on_seen_cb (HpReadMarks *self)
{
  if (!self->is_kept)
    mark (self, TRUE);
}

static void
on_ticket_cb (HpReadMarks *self)
{
  self->is_kept = FALSE;
}

static void
hp_read_marks_finalize (GObject *object)
{
  HpReadMarks *self = HP_READ_MARKS (object);

  g_object_unref (self->desk);
  g_object_unref (self->conversation);
  G_OBJECT_CLASS (hp_read_marks_parent_class)->finalize (object);
}

static void
hp_read_marks_class_init (HpReadMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_read_marks_finalize;
}

static void
hp_read_marks_init (HpReadMarks *self)
{
}

HpReadMarks *
hp_read_marks_new (HpLiveDesk *desk, HpConversation *conversation, HpMessageList *messages)
{
  HpReadMarks *self = g_object_new (HP_TYPE_READ_MARKS, NULL);

  self->desk = g_object_ref (desk);
  self->conversation = g_object_ref (conversation);
  g_signal_connect_object (messages, "seen", G_CALLBACK (on_seen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::ticket", G_CALLBACK (on_ticket_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
hp_read_marks_mark_unread (HpReadMarks *self)
{
  self->is_kept = TRUE;
  mark (self, FALSE);
}
