/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a row of the palette looks. */

#define G_LOG_DOMAIN "helppari"

#include "app/palette/hp-palette-row.h"

#include <string.h>

#include "app/hp-compat.h"
#include "app/palette/hp-fuzzy.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/palette/hp-palette-row.ui"

struct _HpPaletteRow
{
  HpItemRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *kind;
  GtkLabel *key;
};

G_DEFINE_FINAL_TYPE (HpPaletteRow, hp_palette_row, HP_TYPE_ITEM_ROW)

static void
set_marked (GtkLabel *label, const char *text, const char *pattern)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gsize start;
  gsize end;

  if (hp_fuzzy_find (pattern, text, &start, &end))
    hp_compat_mark (GTK_WIDGET (label), attributes, start, end);
  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
}

static void
update_key (HpPaletteRow *self, HpPaletteItem *item)
{
  const char *key = hp_palette_item_get_key (item);
  guint keyval = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *label = NULL;

  if (key != NULL && gtk_accelerator_parse (key, &keyval, &modifiers))
    label = gtk_accelerator_get_label (keyval, modifiers);
  gtk_label_set_text (self->key, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key), label != NULL);
}

static void
hp_palette_row_show (HpItemRow *row)
{
  HpPaletteRow *self = HP_PALETTE_ROW (row);
  HpPaletteItem *item = hp_item_row_get_item (row);
  const char *title = hp_palette_item_get_title (item);
  const char *subtitle = hp_palette_item_get_subtitle (item);
  const char *kind = hp_palette_item_get_kind (item);
  g_autofree char *sentence =
      g_strdup_printf ("%s%s%s. %s", title, *subtitle != '\0' ? ". " : "", subtitle, kind);
  gtk_image_set_from_icon_name (self->icon, hp_palette_item_get_icon (item));
  set_marked (self->title, title, hp_palette_item_get_pattern (item));
  set_marked (self->subtitle, subtitle, hp_palette_item_get_pattern (item));
  gtk_label_set_text (self->kind, kind);
  update_key (self, item);
  hp_compat_set_row_label (GTK_WIDGET (self), sentence);
}

static void
hp_palette_row_class_init (HpPaletteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HP_ITEM_ROW_CLASS (klass)->show = hp_palette_row_show;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpPaletteRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HpPaletteRow, title);
  gtk_widget_class_bind_template_child (widget_class, HpPaletteRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HpPaletteRow, kind);
  gtk_widget_class_bind_template_child (widget_class, HpPaletteRow, key);
}

static void
hp_palette_row_init (HpPaletteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
