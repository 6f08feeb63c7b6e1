/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which ticket is selected and where the list is scrolled to. The selection belongs to a
 * ticket, not to a position: it follows the ticket when the list changes. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-list-view.h"

#include "app/hp-compat.h"
#include "app/inbox/hp-ticket-row.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-list-view.ui"
/* How far the next unread ticket is looked for. */
#define MAX_STEPS 2000

/* Where one was in a view. */
typedef struct
{
  gint64 selected;
  double scrolled;
} Place;

struct _HpTicketListView
{
  AdwBin parent_instance;

  HpTicketList *list;     /* (owned) (nullable) */
  HpSearchMarks *marks;   /* (owned) (nullable) what the rows mark */
  HpOutgoing *outgoing;   /* (owned) (nullable) */
  HpTicketChoice *choice; /* (owned) (nullable) */
  gint64 selected;        /* row, 0: none */
  guint place;            /* where it was last seen in the list */
  gboolean folded;
  gboolean is_unseen; /* the selection is to be scrolled to */
  gboolean is_click;  /* the selection changes by the pointer */
  Place kept;
  gboolean is_returning;    /* to the place that was kept */
  gboolean is_first_wanted; /* the first ticket is to be opened */

  GtkEventControllerMotion *motion;
  GtkScrolledWindow *scroller;
  GtkListView *rows;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (HpTicketListView, hp_ticket_list_view, ADW_TYPE_BIN)

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

/* Keeps the selection on its ticket. Nothing is selected in a folded list. */
static void
restore_selection (HpTicketListView *self)
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
reveal_selection (HpTicketListView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->is_unseen || position == GTK_INVALID_LIST_POSITION)
    return;
  self->is_unseen = FALSE;
  hp_compat_scroll_to (self->rows, position);
}

static double
get_scrolled (HpTicketListView *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
return_to_place (HpTicketListView *self)
{
  self->is_returning = FALSE;
  self->selected = self->kept.selected;
  restore_selection (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            self->kept.scrolled);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->scroller)) != NULL)
    hp_ticket_list_view_focus_selected (self);
  if (self->selected != 0 && !self->folded)
    g_signal_emit (self, signals[CHOSEN], 0, self->selected);
}

static gboolean
is_choosing (HpTicketListView *self)
{
  return self->choice != NULL && hp_ticket_choice_get_is_active (self->choice);
}

static void
choose (HpTicketListView *self, guint position)
{
  gint64 row = hp_ticket_list_get_row (self->list, position);

  if (row == 0)
    return;
  if (is_choosing (self))
    {
      hp_ticket_choice_toggle (self->choice, row);
      return;
    }
  self->selected = row;
  g_signal_emit (self, signals[CHOSEN], 0, row);
}

static void
choose_first (HpTicketListView *self)
{
  if (!self->is_first_wanted)
    return;
  self->is_first_wanted = FALSE;
  choose (self, 0);
  restore_selection (self);
}

static void
on_updated_cb (HpTicketListView *self)
{
  gboolean is_loading = hp_ticket_list_get_is_loading (self->list);

  if (!is_loading)
    choose_first (self);
  if (self->is_returning && !is_loading)
    return_to_place (self);
  restore_selection (self);
  /* Who looks at the newest goes on doing so, unless what is under the pointer would move. */
  if (get_scrolled (self) < 1 && !gtk_event_controller_motion_contains_pointer (self->motion) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    hp_compat_scroll_to (self->rows, 0);
  reveal_selection (self);
}

/* Arrow keys move in a folded list without opening; a click or Enter opens. */
static void
on_selected_cb (HpTicketListView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->list == NULL || hp_ticket_list_is_updating (self->list) || is_choosing (self) ||
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
on_activate_cb (HpTicketListView *self, guint position)
{
  choose (self, position);
}

static void
on_pressed_cb (HpTicketListView *self)
{
  self->is_click = TRUE;
}

static gint64
get_focused_row (HpTicketListView *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->rows));
  GtkWidget *row = focused != NULL ? gtk_widget_get_first_child (focused) : NULL;
  HpTicketItem *item = HP_IS_ITEM_ROW (row) ? hp_item_row_get_item (HP_ITEM_ROW (row)) : NULL;

  return item != NULL ? hp_ticket_item_get_row (item) : 0;
}

static gboolean
on_key_pressed_cb (HpTicketListView *self, guint keyval, guint code, GdkModifierType state)
{
  self->is_click = FALSE;
  if (keyval == GDK_KEY_a && (state & GDK_CONTROL_MASK) != 0)
    {
      hp_ticket_choice_add_all (self->choice);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_space || !is_choosing (self) || get_focused_row (self) == 0)
    return GDK_EVENT_PROPAGATE;
  hp_ticket_choice_toggle (self->choice, get_focused_row (self));
  return GDK_EVENT_STOP;
}

/* Where tickets are chosen, a click chooses and opens nothing. */
static void
on_choice_changed_cb (HpTicketListView *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (HP_IS_TICKET_ROW (gtk_widget_get_first_child (row)))
      hp_ticket_row_set_choice (HP_TICKET_ROW (gtk_widget_get_first_child (row)), self->choice);
  if (gtk_list_view_get_single_click_activate (self->rows) == is_choosing (self))
    return;
  gtk_list_view_set_single_click_activate (self->rows, is_choosing (self));
  if (!is_choosing (self))
    restore_selection (self);
}

