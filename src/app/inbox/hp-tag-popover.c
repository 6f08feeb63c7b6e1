/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the choice of a ticket's tags. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-tag-popover.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-tag-popover.ui"
/* More of a ticket do not fit any list that is read. */
#define MOST_CHECKS 200

struct _HpTagPopover
{
  GtkPopover parent_instance;

  GStrv tags;       /* (owned) (nullable) of the ticket, the first of many */
  GPtrArray *known; /* (owned) (nullable) */

  GtkEntry *entry;
  GtkWidget *scroller;
  GtkBox *list;
};

G_DEFINE_FINAL_TYPE (HpTagPopover, hp_tag_popover, GTK_TYPE_POPOVER)

static void
on_toggled_cb (GtkCheckButton *check)
{
  g_autofree char *change = g_strconcat (gtk_check_button_get_active (check) ? "" : "-",
                                         gtk_check_button_get_label (check), NULL);

  gtk_widget_activate_action (GTK_WIDGET (check), "win.tag-ticket", "s", change);
}

static void
add_check (HpTagPopover *self, const char *tag, gboolean is_set)
{
  GtkWidget *check = gtk_check_button_new_with_label (tag);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_set);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled_cb), NULL);
  gtk_box_append (self->list, check);
}

static void
on_activate_cb (HpTagPopover *self)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (GTK_POPOVER (self));
  if (*tag != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tag-ticket", "s", tag);
}

/* A check that is being pressed must not go while it is. */
static gboolean
has_same (HpTagPopover *self, const char *const *tags, GPtrArray *known)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  guint n = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child), n++)
    {
      const char *tag = gtk_check_button_get_label (GTK_CHECK_BUTTON (child));
      gboolean is_set = gtk_check_button_get_active (GTK_CHECK_BUTTON (child));
      if (is_set != g_strv_contains (tags, tag) ||
          (!is_set && !g_ptr_array_find_with_equal_func (known, tag, g_str_equal, NULL)))
        return FALSE;
    }
  for (guint i = 0; tags[i] != NULL; i++)
    n -= g_ptr_array_find_with_equal_func (known, tags[i], g_str_equal, NULL) ? 0 : 1;
  return n == known->len;
}

static void
update_checks (HpTagPopover *self)
{
  const char *const *tags = (const char *const *) self->tags;
  GtkWidget *child;

  if (tags == NULL || has_same (self, tags, self->known))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; tags[i] != NULL; i++)
    add_check (self, tags[i], TRUE);
  gtk_widget_set_visible (self->scroller, tags[0] != NULL || self->known->len > 0);
  for (guint i = 0; i < self->known->len; i++)
    if (!g_strv_contains (tags, g_ptr_array_index (self->known, i)))
      add_check (self, g_ptr_array_index (self->known, i), FALSE);
}

/* Most tickets are looked at without it. */
static void
hp_tag_popover_show (GtkWidget *widget)
{
  update_checks (HP_TAG_POPOVER (widget));
  GTK_WIDGET_CLASS (hp_tag_popover_parent_class)->show (widget);
}

static void
hp_tag_popover_finalize (GObject *object)
{
  HpTagPopover *self = HP_TAG_POPOVER (object);

  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  G_OBJECT_CLASS (hp_tag_popover_parent_class)->finalize (object);
}

static void
hp_tag_popover_class_init (HpTagPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_tag_popover_finalize;
  widget_class->show = hp_tag_popover_show;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTagPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, HpTagPopover, list);
  gtk_widget_class_bind_template_child (widget_class, HpTagPopover, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
hp_tag_popover_init (HpTagPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GStrv
dup_first (const char *const *tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; tags[i] != NULL && i < MOST_CHECKS; i++)
    g_strv_builder_add (builder, tags[i]);
  return g_strv_builder_end (builder);
}

void
hp_tag_popover_set_tags (HpTagPopover *self, const char *const *tags, GPtrArray *known)
{
  g_strfreev (self->tags);
  self->tags = dup_first (tags);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_ptr_array_ref (known);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update_checks (self);
}
