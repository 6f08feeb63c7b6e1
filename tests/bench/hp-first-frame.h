/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether what the window is for can be seen. */
typedef gboolean (*HpIsThereFunc) (GtkWindow *window);

/* Prints one JSON object and destroys the window: "start_ms" from HP_BENCH_START (microseconds of
 * the monotonic clock) to the first painted frame in which all is there and after which the program
 * waits for input; "pss_kib" some idle seconds later. */
void hp_first_frame_tell (GtkWindow *window, HpIsThereFunc is_there);

G_END_DECLS
