/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is shown of the customer beside a conversation: names, addresses, first and last
 * contact, other tickets, notes. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-context-pane.h"

#include <glib/gi18n.h>

#include "app/hp-error-text.h"
#include "app/hp-labels.h"
#include "app/hp-pane-focus.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-context-pane.ui"

struct _HpContextPane
{
  AdwBin parent_instance;

  HpCustomerContext *context; /* (owned) (nullable) */
  gint64 ticket;
  gboolean folded;

  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *organisation;
  GtkListBox *identities;
  GtkListBox *timeline;
  GtkLabel *n_tickets;
  GtkWidget *notes_title;
  GtkBox *notes;
};

G_DEFINE_FINAL_TYPE (HpContextPane, hp_context_pane, ADW_TYPE_BIN)

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

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
make_label (const char *text, const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  return label;
}

/* One fact with its icon; @aside: (nullable) what it says at the row's end. */
static GtkWidget *
make_fact_row (const char *icon, const char *text, const char *aside)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = make_label (text, "second-line");
  g_autofree char *sentence =
      aside != NULL ? g_strdup_printf ("%s: %s", text, aside) : g_strdup (text);

  gtk_widget_add_css_class (image, "dim-label");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  if (aside != NULL)
    {
      GtkWidget *end = make_label (aside, "caption");
      gtk_widget_add_css_class (end, "dim-label");
      gtk_widget_add_css_class (end, "numeric");
      gtk_box_append (GTK_BOX (box), end);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  return row;
}

static GtkWidget *
make_identity_row (const char *address)
{
  GtkWidget *row = make_fact_row ("mail-unread-symbolic", address, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Copy the address"));
  g_object_set_data_full (G_OBJECT (row), "address", g_strdup (address), g_free);
  return row;
}

static void
add_contact (HpContextPane *self, const char *words, gint64 time)
{
  g_autofree char *text = hp_time_dup_text (time, g_get_real_time ());
  g_autofree char *full = hp_time_dup_full_text (time);
  GtkWidget *row = make_fact_row ("document-open-recent-symbolic", words, text);

  gtk_widget_set_tooltip_text (row, full);
  gtk_list_box_append (self->identities, row);
}

static void
update_identities (HpContextPane *self, const HpCustomer *customer)
{
  clear_list (self->identities);
  for (guint i = 0; customer->identities != NULL && customer->identities[i] != NULL; i++)
    gtk_list_box_append (self->identities, make_identity_row (customer->identities[i]));
  add_contact (self, _ ("First contact"), customer->first_contact);
  add_contact (self, _ ("Last contact"), customer->last_contact);
}

static char *
dup_ticket_line (HpContextPane *self, const HpTicket *ticket)
{
  g_autofree char *time = hp_time_dup_short_text (ticket->updated, g_get_real_time ());
  const char *status = hp_labels_get_status (ticket->status);

  if (ticket->row == self->ticket)
    /* Translators: when a ticket last changed and its status; it is the one that is open */
    return g_strdup_printf (_ ("%s, %s, this ticket"), time, status);
  /* Translators: when a ticket last changed, its channel and its status */
  return g_strdup_printf (_ ("%s, %s, %s"), time, hp_labels_get_channel (ticket->channel), status);
}

static GtkWidget *
make_ticket_row (HpContextPane *self, const HpTicket *ticket)
{
  gboolean is_open = ticket->row == self->ticket;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (hp_labels_get_channel_icon (ticket->channel));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *subject = *ticket->subject != '\0' ? ticket->subject : _ ("No subject");
  GtkWidget *title = make_label (subject, "second-line");
  g_autofree char *line = dup_ticket_line (self, ticket);
  GtkWidget *second = make_label (line, "caption");
  g_autofree char *sentence = g_strdup_printf ("%s. %s", subject, line);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, is_open ? "now" : "mark");
  gtk_widget_add_css_class (second, "dim-label");
  if (is_open)
    gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), second);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, subject);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), "ticket", g_memdup2 (&ticket->row, sizeof ticket->row),
                          g_free);
  return row;
}

