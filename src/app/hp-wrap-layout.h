/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts children beside each other at their natural width, and in further rows where they do not
 * fit: for chips. One that expands, the last, takes what is left of a row, and there is always
 * some. */
#define HP_TYPE_WRAP_LAYOUT (hp_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (HpWrapLayout, hp_wrap_layout, HP, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
