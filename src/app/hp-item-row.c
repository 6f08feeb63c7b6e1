/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which item a row shows. */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-item-row.h"

typedef struct
{
  GObject *item; /* (owned) (nullable) */
  gulong handler;
} HpItemRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HpItemRow, hp_item_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
on_changed_cb (HpItemRow *self)
{
  HP_ITEM_ROW_GET_CLASS (self)->show (self);
}

static void
set_item (HpItemRow *self, GObject *item)
{
  HpItemRowPrivate *own = hp_item_row_get_instance_private (self);

  if (item == own->item)
    return;
  if (own->handler != 0)
    g_clear_signal_handler (&own->handler, own->item);
  g_set_object (&own->item, item);
  if (item == NULL)
    return;
  if (g_signal_lookup ("changed", G_OBJECT_TYPE (item)) != 0)
    own->handler = g_signal_connect_swapped (item, "changed", G_CALLBACK (on_changed_cb), self);
  on_changed_cb (self);
}

static void
hp_item_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, hp_item_row_get_item (HP_ITEM_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_item_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_ITEM_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_item_row_dispose (GObject *object)
{
  set_item (HP_ITEM_ROW (object), NULL);
  G_OBJECT_CLASS (hp_item_row_parent_class)->dispose (object);
}

static void
hp_item_row_class_init (HpItemRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_item_row_get_property;
  object_class->set_property = hp_item_row_set_property;
  object_class->dispose = hp_item_row_dispose;
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
hp_item_row_init (HpItemRow *self)
{
}

gpointer
hp_item_row_get_item (HpItemRow *self)
{
  return ((HpItemRowPrivate *) hp_item_row_get_instance_private (self))->item;
}
