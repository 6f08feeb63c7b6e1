/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the arithmetic of SCRAM. Invariant: nothing is computed for a server that does not repeat
 * our nonce or asks for an unreasonable number of rounds. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-scram.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-key.h"

#define MAX_HASH 32
#define MOST_ROUNDS 1000000
#define HEADER "n,,"
#define CODED_HEADER "biws"

struct _HpScram
{
  GChecksumType hash;
  char *user;             /* (owned) as it goes into a message */
  char *password;         /* (owned) */
  char *nonce;            /* (owned) */
  char *bare;             /* (owned) the first message without its header */
  guint8 proof[MAX_HASH]; /* what the server must come to */
};

/* RFC 4013 by its main step; who has other characters in a password types them the same way. */
static char *
prepare (const char *text)
{
  char *prepared = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return prepared != NULL ? prepared : g_strdup (text);
}

static char *
escape_user (const char *user)
{
  g_autofree char *prepared = prepare (user);
  GString *escaped = g_string_new (prepared);

  g_string_replace (escaped, "=", "=3D", 0);
  g_string_replace (escaped, ",", "=2C", 0);
  return g_string_free (escaped, FALSE);
}

HpScram *
hp_scram_new (GChecksumType hash, const char *user, const char *password, const char *nonce)
{
  HpScram *self = g_new0 (HpScram, 1);
  HpKey random = hp_key_random ();

  self->hash = hash;
  self->user = escape_user (user);
  self->password = prepare (password);
  self->nonce = nonce != NULL ? g_strdup (nonce) : hp_key_dup_hex (&random);
  self->bare = g_strdup_printf ("n=%s,r=%s", self->user, self->nonce);
  return self;
}

void
hp_scram_free (HpScram *self)
{
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->user);
  g_free (self->password);
  g_free (self->nonce);
  g_free (self->bare);
  g_free (self);
}

char *
hp_scram_dup_first (HpScram *self)
{
  return g_strconcat (HEADER, self->bare, NULL);
}

static gsize
get_size (HpScram *self)
{
  return (gsize) g_checksum_type_get_length (self->hash);
}

/* @out: get_size() bytes; may be @key. */
static void
sign (HpScram *self, const guint8 *key, gsize key_size, gconstpointer data, gsize size, guint8 *out)
{
  g_autoptr (GHmac) hmac = g_hmac_new (self->hash, key, key_size);
  gsize length = get_size (self);

  g_hmac_update (hmac, data, (gssize) size);
  g_hmac_get_digest (hmac, out, &length);
}

/* PBKDF2 (RFC 8018) with one block. */
static void
salt_password (HpScram *self, const guint8 *salt, gsize salt_size, guint rounds, guint8 *out)
{
  g_autoptr (GHmac) keyed =
      g_hmac_new (self->hash, (const guint8 *) self->password, strlen (self->password));
  g_autoptr (GHmac) first = g_hmac_copy (keyed);
  gsize size = get_size (self);
  guint8 round[MAX_HASH];

  g_hmac_update (first, salt, (gssize) salt_size);
  g_hmac_update (first, (const guint8 *) "\0\0\0\1", 4);
  g_hmac_get_digest (first, round, &size);
  memcpy (out, round, size);
  for (guint i = 1; i < rounds; i++)
    {
      g_autoptr (GHmac) next = g_hmac_copy (keyed);
      g_hmac_update (next, round, (gssize) size);
      g_hmac_get_digest (next, round, &size);
      for (gsize n = 0; n < size; n++)
        out[n] ^= round[n];
    }
}

/* Sets what the server must prove. Returns: (transfer full): our proof in base64. */
static char *
prove (HpScram *self, const guint8 *salted, const char *message)
{
  gsize size = get_size (self);
  g_autoptr (GChecksum) stored_hash = g_checksum_new (self->hash);
  guint8 client[MAX_HASH], stored[MAX_HASH], signature[MAX_HASH], server[MAX_HASH];

  sign (self, salted, size, "Client Key", strlen ("Client Key"), client);
  g_checksum_update (stored_hash, client, (gssize) size);
  g_checksum_get_digest (stored_hash, stored, &(gsize){ size });
  sign (self, stored, size, message, strlen (message), signature);
  for (gsize i = 0; i < size; i++)
    client[i] ^= signature[i];
  sign (self, salted, size, "Server Key", strlen ("Server Key"), server);
  sign (self, server, size, message, strlen (message), self->proof);
  return g_base64_encode (client, size);
}

/* The value of @name among @fields. (nullable) */
static const char *
find_field (char **fields, char name)
{
  for (; *fields != NULL; fields++)
    if ((*fields)[0] == name && (*fields)[1] == '=')
      return *fields + 2;
  return NULL;
}

static gboolean
set_nonsense (GError **error)
{
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper SCRAM");
  return FALSE;
}

char *
hp_scram_dup_final (HpScram *self, const char *server_first, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (server_first, ",", -1);
  const char *nonce = find_field (fields, 'r');
  const char *salt = find_field (fields, 's');
  const char *count = find_field (fields, 'i');
  guint64 rounds = 0;
  guint8 salted[MAX_HASH];
  gsize salt_size;

  if (nonce == NULL || salt == NULL || count == NULL || !g_str_has_prefix (nonce, self->nonce) ||
      strlen (nonce) == strlen (self->nonce) || find_field (fields, 'm') != NULL ||
      !g_ascii_string_to_unsigned (count, 10, 1, MOST_ROUNDS, &rounds, NULL))
    {
      set_nonsense (error);
      return NULL;
    }
  g_autofree guchar *salt_bytes = g_base64_decode (salt, &salt_size);
  g_autofree char *bare_final = g_strdup_printf ("c=" CODED_HEADER ",r=%s", nonce);
  g_autofree char *message = g_strdup_printf ("%s,%s,%s", self->bare, server_first, bare_final);
  salt_password (self, salt_bytes, salt_size, (guint) rounds, salted);
  g_autofree char *proof = prove (self, salted, message);
  return g_strdup_printf ("%s,p=%s", bare_final, proof);
}

gboolean
hp_scram_check (HpScram *self, const char *server_final, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (server_final, ",", -1);
  const char *value = find_field (fields, 'v');
  g_autofree char *expected = g_base64_encode (self->proof, get_size (self));

  if (value != NULL && strcmp (value, expected) == 0)
    return TRUE;
  return set_nonsense (error);
}
