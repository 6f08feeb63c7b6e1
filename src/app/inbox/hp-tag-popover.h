/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a ticket tags and takes them away; acts by the action "win.tag-ticket". */
#define HP_TYPE_TAG_POPOVER (hp_tag_popover_get_type ())
G_DECLARE_FINAL_TYPE (HpTagPopover, hp_tag_popover, HP, TAG_POPOVER, GtkPopover)

/* @tags: those of the ticket. @known: (element-type utf8) others to choose from. */
void hp_tag_popover_set_tags (HpTagPopover *self, const char *const *tags, GPtrArray *known);

G_END_DECLS
