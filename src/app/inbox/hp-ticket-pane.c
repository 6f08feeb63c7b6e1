/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the list of tickets shows: a view or what a search finds, and how many. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-pane.h"

#include <glib/gi18n.h>

#include "app/hp-labels.h"
#include "app/hp-pane-focus.h"
#include "app/hp-settings.h"
#include "app/inbox/hp-bulk-bar.h"
#include "app/inbox/hp-hit-row.h"
#include "app/inbox/hp-view-keeper.h"
#include "app/inbox/hp-width-bin.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-pane.ui"
#define DAY_CHECK_S 20
#define NATURAL_WIDTH 378
#define NARROWEST 300
#define WIDEST 560

struct _HpTicketPane
{
  AdwBin parent_instance;

  HpTicketList *list;     /* (owned) (nullable) */
  HpHitList *hits;        /* (owned) (nullable) */
  HpViewItem *view;       /* (owned) (nullable) */
  HpTicketChoice *choice; /* (owned) (nullable) */
  char *order;            /* (owned) "latest", "oldest" or "priority" */
  char *error;            /* (owned) (nullable) */
  gint64 day;             /* that the times were said on */
  guint day_timer;
  gboolean folded;
  gboolean has_sidebar_button;
  gboolean is_remembering; /* its width and order are kept in the settings */
  gboolean is_asked;       /* for any tickets yet */
  gboolean is_search;      /* the list is asked for what was typed */

  HpWidthBin *width;
  AdwWindowTitle *title;
  HpViewKeeper *keeper;
  HpTicketSearch *search;
  GtkStack *stack;
  HpTicketListView *tickets;
  GtkListView *hit_rows;
  GtkSingleSelection *hit_selection;
  AdwStatusPage *empty_page;
  HpSearchHints *hints;
  GtkWidget *cancel_button;
  GtkWidget *all_button;
  GtkWidget *sidebar_button;
  GtkWidget *search_button;
  GtkWidget *order_button;
  GtkWidget *choose_button;
  HpBulkBar *bulk_bar;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_HAS_SIDEBAR_BUTTON,
  PROP_ORDER,
  N_PROPS
};

enum
{
  CHOSEN,
  HIT_CHOSEN,
  MARKS_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_searching (HpTicketPane *self)
{
  return *hp_ticket_search_get_text (self->search) != '\0';
}

static gboolean
is_choosing (HpTicketPane *self)
{
  return self->choice != NULL && hp_ticket_choice_get_is_active (self->choice);
}

static void
update_view_title (HpTicketPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  int n_unread = hp_ticket_list_get_n_unread (self->list);
  g_autofree char *all = g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  /* Translators: how many tickets are unread */
  g_autofree char *unread =
      g_strdup_printf (ngettext ("%d unread", "%d unread", n_unread), n_unread);
  g_autofree char *both = g_strdup_printf ("%s, %s", all, unread);

  const char *view = self->view != NULL ? hp_labels_get_view (self->view) : _ ("Tickets");

  adw_window_title_set_title (self->title, is_searching (self) ? _ ("Search") : view);
  adw_window_title_set_subtitle (self->title, is_searching (self) || n_unread <= 0 ? all : both);
}

static void
update_choice_title (HpTicketPane *self)
{
  guint n = hp_ticket_choice_count (self->choice);
  guint n_list = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *chosen = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  /* Translators: how many tickets there are to choose from */
  g_autofree char *of =
      g_strdup_printf (ngettext ("of %u ticket", "of %u tickets", n_list), n_list);

  adw_window_title_set_title (self->title, chosen);
  adw_window_title_set_subtitle (self->title, of);
}

static void
show_status (HpTicketPane *self, const char *icon, const char *title, const char *description)
{
  adw_status_page_set_icon_name (self->empty_page, icon);
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
}

static gboolean
is_view (HpTicketPane *self, const char *name)
{
  return self->view != NULL && hp_view_item_get_kind (self->view) == HP_VIEW_BUILT_IN &&
         g_str_equal (hp_view_item_get_name (self->view), name);
}

static void
update_empty_page (HpTicketPane *self)
{
  if (self->error != NULL)
    show_status (self, "dialog-warning-symbolic", _ ("The List Can’t Be Read"), self->error);
  else if (is_searching (self))
    show_status (self, "edit-find-symbolic", _ ("Nothing Found"),
                 _ ("Try another word, or fewer of them."));
  else if (is_view (self, "open") || is_view (self, "mine") || is_view (self, "unassigned"))
    show_status (self, "object-select-symbolic", _ ("All Answered"),
                 _ ("New mail shows here at once."));
  else
    show_status (self, "mail-read-symbolic", _ ("No Tickets"), _ ("New mail shows here at once."));
}

static void
update_counts (HpTicketPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->hits));

  hp_ticket_search_set_counts (self->search,
                               hp_ticket_list_get_is_loading (self->list) ? -1 : (int) n,
                               hp_hit_list_get_is_loading (self->hits) ? -1 : (int) n_hits,
                               hp_hit_list_get_is_cut (self->hits));
}

