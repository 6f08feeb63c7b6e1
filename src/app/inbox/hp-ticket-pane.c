/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of tickets: its selection, its search and its counts. The selection belongs to a
 * ticket, not to a position: it follows the ticket when the list changes. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-pane.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/inbox/hp-ticket-row.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-pane.ui"
#define DAY_CHECK_S 20
#define NATURAL_WIDTH 378

struct _HpTicketPane
{
  AdwBin parent_instance;

  HpTicketList *list; /* (owned) (nullable) */
  gint64 selected;    /* row, 0: none */
  gint64 day;         /* that the times were said on */
  guint day_timer;
  gboolean folded;
  gboolean is_click; /* the selection changes by the pointer */

  AdwWindowTitle *title;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkListView *view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_searching (HpTicketPane *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

static void
update_title (HpTicketPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_new = hp_ticket_list_get_n_new (self->list);
  g_autofree char *all = g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  /* Translators: how many tickets are new */
  g_autofree char *new = g_strdup_printf (ngettext ("%u new", "%u new", n_new), n_new);
  g_autofree char *both = g_strdup_printf ("%s, %s", all, new);

  adw_window_title_set_title (self->title, is_searching (self) ? _ ("Search") : _ ("All Tickets"));
  adw_window_title_set_subtitle (self->title, is_searching (self) || n_new == 0 ? all : both);
}

static void
update_page (HpTicketPane *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  adw_status_page_set_icon_name (self->empty_page,
                                 is_searching (self) ? "edit-find-symbolic" : "mail-read-symbolic");
  adw_status_page_set_title (self->empty_page,
                             is_searching (self) ? _ ("Nothing Found") : _ ("No Tickets"));
  adw_status_page_set_description (self->empty_page, is_searching (self)
                                                         ? _ ("Try another word, or fewer of them.")
                                                         : _ ("Imported mail shows here at once."));
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

/* Keeps the selection on its ticket. Nothing is selected in a folded list. */
static void
restore_selection (HpTicketPane *self)
{
  guint position = self->selected != 0 && !self->folded
                       ? hp_ticket_list_find (self->list, self->selected)
                       : GTK_INVALID_LIST_POSITION;

  if (gtk_single_selection_get_selected (self->selection) != position)
    gtk_single_selection_set_selected (self->selection, position);
}

static void
on_updated_cb (HpTicketPane *self)
{
  restore_selection (self);
  update_title (self);
  update_page (self);
}

static void
choose (HpTicketPane *self, guint position)
{
  gint64 row = hp_ticket_list_get_row (self->list, position);

  if (row == 0)
    return;
  self->selected = row;
  g_signal_emit (self, signals[CHOSEN], 0, row);
}

/* Arrow keys move in a folded list without opening; a click or Enter opens. */
static void
on_selected_cb (HpTicketPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->list == NULL || hp_ticket_list_is_updating (self->list) ||
      position == GTK_INVALID_LIST_POSITION)
    return;
  if (self->folded && self->is_click)
    {
      choose (self, position);
      restore_selection (self);
    }
  else if (!self->folded && hp_ticket_list_get_row (self->list, position) != self->selected)
    {
      choose (self, position);
    }
}

static void
on_activate_cb (HpTicketPane *self, guint position)
{
  choose (self, position);
}

static void
on_pressed_cb (HpTicketPane *self)
{
  self->is_click = TRUE;
}

static gboolean
on_key_pressed_cb (HpTicketPane *self)
{
  self->is_click = FALSE;
  return GDK_EVENT_PROPAGATE;
}

static void
on_search_changed_cb (HpTicketPane *self)
{
  if (self->list != NULL)
    hp_ticket_list_set_query (self->list,
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter in the search goes to the first ticket found. */
static void
on_search_activate_cb (HpTicketPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (self->list != NULL && !self->folded)
    choose (self, 0);
  restore_selection (self);
}

static gboolean
on_day_check_cb (gpointer data)
{
  HpTicketPane *self = data;
  gint64 today = hp_time_get_local_day (g_get_real_time ());

  if (today != self->day && self->list != NULL)
    hp_ticket_list_renew_times (self->list);
  self->day = today;
  return G_SOURCE_CONTINUE;
}

static void
set_folded (HpTicketPane *self, gboolean folded)
{
  if (folded == self->folded)
    return;
  self->folded = folded;
  if (self->list != NULL)
    restore_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
}

static void
hp_ticket_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_TICKET_PANE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    set_folded (HP_TICKET_PANE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_pane_dispose (GObject *object)
{
  HpTicketPane *self = HP_TICKET_PANE (object);

  g_clear_handle_id (&self->day_timer, g_source_remove);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hp_ticket_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, view);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
}

static void
hp_ticket_pane_class_init (HpTicketPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_ticket_pane_get_property;
  object_class->set_property = hp_ticket_pane_set_property;
  object_class->dispose = hp_ticket_pane_dispose;
  props[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (HP_TYPE_TICKET_ITEM);
  g_type_ensure (HP_TYPE_TICKET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

/* The width of the list where there is room for more than one pane. */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, NATURAL_WIDTH);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
hp_ticket_pane_init (HpTicketPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));
  self->day = hp_time_get_local_day (g_get_real_time ());
  self->day_timer = g_timeout_add_seconds (DAY_CHECK_S, on_day_check_cb, self);
}

void
hp_ticket_pane_set_list (HpTicketPane *self, HpTicketList *list)
{
  g_set_object (&self->list, list);
  g_signal_connect_object (list, "updated", G_CALLBACK (on_updated_cb), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
}

void
hp_ticket_pane_search (HpTicketPane *self, const char *text)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  if (text == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
  on_search_changed_cb (self);
}

void
hp_ticket_pane_toggle_search (HpTicketPane *self)
{
  gboolean is_shown = gtk_search_bar_get_search_mode (self->search_bar);
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->search_bar)) != NULL;

  if (is_shown && has_focus)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    hp_ticket_pane_search (self, NULL);
}

void
hp_ticket_pane_select (HpTicketPane *self, gint64 row)
{
  self->selected = row;
  if (self->list != NULL)
    restore_selection (self);
}

void
hp_ticket_pane_step (HpTicketPane *self, int step)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint at = n > 0 ? hp_ticket_list_find (self->list, self->selected) : G_MAXUINT;
  guint next = at == G_MAXUINT ? 0 : at + (guint) step;

  if (next >= n)
    return;
  choose (self, next);
  restore_selection (self);
  hp_compat_scroll_to (self->view, next);
}
