/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the recipient guard speaks. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-guard-strip.h"

#include <glib/gi18n.h>

#include "desk/hp-recipient-guard.h"

struct _HpGuardStrip
{
  GtkBox parent_instance;

  gboolean blocks;

  GtkWidget *lines;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (HpGuardStrip, hp_guard_strip, GTK_TYPE_BOX)

static char *
dup_words (const HpGuardWarning *warning)
{
  switch (warning->kind)
    {
    case HP_GUARD_NEW_RECIPIENT:
      /* Translators: %s is an address */
      return g_strdup_printf (_ ("%s was not in this conversation before"), warning->detail);
    case HP_GUARD_NOTE_QUOTED:
      /* Translators: %s are words of an internal note */
      return g_strdup_printf (_ ("“%s” stands in an internal note"), warning->detail);
    case HP_GUARD_FILE_MISSING:
      /* Translators: %s is a word such as “attached” */
      return g_strdup_printf (_ ("“%s”, but no file is attached"), warning->detail);
    case HP_GUARD_WRONG_BRAND:
      /* Translators: %s is an address of ours */
      return g_strdup_printf (_ ("The customer wrote to %s"), warning->detail);
    case HP_GUARD_FIELD_EMPTY:
      /* Translators: %s is a field such as {{customer.first_name}} */
      return g_strdup_printf (_ ("%s must be filled in before this is sent"), warning->detail);
    default:
      return g_strdup (warning->detail);
    }
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_line (HpGuardStrip *self, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
add_button (HpGuardStrip *self, const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
hp_guard_strip_class_init (HpGuardStripClass *klass)
{
}

static void
hp_guard_strip_init (HpGuardStrip *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self), self->lines);
  gtk_box_append (GTK_BOX (self), self->buttons);
  gtk_widget_add_css_class (GTK_WIDGET (self), "guard-strip");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hp_guard_strip_set_warnings (HpGuardStrip *self, const GPtrArray *warnings)
{
  guint n = warnings != NULL ? warnings->len : 0;

  clear (self->lines);
  clear (self->buttons);
  self->blocks = FALSE;
  for (guint i = 0; i < n; i++)
    {
      const HpGuardWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *words = dup_words (warning);
      add_line (self, words);
      self->blocks |= warning->blocks;
    }
  add_button (self, _ ("_Keep Writing"), "composer.keep-writing", _ ("Keep writing (Escape)"));
  if (!self->blocks)
    add_button (self, _ ("_Send Anyway"), "composer.send-anyway",
                _ ("Send it anyway (Ctrl+Enter once more)"));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

void
hp_guard_strip_set_problem (HpGuardStrip *self,
                            const char *words,
                            const char *label,
                            const char *action)
{
  clear (self->lines);
  clear (self->buttons);
  self->blocks = TRUE;
  add_line (self, words);
  add_button (self, _ ("_Keep Writing"), "composer.keep-writing", _ ("Keep writing (Escape)"));
  if (label != NULL)
    add_button (self, label, action, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

gboolean
hp_guard_strip_blocks (HpGuardStrip *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) && self->blocks;
}
