/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of tickets: its selection, its search and its counts. The selection belongs to a
 * ticket, not to a position: it follows the ticket when the list changes. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-pane.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/hp-pane-focus.h"
#include "app/hp-settings.h"
#include "app/inbox/hp-hit-row.h"
#include "app/inbox/hp-search-hints.h"
#include "app/inbox/hp-ticket-row.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-pane.ui"
#define DAY_CHECK_S 20
#define NATURAL_WIDTH 378
#define NARROWEST 300
#define WIDEST 560
/* Where its edge can be dragged. */
#define EDGE 5
/* How far the next new ticket is looked for. */
#define MAX_STEPS 2000

/* Where one was in a view. */
typedef struct
{
  gint64 selected;
  double scrolled;
} Place;

struct _HpTicketPane
{
  AdwBin parent_instance;

  HpTicketList *list;   /* (owned) (nullable) */
  HpHitList *hits;      /* (owned) (nullable) */
  HpViewItem *view;     /* (owned) (nullable) */
  HpSearchMarks *marks; /* (owned) (nullable) what the rows mark */
  char *error;          /* (owned) (nullable) */
  gint64 selected;      /* row, 0: none */
  guint place;          /* where it was last seen in the list */
  gint64 day;           /* that the times were said on */
  guint day_timer;
  gboolean folded;
  int width;          /* where there is room */
  int width_before;   /* its edge was dragged */
  gboolean is_unseen; /* the selection is to be scrolled to */
  gboolean is_click;  /* the selection changes by the pointer */
  gboolean has_sidebar_button;
  Place before;             /* the search began */
  gboolean is_first_wanted; /* the first ticket is to be opened */
  gboolean is_asked;        /* for any tickets yet */
  gboolean is_search;       /* the list is asked for what was typed */
  gboolean is_leaving;      /* the search has ended and the view is not back yet */

  AdwWindowTitle *title;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkScrolledWindow *scroller;
  GtkListView *rows;
  GtkSingleSelection *selection;
  GtkWidget *kinds;
  GtkToggleButton *tickets_chip;
  GtkToggleButton *messages_chip;
  GtkSingleSelection *hit_selection;
  GtkMenuButton *save_button;
  GtkPopover *save_popover;
  GtkEntry *view_name;
  GtkWidget *remove_button;
  HpSearchHints *hints;
};

G_DEFINE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_HAS_SIDEBAR_BUTTON,
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

  const char *view = self->view != NULL ? hp_labels_get_view (self->view) : _ ("Tickets");

  adw_window_title_set_title (self->title, is_searching (self) ? _ ("Search") : view);
  adw_window_title_set_subtitle (self->title, is_searching (self) || n_new == 0 ? all : both);
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
update_chips (HpTicketPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->hits));
  /* Translators: how many tickets a search found */
  g_autofree char *tickets = g_strdup_printf (_ ("Tickets %u"), n);
  /* Translators: how many messages a search found */
  g_autofree char *messages = g_strdup_printf (
      hp_hit_list_get_is_cut (self->hits) ? _ ("Messages %u+") : _ ("Messages %u"), n_hits);

  gtk_button_set_label (GTK_BUTTON (self->tickets_chip), tickets);
  gtk_button_set_label (GTK_BUTTON (self->messages_chip), messages);
  gtk_widget_set_visible (self->kinds, is_searching (self));
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), is_searching (self));
  gtk_widget_set_visible (self->remove_button,
                          !is_searching (self) && self->view != NULL &&
                              hp_view_item_get_kind (self->view) == HP_VIEW_SAVED);
}

