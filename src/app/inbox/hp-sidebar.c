/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of views. The selection belongs to a view: it follows it when rows come and go. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-sidebar.h"

#include <glib/gi18n.h>

#include "app/hp-pane-focus.h"
#include "app/inbox/hp-account-words.h"
#include "app/inbox/hp-view-row.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-sidebar.ui"

struct _HpSidebar
{
  AdwBin parent_instance;

  HpViewItem *selected; /* (owned) (nullable) */
  gboolean is_selecting;
  gboolean is_searching; /* what shows is no view */

  AdwWindowTitle *title;
  GtkListBox *list;
  GtkWidget *outbox;
  GtkLabel *outbox_count;
  AdwAvatar *avatar;
  GtkLabel *agent;
  GtkLabel *mailboxes;
};

G_DEFINE_FINAL_TYPE (HpSidebar, hp_sidebar, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_section_title (HpViewKind kind)
{
  return kind == HP_VIEW_SAVED ? _ ("Views") : _ ("Tags");
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  HpViewKind kind = hp_view_item_get_kind (hp_view_row_get_view (HP_VIEW_ROW (row)));
  gboolean is_first =
      before == NULL || hp_view_item_get_kind (hp_view_row_get_view (HP_VIEW_ROW (before))) != kind;
  GtkWidget *label;

  if (!is_first || kind == HP_VIEW_BUILT_IN)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (get_section_title (kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "section-title");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  return hp_view_row_new (item);
}

static GtkListBoxRow *
find_row (HpSidebar *self, HpViewItem *view)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (hp_view_item_is_same (hp_view_row_get_view (HP_VIEW_ROW (row)), view))
      return row;
  return NULL;
}

static void
restore_selection (HpSidebar *self)
{
  self->is_selecting = TRUE;
  gtk_list_box_select_row (self->list, self->selected != NULL && !self->is_searching
                                           ? find_row (self, self->selected)
                                           : NULL);
  self->is_selecting = FALSE;
}

static void
on_row_selected_cb (HpSidebar *self, GtkListBoxRow *row)
{
  if (self->is_selecting || row == NULL)
    return;
  HpViewItem *view = hp_view_row_get_view (HP_VIEW_ROW (row));
  if (view == self->selected && !self->is_searching)
    return;
  g_set_object (&self->selected, view);
  g_signal_emit (self, signals[CHOSEN], 0, view);
}

static void
on_row_activated_cb (HpSidebar *self, GtkListBoxRow *row)
{
  on_row_selected_cb (self, row);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
hp_sidebar_grab_focus (GtkWidget *widget)
{
  HpSidebar *self = HP_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_widget_grab_focus (GTK_WIDGET (row))
                     : gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
hp_sidebar_dispose (GObject *object)
{
  HpSidebar *self = HP_SIDEBAR (object);

  self->is_selecting = TRUE;
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (hp_sidebar_parent_class)->dispose (object);
}

static gboolean
hp_sidebar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return hp_pane_focus (widget, direction, GTK_WIDGET_CLASS (hp_sidebar_parent_class));
}

static void
hp_sidebar_class_init (HpSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_sidebar_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, HP_TYPE_VIEW_ITEM);
  signals[ACTIVATED] = g_signal_new ("activated", HP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  widget_class->focus = hp_sidebar_focus;
  widget_class->grab_focus = hp_sidebar_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, outbox);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, outbox_count);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, agent);
  gtk_widget_class_bind_template_child (widget_class, HpSidebar, mailboxes);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
hp_sidebar_init (HpSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

void
hp_sidebar_set_overview (HpSidebar *self, HpOverview *overview)
{
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (overview), make_row, NULL, NULL);
  g_signal_connect_object (overview, "updated", G_CALLBACK (restore_selection), self,
                           G_CONNECT_SWAPPED);
}

static void
on_accounts_cb (HpSidebar *self, HpLiveAccounts *accounts)
{
  GPtrArray *states = hp_live_accounts_get_states (accounts);
  g_autofree char *detail = hp_account_words_dup_detail (states);

  gtk_label_set_text (self->mailboxes, hp_account_words_get (states));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mailboxes), detail);
}

void
hp_sidebar_set_accounts (HpSidebar *self, HpLiveAccounts *accounts)
{
  g_signal_connect_object (accounts, "changed", G_CALLBACK (on_accounts_cb), self,
                           G_CONNECT_SWAPPED);
  on_accounts_cb (self, accounts);
}

void
hp_sidebar_set_names (HpSidebar *self, const char *desk, const char *agent)
{
  adw_window_title_set_title (self->title, desk);
  adw_avatar_set_text (self->avatar, agent);
  gtk_label_set_text (self->agent, agent);
}

void
hp_sidebar_set_n_outgoing (HpSidebar *self, guint n, gboolean is_trouble)
{
  g_autofree char *count = g_strdup_printf ("%u", n);

  gtk_label_set_text (self->outbox_count, count);
  gtk_widget_set_visible (self->outbox, n > 0);
  if (is_trouble)
    gtk_widget_add_css_class (self->outbox, "trouble");
  else
    gtk_widget_remove_css_class (self->outbox, "trouble");
}

void
hp_sidebar_set_searching (HpSidebar *self, gboolean is_searching)
{
  self->is_searching = is_searching;
  restore_selection (self);
}

void
hp_sidebar_select (HpSidebar *self, HpViewItem *view)
{
  g_set_object (&self->selected, view);
  restore_selection (self);
}
