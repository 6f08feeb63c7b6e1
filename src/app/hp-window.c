/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window of one desk: which panes show at which width, and what opens where. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-window.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-error-text.h"
#include "app/hp-labels.h"
#include "app/hp-settings.h"
#include "app/hp-verbs.h"
#include "app/hp-window-private.h"
#include "base/hp-error.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/hp-window.ui"
#define UNDO_SECONDS 8
/* From these widths on there is room for all four panes, for the sidebar, for two panes. */
#define WIDE 1260
/* Below it the bar over four panes has no room for all buttons. */
#define WIDE_ENOUGH 1320
/* Of the last pane. */
#define CLOSE_BUTTON 40
#define WITH_SIDEBAR 960
#define TWO_PANES 720
#define NARROWEST 354
#define FIRST_VIEW "built-in:open"

G_DEFINE_FINAL_TYPE (HpWindow, hp_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_CONTEXT_SHOWN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* What the user can do about a desk that can't be opened. */
static void
get_advice (const GError *error, const char **title, const char **description)
{
  *title = _ ("The Desk Can’t Be Opened");
  *description = _ ("When its file is repaired or replaced, it opens here at once.");
  if (g_error_matches (error, HP_ERROR, HP_ERROR_TOO_NEW))
    {
      *title = _ ("This Desk Is Newer");
      *description = _ ("A newer Helppari made it. Update Helppari to open it; "
                        "nothing was changed.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_CORRUPT))
    {
      *title = _ ("This Desk Is Damaged");
      *description = _ ("Its file can’t be read. Restore a backup with "
                        "“helpparictl restore FILE”, and it opens here at once.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_INVALID))
    {
      *title = _ ("This Is Not a Desk");
      *description = _ ("The folder holds a database of another program.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_NO_SPACE))
    {
      *title = _ ("The Disk Is Full");
      *description = _ ("Free some space and open Helppari again.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) ||
           g_error_matches (error, HP_ERROR, HP_ERROR_FAILED))
    {
      *description = _ ("Check that you may read and write the desk’s folder and its files.");
    }
}

static void
show_failure (HpWindow *self)
{
  const GError *error = hp_live_desk_get_error (self->desk);
  const char *title;
  const char *description;

  get_advice (error, &title, &description);
  adw_status_page_set_icon_name (self->status_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->command)), FALSE);
  gtk_label_set_text (self->details, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), error != NULL);
}

static void
show_welcome (HpWindow *self)
{
  const char *folder = hp_live_desk_get_folder (self->desk);
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "helppari", "desk", NULL);
  g_autofree char *quoted = g_shell_quote (folder);
  g_autofree char *option =
      g_str_equal (folder, usual) ? g_strdup ("") : g_strdup_printf (" --desk %s", quoted);
  g_autofree char *command =
      g_strdup_printf ("helpparictl%s import ~/Mail --own support@yourshop.example", option);

  adw_status_page_set_icon_name (self->status_page, HP_APP_ID "-symbolic");
  adw_status_page_set_title (self->status_page, _ ("Bring Your Mail"));
  adw_status_page_set_description (
      self->status_page,
      _ ("There is no desk yet. Import mail files or folders in a terminal, with "
         "your own address, and the tickets appear here at once."));
  gtk_label_set_text (self->command, command);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->command)), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->details), FALSE);
}

static void
show_desk (HpWindow *self)
{
  if (self->awaited != NULL)
    hp_conversation_open_named (self->conversation, self->awaited);
  g_clear_pointer (&self->awaited, g_free);
}

static void
on_state_cb (HpWindow *self)
{
  HpLiveState state = hp_live_desk_get_state (self->desk);

  if (state == HP_LIVE_OPENING)
    return;
  if (state == HP_LIVE_READY)
    show_desk (self);
  else if (state == HP_LIVE_MISSING)
    show_welcome (self);
  else
    show_failure (self);
  gtk_stack_set_visible_child_name (self->pages, state == HP_LIVE_READY ? "desk" : "status");
}

static void
on_list_failed_cb (HpWindow *self, const GError *error)
{
  hp_ticket_pane_set_error (self->list_pane, hp_error_text_get (error));
}

