/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HP_KEY_SIZE 16
#define HP_KEY_HEX_SIZE 33

/* The 128-bit name of a fact, node, ticket, customer or op. A value, compared by its bytes. */
typedef struct
{
  guint8 bytes[HP_KEY_SIZE];
} HpKey;

/* The first 16 bytes of SHA-256 over the parts, each preceded by its length so that no two lists
 * of parts give the same bytes. @kind keeps the names of different things apart. A part of NULL
 * ends the list. Any thread. */
HpKey hp_key_hash (const char *kind, ...) G_GNUC_NULL_TERMINATED;
HpKey hp_key_hash_bytes (const char *kind, gconstpointer data, gsize length);

/* A key that nobody else has. Any thread. */
HpKey hp_key_random (void);

/* 32 lower-case hex digits and a NUL into @hex. */
void hp_key_to_hex (const HpKey *key, char hex[HP_KEY_HEX_SIZE]);
char *hp_key_dup_hex (const HpKey *key);
gboolean hp_key_from_hex (const char *hex, HpKey *key);

gboolean hp_key_equal (const HpKey *a, const HpKey *b);
int hp_key_compare (const HpKey *a, const HpKey *b);
guint hp_key_table_hash (gconstpointer key);
gboolean hp_key_table_equal (gconstpointer a, gconstpointer b);

/* A ticket's number: "HP-" and the first 40 bits of its key in Crockford base 32
 * (https://www.crockford.com/base32.html), eight characters. Returns: (transfer full). */
char *hp_key_dup_number (const HpKey *key);

/* Reads a number in any case, with or without "HP-", taking o for 0 and i, l for 1 as Crockford
 * allows, into the 40 bits it stands for (5 bytes). FALSE if it is none. */
gboolean hp_number_parse (const char *text, guint8 prefix[5]);

G_END_DECLS
