/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Called in the order of the document. Starts and ends are balanced and nested, at most some 1,100
 * deep; names are in lower case; attributes are NULL or end with NULL and alternate names with
 * values, which may be NULL. Text is whole characters of UTF-8. */
typedef struct
{
  void (*start) (gpointer user_data, const char *name, const char *const *attributes);
  void (*end) (gpointer user_data, const char *name);
  void (*text) (gpointer user_data, const char *text, gsize length);
} HpHtmlEvents;

/* Reads HTML in UTF-8; invalid bytes become U+FFFD and NUL bytes are left out. Of what shows
 * nothing (scripts, styles, titles, islands of data) no event comes; no other word is lost.
 * Linear. */
void hp_html_read (const char *html, gsize length, const HpHtmlEvents *events, gpointer user_data);

/* The value of an attribute; "" if it has none, NULL if it is not there. */
const char *hp_html_get_attribute (const char *const *attributes, const char *name);

G_END_DECLS
