/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how answers of SMTP servers are read. */

#define G_LOG_DOMAIN "helppari"

#include "mail/smtp/hp-smtp-reply.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-text.h"

#define MAX_LINES 200
#define MAX_WORDS 500

HpSmtpReply *
hp_smtp_reply_new (void)
{
  HpSmtpReply *reply = g_new0 (HpSmtpReply, 1);

  reply->lines = g_ptr_array_new_with_free_func (g_free);
  return reply;
}

void
hp_smtp_reply_free (HpSmtpReply *reply)
{
  g_ptr_array_unref (reply->lines);
  g_free (reply);
}

/* 0 where @line has none. */
static guint
read_code (const char *line)
{
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_isdigit (line[i]))
      return 0;
  if (line[0] < '2' || line[0] > '5' || strchr (" -", line[3]) == NULL)
    return 0;
  return (guint) ((line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0'));
}

gboolean
hp_smtp_reply_add (HpSmtpReply *reply, const char *line, gboolean *is_last, GError **error)
{
  guint code = read_code (line);

  if (code == 0 || (reply->code != 0 && reply->code != code) || reply->lines->len >= MAX_LINES)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper SMTP");
      return FALSE;
    }
  reply->code = code;
  g_ptr_array_add (reply->lines, g_strdup (line[3] == '\0' ? "" : line + 4));
  *is_last = line[3] != '-';
  return TRUE;
}

gboolean
hp_smtp_reply_is (const HpSmtpReply *reply, guint hundred)
{
  return reply->code / 100 == hundred;
}

char *
hp_smtp_reply_dup_text (const HpSmtpReply *reply)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%u", reply->code);
  for (guint i = 0; i < reply->lines->len && text->len < MAX_WORDS; i++)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (reply->lines, i));
  g_string_truncate (text, MIN (text->len, MAX_WORDS));
  return hp_text_dup_line (text->str);
}

/* RFC 4954 section 6: 530 log in first, 534 and 538 not this way, 535 wrong. */
static HpError
get_error_code (const HpSmtpReply *reply)
{
  switch (reply->code)
    {
    case 530:
    case 534:
    case 535:
    case 538:
      return HP_ERROR_AUTH;
    default:
      return hp_smtp_reply_is (reply, 4) ? HP_ERROR_RATE_LIMITED : HP_ERROR_FAILED;
    }
}

gboolean
hp_smtp_reply_set_error (const HpSmtpReply *reply, GError **error)
{
  g_autofree char *text = hp_smtp_reply_dup_text (reply);

  g_set_error (error, HP_ERROR, (int) get_error_code (reply), "The server says: %s", text);
  return FALSE;
}

char *
hp_smtp_reply_dup_status (const HpSmtpReply *reply)
{
  const char *text = g_ptr_array_index (reply->lines, 0);
  gsize length = strspn (text, "0123456789.");

  return length >= 5 && text[1] == '.' && (guint) (text[0] - '0') == reply->code / 100
             ? g_strndup (text, length)
             : NULL;
}
