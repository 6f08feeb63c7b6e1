/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether a link of a message may be opened: http, https, mailto and tel. */
gboolean hp_link_is_openable (const char *href);

/* Whether the words of a link name one host and its address leads to another. */
gboolean hp_link_is_misleading (const char *words, const char *href);

/* Opens a link with the system's program for it; one that misleads after a question that shows
 * where it goes. */
void hp_link_open (GtkWindow *parent, const char *words, const char *href);

G_END_DECLS
