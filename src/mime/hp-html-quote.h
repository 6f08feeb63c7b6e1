/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HP_HTML_MARK_NONE,
  HP_HTML_MARK_QUOTE,     /* what is in the element is quoted */
  HP_HTML_MARK_SIGNATURE, /* it is the signature */
  HP_HTML_MARK_THREAD,    /* quotes begin in it, maybe with answers between them */
  HP_HTML_MARK_HEADER,    /* it begins with the headers of the mail quoted beneath */
} HpHtmlMark;

/* What a mail program said with an element, from its name in lower case and its attributes (name,
 * value or NULL, …, NULL; itself nullable), as libxml2 gives them. */
HpHtmlMark hp_html_quote_get_mark (const char *name, const char *const *attributes);

G_END_DECLS
