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
  GtkBox parent_instance;

  HpPaletteItem *item; /* (owned) (nullable) */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *kind;
  GtkLabel *key;
};

G_DEFINE_FINAL_TYPE (HpPaletteRow, hp_palette_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

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
update_key (HpPaletteRow *self)
{
  const char *key = hp_palette_item_get_key (self->item);
  guint keyval = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *label = NULL;

  if (key != NULL && gtk_accelerator_parse (key, &keyval, &modifiers))
    label = gtk_accelerator_get_label (keyval, modifiers);
  gtk_label_set_text (self->key, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key), label != NULL);
}

static void
set_item (HpPaletteRow *self, HpPaletteItem *item)
{
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  const char *title = hp_palette_item_get_title (item);
  const char *subtitle = hp_palette_item_get_subtitle (item);
  const char *kind = hp_palette_item_get_kind (item);
  g_autofree char *sentence =
      g_strdup_printf ("%s%s%s. %s", title, *subtitle != '\0' ? ". " : "", subtitle, kind);
  gtk_image_set_from_icon_name (self->icon, hp_palette_item_get_icon (item));
  set_marked (self->title, title, hp_palette_item_get_pattern (item));
  set_marked (self->subtitle, subtitle, hp_palette_item_get_pattern (item));
  gtk_label_set_text (self->kind, kind);
  update_key (self);
  hp_compat_set_row_label (GTK_WIDGET (self), sentence);
}

static void
hp_palette_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, HP_PALETTE_ROW (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_palette_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_PALETTE_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_palette_row_dispose (GObject *object)
{
  g_clear_object (&HP_PALETTE_ROW (object)->item);
  G_OBJECT_CLASS (hp_palette_row_parent_class)->dispose (object);
}

static void
hp_palette_row_class_init (HpPaletteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_palette_row_get_property;
  object_class->set_property = hp_palette_row_set_property;
  object_class->dispose = hp_palette_row_dispose;
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, HP_TYPE_PALETTE_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
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
