/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the hints below a search, and what was looked for lately. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-search-hints.h"

#include <glib/gi18n.h>

#include "app/hp-settings.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-search-hints.ui"
#define MAX_RECENT 6

struct _HpSearchHints
{
  GtkBox parent_instance;

  gboolean is_recent; /* recent searches show */
  gboolean is_filled;

  GtkLabel *title;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HpSearchHints, hp_search_hints, GTK_TYPE_BOX)

enum
{
  PICKED,
  NARROWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The words of the query language are the same in every language. */
static const struct
{
  const char *text;
  const char *about;
} HINTS[] = {
  { "is:open", N_ ("not answered yet") }, { "has:attachment", N_ ("with files") },
  { "from:", N_ ("who wrote") },          { "assignee:me", N_ ("what you have") },
  { "tag:", N_ ("with a tag") },          { "after:7d", N_ ("in the last week") },
  { "-", N_ ("without a word") },         { "\"\"", N_ ("exactly these words") },
};

static void
add_row (HpSearchHints *self, const char *text, const char *about)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *sentence = g_strdup_printf ("%s, %s", text, about);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, self->is_recent ? "second-line" : "monospace");
  gtk_box_append (GTK_BOX (box), label);
  if (*about != '\0')
    {
      GtkWidget *aside = gtk_label_new (about);
      gtk_widget_add_css_class (aside, "caption");
      gtk_widget_add_css_class (aside, "dim-label");
      gtk_box_append (GTK_BOX (box), aside);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *about != '\0' ? sentence : text, -1);
  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (text), g_free);
  gtk_list_box_append (self->list, row);
}

static void
fill (HpSearchHints *self, gboolean is_recent)
{
  g_auto (GStrv) recent = hp_settings_dup_recent_searches ();
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->is_recent = is_recent && recent[0] != NULL;
  gtk_label_set_text (self->title, self->is_recent ? _ ("Recent Searches") : _ ("Narrow Down"));
  for (guint i = 0; self->is_recent && recent[i] != NULL; i++)
    add_row (self, recent[i], "");
  for (guint i = 0; !self->is_recent && i < G_N_ELEMENTS (HINTS); i++)
    add_row (self, HINTS[i].text, _ (HINTS[i].about));
}

static void
on_row_activated_cb (HpSearchHints *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[self->is_recent ? PICKED : NARROWED], 0,
                 g_object_get_data (G_OBJECT (row), "text"));
}

static void
hp_search_hints_class_init (HpSearchHintsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PICKED] = g_signal_new ("picked", HP_TYPE_SEARCH_HINTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NARROWED] = g_signal_new ("narrowed", HP_TYPE_SEARCH_HINTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpSearchHints, title);
  gtk_widget_class_bind_template_child (widget_class, HpSearchHints, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
hp_search_hints_init (HpSearchHints *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_search_hints_set_text (HpSearchHints *self, const char *text)
{
  gboolean is_recent = *text == '\0';

  if (self->is_filled && !is_recent && !self->is_recent)
    return;
  self->is_filled = TRUE;
  fill (self, is_recent);
}

void
hp_search_hints_remember (HpSearchHints *self, const char *text)
{
  g_auto (GStrv) recent = hp_settings_dup_recent_searches ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (*text == '\0')
    return;
  g_strv_builder_add (builder, text);
  for (guint i = 0, n = 1; recent[i] != NULL && n < MAX_RECENT; i++)
    if (!g_str_equal (recent[i], text))
      {
        g_strv_builder_add (builder, recent[i]);
        n++;
      }
  g_auto (GStrv) kept = g_strv_builder_end (builder);
  hp_settings_set_recent_searches ((const char *const *) kept);
}
