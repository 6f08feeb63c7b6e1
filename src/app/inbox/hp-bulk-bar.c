/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the bar under the list while tickets are chosen. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-bulk-bar.h"

#include "app/hp-compat.h"
#include "app/inbox/hp-choices.h"
#include "app/inbox/hp-tag-popover.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-bulk-bar.ui"

struct _HpBulkBar
{
  AdwBin parent_instance;

  HpOverview *overview; /* (owned) (nullable) */
  char *me;             /* (owned) (nullable) */

  GtkMenuButton *assignee_button;
  GtkMenuButton *tag_button;
  HpTagPopover *tag_popover;
};

G_DEFINE_FINAL_TYPE (HpBulkBar, hp_bulk_bar, ADW_TYPE_BIN)

static void
on_overview_cb (HpBulkBar *self)
{
  const char *const none[] = { NULL };
  g_autoptr (GMenuModel) menu = hp_choices_make_assignees (self->overview, self->me);
  g_autoptr (GPtrArray) tags = hp_choices_list_tags (self->overview);

  gtk_menu_button_set_menu_model (self->assignee_button, menu);
  hp_tag_popover_set_tags (self->tag_popover, none, tags);
}

static void
hp_bulk_bar_dispose (GObject *object)
{
  HpBulkBar *self = HP_BULK_BAR (object);

  g_clear_object (&self->overview);
  g_clear_pointer (&self->me, g_free);
  G_OBJECT_CLASS (hp_bulk_bar_parent_class)->dispose (object);
}

static void
hp_bulk_bar_class_init (HpBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_bulk_bar_dispose;
  g_type_ensure (HP_TYPE_TAG_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpBulkBar, assignee_button);
  gtk_widget_class_bind_template_child (widget_class, HpBulkBar, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HpBulkBar, tag_popover);
}

static void
hp_bulk_bar_init (HpBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hp_compat_name_parts (GTK_WIDGET (self));
}

void
hp_bulk_bar_set_overview (HpBulkBar *self, HpOverview *overview, const char *me)
{
  g_set_object (&self->overview, overview);
  g_free (self->me);
  self->me = g_strdup (me);
  g_signal_connect_object (overview, "updated", G_CALLBACK (on_overview_cb), self,
                           G_CONNECT_SWAPPED);
  on_overview_cb (self);
}

void
hp_bulk_bar_pop_assignees (HpBulkBar *self)
{
  gtk_menu_button_popup (self->assignee_button);
}

void
hp_bulk_bar_pop_tags (HpBulkBar *self)
{
  gtk_menu_button_popup (self->tag_button);
}
