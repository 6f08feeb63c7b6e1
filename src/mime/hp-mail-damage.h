/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"

G_BEGIN_DECLS

/* Why bytes are no mail at all, in English, or NULL if they are one, however broken. */
const char *hp_mail_damage_find (const HpMimeTree *tree);

/* What a person could read of bytes that are no mail, at most 64 KiB. Returns: (transfer full). */
char *hp_mail_damage_dup_text (GBytes *raw);

G_END_DECLS
