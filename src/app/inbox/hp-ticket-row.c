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
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-row.ui"
#define AVATAR 36
#define CHOOSING_AVATAR 30
/* How strong the snippet is beside the subject, as .dim-label of style.css. */
#define SNIPPET_ALPHA (G_MAXUINT16 / 100 * 66)

struct _HpTicketRow
{
  HpSeenRow parent_instance;

  gboolean is_chosen;

  GtkWidget *check;
  AdwAvatar *avatar;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *text;
  GtkWidget *chip_box;
  GtkWidget *snoozed;
  GtkLabel *chip;
  GtkImage *priority;
  GtkImage *badge;
  GtkLabel *assignee;
};

G_DEFINE_FINAL_TYPE (HpTicketRow, hp_ticket_row, HP_TYPE_SEEN_ROW)

static HpTicketItem *
get_item (HpTicketRow *self)
{
  return hp_item_row_get_item (HP_ITEM_ROW (self));
}

static void
add_attribute (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static gboolean
has_draft (HpTicketRow *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (get_item (self));
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), HP_TYPE_TICKET_LIST_VIEW);

  return ticket != NULL && view != NULL &&
         hp_ticket_list_view_has_draft (HP_TICKET_LIST_VIEW (view), &ticket->key);
}

/* Subject and snippet in one label, so that one ellipsis ends both. */
static void
update_text (HpTicketRow *self, const HpSearchMarks *marks)
{
  const char *draft = has_draft (self) ? _ ("Draft") : "";
  const char *subject = hp_ticket_item_get_subject (get_item (self));
  const char *snippet = hp_ticket_item_get_snippet (get_item (self));
  g_autofree char *text =
      g_strconcat (draft, *draft != '\0' ? "  " : "", subject, "  ", snippet, NULL);
  gsize begin = strlen (text) - strlen (subject) - strlen (snippet) - 2;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gsize end = begin + strlen (subject);

  if (hp_ticket_item_get_is_unread (get_item (self)))
    add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), begin, end);
  add_attribute (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC), 0, strlen (draft));
  add_attribute (attributes, pango_attr_foreground_alpha_new (SNIPPET_ALPHA), end, strlen (text));
  for (gsize from = 0, to = 0; hp_search_marks_next (marks, text, &from, &to);)
    hp_compat_mark (GTK_WIDGET (self->text), attributes, from, to);
  gtk_label_set_text (self->text, text);
  gtk_label_set_attributes (self->text, attributes);
}

/* (nullable) the list that it stands in */
static HpTicketListView *
get_view (HpTicketRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), HP_TYPE_TICKET_LIST_VIEW);

  return view != NULL ? HP_TICKET_LIST_VIEW (view) : NULL;
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* When it wakes up again. */
static char *
dup_wake_text (const HpTicket *ticket)
{
  if (ticket->snoozed == G_MAXINT64)
    /* Translators: until when a ticket sleeps, in a narrow place */
    return g_strdup (C_ ("snoozed until", "answer"));
  return hp_time_dup_short_text (ticket->snoozed, g_get_real_time ());
}

/* Open tickets need no word; the others say what they are. */
static void
update_chip (HpTicketRow *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (get_item (self));
  const char *status = hp_ticket_item_get_status (get_item (self));
  gboolean is_snoozed = ticket != NULL && hp_ticket_is_snoozed (ticket, g_get_real_time ());
  gboolean is_done =
      g_str_equal (status, HP_STATUS_RESOLVED) || g_str_equal (status, HP_STATUS_CLOSED);
  gboolean is_told = is_snoozed || is_done || g_str_equal (status, HP_STATUS_WAITING) ||
                     g_str_equal (status, HP_STATUS_SPAM);
  g_autofree char *wake = is_snoozed ? dup_wake_text (ticket) : NULL;
  g_autofree char *words =
      g_strconcat (is_done ? "✓ " : "", is_snoozed ? wake : hp_labels_get_status (status), NULL);

  gtk_label_set_text (self->chip, words);
  gtk_widget_set_visible (self->chip_box, is_told);
  gtk_widget_set_visible (self->snoozed, is_snoozed);
  set_css_class (self->chip_box, "done", is_done && !is_snoozed);
}

