/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-text-lines.h"

G_BEGIN_DECLS

/* Marks the headers that mail programs put above a mail they quote or forward ("From: … Sent: …
 * To: … Subject: …"), the separators above them, and separators alone. Linear. */
void hp_quoted_header_mark (HpTextLines *lines);

/* Whether a line says that a forwarded mail follows, whatever quote marks it has. */
gboolean hp_quoted_header_is_forward (const HpTextLines *lines, guint i);

/* Whether a line is a rule of at least @least of the same sign: "_____". */
gboolean hp_quoted_header_is_rule (const HpTextLines *lines, guint i, char sign, gsize least);

G_END_DECLS
