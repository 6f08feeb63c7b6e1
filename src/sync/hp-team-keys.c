/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the team's log is sealed: libsodium's XChaCha20-Poly1305 with a key that every desk of
 * the team has. What is sealed begins with its format (1), four bytes that name the key, and the
 * nonce; the name under which it lies in the log is authenticated with it. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-keys.h"

#include <sodium.h>
#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"

#define FORMAT 1
#define KEY_NAME_SIZE 4
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEAD_SIZE (1 + KEY_NAME_SIZE + NONCE_SIZE)
#define MAX_KEYS 1000

G_STATIC_ASSERT (HP_TEAM_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (HP_TEAM_KEY_SIZE == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (HP_TEAM_KEY_SIZE == crypto_box_SECRETKEYBYTES);

typedef struct
{
  guint8 bytes[HP_TEAM_KEY_SIZE];
} TeamKey;

struct _HpTeamKeys
{
  GArray *keys; /* (owned) (element-type TeamKey) oldest first */
  guint8 secret[HP_TEAM_KEY_SIZE];
  guint8 public_[HP_TEAM_KEY_SIZE];
  HpKey team;             /* of the first key */
  GPtrArray *invitations; /* (owned) (element-type utf8) codes */
};

static HpTeamKeys *
new_empty (void)
{
  HpTeamKeys *keys = g_new0 (HpTeamKeys, 1);

  if (sodium_init () < 0)
    g_error ("libsodium can't be used");
  keys->keys = g_array_new (FALSE, TRUE, sizeof (TeamKey));
  keys->invitations = g_ptr_array_new_with_free_func (g_free);
  return keys;
}

static void
add_key (HpTeamKeys *keys, const TeamKey *key)
{
  if (keys->keys->len == 0)
    keys->team = hp_key_hash_bytes ("team", key->bytes, sizeof key->bytes);
  g_array_append_val (keys->keys, *key);
}

HpTeamKeys *
hp_team_keys_new_outside (void)
{
  HpTeamKeys *keys = new_empty ();

  crypto_box_keypair (keys->public_, keys->secret);
  return keys;
}

HpTeamKeys *
hp_team_keys_new (void)
{
  HpTeamKeys *keys = hp_team_keys_new_outside ();

  hp_team_keys_renew (keys);
  return keys;
}

void
hp_team_keys_free (HpTeamKeys *keys)
{
  sodium_memzero (keys->keys->data, keys->keys->len * sizeof (TeamKey));
  g_array_unref (keys->keys);
  g_ptr_array_unref (keys->invitations);
  sodium_memzero (keys, sizeof *keys);
  g_free (keys);
}

void
hp_team_keys_renew (HpTeamKeys *keys)
{
  TeamKey key;

  randombytes_buf (key.bytes, sizeof key.bytes);
  add_key (keys, &key);
  sodium_memzero (&key, sizeof key);
}

GBytes *
hp_team_keys_dup_shared (HpTeamKeys *keys)
{
  return g_bytes_new (keys->keys->data, keys->keys->len * sizeof (TeamKey));
}

static gboolean
has_same_beginning (HpTeamKeys *keys, const TeamKey *given, gsize n)
{
  gsize common = MIN (keys->keys->len, n);

  return common == 0 || memcmp (keys->keys->data, given, common * sizeof (TeamKey)) == 0;
}

gboolean
hp_team_keys_take_shared (HpTeamKeys *keys, GBytes *shared, GError **error)
{
  gsize size;
  const TeamKey *given = g_bytes_get_data (shared, &size);
  gsize n = size / sizeof (TeamKey);

  if (n == 0 || n > MAX_KEYS || size % sizeof (TeamKey) != 0 ||
      !has_same_beginning (keys, given, n))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "These are not the keys of this team");
      return FALSE;
    }
  for (gsize i = keys->keys->len; i < n; i++)
    add_key (keys, &given[i]);
  return TRUE;
}

gboolean
hp_team_keys_is_inside (HpTeamKeys *keys)
{
  return keys->keys->len > 0;
}

const HpKey *
hp_team_keys_get_team (HpTeamKeys *keys)
{
  g_return_val_if_fail (hp_team_keys_is_inside (keys), NULL);
  return &keys->team;
}

char *
hp_team_keys_dup_text (HpTeamKeys *keys)
{
  g_autofree char *shared =
      g_base64_encode ((const guchar *) keys->keys->data, keys->keys->len * sizeof (TeamKey));
  g_autofree char *secret = g_base64_encode (keys->secret, sizeof keys->secret);

  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"keys\":\"%s\",\"secret\":\"%s\",\"invitations\":[", shared,
                          secret);
  for (guint i = 0; i < keys->invitations->len; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (keys->invitations, i));
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static GBytes *
decode (JsonObject *object, const char *member)
{
  const char *text = hp_json_get_string (object, member);
  gsize size = 0;
  guchar *bytes = text != NULL ? g_base64_decode (text, &size) : NULL;

  return g_bytes_new_take (bytes, size);
}

static void
read_invitations (HpTeamKeys *keys, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        hp_team_keys_add_invitation (keys, json_node_get_string (node));
    }
}

GPtrArray *
hp_team_keys_get_invitations (HpTeamKeys *keys)
{
  return keys->invitations;
}

void
hp_team_keys_add_invitation (HpTeamKeys *keys, const char *code)
{
  g_ptr_array_add (keys->invitations, g_strdup (code));
}

void
hp_team_keys_remove_invitation (HpTeamKeys *keys, const char *code)
{
  guint at;

  if (g_ptr_array_find_with_equal_func (keys->invitations, code, g_str_equal, &at))
    g_ptr_array_remove_index (keys->invitations, at);
}