static void
update_priority (HpTicketRow *self)
{
  const char *priority = hp_ticket_item_get_priority (get_item (self));
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

static char *
dup_assignee_words (const char *name)
{
  /* Translators: %s is an agent */
  return g_strdup_printf (_ ("%s has it"), name);
}

static void
update_assignee (HpTicketRow *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (get_item (self));
  const char *name = ticket != NULL ? ticket->assignee : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->assignee), name != NULL);
  if (name == NULL)
    return;
  g_autofree char *initials = dup_initials (name);
  g_autofree char *words = dup_assignee_words (name);
  gtk_label_set_text (self->assignee, initials);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->assignee), words);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (*sentence != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ". " : "", sentence);
}

static char *
hp_ticket_row_dup_name (HpSeenRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HpTicketItem *item = get_item (HP_TICKET_ROW (row));
  g_autofree char *time = hp_ticket_item_dup_time_text (item);
  const HpTicket *ticket = hp_ticket_item_get_ticket (item);

  if (HP_TICKET_ROW (row)->is_chosen)
    append_sentence (text, _ ("Chosen"));
  if (hp_ticket_item_get_is_unread (item))
    append_sentence (text, _ ("Unread"));
  append_sentence (text, hp_labels_get_status (hp_ticket_item_get_status (item)));
  append_sentence (text, hp_ticket_item_get_name (item));
  append_sentence (text, hp_ticket_item_get_subject (item));
  append_sentence (text, time);
  append_sentence (text, hp_labels_get_priority (hp_ticket_item_get_priority (item)));
  if (ticket != NULL && ticket->assignee != NULL)
    {
      g_autofree char *words = dup_assignee_words (ticket->assignee);
      append_sentence (text, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_choice (HpTicketRow *self, HpTicketChoice *choice)
{
  gboolean is_choosing = choice != NULL && hp_ticket_choice_get_is_active (choice);

  self->is_chosen =
      is_choosing && hp_ticket_choice_has (choice, hp_ticket_item_get_row (get_item (self)));
  gtk_widget_set_visible (self->check, is_choosing);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), self->is_chosen);
  adw_avatar_set_size (self->avatar, is_choosing ? CHOOSING_AVATAR : AVATAR);
  set_css_class (GTK_WIDGET (self), "chosen", self->is_chosen);
}

static void
hp_ticket_row_fill (HpSeenRow *row)
{
  HpTicketRow *self = HP_TICKET_ROW (row);
  HpTicketItem *item = get_item (self);
  HpTicketListView *view = get_view (self);
  g_autofree char *time = hp_ticket_item_dup_time_text (item);

  set_css_class (GTK_WIDGET (self), "unread", hp_ticket_item_get_is_unread (item));
  adw_avatar_set_text (self->avatar, hp_ticket_item_get_name (item));
  gtk_label_set_text (self->who, hp_ticket_item_get_name (item));
  gtk_label_set_text (self->time, time);
  update_text (self, view != NULL ? hp_ticket_list_view_get_marks (view) : NULL);
  update_choice (self, view != NULL ? hp_ticket_list_view_get_choice (view) : NULL);
  update_chip (self);
  update_priority (self);
  update_assignee (self);
  gtk_image_set_from_icon_name (self->badge,
                                hp_labels_get_channel_icon (hp_ticket_item_get_channel (item)));
}

static void
hp_ticket_row_class_init (HpTicketRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HP_SEEN_ROW_CLASS (klass)->fill = hp_ticket_row_fill;
  HP_SEEN_ROW_CLASS (klass)->dup_name = hp_ticket_row_dup_name;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, check);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, who);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, time);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, text);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, chip_box);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, snoozed);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, chip);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, priority);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, badge);
  gtk_widget_class_bind_template_child (widget_class, HpTicketRow, assignee);
}

static void
hp_ticket_row_init (HpTicketRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-row");
}

void
hp_ticket_row_set_marks (HpTicketRow *self, const HpSearchMarks *marks)
{
  if (hp_seen_row_is_filled (HP_SEEN_ROW (self)))
    update_text (self, marks);
}

void
hp_ticket_row_set_choice (HpTicketRow *self, HpTicketChoice *choice)
{
  if (!hp_seen_row_is_filled (HP_SEEN_ROW (self)))
    return;
  update_choice (self, choice);
  hp_seen_row_name (HP_SEEN_ROW (self));
}