static void
hp_ticket_list_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_TICKET_LIST_VIEW (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_list_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HpTicketListView *self = HP_TICKET_LIST_VIEW (object);

  if (id != PROP_FOLDED)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  self->folded = g_value_get_boolean (value);
  if (self->list != NULL)
    restore_selection (self);
}

static void
hp_ticket_list_view_dispose (GObject *object)
{
  HpTicketListView *self = HP_TICKET_LIST_VIEW (object);

  g_clear_object (&self->list);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->marks, hp_search_marks_free);
  g_clear_object (&self->outgoing);
  G_OBJECT_CLASS (hp_ticket_list_view_parent_class)->dispose (object);
}

static void
hp_ticket_list_view_class_init (HpTicketListViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_ticket_list_view_get_property;
  object_class->set_property = hp_ticket_list_view_set_property;
  object_class->dispose = hp_ticket_list_view_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_TICKET_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  g_type_ensure (HP_TYPE_TICKET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTicketListView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HpTicketListView, rows);
  gtk_widget_class_bind_template_child (widget_class, HpTicketListView, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
hp_ticket_list_view_init (HpTicketListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hp_seen_row_watch (self->rows);
  self->motion = GTK_EVENT_CONTROLLER_MOTION (gtk_event_controller_motion_new ());
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->motion));
}

void
hp_ticket_list_view_set_list (HpTicketListView *self, HpTicketList *list)
{
  g_set_object (&self->list, list);
  g_signal_connect_object (list, "updated", G_CALLBACK (on_updated_cb), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
}

void
hp_ticket_list_view_set_choice (HpTicketListView *self, HpTicketChoice *choice)
{
  g_set_object (&self->choice, choice);
  g_signal_connect_object (choice, "changed", G_CALLBACK (on_choice_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

HpTicketChoice *
hp_ticket_list_view_get_choice (HpTicketListView *self)
{
  return self->choice;
}

void
hp_ticket_list_view_toggle_choice (HpTicketListView *self)
{
  gint64 row = get_focused_row (self);

  if (row == 0)
    row = self->selected;
  if (row != 0)
    hp_ticket_choice_toggle (self->choice, row);
  else
    hp_ticket_choice_set_is_active (self->choice, TRUE);
}

void
hp_ticket_list_view_select (HpTicketListView *self, gint64 row)
{
  self->is_unseen = row != self->selected;
  self->selected = row;
  if (self->list == NULL)
    return;
  restore_selection (self);
  reveal_selection (self);
}

void
hp_ticket_list_view_step (HpTicketListView *self, int step)
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
hp_ticket_list_view_step_to_unread (HpTicketListView *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  guint at = n > 0 ? hp_ticket_list_find (self->list, self->selected) : G_MAXUINT;

  for (guint i = 1; i <= MIN (n, MAX_STEPS); i++)
    {
      guint position = at == G_MAXUINT ? i - 1 : (at + i) % n;
      g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      if (!hp_ticket_item_get_is_unread (item))
        continue;
      choose (self, position);
      restore_selection (self);
      hp_compat_scroll_to (self->rows, position);
      return;
    }
}

void
hp_ticket_list_view_choose_first (HpTicketListView *self)
{
  self->is_first_wanted = !self->folded;
  if (self->list != NULL && !hp_ticket_list_get_is_loading (self->list))
    choose_first (self);
}

void
hp_ticket_list_view_set_selected (HpTicketListView *self, gint64 row)
{
  self->selected = row;
}

void
hp_ticket_list_view_keep_place (HpTicketListView *self)
{
  self->kept = (Place){ self->selected, get_scrolled (self) };
}

void
hp_ticket_list_view_return (HpTicketListView *self)
{
  self->is_returning = TRUE;
}

void
hp_ticket_list_view_begin (HpTicketListView *self)
{
  self->is_returning = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

GtkWidget *
hp_ticket_list_view_get_rows (HpTicketListView *self)
{
  return GTK_WIDGET (self->rows);
}

void
hp_ticket_list_view_focus_selected (HpTicketListView *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      HpTicketItem *item =
          HP_IS_ITEM_ROW (child) ? hp_item_row_get_item (HP_ITEM_ROW (child)) : NULL;
      if (item != NULL && hp_ticket_item_get_row (item) == self->selected &&
          gtk_widget_get_mapped (row))
        {
          gtk_widget_grab_focus (row);
          return;
        }
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

static void
mark_rows (HpTicketListView *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (HP_IS_TICKET_ROW (gtk_widget_get_first_child (row)))
      hp_ticket_row_set_marks (HP_TICKET_ROW (gtk_widget_get_first_child (row)), self->marks);
}

void
hp_ticket_list_view_set_outgoing (HpTicketListView *self, HpOutgoing *outgoing)
{
  g_set_object (&self->outgoing, outgoing);
  g_signal_connect_object (outgoing, "changed", G_CALLBACK (mark_rows), self, G_CONNECT_SWAPPED);
  mark_rows (self);
}

gboolean
hp_ticket_list_view_has_draft (HpTicketListView *self, const HpKey *ticket)
{
  return self->outgoing != NULL && hp_outgoing_has_draft (self->outgoing, ticket);
}

void
hp_ticket_list_view_set_marks (HpTicketListView *self, const char *query)
{
  g_clear_pointer (&self->marks, hp_search_marks_free);
  if (query != NULL)
    self->marks = hp_search_marks_new (query);
  mark_rows (self);
}

const HpSearchMarks *
hp_ticket_list_view_get_marks (HpTicketListView *self)
{
  return self->marks;
}
