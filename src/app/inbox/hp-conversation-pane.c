/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the open ticket looks: its head, its messages, and what can be decided about it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-conversation-pane.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/hp-pane-focus.h"
#include "app/inbox/hp-conversation-row.h"
#include "app/inbox/hp-tag-popover.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-conversation-pane.ui"
#define FRAMES_TO_SETTLE 4
/* How many messages are there at first, and how many more come at a time. */
#define FIRST_SHOWN 20
#define MORE_SHOWN 40
#define NEAR_END 60

struct _HpConversationPane
{
  AdwBin parent_instance;

  HpConversation *conversation; /* (owned) (nullable) */
  HpTicketItem *ticket;         /* (owned) (nullable) */
  AdwToast *toast;              /* (owned) (nullable) the one that shows */
  gulong handler;
  gboolean folded;
  guint settle;
  guint frames_to_settle;
  guint n_arrived;     /* messages that came while others were read */
  gboolean was_at_end; /* when it was last scrolled */
  gboolean is_fresh;   /* another ticket was opened: show its newest message */
  gboolean is_other;   /* none of its messages shows yet */
  gboolean is_last;
  gint64 wanted;        /* a message to show, 0: the newest */
  HpSearchMarks *marks; /* (owned) (nullable) */
  HpOverview *overview; /* (owned) (nullable) */
  char *me;             /* (owned) (nullable) */

  AdwWindowTitle *title;
  GtkWidget *start_buttons;
  GtkMenuButton *status_button;
  GtkImage *channel_icon;
  GtkLabel *status_label;
  GtkMenuButton *assignee_button;
  AdwAvatar *assignee_avatar;
  GtkLabel *assignee_label;
  GtkButton *resolve_button;
  GtkMenuButton *tag_button;
  HpTagPopover *tag_popover;
  GtkMenuButton *more_button;
  GtkWidget *context_button;
  AdwStatusPage *error_page;
  GtkBox *tags;
  HpNoteEntry *note;
  GtkStack *stack;
  AdwToastOverlay *toasts;
  GtkLabel *subject;
  GtkLabel *about;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkSliceListModel *slice; /* the newest of the messages */
  GtkButton *earlier;
  GtkButton *arrived;
};

G_DEFINE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_IS_LAST,
  N_PROPS
};

enum
{
  NOTE_ADDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_subject (HpConversationPane *self)
{
  const char *subject = hp_ticket_item_get_subject (self->ticket);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (gsize from = 0, to = 0; hp_search_marks_next (self->marks, subject, &from, &to);)
    hp_compat_mark (GTK_WIDGET (self->subject), attributes, from, to);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_attributes (self->subject, attributes);
}

static void
update_head (HpConversationPane *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self->ticket);
  g_autofree char *number = hp_ticket_item_dup_number (self->ticket);
  g_autofree char *opened = hp_time_dup_text (ticket->created, g_get_real_time ());
  /* Translators: a ticket's number, its channel and when it was opened */
  g_autofree char *about = g_strdup_printf (_ ("%s · %s · opened %s"), number,
                                            hp_labels_get_channel (ticket->channel), opened);
  g_autofree char *state =
      g_strconcat (hp_labels_get_status (ticket->status), ticket->assignee != NULL ? ", " : "",
                   ticket->assignee, NULL);

  update_subject (self);
  gtk_label_set_text (self->about, about);
  adw_window_title_set_title (self->title, hp_ticket_item_get_name (self->ticket));
  adw_window_title_set_subtitle (self->title, state);
}

static void
name_button (GtkWidget *button, const char *words, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  hp_compat_name_parts (button);
}

static void
update_status (HpConversationPane *self, const HpTicket *ticket)
{
  const char *status = hp_labels_get_status (ticket->status);
  gboolean is_done = g_str_equal (ticket->status, HP_STATUS_RESOLVED) ||
                     g_str_equal (ticket->status, HP_STATUS_CLOSED) ||
                     g_str_equal (ticket->status, HP_STATUS_SPAM);
  /* Translators: %s is a ticket's status */
  g_autofree char *words = g_strdup_printf (_ ("Status: %s"), status);

  gtk_label_set_text (self->status_label, status);
  gtk_image_set_from_icon_name (self->channel_icon, hp_labels_get_channel_icon (ticket->channel));
  name_button (GTK_WIDGET (self->status_button), words, words);
  gtk_button_set_icon_name (self->resolve_button,
                            is_done ? "edit-undo-symbolic" : "object-select-symbolic");
  name_button (GTK_WIDGET (self->resolve_button), is_done ? _ ("Reopen") : _ ("Resolve"),
               is_done ? _ ("Reopen (E)") : _ ("Resolve (E)"));
}

