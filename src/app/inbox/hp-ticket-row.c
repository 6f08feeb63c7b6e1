/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a ticket looks in the list, and the sentence a screen reader says for it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/inbox/hp-ticket-list-view.h"
#include "live/hp-ticket-item.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-row.ui"
/* How strong the snippet is beside the subject, as .dim-label of style.css. */
#define SNIPPET_ALPHA (G_MAXUINT16 / 100 * 66)

struct _HpTicketRow
{
  GtkBox parent_instance;

  HpTicketItem *item; /* (owned) (nullable) */
  gulong handler;

  GtkLabel *text;
  GtkLabel *chip;
  GtkImage *priority;
  GtkImage *badge;
  GtkLabel *assignee;
};

G_DEFINE_FINAL_TYPE (HpTicketRow, hp_ticket_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

/* Subject and snippet in one label, so that one ellipsis ends both. */
static void
update_text (HpTicketRow *self, const HpSearchMarks *marks)
{
  const char *subject = hp_ticket_item_get_subject (self->item);
  const char *snippet = hp_ticket_item_get_snippet (self->item);
  g_autofree char *text = g_strconcat (subject, "  ", snippet, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gsize end = strlen (subject);

  if (hp_ticket_item_get_is_new (self->item))
    add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), 0, end);
  add_attribute (attributes, pango_attr_foreground_alpha_new (SNIPPET_ALPHA), end, strlen (text));
  for (gsize from = 0, to = 0; hp_search_marks_next (marks, text, &from, &to);)
    hp_compat_mark (GTK_WIDGET (self->text), attributes, from, to);
  gtk_label_set_text (self->text, text);
  gtk_label_set_attributes (self->text, attributes);
}

static const HpSearchMarks *
get_marks (HpTicketRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), HP_TYPE_TICKET_LIST_VIEW);

  return view != NULL ? hp_ticket_list_view_get_marks (HP_TICKET_LIST_VIEW (view)) : NULL;
}

/* Open tickets need no word; the others say what they are. */
static void
update_chip (HpTicketRow *self)
{
  const char *status = hp_ticket_item_get_status (self->item);
  gboolean is_done =
      g_str_equal (status, HP_STATUS_RESOLVED) || g_str_equal (status, HP_STATUS_CLOSED);
  gboolean is_told =
      is_done || g_str_equal (status, HP_STATUS_WAITING) || g_str_equal (status, HP_STATUS_SPAM);
  g_autofree char *words = g_strconcat (is_done ? "✓ " : "", hp_labels_get_status (status), NULL);

  gtk_label_set_text (self->chip, words);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), is_told);
  if (is_done)
    gtk_widget_add_css_class (GTK_WIDGET (self->chip), "done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->chip), "done");
}

static void
update_priority (HpTicketRow *self)
{
  const char *priority = hp_ticket_item_get_priority (self->item);
  gboolean is_urgent = g_str_equal (priority, HP_PRIORITY_URGENT);
  const char *classes[] = { is_urgent ? "error" : "warning", NULL };

  gtk_image_set_from_icon_name (self->priority,
                                is_urgent ? "hp-urgent-symbolic" : "hp-high-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->priority), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->priority), hp_labels_get_priority (priority));
  gtk_widget_set_visible (GTK_WIDGET (self->priority),
                          is_urgent || g_str_equal (priority, HP_PRIORITY_HIGH));
}

/* The first letters of the first and the last of somebody's names. */
static char *
dup_initials (const char *name)
{
  const char *last = strrchr (name, ' ');
  gunichar letters[2] = { g_utf8_get_char (name), 0 };
  g_autofree char *text = NULL;

  if (last != NULL)
    letters[1] = g_utf8_get_char (last + 1);
  text = g_ucs4_to_utf8 (letters, letters[1] != 0 ? 2 : 1, NULL, NULL, NULL);
  return text != NULL ? g_utf8_strup (text, -1) : g_strdup ("");
}

static void
update_assignee (HpTicketRow *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self->item);
  const char *name = ticket != NULL ? ticket->assignee : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->assignee), name != NULL);
  if (name == NULL)
    return;
  g_autofree char *initials = dup_initials (name);
  /* Translators: %s is an agent */
  g_autofree char *words = g_strdup_printf (_ ("%s has it"), name);
  gtk_label_set_text (self->assignee, initials);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->assignee), words);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (*sentence != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ". " : "", sentence);
}

static void
update_label (HpTicketRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *time = hp_ticket_item_dup_time_text (self->item);
  const HpTicket *ticket = hp_ticket_item_get_ticket (self->item);

  append_sentence (text, hp_labels_get_status (hp_ticket_item_get_status (self->item)));
  append_sentence (text, hp_ticket_item_get_name (self->item));
  append_sentence (text, hp_ticket_item_get_subject (self->item));
  append_sentence (text, time);
  append_sentence (text, hp_labels_get_priority (hp_ticket_item_get_priority (self->item)));
  if (ticket != NULL && ticket->assignee != NULL)
    append_sentence (text, gtk_widget_get_tooltip_text (GTK_WIDGET (self->assignee)));
  hp_compat_set_row_label (GTK_WIDGET (self), text->str);
}

static void
on_item_changed_cb (HpTicketRow *self)
{
  if (hp_ticket_item_get_is_new (self->item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "new");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "new");
  update_text (self, get_marks (self));
  update_chip (self);
  update_priority (self);
  update_assignee (self);
  gtk_image_set_from_icon_name (
      self->badge, hp_labels_get_channel_icon (hp_ticket_item_get_channel (self->item)));
  update_label (self);
}

static void
set_item (HpTicketRow *self, HpTicketItem *item)
{
  if (item == self->item)
    return;
  g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      self->handler =
          g_signal_connect_swapped (item, "notify", G_CALLBACK (on_item_changed_cb), self);
      on_item_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

static void
hp_ticket_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, HP_TICKET_ROW (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_TICKET_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_row_dispose (GObject *object)
{
  HpTicketRow *self = HP_TICKET_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hp_ticket_row_parent_class)->dispose (object);
}

static void
hp_ticket_row_class_init (HpTicketRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_ticket_row_get_property;
  object_class->set_property = hp_ticket_row_set_property;
  object_class->dispose = hp_ticket_row_dispose;
  props[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, HP_TYPE_TICKET_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, text);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, chip);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, priority);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, badge);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, assignee);
}

static void
hp_ticket_row_init (HpTicketRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HpTicketItem *
hp_ticket_row_get_item (HpTicketRow *self)
{
  return self->item;
}

void
hp_ticket_row_set_marks (HpTicketRow *self, const HpSearchMarks *marks)
{
  if (self->item != NULL)
    update_text (self, marks);
}
