/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

#define HP_SHA256_SIZE 32

/* A base64 body cut out of a mail. */
typedef struct
{
  gsize offset;      /* in the bytes that stayed */
  guint line_length; /* characters a line */
  gboolean is_crlf;
  GBytes *data; /* (owned) the decoded body */
  guint8 sha256[HP_SHA256_SIZE];
} HpHole;

/* A mail as it is stored: compressed in chunks, with its large base64 bodies cut out, so that a
 * body lies in the desk once. Putting it together again gives exactly the same bytes. */
typedef struct
{
  HpKey hash;        /* of the whole mail */
  gsize size;        /* of the whole mail */
  GPtrArray *chunks; /* (owned) (element-type GBytes) zstd, never empty */
  GArray *holes;     /* (owned) (element-type HpHole) in order */
} HpOriginal;

/* Packs @raw. Pure, any thread, linear. Returns: (transfer full). */
HpOriginal *hp_original_pack (GBytes *raw);

/* The bytes again. Errors: CORRUPT. Returns: (transfer full) (nullable). */
GBytes *hp_original_unpack (const HpOriginal *original, GError **error);

HpOriginal *hp_original_new (void);
void hp_original_free (HpOriginal *original);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOriginal, hp_original_free)

G_END_DECLS