static void
update_assignee (HpConversationPane *self, const HpTicket *ticket)
{
  const char *name = ticket->assignee != NULL ? ticket->assignee : _ ("Nobody");
  /* Translators: %s is an agent */
  g_autofree char *words = g_strdup_printf (_ ("Who has it: %s"), name);

  gtk_label_set_text (self->assignee_label, name);
  adw_avatar_set_text (self->assignee_avatar, ticket->assignee);
  gtk_widget_set_visible (GTK_WIDGET (self->assignee_avatar), ticket->assignee != NULL);
  /* Translators: %s says who has the ticket; A is the key */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (A)"), words);
  name_button (GTK_WIDGET (self->assignee_button), words, tooltip);
}

static GtkWidget *
make_tag_chip (const char *tag)
{
  GtkWidget *chip = gtk_label_new (tag);

  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (chip), 16);
  gtk_widget_set_tooltip_text (chip, tag);
  gtk_widget_add_css_class (chip, "chip");
  return chip;
}

static GtkWidget *
make_add_tag_chip (void)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_box_append (GTK_BOX (content), icon);
  /* Translators: adds a tag to the ticket */
  gtk_box_append (GTK_BOX (content), gtk_label_new (C_ ("add", "Tag")));
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.tags");
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "add");
  name_button (chip, _ ("Add a tag"), _ ("Add a tag (T)"));
  return chip;
}

static void
update_tags (HpConversationPane *self, const HpTicket *ticket)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  guint n = self->overview != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->overview)) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    gtk_box_remove (self->tags, child);
  for (guint i = 0; ticket->tags[i] != NULL; i++)
    gtk_box_append (self->tags, make_tag_chip (ticket->tags[i]));
  if (!self->folded)
    gtk_box_append (self->tags, make_add_tag_chip ());
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HpViewItem) view = g_list_model_get_item (G_LIST_MODEL (self->overview), i);
      if (hp_view_item_get_kind (view) == HP_VIEW_TAG)
        g_ptr_array_add (known, g_strdup (hp_view_item_get_name (view)));
    }
  hp_tag_popover_set_tags (self->tag_popover, (const char *const *) ticket->tags, known);
}

static void
append_assignee (GMenu *menu, const char *label, const char *name, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.assign", "s", name);
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static void
on_overview_cb (HpConversationPane *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  GPtrArray *agents = hp_overview_get_agents (self->overview);

  append_assignee (menu, _ ("Me"), self->me, "<Shift>a");
  append_assignee (menu, _ ("Nobody"), "", NULL);
  for (guint i = 0; i < agents->len; i++)
    if (!g_str_equal (g_ptr_array_index (agents, i), self->me))
      append_assignee (others, g_ptr_array_index (agents, i), g_ptr_array_index (agents, i), NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  gtk_menu_button_set_menu_model (self->assignee_button, G_MENU_MODEL (menu));
  if (self->ticket != NULL && hp_ticket_item_get_ticket (self->ticket) != NULL)
    update_tags (self, hp_ticket_item_get_ticket (self->ticket));
}

static void
on_ticket_notify_cb (HpConversationPane *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self->ticket);

  if (ticket == NULL)
    return;
  update_head (self);
  update_status (self, ticket);
  update_assignee (self, ticket);
  update_tags (self, ticket);
}

/* In a narrow window status and assignee are said by the title and set in the menu. */
static void
update_buttons (HpConversationPane *self)
{
  gboolean has_ticket = self->ticket != NULL;

  gtk_widget_set_visible (self->start_buttons, has_ticket && !self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->resolve_button), has_ticket);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button), has_ticket && !self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), has_ticket);
  gtk_widget_set_visible (self->context_button, has_ticket);
}

static void
set_n_arrived (HpConversationPane *self, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u new message", "%u new messages", n), n);

  self->n_arrived = n;
  gtk_button_set_label (self->arrived, words);
  gtk_widget_set_visible (GTK_WIDGET (self->arrived), n > 0);
}

static void
on_ticket_cb (HpConversationPane *self)
{
  HpTicketItem *ticket = hp_conversation_get_ticket (self->conversation);

  if (self->ticket != NULL)
    g_clear_signal_handler (&self->handler, self->ticket);
  g_set_object (&self->ticket, ticket);
  gtk_stack_set_visible_child_name (self->stack, ticket != NULL ? "conversation" : "none");
  update_buttons (self);
  adw_window_title_set_title (self->title, "");
  hp_note_entry_set_ticket (self->note, ticket != NULL ? hp_ticket_item_get_row (ticket) : 0);
  if (ticket == NULL)
    return;
  self->is_fresh = TRUE;
  self->is_other = TRUE;
  set_n_arrived (self, 0);
  /* Nothing of it until all of it is there. */
  gtk_slice_list_model_set_offset (self->slice, G_MAXUINT / 2);
  self->handler =
      g_signal_connect_swapped (ticket, "notify", G_CALLBACK (on_ticket_notify_cb), self);
  on_ticket_notify_cb (self);
}

