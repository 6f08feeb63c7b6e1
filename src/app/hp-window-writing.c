/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the window takes part in writing and sending: where the focus goes, what is told, which
 * ticket comes next, and the account that is missing. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>

#include "app/composer/hp-composer-window.h"
#include "app/composer/hp-countdown.h"
#include "app/composer/hp-outbox-window.h"
#include "app/hp-error-text.h"
#include "app/hp-settings.h"
#include "app/hp-window-private.h"
#include "desk/hp-sending.h"
#include "live/hp-account-job.h"
#include "live/hp-time-text.h"

#define ADDRESS "helppari-address"

/* "Reply to Liisa" */
static char *
dup_what (const HpDraft *draft)
{
  const HpAddress *to = draft->to->len > 0 ? g_ptr_array_index (draft->to, 0) : NULL;
  const char *name = to == NULL                              ? draft->subject
                     : to->name != NULL && *to->name != '\0' ? to->name
                                                             : to->addr;

  if (draft->kind == HP_DRAFT_FORWARD)
    /* Translators: %s is who gets it */
    return g_strdup_printf (_ ("Forward to %s"), name);
  if (draft->kind == HP_DRAFT_NEW)
    /* Translators: %s is who gets it */
    return g_strdup_printf (_ ("Mail to %s"), name);
  /* Translators: %s is who gets it */
  return g_strdup_printf (_ ("Reply to %s"), name);
}

static void
add_undo (AdwToast *toast, const HpDraft *draft)
{
  g_autofree char *id = hp_key_dup_hex (&draft->id);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-send");
  adw_toast_set_action_target (toast, "s", id);
  adw_toast_set_timeout (toast, 0);
}

static void
tell_sending (HpWindow *self, const HpDraft *draft)
{
  guint seconds = (guint) hp_settings_get_int ("undo-delay", HP_UNDO_SECONDS_DEFAULT);
  g_autofree char *what = dup_what (draft);
  AdwToast *toast = adw_toast_new (what);

  add_undo (toast, draft);
  if (draft->send_at != HP_TIME_NONE)
    {
      g_autofree char *time = hp_time_dup_full_text (draft->send_at);
      /* Translators: the first %s is a mail, such as “Reply to Liisa”, the second a time */
      g_autofree char *words = g_strdup_printf (_ ("%s leaves %s"), what, time);
      adw_toast_set_title (toast, words);
      adw_toast_set_timeout (toast, MAX (seconds, 5));
    }
  else if (seconds > 0)
    {
      GtkWidget *countdown = hp_countdown_new (what, seconds);
      g_signal_connect_object (countdown, "over", G_CALLBACK (adw_toast_dismiss), toast,
                               G_CONNECT_SWAPPED);
      adw_toast_set_custom_title (toast, countdown);
    }
  else
    return g_object_unref (toast);
  hp_message_list_add_toast (self->messages, toast);
}

static void
on_sent_cb (HpWindow *self, HpDraft *draft)
{
  tell_sending (self, draft);
  if (!draft->has_ticket)
    return;
  hp_ticket_list_view_step (self->tickets, 1);
  hp_ticket_list_view_focus_selected (self->tickets);
}

static void
on_noted_cb (HpWindow *self, const char *op)
{
  hp_window_tell (self, _ ("Note added"), *op != '\0' ? op : NULL);
}

static void
on_failed_cb (HpWindow *self, const GError *error)
{
  hp_window_tell (self, hp_error_text_get (error), NULL);
}

static void
on_account_added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!hp_account_add_folder_finish (result, &error))
    {
      if (self->desk != NULL)
        hp_window_tell (self, hp_error_text_get (error), NULL);
      return;
    }
  if (self->desk != NULL)
    hp_composer_send_again (self->composer);
}

static void
on_add_folder_account_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  const char *address;
  const char *folder;

  g_variant_get (target, "(&s&s)", &address, &folder);
  hp_account_add_folder_async (self->desk, address, folder, on_account_added_cb,
                               g_object_ref (self));
}

static void
on_folder_chosen_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  HpWindow *self = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  const char *address = g_object_get_data (G_OBJECT (chooser), ADDRESS);

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-folder-account", "(ss)", address,
                                g_file_peek_path (file));
  g_object_unref (chooser);
}

static void
choose_folder (HpWindow *self, const char *address)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Where Mails Are Written"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (chooser), ADDRESS, g_strdup (address), g_free);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_account_answer_cb (HpWindow *self, const char *response, GtkWidget *dialog)
{
  if (g_str_equal (response, "folder"))
    choose_folder (self, g_object_get_data (G_OBJECT (dialog), ADDRESS));
}

static void
on_account_needed_cb (HpWindow *self, const char *address)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("No Account Sends This Yet"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: %s is the address that a mail would be sent from */
      _ ("There is no account for %s. Mails can be written as .eml files into a folder, from "
         "where another program sends them. Your draft is kept."),
      address);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "folder",
                                    _ ("Choose a _Folder…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "folder",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "folder");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), ADDRESS, g_strdup (address), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_account_answer_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_ticket_wanted_cb (HpWindow *self, const char *id)
{
  self->is_writing_wanted = TRUE;
  hp_window_open_ticket (self, id);
}

static void
show_composer (HpWindow *self)
{
  hp_window_show_pane (self, "reading");
  adw_leaflet_set_visible_child_name (self->reading, "conversation");
}

/* About the message that has the focus, if it is a mail. */
static void
write_about (HpWindow *self, HpDraftKind kind, gboolean to_all)
{
  HpMessageCard *card = hp_message_list_get_focused_card (self->messages);
  const HpKey *message =
      card != NULL && kind != HP_DRAFT_NOTE ? hp_message_card_get_mail (card) : NULL;

  if (hp_conversation_get_ticket (self->conversation) == NULL)
    return;
  show_composer (self);
  hp_composer_write (self->composer, kind, message, to_all);
}

static void
on_reply_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  write_about (HP_WINDOW (widget), HP_DRAFT_REPLY, FALSE);
}