static void
update_page (HpTicketPane *self)
{
  gboolean shows_hits = is_searching (self) && gtk_toggle_button_get_active (self->messages_chip);
  GListModel *model = shows_hits ? G_LIST_MODEL (self->hits) : G_LIST_MODEL (self->list);
  gboolean is_loading = hp_ticket_list_get_is_loading (self->list) ||
                        (shows_hits && hp_hit_list_get_is_loading (self->hits));
  gboolean is_empty = g_list_model_get_n_items (model) == 0 && !is_loading;

  update_empty_page (self);
  update_chips (self);
  gtk_stack_set_visible_child_name (self->stack, self->error != NULL || is_empty ? "empty"
                                                 : shows_hits                    ? "hits"
                                                                                 : "list");
}

/* Keeps the selection on its ticket. Nothing is selected in a folded list. */
static void
restore_selection (HpTicketPane *self)
{
  guint position = self->selected != 0 && !self->folded
                       ? hp_ticket_list_find (self->list, self->selected)
                       : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    self->place = position;
  if (gtk_single_selection_get_selected (self->selection) != position)
    gtk_single_selection_set_selected (self->selection, position);
}

static void
reveal_selection (HpTicketPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->is_unseen || position == GTK_INVALID_LIST_POSITION)
    return;
  self->is_unseen = FALSE;
  hp_compat_scroll_to (self->rows, position);
}

static double
get_scrolled (HpTicketPane *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/* Back from the search, where one was. */
static void
return_to_view (HpTicketPane *self)
{
  self->is_leaving = FALSE;
  self->selected = self->before.selected;
  restore_selection (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            self->before.scrolled);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->scroller)) != NULL)
    hp_ticket_pane_focus_selected (self);
  if (self->selected != 0 && !self->folded)
    g_signal_emit (self, signals[CHOSEN], 0, self->selected);
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

static void
choose_first (HpTicketPane *self)
{
  if (!self->is_first_wanted)
    return;
  self->is_first_wanted = FALSE;
  choose (self, 0);
  restore_selection (self);
}

static void
on_updated_cb (HpTicketPane *self)
{
  if (!hp_ticket_list_get_is_loading (self->list))
    choose_first (self);
  if (self->is_leaving && !hp_ticket_list_get_is_loading (self->list))
    return_to_view (self);
  restore_selection (self);
  update_title (self);
  update_page (self);
  /* Who looks at the newest goes on doing so. */
  if (get_scrolled (self) < 1 && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    hp_compat_scroll_to (self->rows, 0);
  reveal_selection (self);
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

static const char *
get_view_query (HpTicketPane *self)
{
  return self->view != NULL ? hp_view_item_get_query (self->view) : "";
}

static void
set_marks (HpTicketPane *self, const char *text)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  g_clear_pointer (&self->marks, hp_search_marks_free);
  if (text != NULL)
    self->marks = hp_search_marks_new (text);
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (HP_IS_TICKET_ROW (gtk_widget_get_first_child (row)))
      hp_ticket_row_set_marks (HP_TICKET_ROW (gtk_widget_get_first_child (row)), self->marks);
  g_signal_emit (self, signals[MARKS_CHANGED], 0, text);
}

/* A search begins and ends with its text: what is behind it stays where it was. */
static void
on_search_changed_cb (HpTicketPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean is_search = is_searching (self);
  const char *query = is_search ? text : get_view_query (self);

  if (self->list == NULL)
    return;
  if (is_search && !self->is_search)
    self->before = (Place){ self->selected, get_scrolled (self) };
  self->is_leaving |= !is_search && self->is_search;
  self->is_search = is_search;
  hp_search_hints_set_text (self->hints, text);
  set_marks (self, is_search ? text : NULL);
  hp_hit_list_set_query (self->hits, is_search ? text : "");
  if (!self->is_asked || !g_str_equal (hp_ticket_list_get_query (self->list), query))
    hp_ticket_list_set_query (self->list, query);
  self->is_asked = TRUE;
}

static void
on_search_mode_cb (HpTicketPane *self)
{
  if (self->list == NULL || gtk_search_bar_get_search_mode (self->search_bar))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  on_search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
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
  self->selected = hp_hit_item_get_ticket (hit);
  hp_search_hints_remember (self->hints, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_signal_emit (self, signals[HIT_CHOSEN], 0, self->selected, hp_hit_item_get_message (hit)->row);
}

static void
set_search_text (HpTicketPane *self, const char *text, int caret)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), caret);
}

