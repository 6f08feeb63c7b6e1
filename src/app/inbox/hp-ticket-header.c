/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what can be decided about the open ticket in the bar over it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-header.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/inbox/hp-choices.h"
#include "app/inbox/hp-snooze-popover.h"
#include "app/inbox/hp-tag-popover.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-header.ui"

struct _HpTicketHeader
{
  AdwBin parent_instance;

  GSignalGroup *watch;  /* (owned) of the ticket */
  HpTicketItem *ticket; /* (owned) (nullable) */
  HpOverview *overview; /* (owned) (nullable) */
  char *me;             /* (owned) (nullable) */
  gboolean folded;
  gboolean is_last;
  gboolean is_tight;

  AdwWindowTitle *title;
  GtkWidget *start_buttons;
  GtkMenuButton *status_button;
  GtkImage *channel_icon;
  GtkLabel *status_label;
  GtkMenuButton *assignee_button;
  AdwAvatar *assignee_avatar;
  GtkLabel *assignee_label;
  GtkButton *resolve_button;
  GtkMenuButton *snooze_button;
  HpSnoozePopover *snooze_popover;
  GtkMenuButton *tag_button;
  HpTagPopover *tag_popover;
  GtkMenuButton *more_button;
  GtkWidget *context_button;
};

G_DEFINE_FINAL_TYPE (HpTicketHeader, hp_ticket_header, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_IS_LAST,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_title (HpTicketHeader *self, const HpTicket *ticket)
{
  g_autofree char *state =
      g_strconcat (hp_labels_get_status (ticket->status), ticket->assignee != NULL ? ", " : "",
                   ticket->assignee, NULL);

  adw_window_title_set_title (self->title, hp_ticket_item_get_name (self->ticket));
  adw_window_title_set_subtitle (self->title, state);
}

static void
update_status (HpTicketHeader *self, const HpTicket *ticket)
{
  gboolean is_snoozed = hp_ticket_is_snoozed (ticket, g_get_real_time ());
  const char *status =
      is_snoozed ? C_ ("status", "Snoozed") : hp_labels_get_status (ticket->status);
  gboolean is_done = g_str_equal (ticket->status, HP_STATUS_RESOLVED) ||
                     g_str_equal (ticket->status, HP_STATUS_CLOSED) ||
                     g_str_equal (ticket->status, HP_STATUS_SPAM);
  /* Translators: %s is a ticket's status */
  g_autofree char *words = g_strdup_printf (_ ("Status: %s"), status);
  g_autofree char *tooltip = is_snoozed ? hp_labels_dup_snoozed (ticket) : g_strdup (words);

  gtk_label_set_text (self->status_label, status);
  gtk_image_set_from_icon_name (self->channel_icon, hp_labels_get_channel_icon (ticket->channel));
  hp_compat_name (GTK_WIDGET (self->status_button), words, tooltip);
  hp_snooze_popover_set_is_snoozed (self->snooze_popover, is_snoozed);
  gtk_button_set_icon_name (self->resolve_button,
                            is_done ? "edit-undo-symbolic" : "object-select-symbolic");
  hp_compat_name (GTK_WIDGET (self->resolve_button), is_done ? _ ("Reopen") : _ ("Resolve"),
                  is_done ? _ ("Reopen (E)") : _ ("Resolve (E)"));
}

static void
update_assignee (HpTicketHeader *self, const HpTicket *ticket)
{
  const char *name = ticket->assignee != NULL ? ticket->assignee : _ ("Nobody");
  /* Translators: %s is an agent */
  g_autofree char *words = g_strdup_printf (_ ("Who has it: %s"), name);

  gtk_label_set_text (self->assignee_label, name);
  adw_avatar_set_text (self->assignee_avatar, ticket->assignee);
  gtk_widget_set_visible (GTK_WIDGET (self->assignee_avatar), ticket->assignee != NULL);
  /* Translators: %s says who has the ticket; A is the key */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (A)"), words);
  hp_compat_name (GTK_WIDGET (self->assignee_button), words, tooltip);
}

static void
update_tags (HpTicketHeader *self, const HpTicket *ticket)
{
  g_autoptr (GPtrArray) known =
      self->overview != NULL ? hp_choices_list_tags (self->overview) : g_ptr_array_new ();

  hp_tag_popover_set_tags (self->tag_popover, (const char *const *) ticket->tags, known);
}

static void
on_ticket_changed_cb (HpTicketHeader *self)
{
  const HpTicket *ticket = self->ticket != NULL ? hp_ticket_item_get_ticket (self->ticket) : NULL;

  if (ticket == NULL)
    return;
  update_title (self, ticket);
  update_status (self, ticket);
  update_assignee (self, ticket);
  update_tags (self, ticket);
}

static void
on_overview_cb (HpTicketHeader *self)
{
  g_autoptr (GMenuModel) menu = hp_choices_make_assignees (self->overview, self->me);

  gtk_menu_button_set_menu_model (self->assignee_button, menu);
  on_ticket_changed_cb (self);
}

/* In a narrow window status and assignee are said by the title and set in the menu. */
static void
update_buttons (HpTicketHeader *self)
{
  gboolean has_ticket = self->ticket != NULL;

  gtk_widget_set_visible (self->start_buttons, has_ticket && !self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->resolve_button), has_ticket);
  gtk_widget_set_visible (GTK_WIDGET (self->snooze_button), has_ticket && !self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button),
                          has_ticket && !self->folded && !self->is_tight);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), has_ticket);
  gtk_widget_set_visible (self->context_button, has_ticket);
}

