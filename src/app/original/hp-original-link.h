/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows where a link of a message goes and opens it with the system's program if the person says
 * so. Only http, https and mailto are opened; others can be copied. UI thread. */
void hp_original_link_ask (GtkWindow *parent, const char *uri);

/* Whether a link is of a kind that may be opened. */
gboolean hp_original_link_is_openable (const char *uri);

G_END_DECLS