static void
update_page (HpTicketPane *self)
{
  gboolean shows_hits = hp_ticket_search_shows_messages (self->search);
  GListModel *model = shows_hits ? G_LIST_MODEL (self->hits) : G_LIST_MODEL (self->list);
  gboolean is_loading = hp_ticket_list_get_is_loading (self->list) ||
                        (shows_hits && hp_hit_list_get_is_loading (self->hits));
  gboolean is_empty = g_list_model_get_n_items (model) == 0 && !is_loading;

  update_empty_page (self);
  update_counts (self);
  hp_view_keeper_show (self->keeper, self->view,
                       is_searching (self) ? hp_ticket_search_get_text (self->search) : NULL);
  gtk_stack_set_visible_child_name (self->stack, self->error != NULL || is_empty ? "empty"
                                                 : shows_hits                    ? "hits"
                                                                                 : "list");
}

static void
update_title (HpTicketPane *self)
{
  if (is_choosing (self))
    update_choice_title (self);
  else
    update_view_title (self);
}

/* Choosing takes the place of what else the list offers. */
static void
on_choice_changed_cb (HpTicketPane *self)
{
  gboolean is_active = is_choosing (self);
  GtkWidget *const others[] = { self->search_button, self->order_button, self->choose_button,
                                GTK_WIDGET (self->keeper) };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_set_visible (others[i], !is_active);
  gtk_widget_set_visible (self->sidebar_button, !is_active && self->has_sidebar_button);
  gtk_widget_set_visible (self->cancel_button, is_active);
  gtk_widget_set_visible (self->all_button, is_active);
  gtk_widget_set_visible (GTK_WIDGET (self->bulk_bar), is_active);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bulk_bar), hp_ticket_choice_count (self->choice) > 0);
  update_title (self);
}

static void
on_updated_cb (HpTicketPane *self)
{
  update_title (self);
  update_page (self);
}

static void
on_chosen_cb (HpTicketPane *self, gint64 row)
{
  g_signal_emit (self, signals[CHOSEN], 0, row);
}

static const char *
get_view_query (HpTicketPane *self)
{
  return self->view != NULL ? hp_view_item_get_query (self->view) : "";
}

/* A search begins and ends with its text: what is behind it stays where it was. */
static void
on_search_changed_cb (HpTicketPane *self)
{
  const char *text = hp_ticket_search_get_text (self->search);
  gboolean is_search = *text != '\0';
  const char *query = is_search ? text : get_view_query (self);

  if (self->list == NULL)
    return;
  if (is_search && !self->is_search)
    hp_ticket_list_view_keep_place (self->tickets);
  if (!is_search && self->is_search)
    hp_ticket_list_view_return (self->tickets);
  self->is_search = is_search;
  hp_ticket_list_view_set_marks (self->tickets, is_search ? text : NULL);
  g_signal_emit (self, signals[MARKS_CHANGED], 0, is_search ? text : NULL);
  hp_hit_list_set_query (self->hits, is_search ? text : "");
  if (!self->is_asked || !g_str_equal (hp_ticket_list_get_query (self->list), query))
    {
      hp_ticket_choice_set_is_active (self->choice, FALSE);
      hp_ticket_list_set_query (self->list, query);
    }
  self->is_asked = TRUE;
}

static void
on_search_open_cb (HpTicketPane *self)
{
  if (self->list != NULL && !hp_ticket_search_get_is_open (self->search))
    gtk_widget_grab_focus (hp_ticket_list_view_get_rows (self->tickets));
}

static void
on_kind_cb (HpTicketPane *self)
{
  if (self->list != NULL)
    update_page (self);
}

static void
on_hit_cb (HpTicketPane *self, guint position)
{
  g_autoptr (HpHitItem) hit = g_list_model_get_item (G_LIST_MODEL (self->hits), position);

  if (hit == NULL)
    return;
  hp_ticket_list_view_set_selected (self->tickets, hp_hit_item_get_ticket (hit));
  hp_ticket_search_remember (self->search);
  g_signal_emit (self, signals[HIT_CHOSEN], 0, hp_hit_item_get_ticket (hit),
                 hp_hit_item_get_message (hit)->row);
}

/* Enter in the search goes to the first ticket found, as soon as it is. */
static void
on_search_activated_cb (HpTicketPane *self)
{
  on_search_changed_cb (self);
  gtk_widget_grab_focus (hp_ticket_list_view_get_rows (self->tickets));
  hp_ticket_list_view_choose_first (self->tickets);
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
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  hp_view_keeper_set_folded (self->keeper, folded);
  hp_width_bin_set_is_fixed (self->width, folded);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
}

static void
set_order (HpTicketPane *self, const char *order)
{
  HpTicketOrder value = g_strcmp0 (order, "oldest") == 0     ? HP_TICKETS_OLDEST_FIRST
                        : g_strcmp0 (order, "priority") == 0 ? HP_TICKETS_BY_PRIORITY
                                                             : HP_TICKETS_LATEST_FIRST;

  g_free (self->order);
  self->order = g_strdup (order);
  if (self->list != NULL)
    hp_ticket_list_set_order (self->list, value);
  if (self->is_remembering)
    hp_settings_set_text ("list-order", order);
}

