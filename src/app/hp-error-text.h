/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened and what can be done, in the user's language and short enough for a toast; by the
 * error's code, for its own text is written for logs and the command line. The text is logged. UI
 * thread. (transfer none) */
const char *hp_error_text_get (const GError *error);

G_END_DECLS