static void
on_note_added_cb (HpConversationPane *self, const char *text)
{
  self->is_fresh = TRUE;
  g_signal_emit (self, signals[NOTE_ADDED], 0, text);
}

static guint
find_wanted (HpConversationPane *self)
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
set_first_shown (HpConversationPane *self, guint first)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u earlier message", "%u earlier messages", first), first);

  gtk_slice_list_model_set_offset (self->slice, first);
  gtk_button_set_label (self->earlier, words);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), first > 0);
}

static void
show_newest (HpConversationPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));
  guint wanted = find_wanted (self);
  guint first = n > FIRST_SHOWN ? n - FIRST_SHOWN : 0;

  set_first_shown (self, MIN (first, wanted));
}

static void
show_earlier (HpConversationPane *self)
{
  guint first = gtk_slice_list_model_get_offset (self->slice);

  set_first_shown (self, first > MORE_SHOWN ? first - MORE_SHOWN : 0);
}

static void
on_earlier_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  show_earlier (HP_CONVERSATION_PANE (widget));
}

/* A list guesses the heights of rows that it has not made yet: the end is where it is only some
 * frames later. */
static gboolean
on_settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (widget);
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
  return G_SOURCE_REMOVE;
}

/* Whoever scrolls decides. */
static gboolean
on_scroll_cb (HpConversationPane *self)
{
  self->frames_to_settle = MIN (self->frames_to_settle, 1);
  return GDK_EVENT_PROPAGATE;
}

static void
settle (HpConversationPane *self)
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
on_edge_cb (HpConversationPane *self, GtkPositionType edge)
{
  if (edge == GTK_POS_TOP && self->settle == 0 && gtk_slice_list_model_get_offset (self->slice) > 0)
    show_earlier (self);
}

static gboolean
is_at_end (HpConversationPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);

  return gtk_adjustment_get_value (adjustment) + page + NEAR_END >=
         gtk_adjustment_get_upper (adjustment);
}

static void
on_scrolled_cb (HpConversationPane *self)
{
  self->was_at_end = is_at_end (self);
  if (self->n_arrived > 0 && self->was_at_end)
    set_n_arrived (self, 0);
}

/* The note below grows and shrinks: the newest message stays in sight. */
static void
on_page_size_cb (HpConversationPane *self)
{
  if (self->was_at_end && self->settle == 0 && !self->is_other)
    settle (self);
}

static void
on_newest_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  settle (HP_CONVERSATION_PANE (widget));
}

/* Who reads on is told of what comes, and not moved. */
static void
on_messages_changed_cb (HpConversationPane *self, guint position, guint removed, guint added)
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
on_loading_cb (HpConversationPane *self)
{
  if (!hp_conversation_get_is_loading (self->conversation) && self->is_fresh)
    settle (self);
}

static void
on_toast_dismissed_cb (HpConversationPane *self, AdwToast *toast)
{
  if (toast != self->toast)
    return;
  g_clear_object (&self->toast);
  gtk_widget_remove_css_class (GTK_WIDGET (self->view), "under-toast");
}

static void
set_folded (HpConversationPane *self, gboolean folded)
{
  self->folded = folded;
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  update_buttons (self);
  if (self->ticket != NULL)
    on_ticket_notify_cb (self);
}

static void
hp_conversation_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_IS_LAST:
      g_value_set_boolean (value, self->is_last);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_conversation_pane_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_IS_LAST:
      self->is_last = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_conversation_pane_dispose (GObject *object)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  if (self->ticket != NULL)
    g_clear_signal_handler (&self->handler, self->ticket);
  g_clear_object (&self->ticket);
  g_clear_object (&self->conversation);
  g_clear_object (&self->toast);
  g_clear_object (&self->overview);
  g_clear_pointer (&self->marks, hp_search_marks_free);
  g_clear_pointer (&self->me, g_free);
  G_OBJECT_CLASS (hp_conversation_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, start_buttons);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, status_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, channel_icon);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, assignee_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, assignee_avatar);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, assignee_label);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, resolve_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, tag_popover);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, more_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, context_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, error_page);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, toasts);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, subject);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, about);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, tags);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, view);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll_cb);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, slice);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, earlier);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, arrived);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_cb);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, note);
}

static gboolean
hp_conversation_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return hp_pane_focus (widget, direction, GTK_WIDGET_CLASS (hp_conversation_pane_parent_class));
}

