/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the header of a mail says: people, subject, times, ids and the way it came. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-headers.h"

#include <gmime/gmime.h>
#include <string.h>

#include "mime/hp-charset-guess.h"
#include "mime/hp-charset.h"
#include "mime/hp-clean-text.h"
#include "mime/hp-encoded-word.h"
#include "mime/hp-mail-date.h"
#include "mime/hp-mail-hops.h"
#include "mime/hp-message-id.h"
#include "mime/hp-mime-tree.h"

#define MAX_NAMES 16
/* GMime reads groups inside groups by recursion. */
#define MAX_COLONS 1000
#define MAX_COMMAS 20000

/* Reads the value of a field: one line, encoded. */
typedef void (*FieldReader) (HpMail *mail, const char *value);

typedef struct
{
  const char *name;
  FieldReader read;
  gboolean has_words; /* that people read */
} KnownField;

/* Words that may be encoded (RFC 2047), on one line. */
static char *
decode_text (const char *value)
{
  g_autofree char *decoded = strstr (value, "=?") != NULL ? hp_encoded_word_decode (value) : NULL;

  return hp_clean_text_dup_line (decoded != NULL ? decoded : value);
}

/* A name from words as they came, or NULL. */
static char *
dup_name (const char *text)
{
  g_autofree char *flat = text != NULL ? decode_text (text) : NULL;

  return flat != NULL && *flat != '\0' ? g_steal_pointer (&flat) : NULL;
}

static char *
dup_address (const char *text)
{
  g_autofree char *flat = text != NULL ? hp_mail_field_flatten (text) : NULL;

  return flat != NULL && *flat != '\0' ? g_steal_pointer (&flat) : NULL;
}

/* A word without "@" is no address but says who it was. */
static void
append_mailbox (GPtrArray *to, InternetAddress *address)
{
  const char *addr = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
  g_autofree char *name = dup_name (internet_address_get_name (address));
  g_autofree char *flat = dup_address (addr);

  if (name == NULL && flat != NULL && strchr (flat, '@') == NULL)
    {
      g_autofree char *words = decode_text (flat);
      g_ptr_array_add (to, hp_address_new (words, ""));
    }
  else if (flat != NULL || name != NULL)
    g_ptr_array_add (to, hp_address_new (name, flat));
}

static void
append_addresses (GPtrArray *to, InternetAddressList *list)
{
  int count = list != NULL ? internet_address_list_length (list) : 0;

  for (int i = 0; i < count; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      if (INTERNET_ADDRESS_IS_GROUP (address))
        append_addresses (to,
                          internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)));
      else
        append_mailbox (to, address);
    }
}

/* Ends @value at the @max-th @mark. */
static void
bound_marks (char *value, char mark, guint max)
{
  for (char *at = strchr (value, mark); at != NULL; at = strchr (at + 1, mark))
    if (--max == 0)
      {
        *at = '\0';
        return;
      }
}

static void
read_addresses (GPtrArray *to, const char *value)
{
  g_autofree char *mended = hp_encoded_word_mend (value);
  g_autofree char *bounded = mended != NULL ? g_steal_pointer (&mended) : g_strdup (value);

  bound_marks (bounded, ':', MAX_COLONS);
  bound_marks (bounded, ',', MAX_COMMAS);
  g_autoptr (InternetAddressList) list = internet_address_list_parse (NULL, bounded);
  append_addresses (to, list);
}

static void
read_from (HpMail *mail, const char *value)
{
  read_addresses (mail->from, value);
  if (mail->from->len > 0 || *value == '\0')
    return;

  /* A From without any address still says who it was. */
  g_autofree char *name = decode_text (value);
  g_ptr_array_add (mail->from, hp_address_new (name, ""));
}

static void
read_to (HpMail *mail, const char *value)
{
  read_addresses (mail->to, value);
}

static void
read_cc (HpMail *mail, const char *value)
{
  read_addresses (mail->cc, value);
}

