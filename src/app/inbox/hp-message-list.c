/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which of the messages show and where they are scrolled to: at the newest when a ticket is
 * opened, and never moved under the eyes of somebody who reads. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-message-list.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/inbox/hp-conversation-row.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-message-list.ui"
#define FRAMES_TO_SETTLE 4
/* How many messages are there at first, and how many more come at a time. */
#define FIRST_SHOWN 20
#define MORE_SHOWN 40
#define NEAR_END 60
/* What was at the end for so long has been seen. */
#define DWELL_MS 700

struct _HpMessageList
{
  AdwBin parent_instance;

  HpConversation *conversation; /* (owned) (nullable) */
  guint settle;
  guint frames_to_settle;
  guint dwell;
  guint n_arrived;      /* messages that came while others were read */
  gboolean was_at_end;  /* when it was last scrolled */
  gboolean is_fresh;    /* another ticket was opened: show its newest message */
  gboolean is_other;    /* none of its messages shows yet */
  gint64 wanted;        /* a message to show, 0: the newest */
  HpSearchMarks *marks; /* (owned) (nullable) */

  AdwToastOverlay *toasts;
  AdwToast *toast; /* (owned) (nullable) the one that shows */
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkSliceListModel *slice; /* the newest of the messages */
  GtkButton *earlier;
  GtkButton *arrived;
};

G_DEFINE_FINAL_TYPE (HpMessageList, hp_message_list, ADW_TYPE_BIN)

enum
{
  SEEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_n_arrived (HpMessageList *self, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u new message", "%u new messages", n), n);

  self->n_arrived = n;
  gtk_button_set_label (self->arrived, words);
  gtk_widget_set_visible (GTK_WIDGET (self->arrived), n > 0);
}

static gboolean
is_at_end (HpMessageList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);

  return gtk_adjustment_get_value (adjustment) + page + NEAR_END >=
         gtk_adjustment_get_upper (adjustment);
}

/* A frame was drawn with it, which one that nobody sees is not everywhere. */
static gboolean
on_seen_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  g_signal_emit (widget, signals[SEEN], 0);
  return G_SOURCE_REMOVE;
}

static void
on_dwelt_cb (gpointer data)
{
  HpMessageList *self = data;

  self->dwell = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && is_at_end (self) && self->n_arrived == 0 &&
      !hp_conversation_get_is_loading (self->conversation))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), on_seen_frame_cb, NULL, NULL);
}

/* The end shows: if it goes on doing so, it has been seen. */
static void
begin_dwell (HpMessageList *self)
{
  g_clear_handle_id (&self->dwell, g_source_remove);
  self->dwell = g_timeout_add_once (DWELL_MS, on_dwelt_cb, self);
}

static guint
find_wanted (HpMessageList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));

  for (guint i = 0; self->wanted != 0 && i < n; i++)
    {
      g_autoptr (HpMessageItem) item = g_list_model_get_item (G_LIST_MODEL (self->conversation), i);
      if (hp_message_item_get_row (item) == self->wanted)
        return i;
    }
  return G_MAXUINT;
}

/* From this position on messages show. A list makes up to 200 rows at once, seen or not. */
static void
set_first_shown (HpMessageList *self, guint first)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u earlier message", "%u earlier messages", first), first);

  gtk_slice_list_model_set_offset (self->slice, first);
  gtk_button_set_label (self->earlier, words);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), first > 0);
}

static void
show_newest (HpMessageList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));
  guint wanted = find_wanted (self);
  guint first = n > FIRST_SHOWN ? n - FIRST_SHOWN : 0;

  set_first_shown (self, MIN (first, wanted));
}

static void
show_earlier (HpMessageList *self)
{
  guint first = gtk_slice_list_model_get_offset (self->slice);

  set_first_shown (self, first > MORE_SHOWN ? first - MORE_SHOWN : 0);
}

static void
on_earlier_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  show_earlier (HP_MESSAGE_LIST (widget));
}

/* A list guesses the heights of rows that it has not made yet: the end is where it is only some
 * frames later. */