static void
hp_conversation_pane_class_init (HpConversationPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hp_conversation_pane_get_property;
  object_class->set_property = hp_conversation_pane_set_property;
  object_class->dispose = hp_conversation_pane_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  props[PROP_IS_LAST] = g_param_spec_boolean ("is-last", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[NOTE_ADDED] = g_signal_new ("note-added", HP_TYPE_CONVERSATION_PANE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "conversation.earlier", NULL, on_earlier_cb);
  gtk_widget_class_install_action (widget_class, "conversation.newest", NULL, on_newest_cb);
  g_type_ensure (HP_TYPE_CONVERSATION_ROW);
  g_type_ensure (HP_TYPE_TAG_POPOVER);
  g_type_ensure (HP_TYPE_NOTE_ENTRY);
  widget_class->focus = hp_conversation_pane_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_conversation_pane_init (HpConversationPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->slice, "items-changed", G_CALLBACK (on_messages_changed_cb),
                            self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                            G_CALLBACK (on_scrolled_cb), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scroller),
                            "notify::page-size", G_CALLBACK (on_page_size_cb), self);
  g_signal_connect_swapped (self->note, "added", G_CALLBACK (on_note_added_cb), self);
}

void
hp_conversation_pane_set_conversation (HpConversationPane *self, HpConversation *conversation)
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

void
hp_conversation_pane_set_overview (HpConversationPane *self, HpOverview *overview, const char *me)
{
  g_set_object (&self->overview, overview);
  g_free (self->me);
  self->me = g_strdup (me);
  g_signal_connect_object (overview, "updated", G_CALLBACK (on_overview_cb), self,
                           G_CONNECT_SWAPPED);
  on_overview_cb (self);
}

void
hp_conversation_pane_show_error (HpConversationPane *self, const char *message)
{
  adw_status_page_set_description (self->error_page, message);
  if (self->ticket == NULL)
    gtk_stack_set_visible_child_name (self->stack, "error");
}

/* Beside the title, which says who has it, there is no button to pop it up from. */
void
hp_conversation_pane_pop_assignees (HpConversationPane *self)
{
  gtk_menu_button_popup (self->folded ? self->more_button : self->assignee_button);
}

void
hp_conversation_pane_pop_tags (HpConversationPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button), self->ticket != NULL);
  gtk_menu_button_popup (self->tag_button);
}

GtkWidget *
hp_conversation_pane_get_view (HpConversationPane *self)
{
  return GTK_WIDGET (self->view);
}

HpNoteEntry *
hp_conversation_pane_get_note (HpConversationPane *self)
{
  return self->note;
}

static HpMessageCard *
get_card_of_row (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  return HP_IS_CONVERSATION_ROW (child) ? hp_conversation_row_get_card (HP_CONVERSATION_ROW (child))
                                        : NULL;
}

HpMessageCard *
hp_conversation_pane_get_card (HpConversationPane *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  HpMessageCard *card = focused != NULL ? get_card_of_row (focused) : NULL;
  GtkWidget *row = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  for (; card == NULL && row != NULL; row = gtk_widget_get_prev_sibling (row))
    if (gtk_widget_get_child_visible (row))
      card = get_card_of_row (row);
  return card;
}

void
hp_conversation_pane_set_marks (HpConversationPane *self, const char *query)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  g_clear_pointer (&self->marks, hp_search_marks_free);
  if (query != NULL)
    self->marks = hp_search_marks_new (query);
  if (self->ticket != NULL)
    update_subject (self);
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      HpMessageCard *card = get_card_of_row (row);
      if (card != NULL)
        hp_message_card_set_marks (card, self->marks);
    }
}

const HpSearchMarks *
hp_conversation_pane_get_marks (HpConversationPane *self)
{
  return self->marks;
}

void
hp_conversation_pane_show_message (HpConversationPane *self, gint64 message)
{
  self->wanted = message;
  if (hp_conversation_get_is_loading (self->conversation))
    return;
  show_newest (self);
  settle (self);
}

void
hp_conversation_pane_toggle_folds (HpConversationPane *self)
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
hp_conversation_pane_dismiss_toast (HpConversationPane *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

void
hp_conversation_pane_add_toast (HpConversationPane *self, AdwToast *toast)
{
  hp_conversation_pane_dismiss_toast (self);
  g_set_object (&self->toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "under-toast");
  if (self->was_at_end && !self->is_other)
    settle (self);
}

void
hp_conversation_pane_keep_end (HpConversationPane *self)
{
  on_page_size_cb (self);
}

gboolean
hp_conversation_pane_is_busy (HpConversationPane *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      HpMessageCard *card = HP_IS_CONVERSATION_ROW (row)
                                ? hp_conversation_row_get_card (HP_CONVERSATION_ROW (row))
                                : NULL;
      if (card != NULL && hp_message_card_is_busy (card))
        return TRUE;
    }
  return FALSE;
}
