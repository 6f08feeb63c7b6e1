/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* HTML without the attributes of a tag beyond 256, which would make libxml2 quadratic: it compares
 * each with all before it. Returns: (transfer full) (nullable): NULL if no tag has so many. */
GString *hp_html_guard (const char *html, gsize length);

/* How long a declaration such as "<!DOCTYPE html>" or Word's "<![if !supportLists]>" is that begins
 * at @html; 0 if none does. Browsers show nothing of it, but libxml2 does. */
gsize hp_html_measure_declaration (const char *html, gsize length);

G_END_DECLS
