/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text in lower case and NFC, without soft hyphens and joiners, every kind of apostrophe as '.
 * This is what stemmers and dictionaries read. @length -1 for a C string. Bytes that are not UTF-8
 * are left out. Returns: (transfer full). Any thread. */
char *hp_fold_lower (const char *text, gssize length);

/* What is left of a lower-case word when its accents and apostrophes are gone (ä becomes a, ø
 * becomes o, ß becomes ss): the form in which terms stand in the index. Returns: (transfer full).
 * Any thread. */
char *hp_fold_term (const char *lower);

G_END_DECLS