static void
set_folded (HpTicketHeader *self, gboolean folded)
{
  self->folded = folded;
  update_buttons (self);
}

static void
hp_ticket_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpTicketHeader *self = HP_TICKET_HEADER (object);

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
hp_ticket_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HpTicketHeader *self = HP_TICKET_HEADER (object);

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
hp_ticket_header_dispose (GObject *object)
{
  HpTicketHeader *self = HP_TICKET_HEADER (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->ticket);
  g_clear_object (&self->overview);
  g_clear_pointer (&self->me, g_free);
  G_OBJECT_CLASS (hp_ticket_header_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, title);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, start_buttons);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, status_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, channel_icon);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, status_label);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, assignee_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, assignee_avatar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, assignee_label);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, resolve_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, snooze_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, snooze_popover);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, tag_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, tag_popover);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, more_button);
  gtk_widget_class_bind_template_child (widget_class, HpTicketHeader, context_button);
}

static void
hp_ticket_header_class_init (HpTicketHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hp_ticket_header_get_property;
  object_class->set_property = hp_ticket_header_set_property;
  object_class->dispose = hp_ticket_header_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  props[PROP_IS_LAST] = g_param_spec_boolean ("is-last", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (HP_TYPE_SNOOZE_POPOVER);
  g_type_ensure (HP_TYPE_TAG_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_ticket_header_init (HpTicketHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (HP_TYPE_TICKET_ITEM);
  g_signal_group_connect_swapped (self->watch, "changed", G_CALLBACK (on_ticket_changed_cb), self);
}

void
hp_ticket_header_set_ticket (HpTicketHeader *self, HpTicketItem *ticket)
{
  g_set_object (&self->ticket, ticket);
  g_signal_group_set_target (self->watch, ticket);
  adw_window_title_set_title (self->title, "");
  update_buttons (self);
  on_ticket_changed_cb (self);
}

/* The channel is told and the tags are changed below, too. */
void
hp_ticket_header_set_is_tight (HpTicketHeader *self, gboolean is_tight)
{
  if (is_tight == self->is_tight)
    return;
  self->is_tight = is_tight;
  gtk_widget_set_visible (GTK_WIDGET (self->channel_icon), !is_tight);
  update_buttons (self);
}

void
hp_ticket_header_set_overview (HpTicketHeader *self, HpOverview *overview, const char *me)
{
  g_set_object (&self->overview, overview);
  g_free (self->me);
  self->me = g_strdup (me);
  g_signal_connect_object (overview, "updated", G_CALLBACK (on_overview_cb), self,
                           G_CONNECT_SWAPPED);
  on_overview_cb (self);
}

/* Beside the title, which says who has it, there is no button to pop it up from. */
void
hp_ticket_header_pop_assignees (HpTicketHeader *self)
{
  gtk_menu_button_popup (self->folded ? self->more_button : self->assignee_button);
}

void
hp_ticket_header_pop_snooze (HpTicketHeader *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->snooze_button), self->ticket != NULL);
  gtk_menu_button_popup (self->snooze_button);
}

void
hp_ticket_header_pop_tags (HpTicketHeader *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tag_button), self->ticket != NULL);
  gtk_menu_button_popup (self->tag_button);
}
