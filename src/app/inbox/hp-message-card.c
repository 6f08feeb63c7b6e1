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
#include "app/hp-window.h"
#include "app/hp-wrap-layout.h"
#include "app/inbox/hp-body-links.h"
#include "app/inbox/hp-body-styles.h"
#include "app/inbox/hp-body-view.h"
#include "app/inbox/hp-message-list.h"
#include "app/inbox/hp-file-chip.h"
#include "app/inbox/hp-inline-pictures.h"
#include "app/inbox/hp-mail-facts.h"
#include "app/inbox/hp-message-body.h"
#include "app/inbox/hp-message-folds.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-message-card.ui"

struct _HpMessageCard
{
  GtkBox parent_instance;

  HpMessageItem *item; /* (owned) (nullable) */
  gulong handler;
  GArray *folds;      /* (owned) (nullable) (element-type HpFold) of its text */
  HpBodyLinks *links; /* (owned) of its text */

  AdwAvatar *avatar;
  GtkLabel *sender;
  GtkLabel *recipients;
  GtkLabel *time;
  GtkWidget *warning;
  GtkLabel *warning_text;
  HpMailFacts *facts;
  GtkTextView *body;
  GtkToggleButton *quotes;
  GtkToggleButton *signature;
  GtkWidget *fold_chips;
  HpInlinePictures *pictures;
  GtkBox *files;
  GtkMenuButton *more;
  GMenuModel *message_menu;
};

G_DEFINE_FINAL_TYPE (HpMessageCard, hp_message_card, GTK_TYPE_BOX)

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

/* (nullable) */
static const HpAttachment *
find_attachment (const HpMessage *message, guint part)
{
  for (guint i = 0; i < message->attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (message->attachments, i);
      if (attachment->part == part)
        return attachment;
    }
  return NULL;
}

/* A part without a name whose content the facts say. */
static gboolean
is_told (const HpAttachment *attachment, const HpMailInsight *insight)
{
  const HpMail *mail = insight != NULL ? insight->mail : NULL;

  if (mail == NULL || (attachment->filename != NULL && *attachment->filename != '\0'))
    return FALSE;
  if (g_str_equal (attachment->mime_type, "text/calendar"))
    return mail->invitation != NULL;
  if (g_str_equal (attachment->mime_type, "message/delivery-status"))
    return mail->failed->len > 0;
  return mail->cards->len > 0 && (g_str_equal (attachment->mime_type, "text/vcard") ||
                                  g_str_equal (attachment->mime_type, "text/x-vcard") ||
                                  g_str_equal (attachment->mime_type, "text/directory"));
}

static gboolean
has_logo (const HpMessage *message)
{
  for (guint i = 0; i < message->attachments->len; i++)
    if (((HpAttachment *) g_ptr_array_index (message->attachments, i))->is_logo)
      return TRUE;
  return FALSE;
}

/* Logos are part of the signature; what shows already needs no chip. */
static void
fold_files (HpMessageCard *self)
{
  const HpMessage *message = hp_message_item_get_message (self->item);
  gboolean has_signature = gtk_toggle_button_get_active (self->signature);
  gboolean is_any_shown = FALSE;

  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->files)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      guint part = hp_file_chip_get_part (HP_FILE_CHIP (chip));
      const HpAttachment *attachment = find_attachment (message, part);
      gboolean is_shown =
          !hp_inline_pictures_has_part (self->pictures, part) &&
          (attachment == NULL || ((has_signature || !attachment->is_logo) &&
                                  !is_told (attachment, hp_message_item_get_insight (self->item))));
      gtk_widget_set_visible (chip, is_shown);
      is_any_shown |= is_shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files), is_any_shown);
}

/* More shows than when it was laid out. */
static void
tell_growth (HpMessageCard *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), HP_TYPE_MESSAGE_LIST);

  if (list != NULL)
    hp_message_list_keep_end (HP_MESSAGE_LIST (list));
}

static void
on_picture_shown_cb (HpMessageCard *self)
{
  fold_files (self);
  tell_growth (self);
}

static void
update_files (HpMessageCard *self, const HpMessage *message)
{
  GtkWidget *child;

  hp_inline_pictures_set_message (self->pictures, message);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; i < message->attachments->len; i++)
    gtk_box_append (self->files,
                    hp_file_chip_new (message->row, g_ptr_array_index (message->attachments, i)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.save-files",
                                 message->attachments->len > 0);
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

static const HpSearchMarks *
get_marks (HpMessageCard *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), HP_TYPE_MESSAGE_LIST);

  return list != NULL ? hp_message_list_get_marks (HP_MESSAGE_LIST (list)) : NULL;
}

