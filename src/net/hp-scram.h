/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One login by SCRAM (RFC 5802, 7677) without channel binding: the password itself is not sent, and
 * the server proves that it knows it too. Any one thread. */
typedef struct _HpScram HpScram;

/* @hash: SHA-1 or SHA-256. @nonce: (nullable) chosen at random; printable without comma. */
HpScram *
hp_scram_new (GChecksumType hash, const char *user, const char *password, const char *nonce);
void hp_scram_free (HpScram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpScram, hp_scram_free)

/* Returns: (transfer full). */
char *hp_scram_dup_first (HpScram *self);
/* Answers the server's first message. Errors: PROTOCOL (nonsense, or more work than anybody needs
 * to do). Returns: (transfer full) (nullable). */
char *hp_scram_dup_final (HpScram *self, const char *server_first, GError **error);
/* Whether the server's last message proves who it is. Errors: PROTOCOL. */
gboolean hp_scram_check (HpScram *self, const char *server_final, GError **error);

G_END_DECLS
