/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* The first event of a calendar (RFC 5545). Of all-day events, start and end are midnights in UTC
 * and the end is the day after the last one; a time that names no zone counts as UTC.
 * @calendar: valid UTF-8. @method: (nullable): what the part's type says (RFC 6047).
 * Returns: (transfer full) (nullable): NULL if there is no event. */
HpInvitation *hp_invitation_new (const char *calendar, const char *method);

G_END_DECLS
