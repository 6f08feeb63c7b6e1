/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The time a Date header or the end of a Received header names (RFC 5322 sections 3.3 and 4.3, and
 * what really comes): us UTC, or HP_TIME_NONE if it makes no sense. */
gint64 hp_mail_date_parse (const char *value);

G_END_DECLS
