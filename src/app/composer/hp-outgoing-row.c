/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a mail in the outbox looks in each of its states. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-outgoing-row.h"

#include <glib/gi18n.h>

#include "live/hp-outgoing.h"
#include "live/hp-time-text.h"
#include "model/hp-message.h"

#define SOON_S 90
#define MAX_WORDS 80

struct _HpOutgoingRow
{
  GtkBox parent_instance;

  HpOutboxEntry *entry;      /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint timer;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (HpOutgoingRow, hp_outgoing_row, GTK_TYPE_BOX)

static char *
dup_waiting (const HpOutboxEntry *entry)
{
  gint64 left = (entry->due - g_get_real_time ()) / G_USEC_PER_SEC;
  g_autofree char *time = NULL;

  if (left <= 0)
    return g_strdup (_ ("Is about to leave"));
  if (left < SOON_S)
    /* Translators: %d is a number of seconds */
    return g_strdup_printf (_ ("Leaves in %d s"), (int) left + 1);
  time = hp_time_dup_full_text (entry->due);
  /* Translators: %s is a time */
  return g_strdup_printf (_ ("Leaves %s"), time);
}

static char *
dup_state (const HpOutboxEntry *entry)
{
  const char *why = entry->problem != NULL ? entry->problem : "";

  switch (entry->state)
    {
    case HP_OUTBOX_DRAFT:
      return g_strdup (_ ("The customer wrote first: it is a draft again"));
    case HP_OUTBOX_WAITING:
      return entry->is_held ? g_strdup (_ ("Held: somebody wrote meanwhile")) : dup_waiting (entry);
    case HP_OUTBOX_SEALED:
      return entry->tries > 0 ? g_strdup_printf (_ ("Will be tried again: %s"), why)
                              : g_strdup (_ ("Is about to leave"));
    case HP_OUTBOX_SENDING:
      return g_strdup (_ ("Is being sent"));
    case HP_OUTBOX_SENT:
      return g_strdup (_ ("Sent, not yet in the Sent folder"));
    case HP_OUTBOX_FILED:
      return g_strdup (_ ("Sent"));
    case HP_OUTBOX_FAILED:
      return g_strdup_printf (_ ("Not sent: %s"), why);
    case HP_OUTBOX_UNCERTAIN:
    default:
      return g_strdup_printf (_ ("Nobody knows whether it left: %s"), why);
    }
}

static gboolean
is_trouble (const HpOutboxEntry *entry)
{
  return entry->is_held || entry->state == HP_OUTBOX_FAILED ||
         entry->state == HP_OUTBOX_UNCERTAIN || entry->state == HP_OUTBOX_DRAFT;
}

static void
update_state (HpOutgoingRow *self)
{
  g_autofree char *state = dup_state (self->entry);

  gtk_label_set_text (self->state, state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
}

static gboolean
on_second_cb (gpointer data)
{
  update_state (data);
  return G_SOURCE_CONTINUE;
}

static void
add_button (HpOutgoingRow *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *id = hp_key_dup_hex (&self->entry->id);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
add_buttons (HpOutgoingRow *self)
{
  const HpOutboxEntry *entry = self->entry;

  if (entry->state == HP_OUTBOX_UNCERTAIN)
    {
      add_button (self, _ ("It Left"), "win.outbox-confirm");
      add_button (self, _ ("Send Again"), "win.outbox-retry");
      return;
    }
  if (entry->is_held)
    add_button (self, _ ("Send Anyway"), "win.outbox-retry");
  else if (entry->state == HP_OUTBOX_FAILED ||
           (entry->state == HP_OUTBOX_SEALED && entry->tries > 0))
    add_button (self, _ ("Try Again"), "win.outbox-retry");
  else if (entry->state == HP_OUTBOX_WAITING)
    add_button (self, _ ("Send Now"), "win.outbox-retry");
  if (hp_outbox_state_is_undoable (entry->state) || entry->state == HP_OUTBOX_FAILED)
    {
      add_button (self, _ ("Edit"), "win.undo-send");
      add_button (self, _ ("Discard"), "win.outbox-cancel");
    }
}

/* "Maija wrote meanwhile: …" */
static void
on_news_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) news = hp_outgoing_list_news_finish (result, &error);
  HpOutgoingRow *self = data;

  if (news == NULL || news->len == 0)
    return;
  const HpMessage *message = g_ptr_array_index (news, 0);
  const HpAddress *from = message->from->len > 0 ? g_ptr_array_index (message->from, 0) : NULL;
  const char *name = from == NULL ? "" : from->name != NULL ? from->name : from->addr;
  g_autofree char *words =
      g_utf8_substring (message->text, 0, MIN (g_utf8_strlen (message->text, -1), MAX_WORDS));
  g_strdelimit (words, "\n", ' ');
  /* Translators: the first %s is a person, the second the first words of a message */
  g_autofree char *state = g_strdup_printf (_ ("Held: %s wrote meanwhile: “%s”"), name, words);
  gtk_label_set_text (self->state, state);
}

static void
hp_outgoing_row_dispose (GObject *object)
{
  HpOutgoingRow *self = HP_OUTGOING_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (hp_outgoing_row_parent_class)->dispose (object);
}

static void
hp_outgoing_row_finalize (GObject *object)
{
  HpOutgoingRow *self = HP_OUTGOING_ROW (object);

  g_object_unref (self->cancellable);
  hp_outbox_entry_unref (self->entry);
  G_OBJECT_CLASS (hp_outgoing_row_parent_class)->finalize (object);
}

static void
hp_outgoing_row_class_init (HpOutgoingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_outgoing_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_outgoing_row_finalize;
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
hp_outgoing_row_init (HpOutgoingRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("hp-send-symbolic"));
  self->title = add_label (words);
  self->state = add_label (words);
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_wrap_mode (self->state, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->state, 2);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "numeric");
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self), words);
  gtk_box_append (GTK_BOX (self), self->buttons);
  gtk_widget_add_css_class (GTK_WIDGET (self), "outgoing-row");
}

GtkWidget *
hp_outgoing_row_new (HpLiveDesk *desk, const HpOutboxEntry *entry, gboolean with_subject)
{
  HpOutgoingRow *self = g_object_new (HP_TYPE_OUTGOING_ROW, NULL);
  /* Translators: the addresses that a mail goes to */
  g_autofree char *to = g_strdup_printf (_ ("To %s"), entry->recipients);
  g_autofree char *title =
      with_subject ? g_strdup_printf ("%s · %s", entry->subject, entry->recipients) : NULL;

  self->entry = hp_outbox_entry_ref ((HpOutboxEntry *) entry);
  gtk_label_set_text (self->title, with_subject ? title : to);
  update_state (self);
  add_buttons (self);
  if (is_trouble (entry))
    {
      gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
      gtk_widget_add_css_class (GTK_WIDGET (self), "trouble");
    }
  if (entry->state == HP_OUTBOX_WAITING && !entry->is_held)
    self->timer = g_timeout_add_seconds (1, on_second_cb, self);
  if (entry->is_held)
    hp_outgoing_list_news_async (desk, &entry->id, self->cancellable, on_news_cb, self);
  return GTK_WIDGET (self);
}