static void
on_fold_toggled_cb (HpMessageCard *self)
{
  const HpMailInsight *insight = hp_message_item_get_insight (self->item);
  HpShownFolds shown = HP_SHOWN_NONE;

  if (gtk_toggle_button_get_active (self->quotes))
    shown |= HP_SHOWN_QUOTES;
  if (gtk_toggle_button_get_active (self->signature))
    shown |= HP_SHOWN_SIGNATURES;
  hp_message_body_fill (gtk_text_view_get_buffer (self->body),
                        hp_message_item_get_message (self->item)->text, self->folds, shown);
  hp_body_links_clear (self->links);
  if (insight != NULL && insight->blocks != NULL)
    hp_body_styles_apply (gtk_text_view_get_buffer (self->body), insight->blocks, self->links);
  hp_body_links_find (self->links);
  hp_message_card_set_marks (self, get_marks (self));
  fold_files (self);
}

static void
update_body (HpMessageCard *self, const HpMessage *message)
{
  guint quoted;
  guint signed_;

  g_clear_pointer (&self->folds, g_array_unref);
  self->folds = hp_message_folds_dup (message);
  quoted = hp_message_folds_count_lines (self->folds, HP_FOLD_QUOTE, message->text);
  signed_ = hp_message_folds_count_lines (self->folds, HP_FOLD_SIGNATURE, message->text);
  g_autofree char *words =
      g_strdup_printf (ngettext ("Quoted text, %u line", "Quoted text, %u lines", quoted), quoted);
  gtk_button_set_label (GTK_BUTTON (self->quotes), words);
  gtk_widget_set_visible (GTK_WIDGET (self->quotes), quoted > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->signature), signed_ > 0 || has_logo (message));
  gtk_widget_set_visible (self->fold_chips, quoted + signed_ > 0 || has_logo (message));
  gtk_toggle_button_set_active (self->quotes, FALSE);
  gtk_toggle_button_set_active (self->signature, FALSE);
  on_fold_toggled_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->body), *message->text != '\0');
}

static void
update_facts (HpMessageCard *self)
{
  hp_mail_facts_set_insight (self->facts, hp_message_item_get_insight (self->item));
}

static void
on_looked_cb (HpMessageCard *self)
{
  update_facts (self);
  fold_files (self);
  if (hp_message_item_get_insight (self->item)->blocks != NULL)
    on_fold_toggled_cb (self);
  tell_growth (self);
}

/* Only what is seen is looked into. */
static void
look (HpMessageCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->item == NULL || !HP_IS_WINDOW (root) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  hp_message_item_look (self->item, hp_window_get_desk (HP_WINDOW (root)));
  hp_inline_pictures_load (self->pictures, hp_window_get_desk (HP_WINDOW (root)));
}

static void
hp_message_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hp_message_card_parent_class)->map (widget);
  look (HP_MESSAGE_CARD (widget));
}

static void
set_item (HpMessageCard *self, HpMessageItem *item)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->handler = g_signal_connect_swapped (item, "looked", G_CALLBACK (on_looked_cb), self);
}

static void
update_head (HpMessageCard *self, const HpMessage *message)
{
  g_autofree char *sender = hp_message_item_dup_sender (self->item);
  g_autofree char *second = dup_second_line (self->item);
  g_autofree char *time = hp_time_dup_text (message->time, g_get_real_time ());
  g_autofree char *full_time = hp_time_dup_full_text (message->time);
  g_autofree char *recipients = hp_message_item_dup_recipients (self->item);
  const HpAddress *from = message->from->len > 0 ? g_ptr_array_index (message->from, 0) : NULL;

  adw_avatar_set_text (self->avatar, sender);
  gtk_label_set_text (self->sender, sender);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sender), from != NULL ? from->addr : NULL);
  gtk_label_set_text (self->recipients, second);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients), *second != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->recipients), recipients);
  gtk_label_set_text (self->time, time);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), full_time);
}

static void
on_original_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const HpMessage *message = hp_message_item_get_message (HP_MESSAGE_CARD (widget)->item);

  gtk_widget_activate_action (widget, "win.show-original", "x", message->row);
}