HpTeamKeys *
hp_team_keys_new_from_text (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = hp_json_parse_object (text, -1, error);
  g_autoptr (HpTeamKeys) keys = new_empty ();

  if (object == NULL)
    return NULL;
  g_autoptr (GBytes) shared = decode (object, "keys");
  g_autoptr (GBytes) secret = decode (object, "secret");
  if (g_bytes_get_size (secret) != sizeof keys->secret)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The team's keys are not readable");
      return NULL;
    }
  memcpy (keys->secret, g_bytes_get_data (secret, NULL), sizeof keys->secret);
  crypto_scalarmult_base (keys->public_, keys->secret);
  if (g_bytes_get_size (shared) > 0 && !hp_team_keys_take_shared (keys, shared, error))
    return NULL;
  read_invitations (keys, hp_json_get_array (object, "invitations"));
  return g_steal_pointer (&keys);
}

static void
get_key_name (const guint8 *key, guint8 name[KEY_NAME_SIZE])
{
  HpKey hash = hp_key_hash_bytes ("team key", key, HP_TEAM_KEY_SIZE);

  memcpy (name, hash.bytes, KEY_NAME_SIZE);
}

GBytes *
hp_team_seal_with (const guint8 key[HP_TEAM_KEY_SIZE], const char *name, GBytes *plain)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 *sealed = g_malloc (HEAD_SIZE + size + TAG_SIZE);
  guint8 *nonce = sealed + 1 + KEY_NAME_SIZE;
  unsigned long long length = 0;

  sealed[0] = FORMAT;
  get_key_name (key, sealed + 1);
  randombytes_buf (nonce, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + HEAD_SIZE, &length, data, size,
                                              (const guint8 *) name, strlen (name), NULL, nonce,
                                              key);
  return g_bytes_new_take (sealed, HEAD_SIZE + length);
}

GBytes *
hp_team_open_with (const guint8 key[HP_TEAM_KEY_SIZE],
                   const char *name,
                   GBytes *sealed,
                   GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  unsigned long long length = 0;

  if (size < HEAD_SIZE + TAG_SIZE)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "It is cut short");
      return NULL;
    }
  g_autofree guint8 *plain = g_malloc (size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          plain, &length, NULL, data + HEAD_SIZE, size - HEAD_SIZE, (const guint8 *) name,
          strlen (name), data + 1 + KEY_NAME_SIZE, key) != 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "It was changed on its way, or does not come from the team");
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&plain), length);
}

GBytes *
hp_team_keys_seal (HpTeamKeys *keys, const char *name, GBytes *plain)
{
  g_return_val_if_fail (hp_team_keys_is_inside (keys), NULL);
  const TeamKey *newest = &g_array_index (keys->keys, TeamKey, keys->keys->len - 1);
  return hp_team_seal_with (newest->bytes, name, plain);
}

static const TeamKey *
find_key (HpTeamKeys *keys, const guint8 *name, guint *age)
{
  for (guint i = keys->keys->len; i > 0; i--)
    {
      const TeamKey *key = &g_array_index (keys->keys, TeamKey, i - 1);
      guint8 its_name[KEY_NAME_SIZE];
      get_key_name (key->bytes, its_name);
      *age = keys->keys->len - i;
      if (memcmp (name, its_name, KEY_NAME_SIZE) == 0)
        return key;
    }
  return NULL;
}

guint
hp_team_keys_count (HpTeamKeys *keys)
{
  return keys->keys->len;
}

GBytes *
hp_team_keys_open (HpTeamKeys *keys, const char *name, GBytes *sealed, guint *age, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  if (size < HEAD_SIZE + TAG_SIZE)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "It is cut short");
      return NULL;
    }
  if (data[0] != FORMAT)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TOO_NEW, "It was made by a newer Helppari");
      return NULL;
    }
  const TeamKey *key = find_key (keys, data + 1, age);
  if (key == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_AUTH, "It is sealed with a key that is not here");
      return NULL;
    }
  return hp_team_open_with (key->bytes, name, sealed, error);
}

const guint8 *
hp_team_keys_get_public (HpTeamKeys *keys)
{
  return keys->public_;
}

GBytes *
hp_team_keys_seal_for (HpTeamKeys *keys, const guint8 *public_key, GBytes *plain)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 *sealed = g_malloc (crypto_box_NONCEBYTES + size + crypto_box_MACBYTES);

  randombytes_buf (sealed, crypto_box_NONCEBYTES);
  if (crypto_box_easy (sealed + crypto_box_NONCEBYTES, data, size, sealed, public_key,
                       keys->secret) != 0)
    memset (sealed, 0, crypto_box_NONCEBYTES); /* a weak key: nobody opens it */
  return g_bytes_new_take (sealed, crypto_box_NONCEBYTES + size + crypto_box_MACBYTES);
}

GBytes *
hp_team_keys_open_from (HpTeamKeys *keys, const guint8 *from, GBytes *sealed, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  if (size > crypto_box_NONCEBYTES + crypto_box_MACBYTES)
    {
      gsize length = size - crypto_box_NONCEBYTES;
      g_autofree guint8 *plain = g_malloc (length);
      if (crypto_box_open_easy (plain, data + crypto_box_NONCEBYTES, length, data, from,
                                keys->secret) == 0)
        return g_bytes_new_take (g_steal_pointer (&plain), length - crypto_box_MACBYTES);
    }
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "It is not for this desk, or was changed");
  return NULL;
}
