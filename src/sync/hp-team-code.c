/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the code of an invitation. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-code.h"

#include <sodium.h>
#include <string.h>

#include "base/hp-error.h"

/* Crockford's base 32: no letter that is read as another one. */
static const char LETTERS[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
#define GROUP 4

char *
hp_team_code_new (void)
{
  GString *code = g_string_new (NULL);

  if (sodium_init () < 0)
    g_error ("libsodium can't be used");
  for (guint i = 0; i < HP_TEAM_CODE_LETTERS; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (code, '-');
      g_string_append_c (code, LETTERS[randombytes_uniform (sizeof LETTERS - 1)]);
    }
  return g_string_free (code, FALSE);
}

static char
read_letter (char letter)
{
  char upper = g_ascii_toupper (letter);

  if (upper == 'O')
    return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

gboolean
hp_team_code_read (const char *code, HpTeamCode *invitation, GError **error)
{
  char letters[HP_TEAM_CODE_LETTERS] = { 0 };
  guint n = 0;

  for (const char *at = code; *at != '\0'; at++)
    {
      char letter = read_letter (*at);
      if (*at == '-' || *at == ' ')
        continue;
      if (n == HP_TEAM_CODE_LETTERS || strchr (LETTERS, letter) == NULL)
        n = HP_TEAM_CODE_LETTERS + 1;
      if (n > HP_TEAM_CODE_LETTERS)
        break;
      letters[n++] = letter;
    }
  if (n != HP_TEAM_CODE_LETTERS)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "An invitation has 24 letters and digits, such as 7QK2-…");
      return FALSE;
    }
  if (sodium_init () < 0)
    g_error ("libsodium can't be used");
  invitation->id = hp_key_hash_bytes ("invitation", letters, sizeof letters);
  crypto_generichash (invitation->key, sizeof invitation->key, (const guint8 *) letters,
                      sizeof letters, (const guint8 *) "helppari invitation",
                      strlen ("helppari invitation"));
  return TRUE;
}