static void
read_reply_to (HpMail *mail, const char *value)
{
  read_addresses (mail->reply_to, value);
}

static void
read_subject (HpMail *mail, const char *value)
{
  if (*mail->subject != '\0')
    return;
  g_free (mail->subject);
  mail->subject = decode_text (value);
}

static void
read_date (HpMail *mail, const char *value)
{
  if (mail->date == HP_TIME_NONE)
    mail->date = hp_mail_date_parse (value);
}

static void
read_received (HpMail *mail, const char *value)
{
  HpHop *hop = hp_mail_hop_parse (value);

  if (mail->hops->len == 0)
    mail->received = hop->time;
  g_ptr_array_add (mail->hops, hop);
}

static void
read_message_id (HpMail *mail, const char *value)
{
  if (mail->message_id == NULL)
    mail->message_id = hp_message_id_dup (value);
}

static void
read_in_reply_to (HpMail *mail, const char *value)
{
  if (mail->in_reply_to->len == 0)
    hp_message_id_append_all (mail->in_reply_to, value);
}

static void
read_references (HpMail *mail, const char *value)
{
  if (mail->references->len == 0)
    hp_message_id_append_all (mail->references, value);
}

static void
read_name (HpMail *mail, const char *value)
{
  if (mail->names->len < MAX_NAMES)
    hp_message_id_append_all (mail->names, value);
}

static const KnownField FIELDS[] = {
  { "From", read_from, TRUE },
  { "To", read_to, TRUE },
  { "Cc", read_cc, TRUE },
  { "Reply-To", read_reply_to, TRUE },
  { "Subject", read_subject, TRUE },
  { "Date", read_date },
  { "Received", read_received },
  { "Message-ID", read_message_id },
  { "In-Reply-To", read_in_reply_to },
  { "References", read_references },
  { "X-Helppari-ID", read_name },
  { "X-Google-Original-Message-ID", read_name },
  { "X-Microsoft-Original-Message-ID", read_name },
};

/* Raw bytes of which only the rest of the mail may tell the charset. */
static char *
decode_foreign (char *value, GBytes *raw)
{
  g_autofree char *owned = value;
  gsize length = strlen (value);
  gsize size;
  const char *mail = g_bytes_get_data (raw, &size);

  if (g_utf8_validate (value, (gssize) length, NULL) || hp_charset_guess_is_western (value, length))
    return g_steal_pointer (&owned);
  g_autofree char *named = hp_charset_guess_dup_named (mail, size);
  return hp_charset_decode_foreign (value, length, named);
}

static void
read_field (HpMail *mail, const HpMailField *field, GBytes *raw)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      if (!hp_mail_field_is (field, FIELDS[i].name))
        continue;
      g_autofree char *value = hp_mail_field_dup_value (field);
      if (FIELDS[i].has_words)
        value = decode_foreign (g_steal_pointer (&value), raw);
      FIELDS[i].read (mail, value);
      return;
    }
}

/* A mail is not a further name of itself. */
static void
drop_own_name (HpMail *mail)
{
  guint index;

  if (mail->message_id != NULL &&
      g_ptr_array_find_with_equal_func (mail->names, mail->message_id, g_str_equal, &index))
    g_ptr_array_remove_index (mail->names, index);
}

void
hp_mail_headers_read (HpMail *mail, const HpMimeTree *tree)
{
  const HpMailFields *fields = tree->fields;
  const HpMailField *results = hp_mail_fields_find (fields, "Authentication-Results");

  for (guint i = 0; i < fields->fields->len; i++)
    read_field (mail, &g_array_index (fields->fields, HpMailField, i), tree->raw);
  drop_own_name (mail);
  if (results != NULL)
    {
      g_autofree char *value = hp_mail_field_dup_value (results);
      mail->auth_failed = hp_mail_auth_results_parse (value);
    }
}
