/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what stands over the messages: the subject, what the ticket is and its tags. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-ticket-title.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/inbox/hp-search-marks.h"
#include "live/hp-time-text.h"

/* More tags are told by a number. */
#define MOST_TAGS 3
#define MOST_TOLD 20
#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-ticket-title.ui"

struct _HpTicketTitle
{
  AdwBin parent_instance;

  GSignalGroup *watch;  /* (owned) of the ticket */
  HpTicketItem *ticket; /* (owned) (nullable) */
  HpSearchMarks *marks; /* (owned) (nullable) */
  gboolean folded;

  GtkLabel *subject;
  GtkLabel *about;
  GtkBox *tags;
};

G_DEFINE_FINAL_TYPE (HpTicketTitle, hp_ticket_title, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_subject (HpTicketTitle *self)
{
  const char *subject = hp_ticket_item_get_subject (self->ticket);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (gsize from = 0, to = 0; hp_search_marks_next (self->marks, subject, &from, &to);)
    hp_compat_mark (GTK_WIDGET (self->subject), attributes, from, to);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_attributes (self->subject, attributes);
}

static void
update_about (HpTicketTitle *self, const HpTicket *ticket)
{
  g_autofree char *number = hp_ticket_item_dup_number (self->ticket);
  g_autofree char *opened = hp_time_dup_inner_text (ticket->created, g_get_real_time ());
  /* Translators: a ticket's number, its channel and when it was opened */
  g_autofree char *about = g_strdup_printf (_ ("%s · %s · opened %s"), number,
                                            hp_labels_get_channel (ticket->channel), opened);

  gtk_label_set_text (self->about, about);
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
  hp_compat_name (chip, _ ("Add a tag"), _ ("Add a tag (T)"));
  return chip;
}

static GtkWidget *
make_more_chip (const char *const *tags)
{
  guint n = g_strv_length ((char **) tags);
  g_autoptr (GString) all = g_string_new (tags[0]);
  g_autofree char *words = g_strdup_printf ("+%u", n);
  GtkWidget *chip = gtk_button_new_with_label (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.tags");
  gtk_widget_add_css_class (chip, "chip");
  for (guint i = 1; i < MIN (n, MOST_TOLD); i++)
    g_string_append_printf (all, ", %s", tags[i]);
  if (n > MOST_TOLD)
    g_string_append (all, ", …");
  hp_compat_name (chip, all->str, all->str);
  return chip;
}

static void
update_tags (HpTicketTitle *self, const HpTicket *ticket)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    gtk_box_remove (self->tags, child);
  guint n = g_strv_length (ticket->tags);
  guint n_shown = n <= MOST_TAGS ? n : MOST_TAGS - 1;

  for (guint i = 0; i < n_shown; i++)
    gtk_box_append (self->tags, make_tag_chip (ticket->tags[i]));
  if (n > n_shown)
    gtk_box_append (self->tags, make_more_chip ((const char *const *) ticket->tags + n_shown));
  if (!self->folded)
    gtk_box_append (self->tags, make_add_tag_chip ());
}

static void
on_ticket_changed_cb (HpTicketTitle *self)
{
  const HpTicket *ticket = self->ticket != NULL ? hp_ticket_item_get_ticket (self->ticket) : NULL;

  if (ticket == NULL)
    return;
  update_subject (self);
  update_about (self, ticket);
  update_tags (self, ticket);
}

static void
hp_ticket_title_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_TICKET_TITLE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_title_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HpTicketTitle *self = HP_TICKET_TITLE (object);

  if (id != PROP_FOLDED)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  self->folded = g_value_get_boolean (value);
  on_ticket_changed_cb (self);
}

static void
hp_ticket_title_dispose (GObject *object)
{
  HpTicketTitle *self = HP_TICKET_TITLE (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->ticket);
  g_clear_pointer (&self->marks, hp_search_marks_free);
  G_OBJECT_CLASS (hp_ticket_title_parent_class)->dispose (object);
}

static void
hp_ticket_title_class_init (HpTicketTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_ticket_title_get_property;
  object_class->set_property = hp_ticket_title_set_property;
  object_class->dispose = hp_ticket_title_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTicketTitle, subject);
  gtk_widget_class_bind_template_child (widget_class, HpTicketTitle, about);
  gtk_widget_class_bind_template_child (widget_class, HpTicketTitle, tags);
}

static void
hp_ticket_title_init (HpTicketTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (HP_TYPE_TICKET_ITEM);
  g_signal_group_connect_swapped (self->watch, "changed", G_CALLBACK (on_ticket_changed_cb), self);
}

void
hp_ticket_title_set_ticket (HpTicketTitle *self, HpTicketItem *ticket)
{
  g_set_object (&self->ticket, ticket);
  g_signal_group_set_target (self->watch, ticket);
  on_ticket_changed_cb (self);
}

void
hp_ticket_title_set_marks (HpTicketTitle *self, const char *query)
{
  g_clear_pointer (&self->marks, hp_search_marks_free);
  if (query != NULL)
    self->marks = hp_search_marks_new (query);
  if (self->ticket != NULL)
    update_subject (self);
}
