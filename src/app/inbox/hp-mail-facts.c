/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how what was understood of a mail looks. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-mail-facts.h"

#include <glib/gi18n.h>

#include "app/inbox/hp-fact-words.h"

/* Of each kind. */
#define MAX_SHOWN 5

struct _HpMailFacts
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (HpMailFacts, hp_mail_facts, GTK_TYPE_BOX)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* @details: (nullable). Returns: (transfer none) the line. */
static GtkWidget *
append_line (HpMailFacts *self, const char *icon, const char *text, const char *details)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (line, "fact");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (text, NULL));
  if (details != NULL)
    gtk_box_append (GTK_BOX (words), make_label (details, "dim-label"));
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self), line);
  return line;
}

static void
append_rest (HpMailFacts *self, guint n)
{
  g_autofree char *words = NULL;

  if (n <= MAX_SHOWN)
    return;
  words = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MAX_SHOWN), n - MAX_SHOWN);
  append_line (self, "view-more-horizontal-symbolic", words, NULL);
}

static void
append_failed (HpMailFacts *self, const GPtrArray *failed)
{
  for (guint i = 0; i < MIN (failed->len, MAX_SHOWN); i++)
    {
      const HpFailedRecipient *recipient = g_ptr_array_index (failed, i);
      g_autofree char *words = hp_fact_dup_failure (recipient);
      GtkWidget *line = append_line (self, "network-error-symbolic", words, NULL);
      gtk_widget_set_tooltip_text (line, recipient->reason);
    }
  append_rest (self, failed->len);
}

static void
append_cards (HpMailFacts *self, const GPtrArray *cards)
{
  for (guint i = 0; i < MIN (cards->len, MAX_SHOWN); i++)
    {
      g_autofree char *words = hp_fact_dup_card (g_ptr_array_index (cards, i));
      g_autofree char *contact = hp_fact_dup_contact (g_ptr_array_index (cards, i));
      append_line (self, "avatar-default-symbolic", words, contact);
    }
  append_rest (self, cards->len);
}

static void
append_invitation (HpMailFacts *self, const HpInvitation *invitation)
{
  g_autofree char *words = hp_fact_dup_invitation (invitation);
  g_autofree char *meeting = hp_fact_dup_meeting (invitation);

  append_line (self, "x-office-calendar-symbolic", words, meeting);
}

static void
append_mail (HpMailFacts *self, const HpMail *mail)
{
  const char *seal = hp_fact_get_seal (mail->seal);

  if (seal != NULL)
    append_line (self, "changes-prevent-symbolic", seal, NULL);
  append_failed (self, mail->failed);
  if (mail->invitation != NULL)
    append_invitation (self, mail->invitation);
  append_cards (self, mail->cards);
}

static void
append_held_back (HpMailFacts *self, const HpMailInsight *insight)
{
  g_autofree char *words = hp_fact_dup_held_back (insight);
  GtkWidget *button;

  if (words == NULL)
    return;
  button = gtk_button_new_with_label (_ ("Show Original"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "message.original");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button,
                               _ ("Show the message as it was sent; what lies on other computers "
                                  "is not fetched (V)"));
  gtk_widget_add_css_class (button, "text-link");
  gtk_box_append (GTK_BOX (append_line (self, "image-x-generic-symbolic", words, NULL)), button);
}

static void
hp_mail_facts_class_init (HpMailFactsClass *klass)
{
}

static void
hp_mail_facts_init (HpMailFacts *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

void
hp_mail_facts_set_insight (HpMailFacts *self, const HpMailInsight *insight)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  if (insight != NULL && insight->mail != NULL)
    append_mail (self, insight->mail);
  if (insight != NULL)
    append_held_back (self, insight);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}
