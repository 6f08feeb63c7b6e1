/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text that others chose, such as a file's name, as one line that shows what it is: valid UTF-8,
 * control and direction characters as "�". Any thread. Returns: (transfer full). */
char *hp_text_dup_line (const char *text);

G_END_DECLS
