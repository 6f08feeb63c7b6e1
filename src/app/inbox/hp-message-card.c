/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a message looks in a conversation: who, when, what, with which files, and what is odd
 * about it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-message-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/hp-wrap-layout.h"
#include "app/inbox/hp-message-body.h"
#include "live/hp-message-item.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-message-card.ui"
#define FOLDED_LINES 4

struct _HpMessageCard
{
  GtkBox parent_instance;

  HpMessageItem *item; /* (owned) (nullable) */
  gulong handler;

  AdwAvatar *avatar;
  GtkLabel *sender;
  GtkLabel *recipients;
  GtkLabel *time;
  GtkWidget *warning;
  GtkLabel *warning_text;
  GtkTextView *body;
  GtkToggleButton *fold;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (HpMessageCard, hp_message_card, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* "to …", or what else the line under the sender's name says. */
static char *
dup_second_line (HpMessageItem *item)
{
  const HpMessage *message = hp_message_item_get_message (item);
  g_autofree char *recipients = hp_message_item_dup_recipients (item);

  if (g_str_equal (message->direction, HP_DIRECTION_NOTE))
    return g_strdup (_ ("Note, only the team sees this"));
  if (g_str_equal (message->kind, "auto_reply"))
    return g_strdup (_ ("Automatic reply"));
  if (g_str_equal (message->kind, "bounce"))
    return g_strdup (_ ("Delivery report"));
  if (*recipients == '\0')
    return g_strdup ("");
  /* Translators: %s are the addresses that a mail was sent to */
  return g_strdup_printf (_ ("to %s"), recipients);
}

static GtkWidget *
make_file_chip (const HpAttachment *file)
{
  g_autofree char *size = g_format_size ((guint64) file->size);
  const char *name = file->filename != NULL ? file->filename : _ ("Unnamed file");
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *caption = gtk_label_new (size);

  gtk_box_append (GTK_BOX (chip),
                  gtk_image_new_from_icon_name (g_str_has_prefix (file->mime_type, "image/")
                                                    ? "image-x-generic-symbolic"
                                                    : "x-office-document-symbolic"));
  gtk_box_append (GTK_BOX (chip), words);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 24);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (title, "second-line");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "numeric");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (chip, "file-chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (chip, name);
  return chip;
}

static void
update_files (HpMessageCard *self, const HpMessage *message)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; i < message->attachments->len; i++)
    gtk_box_append (self->files, make_file_chip (g_ptr_array_index (message->attachments, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->files), message->attachments->len > 0);
}

static void
update_warning (HpMessageCard *self, const HpMessage *message)
{
  g_autofree char *words = hp_labels_dup_warnings (message->warnings);

  if (words == NULL && message->is_variant)
    words = g_strdup (_ ("Another message came with the same identity and other content"));
  gtk_widget_set_visible (self->warning, words != NULL);
  gtk_label_set_text (self->warning_text, words != NULL ? words : "");
}

static void
update_kind (HpMessageCard *self, const HpMessage *message)
{
  const char *const kinds[] = { HP_DIRECTION_IN, HP_DIRECTION_OUT, HP_DIRECTION_NOTE };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (message->direction, kinds[i]))
      gtk_widget_add_css_class (GTK_WIDGET (self), kinds[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), kinds[i]);
}

/* A few quoted lines between an answer's stay; a whole quoted mail is folded. */
static void
on_fold_toggled_cb (HpMessageCard *self)
{
  const HpMessage *message = hp_message_item_get_message (self->item);
  gboolean is_folded = gtk_widget_get_visible (GTK_WIDGET (self->fold)) &&
                       !gtk_toggle_button_get_active (self->fold);

  hp_message_body_fill (gtk_text_view_get_buffer (self->body), message->text, is_folded);
}

static void
update_body (HpMessageCard *self, const HpMessage *message)
{
  guint quoted = hp_message_body_count_quoted (message->text);
  g_autofree char *words =
      g_strdup_printf (ngettext ("Quoted text, %u line", "Quoted text, %u lines", quoted), quoted);

  gtk_button_set_label (GTK_BUTTON (self->fold), words);
  gtk_widget_set_visible (GTK_WIDGET (self->fold), quoted >= FOLDED_LINES);
  gtk_toggle_button_set_active (self->fold, FALSE);
  on_fold_toggled_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->body), *message->text != '\0');
}

static void
on_item_changed_cb (HpMessageCard *self)
{
  const HpMessage *message = hp_message_item_get_message (self->item);
  g_autofree char *sender = hp_message_item_dup_sender (self->item);
  g_autofree char *second = dup_second_line (self->item);
  g_autofree char *time = hp_time_dup_text (message->time, g_get_real_time ());
  g_autofree char *full_time = hp_time_dup_full_text (message->time);
  g_autofree char *recipients = hp_message_item_dup_recipients (self->item);
  g_autofree char *label = g_strdup_printf ("%s. %s. %s", sender, second, time);

  adw_avatar_set_text (self->avatar, sender);
  gtk_label_set_text (self->sender, sender);
  gtk_label_set_text (self->recipients, second);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients), *second != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->recipients), recipients);
  gtk_label_set_text (self->time, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), full_time);
  update_kind (self, message);
  update_warning (self, message);
  update_files (self, message);
  update_body (self, message);
  hp_compat_set_row_label (GTK_WIDGET (self), label);
}

static void
set_item (HpMessageCard *self, HpMessageItem *item)
{
  if (item == self->item)
    return;
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      self->handler =
          g_signal_connect_swapped (item, "changed", G_CALLBACK (on_item_changed_cb), self);
      on_item_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

static void
hp_message_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, HP_MESSAGE_CARD (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_message_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_MESSAGE_CARD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_message_card_dispose (GObject *object)
{
  HpMessageCard *self = HP_MESSAGE_CARD (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hp_message_card_parent_class)->dispose (object);
}

static void
hp_message_card_class_init (HpMessageCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_message_card_get_property;
  object_class->set_property = hp_message_card_set_property;
  object_class->dispose = hp_message_card_dispose;
  props[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, HP_TYPE_MESSAGE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (HP_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, sender);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, recipients);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, time);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, warning);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, warning_text);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, body);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, fold);
  gtk_widget_class_bind_template_callback (widget_class, on_fold_toggled_cb);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, files);
}

static void
hp_message_card_init (HpMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
