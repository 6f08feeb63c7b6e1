/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how long servers are left alone. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-backoff.h"

#include "base/hp-error.h"

#define FIRST_MS 1000
#define LONGEST_MS (5 * 60 * 1000)
/* What is not expected to mend itself, such as a certificate. */
#define BROKEN_MS (5 * 60 * 1000)
#define MAX_DOUBLINGS 10
#define LONGEST_ASKED_S (24 * 60 * 60)

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, HP_ERROR, HP_ERROR_OFFLINE) ||
         g_error_matches (error, HP_ERROR, HP_ERROR_RATE_LIMITED) ||
         g_error_matches (error, HP_ERROR,
                          HP_ERROR_PROTOCOL) || /* as a line cut in a header looks */
         g_error_matches (error, HP_ERROR, HP_ERROR_BUSY);
}

gint64
hp_backoff_fail (HpBackoff *self, const GError *error, guint retry_after)
{
  gint64 wait = MIN (FIRST_MS << MIN (self->failures, MAX_DOUBLINGS), LONGEST_MS);

  if (g_error_matches (error, HP_ERROR, HP_ERROR_AUTH))
    return HP_BACKOFF_NEVER;
  self->failures++;
  if (!is_passing (error))
    wait = MAX (wait, BROKEN_MS);
  wait = (gint64) ((double) wait * g_random_double_range (0.75, 1.25));
  return MAX (wait, (gint64) MIN (retry_after, LONGEST_ASKED_S) * 1000);
}

void
hp_backoff_reset (HpBackoff *self)
{
  self->failures = 0;
}