static void
update_timeline (HpContextPane *self, const HpCustomer *customer, GPtrArray *tickets)
{
  guint n = (guint) MAX (customer->tickets, (gint64) tickets->len);
  g_autofree char *count = g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);

  clear_list (self->timeline);
  for (guint i = 0; i < tickets->len; i++)
    gtk_list_box_append (self->timeline, make_ticket_row (self, g_ptr_array_index (tickets, i)));
  gtk_label_set_text (self->n_tickets, count);
}

static GtkWidget *
make_note (const HpMessage *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *text = make_label (note->text, "second-line");
  g_autofree char *time = hp_time_dup_text (note->time, g_get_real_time ());
  const HpAddress *from = note->from->len > 0 ? g_ptr_array_index (note->from, 0) : NULL;
  const char *name = from == NULL ? "" : from->name != NULL ? from->name : from->addr;
  g_autofree char *line = g_strdup_printf ("%s · %s", name, time);
  GtkWidget *second = make_label (line, "caption");

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), 4);
  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (box, "context-note");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static void
update_notes (HpContextPane *self, GPtrArray *notes)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notes))) != NULL)
    gtk_box_remove (self->notes, child);
  for (guint i = 0; i < notes->len; i++)
    gtk_box_append (self->notes, make_note (g_ptr_array_index (notes, i)));
  gtk_widget_set_visible (self->notes_title, notes->len > 0);
}

static void
update_head (HpContextPane *self, const HpCustomer *customer)
{
  const char *name = *customer->name != '\0' ? customer->name : customer->address;

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_label_set_text (self->organisation,
                      customer->organisation != NULL ? customer->organisation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->organisation), customer->organisation != NULL);
}

static void
on_updated_cb (HpContextPane *self)
{
  const HpCustomer *customer = hp_customer_context_get_customer (self->context);
  const GError *error = hp_customer_context_get_error (self->context);

  gtk_stack_set_visible_child_name (self->stack, error != NULL      ? "error"
                                                 : customer == NULL ? "none"
                                                                    : "customer");
  if (error != NULL)
    adw_status_page_set_description (self->error_page, hp_error_text_get (error));
  if (customer == NULL)
    return;
  update_head (self, customer);
  update_identities (self, customer);
  update_timeline (self, customer, hp_customer_context_get_tickets (self->context));
  update_notes (self, hp_customer_context_get_notes (self->context));
}

static void
on_identity_activated_cb (HpContextPane *self, GtkListBoxRow *row)
{
  const char *address = g_object_get_data (G_OBJECT (row), "address");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", _ ("Address copied"));
}

static void
on_ticket_activated_cb (HpContextPane *self, GtkListBoxRow *row)
{
  const gint64 *ticket = g_object_get_data (G_OBJECT (row), "ticket");

  g_signal_emit (self, signals[CHOSEN], 0, *ticket);
}

static void
hp_context_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_CONTEXT_PANE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_context_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    HP_CONTEXT_PANE (object)->folded = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_context_pane_dispose (GObject *object)
{
  g_clear_object (&HP_CONTEXT_PANE (object)->context);
  G_OBJECT_CLASS (hp_context_pane_parent_class)->dispose (object);
}

static gboolean
hp_context_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return hp_pane_focus (widget, direction, GTK_WIDGET_CLASS (hp_context_pane_parent_class));
}

static void
hp_context_pane_class_init (HpContextPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_context_pane_get_property;
  object_class->set_property = hp_context_pane_set_property;
  object_class->dispose = hp_context_pane_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_CONTEXT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  widget_class->focus = hp_context_pane_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, error_page);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, name);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, organisation);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, identities);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, n_tickets);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, notes_title);
  gtk_widget_class_bind_template_child (widget_class, HpContextPane, notes);
  gtk_widget_class_bind_template_callback (widget_class, on_identity_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ticket_activated_cb);
}

static void
hp_context_pane_init (HpContextPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_context_pane_set_context (HpContextPane *self, HpCustomerContext *context)
{
  g_set_object (&self->context, context);
  g_signal_connect_object (context, "updated", G_CALLBACK (on_updated_cb), self, G_CONNECT_SWAPPED);
  on_updated_cb (self);
}

void
hp_context_pane_set_ticket (HpContextPane *self, gint64 row)
{
  if (row == self->ticket)
    return;
  self->ticket = row;
  on_updated_cb (self);
}
