/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where an account's password is, a text among its settings: */
#define HP_SECRET_KEYRING "keyring:" /* and the name of the entry there */
#define HP_SECRET_FILE "file:"       /* and its path: the first line of it */
#define HP_SECRET_COMMAND "command:" /* and its words: the first line of what it prints */

/* A place in the keyring that nobody else has. Returns: (transfer full). */
char *hp_secret_new_place (void);

/* Puts @password into the keyring at @secret; elsewhere it is not for us to put, and nothing is
 * done. @address: what it is for, for people. Blocks, like all here. Errors: AUTH (locked),
 * UNSUPPORTED (no keyring runs here; the text says what else there is). */
gboolean hp_secret_store (const char *secret,
                          const char *address,
                          const char *password,
                          GCancellable *cancellable,
                          GError **error);

/* The password at @secret. Errors: AUTH where there is none. Returns: (transfer full) (nullable);
 * forget it with hp_secret_free(). */
char *hp_secret_look_up (const char *secret, GCancellable *cancellable, GError **error);

/* Forgets what the keyring holds at @secret. */
void hp_secret_clear (const char *secret);

/* Overwrites it first. (nullable) */
void hp_secret_free (char *password);

G_END_DECLS
