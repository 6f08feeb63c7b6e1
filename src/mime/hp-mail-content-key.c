/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the identity of a mail's content. What it does is part of every fact's id: it changes only
 * by migration. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-content-key.h"

#include <string.h>

#include "mime/hp-content-hash.h"

/* Fields that servers and mailboxes add on the way; a "*" stands for any ending. */
static const char *const TRACE_FIELDS[] = {
  "Return-Path", "Received", "Delivered-To", "X-Original-To", "Envelope-To",
  "Authentication-Results", "ARC-*", "X-Spam-*", "Received-SPF",
  /* written by mailboxes, not by routes */
  "Status", "X-Status", "X-Keywords", "X-UID", "X-Mozilla-Status", "X-Mozilla-Status2",
  "X-Mozilla-Keys", "X-GM-THRID", "X-Gmail-Labels", "Content-Length", "Lines", NULL
};

static char *
dup_hex (const guint8 digest[32])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (65);

  for (int i = 0; i < 32; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[64] = '\0';
  return hex;
}

static gboolean
is_trace (const HpMailField *field)
{
  for (gsize i = 0; TRACE_FIELDS[i] != NULL; i++)
    {
      gsize size = strlen (TRACE_FIELDS[i]);
      if (TRACE_FIELDS[i][size - 1] != '*' && hp_mail_field_is (field, TRACE_FIELDS[i]))
        return TRUE;
      if (TRACE_FIELDS[i][size - 1] == '*' && field->name_length >= size - 1 &&
          g_ascii_strncasecmp (field->name, TRACE_FIELDS[i], size - 1) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
hash_text (HpContentHash *hash, const char *text, gsize length)
{
  hp_content_hash_update (hash, (const guint8 *) text, length);
}

static HpKey
hash_raw (const HpMimeTree *tree)
{
  g_autoptr (HpContentHash) hash = hp_content_hash_new ();
  guint8 digest[HP_CONTENT_HASH_SIZE];
  gsize length;
  const char *data = g_bytes_get_data (tree->raw, &length);
  gsize body = tree->fields->fields->len > 0 ? tree->fields->body : 0;

  for (guint i = 0; i < tree->fields->fields->len; i++)
    {
      const HpMailField *field = &g_array_index (tree->fields->fields, HpMailField, i);
      if (is_trace (field))
        continue;
      hash_text (hash, field->name, field->name_length);
      hash_text (hash, ":", 1);
      hash_text (hash, field->value, field->value_length);
      hash_text (hash, "\n", 1);
    }
  hash_text (hash, "\n", 1);
  if (length > body)
    hash_text (hash, data + body, length - body);
  hp_content_hash_finish (hash, digest);
  return hp_key_hash_bytes ("mail-raw", digest, sizeof digest);
}

HpKey
hp_mail_content_key (const HpMail *mail, const HpMimeTree *tree, const guint8 *body)
{
  const HpAddress *from = mail->from->len > 0 ? mail->from->pdata[0] : NULL;

  if (mail->message_id == NULL || body == NULL)
    return hash_raw (tree);

  g_autofree char *sender = from != NULL ? hp_address_normalise (from->addr) : NULL;
  g_autofree char *date = hp_mail_fields_dup_value (tree->fields, "Date");
  g_autofree char *hex = dup_hex (body);
  return hp_key_hash ("mail", mail->message_id, sender != NULL ? sender : "",
                      date != NULL ? date : "", hex, NULL);
}
