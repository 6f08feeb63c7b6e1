/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long to leave a server alone after it failed: the one place that decides it. A value that
 * begins as { 0 }. */
typedef struct
{
  guint failures; /* in a row */
} HpBackoff;

#define HP_BACKOFF_NEVER (-1)

/* After a failure. @retry_after: seconds that the server asked for, or 0. Returns: milliseconds to
 * wait, each time about twice as long and never quite the same, so that many desks do not come back
 * together; HP_BACKOFF_NEVER where only somebody can help: a password that was refused is not tried
 * again, or the server locks the account. */
gint64 hp_backoff_fail (HpBackoff *self, const GError *error, guint retry_after);

/* After something worked, or where trying at once is worth it again. */
void hp_backoff_reset (HpBackoff *self);

G_END_DECLS