static void
on_list_updated_cb (HpWindow *self)
{
  if (!hp_ticket_list_get_is_loading (self->list))
    hp_ticket_pane_set_error (self->list_pane, NULL);
}

static void
on_conversation_failed_cb (HpWindow *self, const GError *error)
{
  hp_conversation_pane_show_error (self->reader, hp_error_text_get (error));
  hp_window_tell (self, hp_error_text_get (error), NULL);
}

static void
on_decision_failed_cb (HpWindow *self, const GError *error)
{
  hp_window_tell (self, hp_error_text_get (error), NULL);
}

static void
on_chosen_cb (HpWindow *self, gint64 row)
{
  hp_conversation_open (self->conversation, row);
  hp_window_show_pane (self, "reading");
  if (!self->is_wide)
    adw_leaflet_set_visible_child_name (self->reading, "conversation");
}

static void
on_hit_chosen_cb (HpWindow *self, gint64 ticket, gint64 message)
{
  on_chosen_cb (self, ticket);
  hp_message_list_show_message (self->messages, message);
}

static void
on_marks_cb (HpWindow *self, const char *query)
{
  hp_conversation_pane_set_marks (self->reader, query);
  hp_sidebar_set_searching (self->sidebar, query != NULL);
}

static void
on_view_chosen_cb (HpWindow *self, HpViewItem *view)
{
  hp_window_set_view (self, view);
  hp_window_show_pane (self, "tickets");
}

/* A folded sidebar goes when it was used. */
static void
on_view_activated_cb (HpWindow *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
on_overview_cb (HpWindow *self)
{
  HpViewItem *first =
      self->first_view != NULL ? hp_overview_find (self->overview, self->first_view) : NULL;

  if (first == NULL)
    first = hp_overview_find (self->overview, FIRST_VIEW);
  if (self->view == NULL && first != NULL)
    hp_window_set_view (self, first);
}

/* A ticket that was opened by its number, or was merged into another. */
static void
on_ticket_cb (HpWindow *self)
{
  HpTicketItem *item = hp_conversation_get_ticket (self->conversation);
  const HpTicket *ticket = item != NULL ? hp_ticket_item_get_ticket (item) : NULL;

  hp_customer_context_set_customer (
      self->customer,
      ticket != NULL && ticket->customer_address != NULL ? &ticket->customer : NULL);
  hp_context_pane_set_ticket (self->context, ticket != NULL ? ticket->row : 0);
  if (ticket == NULL)
    return;
  if (self->is_writing_wanted)
    gtk_widget_grab_focus (GTK_WIDGET (self->composer));
  self->is_writing_wanted = FALSE;
  hp_ticket_list_view_select (self->tickets, ticket->row);
  if (self->is_remembering)
    {
      g_autofree char *id = hp_key_dup_hex (&ticket->key);
      hp_settings_set_text ("last-ticket", id);
    }
}

static gboolean
activate_verb (HpWindow *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_action_parse_detailed_name (detailed, &name, &target, NULL) &&
         gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

/* Escape leads back, from the search and from a page over another. */
static gboolean
escape (HpWindow *self)
{
  if (hp_ticket_choice_get_is_active (self->choice))
    hp_ticket_choice_set_is_active (self->choice, FALSE);
  else if (hp_ticket_search_get_is_open (self->search))
    hp_ticket_search_end (self->search);
  else if (adw_leaflet_get_folded (self->panes) || adw_leaflet_get_folded (self->reading))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Mail comes at once while somebody looks. */
static void
on_active_cb (HpWindow *self)
{
  hp_live_accounts_set_attentive (hp_live_desk_get_accounts (self->desk),
                                  gtk_window_is_active (GTK_WINDOW (self)));
}

/* Keys that write something act where nothing is written; G and a digit choose a view. */
static gboolean
on_key_pressed_cb (HpWindow *self, guint keyval, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_chord = self->is_chord;
  const HpVerb *verb;

  self->is_chord = FALSE;
  if (hp_verbs_is_text (focus) ||
      (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self)) ||
      !g_str_equal (gtk_stack_get_visible_child_name (self->pages), "desk"))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    return escape (self);
  if (is_chord && keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "i",
                                       (int) (keyval - GDK_KEY_0));
  verb = hp_verbs_find_letter (keyval, state);
  if (verb != NULL)
    return activate_verb (self, verb->action);
  self->is_chord = keyval == GDK_KEY_g && (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  return self->is_chord ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
on_page_cb (HpWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTEXT_SHOWN]);
}

static int
get_width (gpointer pane, gboolean is_natural)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return is_natural ? natural : minimum;
}

/* Large text may need more than the usual width. */
static gboolean
has_room_for_context (HpWindow *self, int width)
{
  int close_button = adw_leaflet_get_can_unfold (self->reading) ? 0 : CLOSE_BUTTON;
  int needed = get_width (self->sidebar, FALSE) + get_width (self->list_pane, TRUE) +
               get_width (self->reader, FALSE) - close_button + get_width (self->context, FALSE);

  return self->is_wide && needed <= width;
}

/* Below its width the customer is a page over the conversation. */
static void
update_context (HpWindow *self, int width)
{
  gboolean is_beside = self->is_context_wanted && has_room_for_context (self, width);

  if (adw_leaflet_get_can_unfold (self->reading) == is_beside)
    return;
  adw_leaflet_set_can_unfold (self->reading, is_beside);
  adw_leaflet_set_visible_child_name (self->reading, "conversation");
}

static void
set_width (HpWindow *self, int width)
{
  gboolean has_sidebar = width >= WITH_SIDEBAR;
  AdwFlapFoldPolicy policy = has_sidebar ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS;

  if (self->is_wide != (width >= WIDE))
    {
      self->is_wide = width >= WIDE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTEXT_SHOWN]);
    }
  if (adw_flap_get_fold_policy (self->flap) != policy)
    {
      adw_flap_set_fold_policy (self->flap, policy);
      adw_flap_set_reveal_flap (self->flap, has_sidebar);
    }
  adw_flap_set_swipe_to_open (self->flap, !has_sidebar);
  adw_leaflet_set_can_unfold (self->panes, width >= TWO_PANES);
  hp_ticket_header_set_is_tight (self->header,
                                 self->is_wide && self->is_context_wanted && width < WIDE_ENOUGH);
  update_context (self, width);
}

