/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Reads one RFC 5322 mail. It never fails: what is no mail comes back with `damage` set and what
 * could be read filled in. Linear time; memory a small multiple of @raw. Any thread, after
 * hp_mime_init(). Returns: (transfer full). */
HpMail *hp_mail_parse (GBytes *raw);

/* Decoded bytes of the MIME part @part (HpAttachment.part) of @raw, to open or save it.
 * Returns: (transfer full) (nullable): NULL if there is no such part. */
GBytes *hp_mail_dup_part (GBytes *raw, guint part);

/* Call once from the main thread before any other function of src/mime. */
void hp_mime_init (void);

G_END_DECLS
