/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One row of the palette. */
#define HP_TYPE_PALETTE_ITEM (hp_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (HpPaletteItem, hp_palette_item, HP, PALETTE_ITEM, GObject)

/* @action: what it does, @target: (nullable) (transfer floating) with what. @kind: "Ticket" and the
 * like, in the user's language. @key: (nullable) as gtk_accelerator_parse() takes it. */
HpPaletteItem *hp_palette_item_new (const char *icon,
                                    const char *title,
                                    const char *subtitle,
                                    const char *kind,
                                    const char *key,
                                    const char *action,
                                    GVariant *target);

const char *hp_palette_item_get_icon (HpPaletteItem *self);
const char *hp_palette_item_get_title (HpPaletteItem *self);
const char *hp_palette_item_get_subtitle (HpPaletteItem *self);
const char *hp_palette_item_get_kind (HpPaletteItem *self);
const char *hp_palette_item_get_key (HpPaletteItem *self);
const char *hp_palette_item_get_action (HpPaletteItem *self);
GVariant *hp_palette_item_get_target (HpPaletteItem *self);

/* How well it fits what was typed; for sorting. */
guint hp_palette_item_get_score (HpPaletteItem *self);
void hp_palette_item_set_score (HpPaletteItem *self, guint score);

/* What was typed, folded, to be marked in the row. */
const char *hp_palette_item_get_pattern (HpPaletteItem *self);
void hp_palette_item_set_pattern (HpPaletteItem *self, const char *pattern);

G_END_DECLS