static void
hp_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  set_width (HP_WINDOW (widget), width);
  GTK_WIDGET_CLASS (hp_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
hp_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT_SHOWN)
    g_value_set_boolean (value, hp_window_get_context_shown (HP_WINDOW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTEXT_SHOWN)
    hp_window_set_context_shown (HP_WINDOW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_window_dispose (GObject *object)
{
  HpWindow *self = HP_WINDOW (object);

  g_clear_object (&self->conversation);
  g_clear_object (&self->list);
  g_clear_object (&self->hits);
  g_clear_object (&self->decider);
  g_clear_object (&self->outgoing);
  g_clear_object (&self->bulk);
  g_clear_weak_pointer (&self->leaving);
  g_clear_object (&self->progress);
  g_clear_object (&self->read_marks);
  g_clear_object (&self->customer);
  g_clear_object (&self->overview);
  g_clear_object (&self->view);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->awaited, g_free);
  g_clear_pointer (&self->first_view, g_free);
  G_OBJECT_CLASS (hp_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, command);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, details);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, reading);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, context);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_marks_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
hp_window_class_init (HpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_window_get_property;
  object_class->set_property = hp_window_set_property;
  object_class->dispose = hp_window_dispose;
  widget_class->size_allocate = hp_window_size_allocate;
  props[PROP_CONTEXT_SHOWN] =
      g_param_spec_boolean ("context-shown", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (HP_TYPE_SIDEBAR);
  g_type_ensure (HP_TYPE_TICKET_PANE);
  g_type_ensure (HP_TYPE_CONVERSATION_PANE);
  g_type_ensure (HP_TYPE_CONTEXT_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
  hp_window_install_actions (widget_class);
  hp_window_install_writing (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.context", "context-shown");
}

/* The panes fold before they are too wide, so that only one of them is needed to fit. */
static void
measure_shell (GtkWidget *widget,
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
    *minimum = MIN (*minimum, NARROWEST);
}

static void
allocate_shell (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
hp_window_init (HpWindow *self)
{
  self->is_context_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tickets = hp_ticket_pane_get_tickets (self->list_pane);
  self->search = hp_ticket_pane_get_search (self->list_pane);
  self->header = hp_conversation_pane_get_header (self->reader);
  self->messages = hp_conversation_pane_get_messages (self->reader);
  self->composer = hp_conversation_pane_get_composer (self->reader);
  hp_compat_name_parts (self->shell);
  gtk_widget_set_layout_manager (self->shell,
                                 gtk_custom_layout_new (NULL, measure_shell, allocate_shell));
}

static void
follow (HpWindow *self, gpointer model, const char *name, GCallback callback)
{
  g_signal_connect_object (model, name, callback, self, G_CONNECT_SWAPPED);
}

static void
connect_models (HpWindow *self)
{
  follow (self, self->list, "failed", G_CALLBACK (on_list_failed_cb));
  follow (self, self->list, "updated", G_CALLBACK (on_list_updated_cb));
  follow (self, self->conversation, "failed", G_CALLBACK (on_conversation_failed_cb));
  follow (self, self->conversation, "notify::ticket", G_CALLBACK (on_ticket_cb));
  follow (self, self->overview, "updated", G_CALLBACK (on_overview_cb));
  follow (self, self->desk, "notify::state", G_CALLBACK (on_state_cb));
  follow (self, self->decider, "decided", G_CALLBACK (hp_window_tell));
  hp_window_follow_bulk (self);
  follow (self, self->decider, "failed", G_CALLBACK (on_decision_failed_cb));
}

static void
make_models (HpWindow *self)
{
  /* First of all, what is read follows a change. */
  self->conversation = hp_conversation_new (self->desk);
  self->list = hp_ticket_list_new (self->desk);
  self->hits = hp_hit_list_new (self->desk);
  self->overview = hp_overview_new (self->desk);
  self->customer = hp_customer_context_new (self->desk);
  self->read_marks = hp_read_marks_new (self->desk, self->conversation, self->messages);
}

/* The name of the desk's folder, unless it is the usual one. */
static char *
dup_title (HpLiveDesk *desk)
{
  g_autofree char *name = g_path_get_basename (hp_live_desk_get_folder (desk));

  return g_strdup (g_str_equal (name, "desk") ? "Helppari" : name);
}

HpWindow *
hp_window_new (GtkApplication *app, HpLiveDesk *desk)
{
  HpWindow *self = g_object_new (HP_TYPE_WINDOW, "application", app, NULL);
  g_autofree char *title = dup_title (desk);
  const char *agent = hp_live_desk_get_agent (desk);

  self->desk = g_object_ref (desk);
  make_models (self);
  hp_sidebar_set_names (self->sidebar, title, agent);
  hp_sidebar_set_accounts (self->sidebar, hp_live_desk_get_accounts (desk));
  hp_sidebar_set_overview (self->sidebar, self->overview);
  hp_ticket_pane_set_lists (self->list_pane, self->list, self->hits);
  self->choice = hp_ticket_pane_get_choice (self->list_pane);
  self->bulk = hp_bulk_decider_new (self->desk, self->list, self->choice);
  self->decider = hp_decider_new (self->desk, self->conversation, self->bulk);
  hp_conversation_pane_set_conversation (self->reader, self->conversation);
  hp_ticket_header_set_overview (self->header, self->overview, agent);
  hp_context_pane_set_context (self->context, self->customer);
  hp_bulk_bar_set_overview (hp_ticket_pane_get_bulk_bar (self->list_pane), self->overview, agent);
  hp_window_begin_writing (self);
  connect_models (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_cb), NULL);
  on_active_cb (self);
  on_state_cb (self);
  return self;
}

/* Where only the list shows, over its foot. */
void
hp_window_add_toast (HpWindow *self, AdwToast *toast)
{
  if (adw_leaflet_get_folded (self->panes) &&
      g_strcmp0 (adw_leaflet_get_visible_child_name (self->panes), "tickets") == 0)
    hp_ticket_pane_add_toast (self->list_pane, toast);
  else
    hp_message_list_add_toast (self->messages, toast);
}

void
hp_window_tell (HpWindow *self, const char *text, const char *op)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (op != NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-decision");
      adw_toast_set_action_target (toast, "s", op);
      adw_toast_set_timeout (toast, UNDO_SECONDS);
    }
  hp_window_add_toast (self, toast);
}

void
hp_window_show_pane (HpWindow *self, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  adw_leaflet_set_visible_child_name (self->panes, name);
  if (!adw_leaflet_get_folded (self->panes) && focus != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), focus);
}

void
hp_window_set_view (HpWindow *self, HpViewItem *view)
{
  g_set_object (&self->view, view);
  hp_sidebar_select (self->sidebar, view);
  hp_ticket_pane_set_view (self->list_pane, view);
  if (self->is_remembering)
    {
      g_autofree char *id = hp_view_item_dup_id (view);
      hp_settings_set_text ("last-view", id);
    }
}

/* Wide enough for four panes, unless the ticket's tags and buttons need more room. */
static gboolean
has_context_beside (HpWindow *self)
{
  return self->is_wide && self->reading != NULL &&
         !(adw_leaflet_get_can_unfold (self->reading) && adw_leaflet_get_folded (self->reading));
}

gboolean
hp_window_get_context_shown (HpWindow *self)
{
  if (has_context_beside (self))
    return self->is_context_wanted;
  return self->reading != NULL &&
         g_strcmp0 (adw_leaflet_get_visible_child_name (self->reading), "context") == 0;
}

void
hp_window_set_context_shown (HpWindow *self, gboolean is_shown)
{
  if (has_context_beside (self))
    {
      self->is_context_wanted = is_shown;
      if (self->is_remembering)
        hp_settings_set_flag ("context-shown", is_shown);
      update_context (self, gtk_widget_get_width (GTK_WIDGET (self)));
    }
  else
    {
      adw_leaflet_set_visible_child_name (self->reading, is_shown ? "context" : "conversation");
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTEXT_SHOWN]);
}