static void
on_hint_picked_cb (HpTicketPane *self, const char *text)
{
  set_search_text (self, text, -1);
}

/* What is added ends where its value is typed. */
static void
on_hint_narrowed_cb (HpTicketPane *self, const char *text)
{
  const char *before = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean has_gap = *before == '\0' || g_str_has_suffix (before, " ");
  g_autofree char *whole = g_strconcat (before, has_gap ? "" : " ", text, NULL);
  int end = (int) g_utf8_strlen (whole, -1);

  set_search_text (self, whole, g_str_has_suffix (text, "\"") ? end - 1 : end);
}

static void
on_entry_focus_cb (HpTicketPane *self, GParamSpec *pspec, GtkEventControllerFocus *controller)
{
  if (gtk_event_controller_focus_contains_focus (controller))
    hp_search_hints_set_text (self->hints,
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  gtk_widget_set_visible (GTK_WIDGET (self->hints),
                          gtk_event_controller_focus_contains_focus (controller));
}

static void
on_view_named_cb (HpTicketPane *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->view_name))));

  gtk_popover_popdown (self->save_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->view_name), "");
  if (*name != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-view", "(ss)", name,
                                gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
on_remove_view_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpTicketPane *self = HP_TICKET_PANE (widget);

  if (self->view != NULL && hp_view_item_get_kind (self->view) == HP_VIEW_SAVED)
    gtk_widget_activate_action (widget, "win.remove-view", "s", hp_view_item_get_name (self->view));
}

/* Enter in the search goes to the first ticket found, as soon as it is. */
static void
on_search_activate_cb (HpTicketPane *self)
{
  hp_search_hints_remember (self->hints, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  on_search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
  self->is_first_wanted = !self->folded;
  if (self->list != NULL && !hp_ticket_list_get_is_loading (self->list))
    choose_first (self);
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
  /* There the words would lie over the title. */
  if (folded)
    gtk_menu_button_set_icon_name (self->save_button, "list-add-symbolic");
  else
    gtk_menu_button_set_label (self->save_button, _ ("Save View"));
  if (self->list != NULL)
    restore_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
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
  g_clear_pointer (&self->marks, hp_search_marks_free);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (hp_ticket_pane_parent_class)->dispose (object);
}

static gboolean
is_on_edge (HpTicketPane *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return !self->folded && (is_mirrored ? x <= EDGE : x >= width - EDGE);
}

static void
on_motion_cb (HpTicketPane *self, double x)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on_edge (self, x) ? "col-resize" : NULL);
}

