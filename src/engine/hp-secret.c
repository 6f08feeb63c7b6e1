/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way to passwords. They are never in the desk, in a log or in an error. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "engine/hp-secret.h"

#include <libsecret/secret.h>
#include <string.h>

#include "base/hp-error.h"

static const SecretSchema SCHEMA = {
  HP_APP_ID ".Account",
  SECRET_SCHEMA_NONE,
  { { "desk", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "address", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 } },
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

gboolean
hp_secret_store (HpDesk *desk,
                 const char *address,
                 const char *password,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *desk_id = hp_key_dup_hex (hp_desk_get_id (desk));
  g_autofree char *label = g_strdup_printf ("Helppari: %s", address);
  GError *said = NULL;

  if (secret_password_store_sync (&SCHEMA, SECRET_COLLECTION_DEFAULT, label, password, cancellable,
                                  &said, "desk", desk_id, "address", address, NULL))
    return TRUE;
  adopt_error (said, error);
  return FALSE;
}

static char *
look_up_keyring (HpDesk *desk, const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *desk_id = hp_key_dup_hex (hp_desk_get_id (desk));
  GError *said = NULL;
  char *found = secret_password_lookup_sync (&SCHEMA, cancellable, &said, "desk", desk_id,
                                             "address", address, NULL);

  if (said != NULL)
    adopt_error (said, error);
  else if (found == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "The keyring has no password for %s", address);
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
hp_secret_look_up (HpDesk *desk,
                   const char *address,
                   const char *secret,
                   GCancellable *cancellable,
                   GError **error)
{
  if (g_str_has_prefix (secret, HP_SECRET_FILE))
    return read_file (secret + strlen (HP_SECRET_FILE), error);
  if (g_str_has_prefix (secret, HP_SECRET_COMMAND))
    return run_command (secret + strlen (HP_SECRET_COMMAND), error);
  return look_up_keyring (desk, address, cancellable, error);
}

void
hp_secret_clear (HpDesk *desk, const char *address)
{
  g_autofree char *desk_id = hp_key_dup_hex (hp_desk_get_id (desk));

  secret_password_clear_sync (&SCHEMA, NULL, NULL, "desk", desk_id, "address", address, NULL);
}

void
hp_secret_free (char *password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
