/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HP_CONTENT_HASH_SIZE 32

/* SHA-256 of text whose line ends, white space before them and blank lines at its end don't count,
 * fed piece by piece. */
typedef struct _HpContentHash HpContentHash;

HpContentHash *hp_content_hash_new (void);
void hp_content_hash_free (HpContentHash *hash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpContentHash, hp_content_hash_free)

void hp_content_hash_update (HpContentHash *hash, const guint8 *data, gsize length);

/* Nothing may be added afterwards. */
void hp_content_hash_finish (HpContentHash *hash, guint8 digest[HP_CONTENT_HASH_SIZE]);

G_END_DECLS
