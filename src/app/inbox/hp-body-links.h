/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The links in the text of a view: drawn, told by a tooltip, reached by Tab, opened by a click,
 * Enter or the context menu, through the action "win.open-link". UI thread. */
#define HP_TYPE_BODY_LINKS (hp_body_links_get_type ())
G_DECLARE_FINAL_TYPE (HpBodyLinks, hp_body_links, HP, BODY_LINKS, GObject)

/* @view: lives as long. Returns: (transfer full). */
HpBodyLinks *hp_body_links_new (GtkTextView *view);

/* Forgets all; for when the text was changed. */
void hp_body_links_clear (HpBodyLinks *self);

/* Adds a link that overlaps no other, from character @start to @end of the text. */
void hp_body_links_add (HpBodyLinks *self, int start, int end, const char *href);

/* Adds what stands in the text as a link, where there is none; call it when all others are added.
 */
void hp_body_links_find (HpBodyLinks *self);

/* The address of the link at a character of the text. (nullable) */
const char *hp_body_links_get_href (HpBodyLinks *self, int offset);

G_END_DECLS