static gboolean
on_settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HpMessageList *self = HP_MESSAGE_LIST (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  guint first = gtk_slice_list_model_get_offset (self->slice);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint wanted = find_wanted (self);

  if (wanted != G_MAXUINT && wanted >= first && wanted - first < n)
    hp_compat_scroll_to (self->view, wanted - first);
  else if (n > 0 && self->frames_to_settle == FRAMES_TO_SETTLE)
    hp_compat_scroll_to (self->view, n - 1);
  else
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  self->frames_to_settle--;
  if (self->frames_to_settle > 0)
    return G_SOURCE_CONTINUE;
  self->settle = 0;
  self->wanted = 0;
  begin_dwell (self);
  return G_SOURCE_REMOVE;
}

/* Whoever scrolls decides. */
static gboolean
on_scroll_cb (HpMessageList *self)
{
  self->frames_to_settle = MIN (self->frames_to_settle, 1);
  return GDK_EVENT_PROPAGATE;
}

static void
settle (HpMessageList *self)
{
  if (self->is_other)
    show_newest (self);
  self->is_other = FALSE;
  self->is_fresh = FALSE;
  self->frames_to_settle = FRAMES_TO_SETTLE;
  if (self->settle == 0)
    self->settle = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_settle_cb, NULL, NULL);
}

static void
on_edge_cb (HpMessageList *self, GtkPositionType edge)
{
  if (edge == GTK_POS_TOP && self->settle == 0 && gtk_slice_list_model_get_offset (self->slice) > 0)
    show_earlier (self);
}

static void
on_scrolled_cb (HpMessageList *self)
{
  gboolean was_at_end = self->was_at_end;

  self->was_at_end = is_at_end (self);
  if (!self->was_at_end)
    return;
  if (!was_at_end)
    begin_dwell (self);
  if (self->n_arrived > 0)
    set_n_arrived (self, 0);
}

/* The note below grows and shrinks: the newest message stays in sight. */
static void
on_page_size_cb (HpMessageList *self)
{
  if (self->was_at_end && self->settle == 0 && !self->is_other)
    settle (self);
}

static void
on_newest_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  settle (HP_MESSAGE_LIST (widget));
}

/* Who reads on is told of what comes, and not moved. */
static void
on_messages_changed_cb (HpMessageList *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slice));
  g_autoptr (HpMessageItem) last =
      n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->slice), n - 1) : NULL;

  if (self->is_other || self->is_fresh || removed > 0 || added == 0 || position == 0 ||
      position + added != n || hp_message_item_get_message (last) == NULL)
    return;
  if (is_at_end (self))
    self->is_fresh = TRUE;
  else
    set_n_arrived (self, self->n_arrived + added);
}

static void
on_loading_cb (HpMessageList *self)
{
  if (hp_conversation_get_is_loading (self->conversation))
    return;
  if (self->is_fresh)
    settle (self);
  else
    begin_dwell (self);
}

static void
on_ticket_cb (HpMessageList *self)
{
  if (hp_conversation_get_ticket (self->conversation) == NULL)
    return;
  self->is_fresh = TRUE;
  self->is_other = TRUE;
  g_clear_handle_id (&self->dwell, g_source_remove);
  set_n_arrived (self, 0);
  /* Nothing of it until all of it is there. */
  gtk_slice_list_model_set_offset (self->slice, G_MAXUINT / 2);
}

static void
on_toast_dismissed_cb (HpMessageList *self, AdwToast *toast)
{
  if (toast != self->toast)
    return;
  g_clear_object (&self->toast);
  gtk_widget_remove_css_class (GTK_WIDGET (self->view), "under-toast");
}

/* Where one pane shows, it may have been opened behind the list. */
static void
hp_message_list_map (GtkWidget *widget)
{
  HpMessageList *self = HP_MESSAGE_LIST (widget);

  GTK_WIDGET_CLASS (hp_message_list_parent_class)->map (widget);
  if (self->conversation != NULL)
    begin_dwell (self);
}

