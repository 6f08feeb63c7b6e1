/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a winmail.dat (MS-OXTNEF): adds its files, and what it says the text of the mail is, to
 * @parts (element-type HpInnerPart), as far as it can be read. They share the memory of @tnef.
 * Linear. Returns: FALSE if it is none. */
gboolean hp_tnef_read (GBytes *tnef, GPtrArray *parts);

G_END_DECLS
