/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of a bounce is about; lines are in lower case. */

/* It says that something could not be delivered, or speaks of a recipient. */
gboolean hp_bounce_phrases_has_failure (const char *line);

/* It ends with words after which an address is the one that was written to. */
gboolean hp_bounce_phrases_is_origin (const char *head);

/* It names somebody to turn to, or who wrote. */
gboolean hp_bounce_phrases_is_contact (const char *head);

/* It is a field of a mail header that names no recipient. */
gboolean hp_bounce_phrases_is_header (const char *line);

/* The returned mail begins. @is_soft: also where only words say so. */
gboolean hp_bounce_phrases_is_end (const char *line, gboolean is_soft);

/* A bounce of this subject and text only warns: delivery goes on. */
gboolean hp_bounce_phrases_is_delay (const char *subject, const char *text);

/* A text begins the way mail systems tell of what they could not deliver. */
gboolean hp_bounce_phrases_begins_notice (const char *text);

/* An address of a mail system, not of a person. */
gboolean hp_bounce_phrases_is_system (const char *addr);

G_END_DECLS
