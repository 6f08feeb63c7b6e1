/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>
#include <nettle/version.h>

G_BEGIN_DECLS

#define HP_SHA256_BYTES 32

/* The digest of what went into @hash, which begins anew. Nettle 4 knows how long it is. */
static inline void
hp_sha256_finish (struct sha256_ctx *hash, guint8 digest[HP_SHA256_BYTES])
{
#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest (hash, digest);
#else
  sha256_digest (hash, HP_SHA256_BYTES, digest);
#endif
}

G_END_DECLS
