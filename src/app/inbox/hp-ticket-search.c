/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is looked for: the words, what can be added to them, and the kind that is shown. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-search.h"

#include <glib/gi18n.h>

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-search.ui"

struct _HpTicketSearch
{
  AdwBin parent_instance;

  HpSearchHints *hints; /* (owned) (nullable) */

  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkWidget *kinds;
  GtkToggleButton *tickets_chip;
  GtkToggleButton *messages_chip;
};

G_DEFINE_FINAL_TYPE (HpTicketSearch, hp_ticket_search, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_IS_OPEN,
  N_PROPS
};

enum
{
  CHANGED,
  ACTIVATED,
  KIND_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_text (HpTicketSearch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
on_changed_cb (HpTicketSearch *self)
{
  gtk_widget_set_visible (self->kinds, *get_text (self) != '\0');
  if (self->hints != NULL)
    hp_search_hints_set_text (self->hints, get_text (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate_cb (HpTicketSearch *self)
{
  hp_ticket_search_remember (self);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* Words end with the search. */
static void
on_mode_cb (HpTicketSearch *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      on_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_OPEN]);
}

static void
on_kind_cb (HpTicketSearch *self)
{
  g_signal_emit (self, signals[KIND_CHANGED], 0);
}

static void
set_text (HpTicketSearch *self, const char *text, int caret)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), caret);
}

static void
on_hint_picked_cb (HpTicketSearch *self, const char *text)
{
  set_text (self, text, -1);
}

/* What is added ends where its value is typed. */
static void
on_hint_narrowed_cb (HpTicketSearch *self, const char *text)
{
  const char *before = get_text (self);
  gboolean has_gap = *before == '\0' || g_str_has_suffix (before, " ");
  g_autofree char *whole = g_strconcat (before, has_gap ? "" : " ", text, NULL);
  int end = (int) g_utf8_strlen (whole, -1);

  set_text (self, whole, g_str_has_suffix (text, "\"") ? end - 1 : end);
}

static void
on_entry_focus_cb (HpTicketSearch *self, GParamSpec *pspec, GtkEventControllerFocus *controller)
{
  gboolean has_focus = gtk_event_controller_focus_contains_focus (controller);

  if (self->hints == NULL)
    return;
  if (has_focus)
    hp_search_hints_set_text (self->hints, get_text (self));
  gtk_widget_set_visible (GTK_WIDGET (self->hints), has_focus);
}

static void
hp_ticket_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_OPEN)
    g_value_set_boolean (value, hp_ticket_search_get_is_open (HP_TICKET_SEARCH (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_OPEN)
    gtk_search_bar_set_search_mode (HP_TICKET_SEARCH (object)->bar, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_search_dispose (GObject *object)
{
  g_clear_object (&HP_TICKET_SEARCH (object)->hints);
  G_OBJECT_CLASS (hp_ticket_search_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, HP_TYPE_TICKET_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpTicketSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, HpTicketSearch, kinds);
  gtk_widget_class_bind_template_child (widget_class, HpTicketSearch, tickets_chip);
  gtk_widget_class_bind_template_child (widget_class, HpTicketSearch, messages_chip);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_focus_cb);
}

static void
hp_ticket_search_class_init (HpTicketSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_ticket_search_get_property;
  object_class->set_property = hp_ticket_search_set_property;
  object_class->dispose = hp_ticket_search_dispose;
  props[PROP_IS_OPEN] =
      g_param_spec_boolean ("is-open", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = add_signal ("changed");
  signals[ACTIVATED] = add_signal ("activated");
  signals[KIND_CHANGED] = add_signal ("kind-changed");
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_ticket_search_init (HpTicketSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_ticket_search_set_hints (HpTicketSearch *self, HpSearchHints *hints)
{
  g_set_object (&self->hints, hints);
  g_signal_connect_object (hints, "picked", G_CALLBACK (on_hint_picked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hints, "narrowed", G_CALLBACK (on_hint_narrowed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
hp_ticket_search_begin (HpTicketSearch *self, const char *text)
{
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (text == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  on_changed_cb (self);
}

void
hp_ticket_search_toggle (HpTicketSearch *self)
{
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->bar)) != NULL;

  if (hp_ticket_search_get_is_open (self) && has_focus)
    hp_ticket_search_end (self);
  else
    hp_ticket_search_begin (self, NULL);
}

void
hp_ticket_search_end (HpTicketSearch *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

gboolean
hp_ticket_search_get_is_open (HpTicketSearch *self)
{
  return gtk_search_bar_get_search_mode (self->bar);
}

const char *
hp_ticket_search_get_text (HpTicketSearch *self)
{
  return get_text (self);
}

gboolean
hp_ticket_search_shows_messages (HpTicketSearch *self)
{
  return *get_text (self) != '\0' && gtk_toggle_button_get_active (self->messages_chip);
}

void
hp_ticket_search_set_counts (HpTicketSearch *self, int n_tickets, int n_messages, gboolean is_cut)
{
  /* Translators: how many tickets a search found */
  g_autofree char *tickets = g_strdup_printf (_ ("Tickets %u"), (guint) n_tickets);
  /* Translators: how many messages a search found */
  g_autofree char *messages =
      g_strdup_printf (is_cut ? _ ("Messages %u+") : _ ("Messages %u"), (guint) n_messages);

  gtk_button_set_label (GTK_BUTTON (self->tickets_chip),
                        n_tickets < 0 ? C_ ("kind", "Tickets") : tickets);
  gtk_button_set_label (GTK_BUTTON (self->messages_chip),
                        n_messages < 0 ? C_ ("kind", "Messages") : messages);
}

void
hp_ticket_search_remember (HpTicketSearch *self)
{
  hp_search_hints_remember (self->hints, get_text (self));
}
