/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way to passwords. They are never in the desk, in a log or in an error. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "engine/hp-secret.h"

#include <libsecret/secret.h>
#include <string.h>

#include "base/hp-error.h"
#include "base/hp-key.h"

static const SecretSchema SCHEMA = {
  HP_APP_ID ".Account",
  SECRET_SCHEMA_NONE,
  { { "place", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void
adopt_error (GError *said, GError **error)
{
  if (g_error_matches (said, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "The keyring is locked");
  else if (g_error_matches (said, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, HP_ERROR, HP_ERROR_CANCELLED, said->message);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                 "The keyring can't be used here (%s). A file or a command can give the password "
                 "instead",
                 said->message);
  g_error_free (said);
}

char *
hp_secret_new_place (void)
{
  HpKey key = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&key);

  return g_strconcat (HP_SECRET_KEYRING, hex, NULL);
}

/* (nullable) */
static const char *
find_place (const char *secret)
{
  return g_str_has_prefix (secret, HP_SECRET_KEYRING) ? secret + strlen (HP_SECRET_KEYRING) : NULL;
}

gboolean
hp_secret_store (const char *secret,
                 const char *address,
                 const char *password,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *label = g_strdup_printf ("Helppari: %s", address);
  const char *place = find_place (secret);
  GError *said = NULL;

  if (place == NULL ||
      secret_password_store_sync (&SCHEMA, SECRET_COLLECTION_DEFAULT, label, password, cancellable,
                                  &said, "place", place, NULL))
    return TRUE;
  adopt_error (said, error);
  return FALSE;
}

static char *
look_up_keyring (const char *place, GCancellable *cancellable, GError **error)
{
  GError *said = NULL;
  char *found = secret_password_lookup_sync (&SCHEMA, cancellable, &said, "place", place, NULL);

  if (said != NULL)
    adopt_error (said, error);
  else if (found == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "The keyring has no password for this account");
  return found;
}

/* The first line of @text, which is overwritten. */
static char *
take_line (char *text)
{
  char *line = g_strndup (text, strcspn (text, "\r\n"));

  hp_secret_free (text);
  return line;
}

static char *
read_file (const char *path, GError **error)
{
  char *text = NULL;
  g_autoptr (GError) said = NULL;

  if (g_file_get_contents (path, &text, NULL, &said))
    return take_line (text);
  g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "The password can't be read: %s", said->message);
  return NULL;
}

static char *
run_command (const char *words, GError **error)
{
  char *text = NULL;
  int status = 0;
  g_autoptr (GError) said = NULL;

  if (g_spawn_command_line_sync (words, &text, NULL, &status, &said) &&
      g_spawn_check_wait_status (status, &said))
    return take_line (text);
  hp_secret_free (text);
  g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "The command that gives the password fails: %s",
               said->message);
  return NULL;
}

char *
hp_secret_look_up (const char *secret, GCancellable *cancellable, GError **error)
{
  if (g_str_has_prefix (secret, HP_SECRET_FILE))
    return read_file (secret + strlen (HP_SECRET_FILE), error);
  if (g_str_has_prefix (secret, HP_SECRET_COMMAND))
    return run_command (secret + strlen (HP_SECRET_COMMAND), error);
  if (find_place (secret) != NULL)
    return look_up_keyring (find_place (secret), cancellable, error);
  g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "It is not known where this account's password is");
  return NULL;
}

void
hp_secret_clear (const char *secret)
{
  if (find_place (secret) != NULL)
    secret_password_clear_sync (&SCHEMA, NULL, NULL, "place", find_place (secret), NULL);
}

void
hp_secret_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
