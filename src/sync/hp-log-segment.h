/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-op.h"

G_BEGIN_DECLS

/* Decisions as they travel: one line of JSON each, compressed. Pure; any thread. */

/* The line of @op. Returns: (transfer full). */
char *hp_log_segment_dup_line (const HpOp *op);

/* @lines: (element-type utf8) as hp_log_segment_dup_line() makes them. Returns: (transfer full). */
GBytes *hp_log_segment_pack (GPtrArray *lines);

/* The lines of a segment, @n of them. Errors: INVALID (no segment, another number, too large).
 * Returns: (element-type utf8) (transfer full) (nullable). */
GPtrArray *hp_log_segment_unpack (GBytes *segment, guint n, GError **error);

G_END_DECLS
