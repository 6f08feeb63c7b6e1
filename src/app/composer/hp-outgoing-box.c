/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which mails of the outbox show together. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-outgoing-box.h"

#include "app/composer/hp-outgoing-row.h"

struct _HpOutgoingBox
{
  GtkBox parent_instance;

  HpLiveDesk *desk;     /* (owned) (nullable) */
  HpOutgoing *outgoing; /* (owned) (nullable) */
  HpKey ticket;
  gboolean has_ticket;
  gboolean is_all;
};

G_DEFINE_FINAL_TYPE (HpOutgoingBox, hp_outgoing_box, GTK_TYPE_BOX)

static gboolean
is_shown (HpOutgoingBox *self, const HpOutboxEntry *entry)
{
  if (self->is_all)
    return TRUE;
  return self->has_ticket && entry->has_ticket && hp_key_equal (&entry->ticket, &self->ticket);
}

static void
update (HpOutgoingBox *self)
{
  GPtrArray *entries = self->outgoing != NULL ? hp_outgoing_get_entries (self->outgoing) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const HpOutboxEntry *entry = g_ptr_array_index (entries, i);
      if (is_shown (self, entry))
        gtk_box_append (GTK_BOX (self), hp_outgoing_row_new (self->desk, entry, self->is_all));
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

static void
hp_outgoing_box_dispose (GObject *object)
{
  HpOutgoingBox *self = HP_OUTGOING_BOX (object);

  g_clear_object (&self->outgoing);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_outgoing_box_parent_class)->dispose (object);
}

static void
hp_outgoing_box_class_init (HpOutgoingBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_outgoing_box_dispose;
}

static void
hp_outgoing_box_init (HpOutgoingBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "outgoing");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hp_outgoing_box_set_outgoing (HpOutgoingBox *self, HpLiveDesk *desk, HpOutgoing *outgoing)
{
  g_set_object (&self->desk, desk);
  g_set_object (&self->outgoing, outgoing);
  g_signal_connect_object (outgoing, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
hp_outgoing_box_set_ticket (HpOutgoingBox *self, const HpKey *ticket)
{
  self->has_ticket = ticket != NULL;
  if (ticket != NULL)
    self->ticket = *ticket;
  update (self);
}

void
hp_outgoing_box_show_all (HpOutgoingBox *self)
{
  self->is_all = TRUE;
  update (self);
}