static void
hp_ticket_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpTicketPane *self = HP_TICKET_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_HAS_SIDEBAR_BUTTON:
      g_value_set_boolean (value, self->has_sidebar_button);
      break;
    case PROP_ORDER:
      g_value_set_string (value, self->order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_ticket_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HpTicketPane *self = HP_TICKET_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_SIDEBAR_BUTTON:
      self->has_sidebar_button = g_value_get_boolean (value);
      break;
    case PROP_ORDER:
      set_order (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_ticket_pane_dispose (GObject *object)
{
  HpTicketPane *self = HP_TICKET_PANE (object);

  g_clear_handle_id (&self->day_timer, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->view);
  g_clear_object (&self->hits);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (hp_ticket_pane_parent_class)->dispose (object);
}

static void
on_resized_cb (HpTicketPane *self, int width)
{
  hp_settings_set_int ("list-width", width);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, width);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, keeper);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, tickets);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, hit_rows);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, hit_selection);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, hints);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, toasts);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, bulk_bar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, choose_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, order_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, all_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated_cb);
}

static gboolean
hp_ticket_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return hp_pane_focus (widget, direction, GTK_WIDGET_CLASS (hp_ticket_pane_parent_class));
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
  props[PROP_HAS_SIDEBAR_BUTTON] = g_param_spec_boolean (
      "has-sidebar-button", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_ORDER] =
      g_param_spec_string ("order", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[HIT_CHOSEN] = g_signal_new ("hit-chosen", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[MARKS_CHANGED] = g_signal_new ("marks-changed", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_property_action (widget_class, "pane.order", "order");
  g_type_ensure (HP_TYPE_BULK_BAR);
  g_type_ensure (HP_TYPE_HIT_ROW);
  g_type_ensure (HP_TYPE_SEARCH_HINTS);
  g_type_ensure (HP_TYPE_TICKET_LIST_VIEW);
  g_type_ensure (HP_TYPE_TICKET_SEARCH);
  g_type_ensure (HP_TYPE_VIEW_KEEPER);
  g_type_ensure (HP_TYPE_WIDTH_BIN);
  widget_class->focus = hp_ticket_pane_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_ticket_pane_init (HpTicketPane *self)
{
  self->order = g_strdup ("latest");
  gtk_widget_init_template (GTK_WIDGET (self));
  hp_seen_row_watch (self->hit_rows);
  hp_ticket_search_set_hints (self->search, self->hints);
  hp_width_bin_set_limits (self->width, NARROWEST, WIDEST);
  hp_width_bin_set_width (self->width, NATURAL_WIDTH);
  self->day = hp_time_get_local_day (g_get_real_time ());
  self->day_timer = g_timeout_add_seconds (DAY_CHECK_S, on_day_check_cb, self);
}

void
hp_ticket_pane_set_lists (HpTicketPane *self, HpTicketList *list, HpHitList *hits)
{
  g_set_object (&self->list, list);
  g_set_object (&self->hits, hits);
  self->choice = hp_ticket_choice_new (list);
  g_signal_connect_object (self->choice, "changed", G_CALLBACK (on_choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hp_ticket_list_view_set_list (self->tickets, list);
  hp_ticket_list_view_set_choice (self->tickets, self->choice);
  gtk_single_selection_set_model (self->hit_selection, G_LIST_MODEL (hits));
  g_signal_connect_object (hits, "updated", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "updated", G_CALLBACK (on_updated_cb), self, G_CONNECT_SWAPPED);
}

void
hp_ticket_pane_set_view (HpTicketPane *self, HpViewItem *view)
{
  gboolean is_first = self->view == NULL;

  g_set_object (&self->view, view);
  if (is_first && is_searching (self))
    return;
  hp_ticket_search_end (self->search);
  on_search_changed_cb (self);
  hp_ticket_list_view_begin (self->tickets);
  update_title (self);
}

void
hp_ticket_pane_remember_width (HpTicketPane *self)
{
  g_autofree char *order = hp_settings_dup_text ("list-order");

  hp_width_bin_set_width (self->width, hp_settings_get_int ("list-width", NATURAL_WIDTH));
  if (*order != '\0')
    g_object_set (self, "order", order, NULL);
  self->is_remembering = TRUE;
}

void
hp_ticket_pane_set_error (HpTicketPane *self, const char *message)
{
  g_free (self->error);
  self->error = g_strdup (message);
  if (self->list != NULL)
    update_page (self);
}

HpTicketSearch *
hp_ticket_pane_get_search (HpTicketPane *self)
{
  return self->search;
}

HpTicketListView *
hp_ticket_pane_get_tickets (HpTicketPane *self)
{
  return self->tickets;
}

HpTicketChoice *
hp_ticket_pane_get_choice (HpTicketPane *self)
{
  return self->choice;
}

HpBulkBar *
hp_ticket_pane_get_bulk_bar (HpTicketPane *self)
{
  return self->bulk_bar;
}

void
hp_ticket_pane_add_toast (HpTicketPane *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}
