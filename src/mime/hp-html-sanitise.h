/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-html-image.h"

G_BEGIN_DECLS

typedef struct
{
  char *html;               /* (owned) safe, UTF-8, a fragment without <html> and <body> */
  GPtrArray *remote_images; /* (owned) (element-type HpHtmlImage) left out, in order */
} HpHtmlClean;

/* HTML in UTF-8 that others wrote, as HTML that does nothing and loads nothing, however a browser
 * reads it: only elements, attributes, addresses and styles of an allowlist, well nested,
 * everything escaped. Words stay, also those in elements that do not; an image left out is its
 * alternative text. Linear; any thread. Returns: (transfer full). */
HpHtmlClean *hp_html_sanitise (const char *html, gsize length);
void hp_html_clean_free (HpHtmlClean *clean);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpHtmlClean, hp_html_clean_free)

G_END_DECLS