static void
on_reply_all_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  write_about (HP_WINDOW (widget), HP_DRAFT_REPLY, TRUE);
}

static void
on_forward_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  write_about (HP_WINDOW (widget), HP_DRAFT_FORWARD, FALSE);
}

static void
on_note_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  write_about (HP_WINDOW (widget), HP_DRAFT_NOTE, FALSE);
}

static void
on_undo_send_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  HpKey id;

  hp_message_list_dismiss_toast (self->messages);
  if (!hp_key_from_hex (g_variant_get_string (target, NULL), &id))
    return;
  show_composer (self);
  hp_composer_take_back (self->composer, &id);
}

static void
on_new_sent_cb (HpWindow *self, HpDraft *draft, HpComposer *composer)
{
  tell_sending (self, draft);
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (composer))));
}

static void
on_new_ticket_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  GtkWidget *window = hp_composer_window_new (GTK_WINDOW (self), self->desk);
  HpComposer *composer = hp_composer_window_get_composer (HP_COMPOSER_WINDOW (window));

  g_signal_connect_object (composer, "sent", G_CALLBACK (on_new_sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (composer, "failed", G_CALLBACK (on_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (composer, "account-needed", G_CALLBACK (on_account_needed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_outbox_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  gtk_window_present (
      GTK_WINDOW (hp_outbox_window_new (GTK_WINDOW (self), self->desk, self->outgoing)));
}

static void
on_outgoing_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!hp_outgoing_finish (result, &error) && self->desk != NULL)
    hp_window_tell (self, hp_error_text_get (error), NULL);
}

static void
on_outbox_decision_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  HpKey id;

  if (!hp_key_from_hex (g_variant_get_string (target, NULL), &id))
    return;
  if (g_str_equal (name, "win.outbox-retry"))
    hp_outgoing_retry_async (self->desk, &id, on_outgoing_done_cb, g_object_ref (self));
  else if (g_str_equal (name, "win.outbox-confirm"))
    hp_outgoing_confirm_async (self->desk, &id, on_outgoing_done_cb, g_object_ref (self));
  else
    hp_outgoing_cancel_async (self->desk, &id, on_outgoing_done_cb, g_object_ref (self));
}

static void
on_outgoing_cb (HpWindow *self)
{
  GPtrArray *entries = hp_outgoing_get_entries (self->outgoing);
  gboolean is_trouble = FALSE;

  for (guint i = 0; i < entries->len; i++)
    is_trouble |= hp_outbox_entry_needs_decision (g_ptr_array_index (entries, i));
  hp_sidebar_set_n_outgoing (self->sidebar, entries->len, is_trouble);
}

void
hp_window_install_writing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.reply", NULL, on_reply_cb);
  gtk_widget_class_install_action (widget_class, "win.reply-all", NULL, on_reply_all_cb);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, on_forward_cb);
  gtk_widget_class_install_action (widget_class, "win.note", NULL, on_note_cb);
  gtk_widget_class_install_action (widget_class, "win.new-ticket", NULL, on_new_ticket_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-send", "s", on_undo_send_cb);
  gtk_widget_class_install_action (widget_class, "win.outbox", NULL, on_outbox_cb);
  gtk_widget_class_install_action (widget_class, "win.outbox-retry", "s", on_outbox_decision_cb);
  gtk_widget_class_install_action (widget_class, "win.outbox-confirm", "s", on_outbox_decision_cb);
  gtk_widget_class_install_action (widget_class, "win.outbox-cancel", "s", on_outbox_decision_cb);
  gtk_widget_class_install_action (widget_class, "win.add-folder-account", "(ss)",
                                   on_add_folder_account_cb);
}

static void
follow (HpWindow *self, const char *name, GCallback callback)
{
  g_signal_connect_object (self->composer, name, callback, self, G_CONNECT_SWAPPED);
}

void
hp_window_begin_writing (HpWindow *self)
{
  self->outgoing = hp_outgoing_new (self->desk);
  hp_conversation_pane_set_outgoing (self->reader, self->desk, self->outgoing);
  hp_ticket_list_view_set_outgoing (self->tickets, self->outgoing);
  g_signal_connect_object (self->outgoing, "changed", G_CALLBACK (on_outgoing_cb), self,
                           G_CONNECT_SWAPPED);
  hp_composer_set_desk (self->composer, self->desk);
  follow (self, "sent", G_CALLBACK (on_sent_cb));
  follow (self, "noted", G_CALLBACK (on_noted_cb));
  follow (self, "failed", G_CALLBACK (on_failed_cb));
  follow (self, "account-needed", G_CALLBACK (on_account_needed_cb));
  follow (self, "ticket-wanted", G_CALLBACK (on_ticket_wanted_cb));
}