static void
hp_message_list_dispose (GObject *object)
{
  HpMessageList *self = HP_MESSAGE_LIST (object);

  g_clear_handle_id (&self->dwell, g_source_remove);
  g_clear_object (&self->conversation);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->marks, hp_search_marks_free);
  G_OBJECT_CLASS (hp_message_list_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, toasts);
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, scroller);
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, view);
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, slice);
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, earlier);
  gtk_widget_class_bind_template_child (widget_class, HpMessageList, arrived);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_cb);
}

static void
hp_message_list_class_init (HpMessageListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_message_list_dispose;
  widget_class->map = hp_message_list_map;
  signals[SEEN] = g_signal_new ("seen", HP_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "messages.earlier", NULL, on_earlier_cb);
  gtk_widget_class_install_action (widget_class, "messages.newest", NULL, on_newest_cb);
  g_type_ensure (HP_TYPE_CONVERSATION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_message_list_init (HpMessageList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->slice, "items-changed", G_CALLBACK (on_messages_changed_cb),
                            self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                            G_CALLBACK (on_scrolled_cb), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "notify::page-size", G_CALLBACK (on_page_size_cb), self);
}

void
hp_message_list_set_conversation (HpMessageList *self, HpConversation *conversation)
{
  g_set_object (&self->conversation, conversation);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT / 2);
  gtk_slice_list_model_set_model (self->slice, G_LIST_MODEL (conversation));
  g_signal_connect_object (conversation, "notify::ticket", G_CALLBACK (on_ticket_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::is-loading", G_CALLBACK (on_loading_cb), self,
                           G_CONNECT_SWAPPED);
  on_ticket_cb (self);
}

GtkWidget *
hp_message_list_get_view (HpMessageList *self)
{
  return GTK_WIDGET (self->view);
}

static HpMessageCard *
get_card_of_row (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  return HP_IS_CONVERSATION_ROW (child) ? hp_conversation_row_get_card (HP_CONVERSATION_ROW (child))
                                        : NULL;
}

HpMessageCard *
hp_message_list_get_focused_card (HpMessageList *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view));

  return focused != NULL ? get_card_of_row (focused) : NULL;
}

HpMessageCard *
hp_message_list_get_card (HpMessageList *self)
{
  HpMessageCard *card = hp_message_list_get_focused_card (self);
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  for (; card == NULL && row != NULL; row = gtk_widget_get_prev_sibling (row))
    if (gtk_widget_get_child_visible (row))
      card = get_card_of_row (row);
  return card;
}

void
hp_message_list_set_marks (HpMessageList *self, const char *query)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  g_clear_pointer (&self->marks, hp_search_marks_free);
  if (query != NULL)
    self->marks = hp_search_marks_new (query);
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      HpMessageCard *card = get_card_of_row (row);
      if (card != NULL)
        hp_message_card_set_marks (card, self->marks);
    }
}

const HpSearchMarks *
hp_message_list_get_marks (HpMessageList *self)
{
  return self->marks;
}

void
hp_message_list_show_message (HpMessageList *self, gint64 message)
{
  self->wanted = message;
  if (hp_conversation_get_is_loading (self->conversation))
    return;
  show_newest (self);
  settle (self);
}

void
hp_message_list_show_newest (HpMessageList *self)
{
  self->is_fresh = TRUE;
}

void
hp_message_list_toggle_folds (HpMessageList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      HpMessageCard *card = get_card_of_row (row);
      if (card != NULL)
        gtk_widget_activate_action (GTK_WIDGET (card), "message.toggle-folds", NULL);
    }
}

void
hp_message_list_dismiss_toast (HpMessageList *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

void
hp_message_list_add_toast (HpMessageList *self, AdwToast *toast)
{
  hp_message_list_dismiss_toast (self);
  g_set_object (&self->toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "under-toast");
  if (self->was_at_end && !self->is_other)
    settle (self);
}

void
hp_message_list_keep_end (HpMessageList *self)
{
  on_page_size_cb (self);
}

gboolean
hp_message_list_is_busy (HpMessageList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      HpMessageCard *card = get_card_of_row (row);
      if (card != NULL && hp_message_card_is_busy (card))
        return TRUE;
    }
  return FALSE;
}
