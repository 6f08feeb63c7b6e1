/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what one row of the palette is. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "app/palette/hp-palette-item.h"

struct _HpPaletteItem
{
  GObject parent_instance;

  char *icon;       /* (owned) */
  char *title;      /* (owned) */
  char *subtitle;   /* (owned) */
  char *kind;       /* (owned) */
  char *key;        /* (owned) (nullable) */
  char *action;     /* (owned) */
  GVariant *target; /* (owned) (nullable) */
  char *pattern;    /* (owned) (nullable) */
  guint score;
};

G_DEFINE_FINAL_TYPE (HpPaletteItem, hp_palette_item, G_TYPE_OBJECT)

static void
hp_palette_item_finalize (GObject *object)
{
  HpPaletteItem *self = HP_PALETTE_ITEM (object);

  g_free (self->icon);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->kind);
  g_free (self->key);
  g_free (self->action);
  g_free (self->pattern);
  g_clear_pointer (&self->target, g_variant_unref);
  G_OBJECT_CLASS (hp_palette_item_parent_class)->finalize (object);
}

static void
hp_palette_item_class_init (HpPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_palette_item_finalize;
}

static void
hp_palette_item_init (HpPaletteItem *self)
{
}

HpPaletteItem *
hp_palette_item_new (const char *icon,
                     const char *title,
                     const char *subtitle,
                     const char *kind,
                     const char *key,
                     const char *action,
                     GVariant *target)
{
  HpPaletteItem *self = g_object_new (HP_TYPE_PALETTE_ITEM, NULL);

  self->icon = g_strdup (icon);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->kind = g_strdup (kind);
  self->key = g_strdup (key);
  self->action = g_strdup (action);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return self;
}

const char *
hp_palette_item_get_icon (HpPaletteItem *self)
{
  return self->icon;
}

const char *
hp_palette_item_get_title (HpPaletteItem *self)
{
  return self->title;
}

const char *
hp_palette_item_get_subtitle (HpPaletteItem *self)
{
  return self->subtitle;
}

const char *
hp_palette_item_get_kind (HpPaletteItem *self)
{
  return self->kind;
}

const char *
hp_palette_item_get_key (HpPaletteItem *self)
{
  return self->key;
}

const char *
hp_palette_item_get_action (HpPaletteItem *self)
{
  return self->action;
}

GVariant *
hp_palette_item_get_target (HpPaletteItem *self)
{
  return self->target;
}

guint
hp_palette_item_get_score (HpPaletteItem *self)
{
  return self->score;
}

void
hp_palette_item_set_score (HpPaletteItem *self, guint score)
{
  self->score = score;
}

const char *
hp_palette_item_get_pattern (HpPaletteItem *self)
{
  return self->pattern != NULL ? self->pattern : "";
}

void
hp_palette_item_set_pattern (HpPaletteItem *self, const char *pattern)
{
  g_free (self->pattern);
  self->pattern = g_strdup (pattern);
}
