/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Where an account's password is (its setting "secret"). */
#define HP_SECRET_KEYRING "keyring"
#define HP_SECRET_FILE "file:"       /* and its path: the first line of it */
#define HP_SECRET_COMMAND "command:" /* and its words: the first line of what it prints */

/* Puts @password into the keyring, in the name of this desk's account. Blocks, like all here.
 * Errors: AUTH (locked), UNSUPPORTED (no keyring runs here; the text says what else there is). */
gboolean hp_secret_store (HpDesk *desk,
                          const char *address,
                          const char *password,
                          GCancellable *cancellable,
                          GError **error);

/* The password of @address, by @secret. Errors: AUTH where there is none. Returns: (transfer full)
 * (nullable); forget it with hp_secret_free(). */
char *hp_secret_look_up (HpDesk *desk,
                         const char *address,
                         const char *secret,
                         GCancellable *cancellable,
                         GError **error);

/* Forgets what the keyring holds of @address. */
void hp_secret_clear (HpDesk *desk, const char *address);

/* Overwrites it first. (nullable) */
void hp_secret_free (char *password);

G_END_DECLS
