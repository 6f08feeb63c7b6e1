/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a letter looks like in SMTP. Invariant: nothing in an address or a letter can end a
 * command or the data. */

#define G_LOG_DOMAIN "helppari"

#include "mail/smtp/hp-smtp-envelope.h"

#include <string.h>

#include "base/hp-error.h"

/* RFC 3461 section 4.4. */
#define MAX_ENVELOPE_ID 100

static gboolean
is_ascii (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if ((guchar) data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

static gsize
get_header_size (const char *data, gsize size)
{
  const char *end = g_strstr_len (data, (gssize) size, "\r\n\r\n");

  return end != NULL ? (gsize) (end - data) : size;
}

/* A bare CR or LF is the end of a line to some servers and not to others. */
static gboolean
has_bare_ends (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if ((data[i] == '\n' && (i == 0 || data[i - 1] != '\r')) ||
        (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n')))
      return TRUE;
  return FALSE;
}

static gboolean
check_address (const char *address, GError **error)
{
  gboolean is_quoted = address[0] == '"';

  for (const char *at = address; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) || (!is_quoted && strchr (" <>", *at) != NULL))
      {
        g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "No server takes such an address");
        return FALSE;
      }
  return TRUE;
}

static gboolean
needs_utf8 (const HpLetter *letter)
{
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);

  for (guint i = 0; i < letter->recipients->len; i++)
    {
      const char *address = g_ptr_array_index (letter->recipients, i);
      if (!is_ascii (address, strlen (address)))
        return TRUE;
    }
  return !is_ascii (letter->sender, strlen (letter->sender)) ||
         !is_ascii (data, get_header_size (data, size));
}

static gboolean
check_letter (const HpSmtpCapabilities *capabilities,
              const HpLetter *letter,
              gboolean is_utf8,
              gboolean is_8bit,
              GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);

  if (has_bare_ends (data, size))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The mail has lines that end in no proper way");
  else if (capabilities->most > 0 && size > capabilities->most)
    {
      g_autofree char *is = g_format_size (size);
      g_autofree char *most = g_format_size (capabilities->most);
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "The mail has %s, and the server takes no more than %s", is, most);
    }
  else if (is_utf8 && !capabilities->has_utf8)
    g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                 "The server can't send to or from addresses with letters beyond a to z "
                 "(SMTPUTF8)");
  else if (is_8bit && !capabilities->has_8bit)
    g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                 "The server takes no mails with letters beyond a to z (8BITMIME)");
  else
    return TRUE;
  return FALSE;
}

/* RFC 3461 section 4. */
static void
append_xtext (GString *text, const char *value)
{
  for (; *value != '\0'; value++)
    if (g_ascii_isgraph (*value) && *value != '+' && *value != '=')
      g_string_append_c (text, *value);
    else
      g_string_append_printf (text, "+%02X", (guint) (guchar) *value);
}

static char *
make_mail (const HpSmtpCapabilities *capabilities,
           const HpLetter *letter,
           gboolean is_utf8,
           gboolean is_8bit)
{
  GString *command = g_string_new (NULL);

  g_string_printf (command, "MAIL FROM:<%s>", letter->sender);
  if (capabilities->has_size)
    g_string_append_printf (command, " SIZE=%zu", g_bytes_get_size (letter->bytes));
  if (is_8bit)
    g_string_append (command, " BODY=8BITMIME");
  if (is_utf8)
    g_string_append (command, " SMTPUTF8");
  if (capabilities->has_dsn)
    {
      g_autoptr (GString) id = g_string_new (NULL);
      append_xtext (id, letter->message_id);
      g_string_append (command, " RET=HDRS");
      if (id->len <= MAX_ENVELOPE_ID)
        g_string_append_printf (command, " ENVID=%s", id->str);
    }
  return g_string_free (command, FALSE);
}

static char *
make_recipient (const HpSmtpCapabilities *capabilities, const char *address)
{
  GString *command = g_string_new (NULL);

  g_string_printf (command, "RCPT TO:<%s>", address);
  if (capabilities->has_dsn)
    g_string_append (command, " NOTIFY=FAILURE,DELAY");
  if (capabilities->has_dsn && is_ascii (address, strlen (address)))
    {
      g_string_append (command, " ORCPT=rfc822;");
      append_xtext (command, address);
    }
  return g_string_free (command, FALSE);
}

GPtrArray *
hp_smtp_envelope_new (const HpSmtpCapabilities *capabilities,
                      const HpLetter *letter,
                      GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_free);
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);
  gboolean is_utf8 = needs_utf8 (letter);
  gboolean is_8bit = !is_ascii (data, size);

  if (!check_letter (capabilities, letter, is_utf8, is_8bit, error) ||
      !check_address (letter->sender, error))
    return NULL;
  g_ptr_array_add (commands, make_mail (capabilities, letter, is_utf8, is_8bit));
  for (guint i = 0; i < letter->recipients->len; i++)
    {
      const char *address = g_ptr_array_index (letter->recipients, i);
      if (!check_address (address, error))
        return NULL;
      g_ptr_array_add (commands, make_recipient (capabilities, address));
    }
  return g_steal_pointer (&commands);
}

GByteArray *
hp_smtp_stuff (GBytes *bytes)
{
  gsize size;
  const guint8 *at = g_bytes_get_data (bytes, &size);
  const guint8 *end = at + size;
  GByteArray *stuffed = g_byte_array_sized_new ((guint) size + 2);

  while (at < end)
    {
      const guint8 *line_end = memchr (at, '\n', (gsize) (end - at));
      const guint8 *next = line_end != NULL ? line_end + 1 : end;
      if (*at == '.')
        g_byte_array_append (stuffed, (const guint8 *) ".", 1);
      g_byte_array_append (stuffed, at, (guint) (next - at));
      at = next;
    }
  if (size > 0 && end[-1] != '\n')
    g_byte_array_append (stuffed, (const guint8 *) "\r\n", 2);
  return stuffed;
}
