/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what people are told of an error. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-error-text.h"

#include <glib/gi18n.h>

#include "base/hp-error.h"

static const struct
{
  HpError code;
  const char *text;
} TEXTS[] = {
  { HP_ERROR_OFFLINE, N_ ("There is no network. Try again when there is one") },
  { HP_ERROR_AUTH, N_ ("The server refused the password. Enter it anew") },
  { HP_ERROR_TLS, N_ ("The server can’t be trusted. Check its address") },
  { HP_ERROR_PROTOCOL, N_ ("The server’s answer makes no sense. Try again later") },
  { HP_ERROR_RATE_LIMITED, N_ ("The server asks for patience. Try again later") },
  { HP_ERROR_NOT_FOUND, N_ ("It is not there any more. Look for it again") },
  { HP_ERROR_EXISTS, N_ ("It is there already") },
  { HP_ERROR_CONFLICT, N_ ("Somebody changed it meanwhile. Look again and decide anew") },
  { HP_ERROR_INVALID, N_ ("It can’t be used as it is. Change it and try again") },
  { HP_ERROR_CORRUPT, N_ ("The desk is damaged. Restore a backup") },
  { HP_ERROR_NO_SPACE, N_ ("The disk is full. Make room and try again") },
  { HP_ERROR_TOO_NEW, N_ ("A newer Helppari wrote this. Update Helppari") },
  { HP_ERROR_UNSUPPORTED, N_ ("It can’t be done on this computer") },
  { HP_ERROR_BUSY, N_ ("Another program holds the desk. Try again in a moment") },
  { HP_ERROR_CANCELLED, N_ ("Cancelled") },
};

const char *
hp_error_text_get (const GError *error)
{
  g_message ("%s", error->message);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    if (g_error_matches (error, HP_ERROR, (int) TEXTS[i].code))
      return _ (TEXTS[i].text);
  return _ ("It did not work. Try again");
}