static void
on_drag_begin_cb (HpTicketPane *self, double x, double y, GtkGesture *drag)
{
  self->width_before = gtk_widget_get_width (GTK_WIDGET (self));
  gtk_gesture_set_state (drag, is_on_edge (self, x) ? GTK_EVENT_SEQUENCE_CLAIMED
                                                    : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update_cb (HpTicketPane *self, double x)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  self->width = CLAMP (self->width_before + (int) (is_mirrored ? -x : x), NARROWEST, WIDEST);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_drag_end_cb (HpTicketPane *self)
{
  hp_settings_set_int ("list-width", self->width);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end_cb);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, rows);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, kinds);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, tickets_chip);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, messages_chip);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, hit_selection);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, save_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, save_popover);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, view_name);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, remove_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, hints);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hint_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hint_narrowed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_focus_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_cb);
  gtk_widget_class_bind_template_child (widget_class, HpTicketPane, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
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
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[HIT_CHOSEN] = g_signal_new ("hit-chosen", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[MARKS_CHANGED] = g_signal_new ("marks-changed", HP_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "pane.remove-view", NULL, on_remove_view_cb);
  g_type_ensure (HP_TYPE_HIT_ITEM);
  g_type_ensure (HP_TYPE_HIT_ROW);
  g_type_ensure (HP_TYPE_SEARCH_HINTS);
  g_type_ensure (HP_TYPE_TICKET_ITEM);
  g_type_ensure (HP_TYPE_TICKET_ROW);
  widget_class->focus = hp_ticket_pane_focus;
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
    *natural = MAX (*minimum, HP_TICKET_PANE (widget)->width);
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
  self->width = NATURAL_WIDTH;
  self->day = hp_time_get_local_day (g_get_real_time ());
  self->day_timer = g_timeout_add_seconds (DAY_CHECK_S, on_day_check_cb, self);
}

void
hp_ticket_pane_set_lists (HpTicketPane *self, HpTicketList *list, HpHitList *hits)
{
  g_set_object (&self->list, list);
  g_set_object (&self->hits, hits);
  gtk_single_selection_set_model (self->hit_selection, G_LIST_MODEL (hits));
  g_signal_connect_object (hits, "updated", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
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

gboolean
hp_ticket_pane_is_searching (HpTicketPane *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar);
}

void
hp_ticket_pane_end_search (HpTicketPane *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

void
hp_ticket_pane_set_view (HpTicketPane *self, HpViewItem *view)
{
  gboolean is_first = self->view == NULL;

  g_set_object (&self->view, view);
  self->is_leaving = FALSE;
  if (is_first && is_searching (self))
    return;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  on_search_changed_cb (self);
  self->is_leaving = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update_title (self);
}

void
hp_ticket_pane_select (HpTicketPane *self, gint64 row)
{
  self->is_unseen = row != self->selected;
  self->selected = row;
  if (self->list == NULL)
    return;
  restore_selection (self);
  reveal_selection (self);
}

void
hp_ticket_pane_remember_width (HpTicketPane *self)
{
  self->width = hp_settings_get_int ("list-width", NATURAL_WIDTH);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hp_ticket_pane_step (HpTicketPane *self, int step)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint at = n > 0 ? hp_ticket_list_find (self->list, self->selected) : G_MAXUINT;
  guint next = at + (guint) step;

  /* Where the open ticket has left the list, the one behind it stands in its place. */
  if (at == G_MAXUINT)
    next = step > 0 ? self->place : self->place - 1;
  if (at == G_MAXUINT && self->selected == 0)
    next = 0;
  if (next >= n)
    return;
  choose (self, next);
  restore_selection (self);
  hp_compat_scroll_to (self->rows, next);
}

void
hp_ticket_pane_step_to_new (HpTicketPane *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint at = n > 0 ? hp_ticket_list_find (self->list, self->selected) : G_MAXUINT;

  for (guint i = 1; i <= MIN (n, MAX_STEPS); i++)
    {
      guint position = at == G_MAXUINT ? i - 1 : (at + i) % n;
      g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      if (!hp_ticket_item_get_is_new (item))
        continue;
      choose (self, position);
      restore_selection (self);
      hp_compat_scroll_to (self->rows, position);
      return;
    }
}

void
hp_ticket_pane_set_error (HpTicketPane *self, const char *message)
{
  g_free (self->error);
  self->error = g_strdup (message);
  if (self->list != NULL)
    update_page (self);
}

GtkWidget *
hp_ticket_pane_get_view (HpTicketPane *self)
{
  return GTK_WIDGET (self->rows);
}

void
hp_ticket_pane_focus_selected (HpTicketPane *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      HpTicketItem *item =
          HP_IS_TICKET_ROW (child) ? hp_ticket_row_get_item (HP_TICKET_ROW (child)) : NULL;
      if (item != NULL && hp_ticket_item_get_row (item) == self->selected &&
          gtk_widget_get_mapped (row))
        {
          gtk_widget_grab_focus (row);
          return;
        }
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

const HpSearchMarks *
hp_ticket_pane_get_marks (HpTicketPane *self)
{
  return self->marks;
}
