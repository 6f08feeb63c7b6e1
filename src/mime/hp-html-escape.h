/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @length bytes of @text so that they mean nothing but themselves, between tags and in a
 * quoted attribute. Control characters are left out; white space stays as it is. Any thread. */
void hp_html_append_escaped (GString *html, const char *text, gsize length);

G_END_DECLS
