/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the two buttons over the list that keep a search as a view, and remove such a view. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-view-keeper.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-view-keeper.ui"

struct _HpViewKeeper
{
  AdwBin parent_instance;

  HpViewItem *view; /* (owned) (nullable) */
  char *query;      /* (owned) (nullable) */

  GtkMenuButton *save_button;
  GtkPopover *save_popover;
  GtkEntry *view_name;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (HpViewKeeper, hp_view_keeper, ADW_TYPE_BIN)

static void
on_view_named_cb (HpViewKeeper *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->view_name))));

  gtk_popover_popdown (self->save_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->view_name), "");
  if (*name != '\0' && self->query != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-view", "(ss)", name, self->query);
}

static void
on_remove_cb (HpViewKeeper *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-view", "s",
                              hp_view_item_get_name (self->view));
}

static void
hp_view_keeper_dispose (GObject *object)
{
  HpViewKeeper *self = HP_VIEW_KEEPER (object);

  g_clear_object (&self->view);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (hp_view_keeper_parent_class)->dispose (object);
}

static void
hp_view_keeper_class_init (HpViewKeeperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_view_keeper_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpViewKeeper, save_button);
  gtk_widget_class_bind_template_child (widget_class, HpViewKeeper, save_popover);
  gtk_widget_class_bind_template_child (widget_class, HpViewKeeper, view_name);
  gtk_widget_class_bind_template_child (widget_class, HpViewKeeper, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_view_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_cb);
}

static void
hp_view_keeper_init (HpViewKeeper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_view_keeper_show (HpViewKeeper *self, HpViewItem *view, const char *query)
{
  gboolean is_saved = view != NULL && hp_view_item_get_kind (view) == HP_VIEW_SAVED;

  g_set_object (&self->view, view);
  g_free (self->query);
  self->query = g_strdup (query);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), query != NULL);
  gtk_widget_set_visible (self->remove_button, query == NULL && is_saved);
}

void
hp_view_keeper_set_folded (HpViewKeeper *self, gboolean folded)
{
  /* There the words would lie over the title. */
  if (folded)
    gtk_menu_button_set_icon_name (self->save_button, "list-add-symbolic");
  else
    gtk_menu_button_set_label (self->save_button, _ ("Save View"));
  hp_compat_name_parts (GTK_WIDGET (self));
}
