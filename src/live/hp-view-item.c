/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one row of the sidebar. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-view-item.h"

struct _HpViewItem
{
  GObject parent_instance;

  HpViewKind kind;
  char *name;  /* (owned) */
  char *query; /* (owned) */
  gint64 count;
};

G_DEFINE_FINAL_TYPE (HpViewItem, hp_view_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
hp_view_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_int64 (value, HP_VIEW_ITEM (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_view_item_finalize (GObject *object)
{
  HpViewItem *self = HP_VIEW_ITEM (object);

  g_free (self->name);
  g_free (self->query);
  G_OBJECT_CLASS (hp_view_item_parent_class)->finalize (object);
}

static void
hp_view_item_class_init (HpViewItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_view_item_get_property;
  object_class->finalize = hp_view_item_finalize;
  props[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, 0, G_MAXINT64, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
hp_view_item_init (HpViewItem *self)
{
}

HpViewItem *
hp_view_item_new (HpViewKind kind, const char *name, const char *query)
{
  HpViewItem *self = g_object_new (HP_TYPE_VIEW_ITEM, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->query = g_strdup (query);
  return self;
}

HpViewKind
hp_view_item_get_kind (HpViewItem *self)
{
  return self->kind;
}

const char *
hp_view_item_get_name (HpViewItem *self)
{
  return self->name;
}

const char *
hp_view_item_get_query (HpViewItem *self)
{
  return self->query;
}

gint64
hp_view_item_get_count (HpViewItem *self)
{
  return self->count;
}

void
hp_view_item_set_count (HpViewItem *self, gint64 count)
{
  if (count == self->count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

gboolean
hp_view_item_is_same (HpViewItem *self, HpViewItem *other)
{
  return self->kind == other->kind && g_str_equal (self->name, other->name) &&
         g_str_equal (self->query, other->query);
}

char *
hp_view_item_dup_id (HpViewItem *self)
{
  const char *const kinds[] = { "built-in", "saved", "tag" };

  return g_strconcat (kinds[self->kind], ":", self->name, NULL);
}
