/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the quoted message shows while its answer is written. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-quote-fold.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-compat.h"

#define MAX_HEIGHT 160

struct _HpQuoteFold
{
  GtkBox parent_instance;

  HpQuote quote;

  GtkToggleButton *chip;
  GtkWidget *place;
  GtkWidget *scroller;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (HpQuoteFold, hp_quote_fold, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  HpQuote quote;
  const char *words;
} PLACES[] = {
  { HP_QUOTE_BELOW, N_ ("Below Your Text") },
  { HP_QUOTE_ABOVE, N_ ("Above Your Text") },
  { HP_QUOTE_NONE, N_ ("Not at All") },
};

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (const char *at = text; *at != '\0'; at++)
    n += *at == '\n' && at[1] != '\0';
  return n;
}

static void
update_chip (HpQuoteFold *self)
{
  char *text = NULL;
  guint n;
  g_autofree char *words = NULL;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  n = count_lines (text);
  g_free (text);
  if (self->quote == HP_QUOTE_NONE)
    words = g_strdup (_ ("Nothing is quoted"));
  else if (self->quote == HP_QUOTE_ATTACHED)
    words = g_strdup (_ ("The message goes along as a file"));
  else if (self->quote == HP_QUOTE_ABOVE)
    words = g_strdup_printf (ngettext ("Quoted above, %u line", "Quoted above, %u lines", n), n);
  else
    words = g_strdup_printf (ngettext ("Quoted text, %u line", "Quoted text, %u lines", n), n);
  gtk_button_set_label (GTK_BUTTON (self->chip), words);
}

static void
on_chip_cb (HpQuoteFold *self)
{
  gtk_widget_set_visible (self->scroller, gtk_toggle_button_get_active (self->chip));
}

static void
on_place_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpQuoteFold *self = HP_QUOTE_FOLD (widget);

  self->quote = hp_quote_from_name (g_variant_get_string (target, NULL));
  update_chip (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hp_quote_fold_class_init (HpQuoteFoldClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_QUOTE_FOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "quote.place", "s", on_place_cb);
}

static GtkWidget *
make_place_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (PLACES[i].words), NULL);
      g_menu_item_set_action_and_target (item, "quote.place", "s",
                                         hp_quote_get_name (PLACES[i].quote));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "fold-place");
  gtk_widget_set_tooltip_text (button, _ ("Where the quote goes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where the quote goes"), -1);
  hp_compat_name_parts (button);
  return button;
}

static GtkWidget *
make_text (HpQuoteFold *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_cursor_visible (self->text, FALSE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Quoted text"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->text));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_widget_set_visible (scroller, FALSE);
  return scroller;
}

static void
hp_quote_fold_init (HpQuoteFold *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->chip = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), "fold-chip");
  gtk_widget_set_valign (GTK_WIDGET (self->chip), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->chip, "toggled", G_CALLBACK (on_chip_cb), self);
  self->place = make_place_button ();
  self->scroller = make_text (self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->chip));
  gtk_box_append (GTK_BOX (row), self->place);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), row);
  gtk_box_append (GTK_BOX (self), self->scroller);
  gtk_widget_add_css_class (GTK_WIDGET (self), "quote-fold");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hp_quote_fold_set_message (HpQuoteFold *self, const HpMessage *message, HpQuote quote)
{
  self->quote = quote;
  gtk_toggle_button_set_active (self->chip, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  gtk_widget_set_visible (self->place, quote != HP_QUOTE_ATTACHED);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            message != NULL ? message->text : "", -1);
  update_chip (self);
}

HpQuote
hp_quote_fold_get_quote (HpQuoteFold *self)
{
  return self->quote;
}
