/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a character shows nothing itself but can make others lie: controls, changes of
 * direction, what is invisible. */
gboolean hp_clean_text_is_harmful (gunichar c);

/* One line of valid UTF-8 for people: white space collapses to single spaces, what is harmful is
 * left out. Returns: (transfer full). */
char *hp_clean_text_dup_line (const char *text);

G_END_DECLS
