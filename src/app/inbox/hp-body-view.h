/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text to be read that asks for its whole height at the width it gets. (A GtkTextView knows its
 * height only some frames after it was given a width, so that rows of a list would jump.) */
#define HP_TYPE_BODY_VIEW (hp_body_view_get_type ())
G_DECLARE_FINAL_TYPE (HpBodyView, hp_body_view, HP, BODY_VIEW, GtkTextView)

G_END_DECLS