HpLiveDesk *
hp_window_get_desk (HpWindow *self)
{
  return self->desk;
}

void
hp_window_search (HpWindow *self, const char *text)
{
  hp_window_show_pane (self, "tickets");
  hp_ticket_search_begin (self->search, text);
}

void
hp_window_open_ticket (HpWindow *self, const char *name)
{
  g_free (self->awaited);
  self->awaited = g_strdup (name);
  hp_window_show_pane (self, "reading");
  if (hp_live_desk_get_state (self->desk) == HP_LIVE_READY)
    show_desk (self);
}

void
hp_window_remember (HpWindow *self)
{
  g_autofree char *folder = hp_settings_dup_last_desk ();
  const char *now = hp_live_desk_get_folder (self->desk);
  g_autofree char *ticket = hp_settings_dup_text ("last-ticket");

  self->is_context_wanted = hp_settings_get_flag ("context-shown", TRUE);
  hp_ticket_pane_remember_width (self->list_pane);
  if (g_str_equal (folder, now))
    {
      self->first_view = hp_settings_dup_text ("last-view");
      if (*ticket != '\0' && self->awaited == NULL)
        self->awaited = g_steal_pointer (&ticket);
    }
  hp_settings_set_text ("last-desk", now);
  self->is_remembering = TRUE;
}

gboolean
hp_window_is_busy (HpWindow *self)
{
  HpLiveState state = hp_live_desk_get_state (self->desk);

  return state == HP_LIVE_OPENING ||
         (state == HP_LIVE_READY &&
          (self->view == NULL || hp_ticket_list_get_is_loading (self->list) ||
           hp_hit_list_get_is_loading (self->hits) ||
           hp_customer_context_get_is_loading (self->customer) ||
           hp_conversation_get_is_loading (self->conversation) ||
           hp_composer_is_busy (self->composer) || hp_message_list_is_busy (self->messages)));
}
