/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Joins lines that were broken only because the next word did not fit, as mail programs do at about
 * 72 columns; quotes, lists, signatures and short lines stay as they are. For display only.
 * Returns: (transfer full). */
char *hp_message_body_flow (const char *text);

/* Fills @buffer with a message's text: flowed, without blank lines at its ends, quoted lines
 * dimmed. Returns how many lines are quoted. */
guint hp_message_body_fill (GtkTextBuffer *buffer, const char *text);

/* Folds the quoted lines away, or shows them. */
void hp_message_body_fold (GtkTextBuffer *buffer, gboolean is_folded);

G_END_DECLS
