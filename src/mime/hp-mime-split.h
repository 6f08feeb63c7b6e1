/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Finds multiparts below @root that have no parts because their boundary is not named, or wrongly,
 * and gives them those that stand in their text. */
void hp_mime_split_all (GMimeObject *root);

G_END_DECLS
