/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how things are named: 128-bit keys made by SHA-256, and the short number of a ticket that
 * a person can read aloud. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-key.h"

#include <string.h>
#include <sys/random.h>

#include "base/hp-sha256.h"

static const char CROCKFORD[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
update_part (struct sha256_ctx *hash, gconstpointer data, gsize length)
{
  guint64 size = GUINT64_TO_LE (length);
  sha256_update (hash, sizeof size, (const guint8 *) &size);
  sha256_update (hash, length, data);
}

static HpKey
finish_key (struct sha256_ctx *hash)
{
  guint8 digest[HP_SHA256_BYTES];
  HpKey key;

  hp_sha256_finish (hash, digest);
  memcpy (key.bytes, digest, HP_KEY_SIZE);
  return key;
}

static int
find_crockford_digit (char c)
{
  c = g_ascii_toupper (c);
  if (c == 'O')
    return 0;
  if (c == 'I' || c == 'L')
    return 1;
  const char *found = c != '\0' ? strchr (CROCKFORD, c) : NULL;
  return found != NULL ? (int) (found - CROCKFORD) : -1;
}

HpKey
hp_key_hash (const char *kind, ...)
{
  struct sha256_ctx hash;
  va_list parts;

  sha256_init (&hash);
  va_start (parts, kind);
  for (const char *part = kind; part != NULL; part = va_arg (parts, const char *))
    update_part (&hash, part, strlen (part));
  va_end (parts);
  return finish_key (&hash);
}

HpKey
hp_key_hash_bytes (const char *kind, gconstpointer data, gsize length)
{
  struct sha256_ctx hash;

  sha256_init (&hash);
  update_part (&hash, kind, strlen (kind));
  update_part (&hash, data, length);
  return finish_key (&hash);
}

HpKey
hp_key_random (void)
{
  HpKey key;

  while (getrandom (key.bytes, sizeof key.bytes, 0) != sizeof key.bytes)
    ;
  return key;
}

void
hp_key_to_hex (const HpKey *key, char hex[HP_KEY_HEX_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < HP_KEY_SIZE; i++)
    {
      hex[2 * i] = digits[key->bytes[i] >> 4];
      hex[2 * i + 1] = digits[key->bytes[i] & 15];
    }
  hex[2 * HP_KEY_SIZE] = '\0';
}

char *
hp_key_dup_hex (const HpKey *key)
{
  char *hex = g_malloc (HP_KEY_HEX_SIZE);
  hp_key_to_hex (key, hex);
  return hex;
}

gboolean
hp_key_from_hex (const char *hex, HpKey *key)
{
  if (hex == NULL || strlen (hex) != 2 * HP_KEY_SIZE)
    return FALSE;
  for (int i = 0; i < HP_KEY_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);
      if (high < 0 || low < 0)
        return FALSE;
      key->bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

gboolean
hp_key_equal (const HpKey *a, const HpKey *b)
{
  return memcmp (a->bytes, b->bytes, HP_KEY_SIZE) == 0;
}

int
hp_key_compare (const HpKey *a, const HpKey *b)
{
  return memcmp (a->bytes, b->bytes, HP_KEY_SIZE);
}

guint
hp_key_table_hash (gconstpointer key)
{
  guint value;
  memcpy (&value, ((const HpKey *) key)->bytes, sizeof value);
  return value;
}

gboolean
hp_key_table_equal (gconstpointer a, gconstpointer b)
{
  return hp_key_equal (a, b);
}

char *
hp_key_dup_number (const HpKey *key)
{
  guint64 bits = 0;
  char *number = g_malloc (12);

  for (int i = 0; i < 5; i++)
    bits = bits << 8 | key->bytes[i];
  memcpy (number, "HP-", 3);
  for (int i = 0; i < 8; i++)
    number[3 + i] = CROCKFORD[bits >> (35 - 5 * i) & 31];
  number[11] = '\0';
  return number;
}

gboolean
hp_number_parse (const char *text, guint8 prefix[5])
{
  guint64 bits = 0;

  if (g_ascii_strncasecmp (text, "HP-", 3) == 0)
    text += 3;
  if (strlen (text) != 8)
    return FALSE;
  for (int i = 0; i < 8; i++)
    {
      int digit = find_crockford_digit (text[i]);
      if (digit < 0)
        return FALSE;
      bits = bits << 5 | (guint) digit;
    }
  for (int i = 0; i < 5; i++)
    prefix[i] = (guint8) (bits >> (32 - 8 * i));
  return TRUE;
}