static void
on_source_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const HpMessage *message = hp_message_item_get_message (HP_MESSAGE_CARD (widget)->item);

  gtk_widget_activate_action (widget, "win.show-source", "x", message->row);
}

static void
on_split_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const HpMessage *message = hp_message_item_get_message (HP_MESSAGE_CARD (widget)->item);
  g_autofree char *key = hp_key_dup_hex (&message->key);

  gtk_widget_activate_action (widget, "win.split", "s", key);
}

static void
on_save_files_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const HpMessage *message = hp_message_item_get_message (HP_MESSAGE_CARD (widget)->item);

  gtk_widget_activate_action (widget, "win.save-files", "x", message->row);
}

static void
on_toggle_folds_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpMessageCard *self = HP_MESSAGE_CARD (widget);
  gboolean is_open =
      gtk_toggle_button_get_active (self->quotes) || gtk_toggle_button_get_active (self->signature);

  gtk_toggle_button_set_active (self->quotes, !is_open);
  gtk_toggle_button_set_active (self->signature, !is_open);
}

/* A menu costs more than all the rest of the card: most cards are never asked for it. */
static void
make_menu (GtkMenuButton *button, gpointer data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HP_MESSAGE_CARD (data)->message_menu);
}

static void
hp_message_card_dispose (GObject *object)
{
  HpMessageCard *self = HP_MESSAGE_CARD (object);

  set_item (self, NULL);
  g_clear_object (&self->links);
  g_clear_pointer (&self->folds, g_array_unref);
  G_OBJECT_CLASS (hp_message_card_parent_class)->dispose (object);
}

static void
hp_message_card_class_init (HpMessageCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_message_card_dispose;
  widget_class->map = hp_message_card_map;
  g_type_ensure (HP_TYPE_BODY_VIEW);
  g_type_ensure (HP_TYPE_INLINE_PICTURES);
  g_type_ensure (HP_TYPE_MAIL_FACTS);
  g_type_ensure (HP_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, sender);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, recipients);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, time);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, warning);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, warning_text);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, facts);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, body);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, quotes);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, signature);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, fold_chips);
  gtk_widget_class_bind_template_callback (widget_class, on_fold_toggled_cb);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, pictures);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_shown_cb);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, files);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, more);
  gtk_widget_class_bind_template_child (widget_class, HpMessageCard, message_menu);
  gtk_widget_class_install_action (widget_class, "message.original", NULL, on_original_cb);
  gtk_widget_class_install_action (widget_class, "message.source", NULL, on_source_cb);
  gtk_widget_class_install_action (widget_class, "message.split", NULL, on_split_cb);
  gtk_widget_class_install_action (widget_class, "message.save-files", NULL, on_save_files_cb);
  gtk_widget_class_install_action (widget_class, "message.toggle-folds", NULL, on_toggle_folds_cb);
}

static void
hp_message_card_init (HpMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more, make_menu, self, NULL);
  self->links = hp_body_links_new (self->body);
  hp_compat_name_parts (GTK_WIDGET (self));
}

void
hp_message_card_set_item (HpMessageCard *self, HpMessageItem *item)
{
  const HpMessage *message = hp_message_item_get_message (item);
  gboolean is_mail = !g_str_equal (message->direction, HP_DIRECTION_NOTE);

  set_item (self, item);
  update_head (self, message);
  update_kind (self, message);
  update_warning (self, message);
  update_files (self, message);
  update_body (self, message);
  update_facts (self);
  look (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.original", is_mail);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.source", is_mail);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.split", is_mail);
}

gboolean
hp_message_card_is_busy (HpMessageCard *self)
{
  return hp_message_item_get_is_looking (self->item) ||
         hp_inline_pictures_is_loading (self->pictures);
}

char *
hp_message_card_dup_sentence (HpMessageCard *self)
{
  return g_strdup_printf ("%s. %s. %s", gtk_label_get_text (self->sender),
                          gtk_label_get_text (self->recipients), gtk_label_get_text (self->time));
}

void
hp_message_card_set_marks (HpMessageCard *self, const HpSearchMarks *marks)
{
  GdkRGBA color = hp_compat_get_color (GTK_WIDGET (self), "hp_mark");

  hp_message_body_mark (gtk_text_view_get_buffer (self->body), marks, &color);
}

const HpKey *
hp_message_card_get_mail (HpMessageCard *self)
{
  const HpMessage *message = hp_message_item_get_message (self->item);

  return g_str_equal (message->direction, HP_DIRECTION_NOTE) ? NULL : &message->key;
}
