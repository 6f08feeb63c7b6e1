/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The mail domain that stands for the organisation of a normalised address: its registrable part by
 * the public suffix list ("mail.kahvilalokki.fi" gives "kahvilalokki.fi"). NULL where the public
 * gets its mail (gmail.com, luukku.com, …). Any thread. Returns: (transfer full) (nullable). */
char *hp_organisation_dup_domain (const char *address);

G_END_DECLS
