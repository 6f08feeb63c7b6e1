/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-window-private.h"

G_BEGIN_DECLS

/* Scrolls through all tickets, a few rows a frame and a page a frame, and prints what each frame
 * costs. @what: "rows" of the desk; "constants", as many rows of the same template over a few
 * tickets that stay in memory; "bare", rows of two labels. */
void bench_scroll (HpWindow *window, const char *what);

G_END_DECLS
