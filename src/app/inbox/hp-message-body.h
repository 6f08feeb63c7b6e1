/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Joins lines that were broken only because the next word did not fit, as mail programs do at about
 * 72 columns; quotes, lists, signatures and short lines stay as they are. For display only.
 * Returns: (transfer full). */
char *hp_message_body_flow (const char *text);

/* How many lines begin with ">". */
guint hp_message_body_count_quoted (const char *text);

/* Fills @buffer with a message's text: flowed, without blank lines at its ends, quoted lines dimmed
 * or, where @is_folded, left out. */
void hp_message_body_fill (GtkTextBuffer *buffer, const char *text, gboolean is_folded);

G_END_DECLS
