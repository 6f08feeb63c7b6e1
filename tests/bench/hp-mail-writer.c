/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dresses a text as the mail programs and servers of this world do: 60 % multipart with HTML, 8 %
 * with attachments, quoted-printable, base64 or 8bit, UTF-8 or Latin-1, trace headers. */

#include "hp-mail-writer.h"

#include <string.h>

#define PERCENT_MULTIPART 60
#define PERCENT_ATTACHMENT 8
#define PERCENT_LOGO 25 /* of those with attachments: just a small logo */
#define PERCENT_LATIN1 10
#define LOGO_BYTES 4096
#define N_LOGOS 40
#define FILE_BYTES_MIN 20000
#define FILE_BYTES_MAX 400000
#define PERCENT_KNOWN_FILE 15 /* of attachments: sent before */
#define N_KNOWN_FILES 300

typedef enum
{
  ENCODING_8BIT,
  ENCODING_QP,
  ENCODING_BASE64,
} Encoding;

static void
add_base64 (GString *out, const guchar *data, gsize size)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  gsize needed = (size + 2) / 3 * 4, start = out->len;
  char *to;

  g_string_set_size (out, start + needed + (needed + 75) / 76);
  to = out->str + start;
  for (gsize i = 0; i < size; i += 3)
    {
      guint left = (guint) MIN (size - i, 3);
      guint32 bits = (guint32) data[i] << 16;

      bits |= left > 1 ? (guint32) data[i + 1] << 8 : 0;
      bits |= left > 2 ? data[i + 2] : 0;
      *to++ = digits[bits >> 18];
      *to++ = digits[bits >> 12 & 63];
      *to++ = left > 1 ? digits[bits >> 6 & 63] : '=';
      *to++ = left > 2 ? digits[bits & 63] : '=';
      if (i % 57 == 54 || i + 3 >= size)
        *to++ = '\n';
    }
}

static void
add_quoted_printable (GString *out, const char *text, gsize size)
{
  gsize line = out->len;

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) text[i];
      gboolean at_end = i + 1 == size || text[i + 1] == '\n';

      if (c == '\n')
        {
          g_string_append_c (out, '\n');
          line = out->len;
          continue;
        }
      if (out->len - line > 72)
        {
          g_string_append (out, "=\n");
          line = out->len;
        }
      if (c >= 127 || c == '=' || (c == ' ' && at_end))
        g_string_append_printf (out, "=%02X", c);
      else
        g_string_append_c (out, (char) c);
    }
}

static char *
to_latin1 (const char *utf8, gsize *size)
{
  char *latin1 = g_malloc (strlen (utf8) + 1), *to = latin1;

  for (const guchar *p = (const guchar *) utf8; *p != 0; p++)
    {
      if (*p >= 0xc0)
        {
          *to++ = (char) ((p[0] & 3) << 6 | (p[1] & 0x3f));
          p++;
        }
      else
        *to++ = (char) *p;
    }
  *to = '\0';
  *size = (gsize) (to - latin1);
  return latin1;
}

static gboolean
is_ascii (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      if ((guchar) text[i] >= 128)
        return FALSE;
    }
  return TRUE;
}

/* RFC 2047, word by word; the space between two encoded words belongs to the second. */
static void
add_header_text (GString *out, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean was_encoded = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean encode = !is_ascii (words[i], strlen (words[i]));

      if (i > 0)
        g_string_append_c (out, ' ');
      if (encode)
        {
          g_string_append (out, was_encoded ? "=?UTF-8?Q?_" : "=?UTF-8?Q?");
          for (const guchar *p = (const guchar *) words[i]; *p != 0; p++)
            g_string_append_printf (out, g_ascii_isalnum (*p) ? "%c" : "=%02X", *p);
          g_string_append (out, "?=");
        }
      else
        g_string_append (out, words[i]);
      was_encoded = encode;
    }
}

static void
add_date (GString *out, gint64 time)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  g_string_append_printf (
      out, "%s, %d %s %d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (date) - 1],
      g_date_time_get_day_of_month (date), months[g_date_time_get_month (date) - 1],
      g_date_time_get_year (date), g_date_time_get_hour (date), g_date_time_get_minute (date),
      g_date_time_get_second (date));
}

static void
add_received (GString *out, HpDice *dice, const char *from, const char *by, gint64 time)
{
  guint host = 1 + hp_dice_below (dice, 254);

  g_string_append_printf (out,
                          "Received: from %s (%s [198.51.100.%u])\n"
                          "\tby %s (Postfix) with ESMTPS id %010" G_GINT64_MODIFIER "X\n"
                          "\tfor <tuki@havukka.example.com>; ",
                          from, from, host, by, hp_dice_next (dice) >> 24);
  add_date (out, time);
  g_string_append_c (out, '\n');
}

/* A signature is 256 bytes nobody can foretell. */
static void
add_dkim (GString *out, HpDice *dice, const char *domain, gint64 time)
{
  guint64 bits[32];
  g_autofree char *hash = NULL, *signature = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    bits[i] = hp_dice_next (dice);
  hash = g_base64_encode ((guchar *) bits, 32);
  signature = g_base64_encode ((guchar *) bits, sizeof bits);
  g_string_append_printf (out,
                          "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s;\n"
                          "\ts=mail; t=%" G_GINT64_FORMAT ";\n"
                          "\th=from:to:subject:date:message-id:in-reply-to:references;\n"
                          "\tbh=%s;\n\tb=",
                          domain, time, hash);
  for (gsize i = 0; i < strlen (signature); i += 70)
    g_string_append_printf (out, "%s%.70s\n", i > 0 ? "\t " : "", signature + i);
}

static void
add_trace (const HpMailPlan *plan, HpDice *dice, GString *out)
{
  const char *domain = strchr (plan->from_addr, '@') + 1;
  g_autofree char *relay = g_strconcat ("out.", domain, NULL);
  g_autofree char *client = g_strconcat ("client.", domain, NULL);

  g_string_append_printf (out,
                          "Return-Path: <%s>\n"
                          "Delivered-To: tuki@havukka.example.com\n",
                          plan->from_addr);
  add_received (out, dice, "mx.havukka.example.com", "store.havukka.example.com", plan->time);
  add_received (out, dice, relay, "mx.havukka.example.com", plan->time - 1);
  add_received (out, dice, client, relay, plan->time - 3);
  g_string_append_printf (out,
                          "Authentication-Results: mx.havukka.example.com;\n"
                          "\tdkim=pass header.d=%s header.s=mail;\n"
                          "\tspf=pass smtp.mailfrom=%s;\n"
                          "\tdmarc=pass header.from=%s\n",
                          domain, plan->from_addr, domain);
  add_dkim (out, dice, domain, plan->time - 3);
}

static void
add_person (GString *out, const char *field, const char *name, const char *addr)
{
  g_string_append_printf (out, "%s: ", field);
  add_header_text (out, name);
  g_string_append_printf (out, " <%s>\n", addr);
}

static void
add_headers (const HpMailPlan *plan, HpDice *dice, GString *out)
{
  static const char *const programs[] = { "Mozilla Thunderbird",    "Apple Mail (2.3774)",
                                          "Microsoft Outlook 16.0", "Evolution 3.46.4",
                                          "K-9 Mail for Android",   "Webmail 6.2" };
  GPtrArray *references = plan->references;

  if (!plan->outbound)
    add_trace (plan, dice, out);
  add_person (out, "From", plan->from_name, plan->from_addr);
  add_person (out, "To", plan->to_name, plan->to_addr);
  g_string_append (out, "Subject: ");
  add_header_text (out, plan->subject);
  g_string_append (out, "\nDate: ");
  add_date (out, plan->time - 4);
  g_string_append_printf (out, "\nMessage-ID: <%s>\n", plan->message_id);
  if (references->len > 0)
    {
      g_string_append_printf (
          out, "In-Reply-To: <%s>\nReferences:", (char *) references->pdata[references->len - 1]);
      for (guint i = 0; i < references->len; i++)
        g_string_append_printf (out, "%s<%s>", i > 0 ? "\n\t" : " ", (char *) references->pdata[i]);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "User-Agent: %s\nMIME-Version: 1.0\n",
                          programs[hp_dice_below (dice, G_N_ELEMENTS (programs))]);
}

/* One part of text with its headers, in a charset and an encoding by the dice. */
static void
add_text_part (GString *out, HpDice *dice, const char *type, const char *text)
{
  static const char *const names[] = { "8bit", "quoted-printable", "base64" };
  guint roll = hp_dice_below (dice, 100);
  Encoding encoding = roll < 50 ? ENCODING_QP : roll < 80 ? ENCODING_8BIT : ENCODING_BASE64;
  gboolean latin1 = hp_dice_percent (dice, PERCENT_LATIN1);
  gsize size = strlen (text);
  g_autofree char *converted = latin1 ? to_latin1 (text, &size) : NULL;
  const char *bytes = latin1 ? converted : text;

  g_string_append_printf (out,
                          "Content-Type: text/%s; charset=%s\n"
                          "Content-Transfer-Encoding: %s\n\n",
                          type, latin1 ? "iso-8859-1" : "utf-8", names[encoding]);
  if (encoding == ENCODING_BASE64)
    add_base64 (out, (const guchar *) bytes, size);
  else if (encoding == ENCODING_QP)
    add_quoted_printable (out, bytes, size);
  else
    g_string_append_len (out, bytes, (gssize) size);
  if (out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

static void
add_html_line (GString *html, const char *line, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      switch (line[i])
        {
        case '<':
          g_string_append (html, "&lt;");
          break;
        case '>':
          g_string_append (html, "&gt;");
          break;
        case '&':
          g_string_append (html, "&amp;");
          break;
        default:
          g_string_append_c (html, line[i]);
        }
    }
  g_string_append (html, "<br>\n");
}

static void
set_quote_depth (GString *html, guint *depth, guint wanted)
{
  for (; *depth < wanted; (*depth)++)
    g_string_append (html, "<blockquote type=\"cite\" style=\"margin:0 0 0 .8ex;border-left:1px "
                           "#ccc solid;padding-left:1ex\">\n");
  for (; *depth > wanted; (*depth)--)
    g_string_append (html, "</blockquote>\n");
}

static char *
make_html (const char *text)
{
  g_autoptr (GString) html = g_string_sized_new (strlen (text) * 2 + 1024);
  guint depth = 0;

  g_string_append (html, "<!DOCTYPE html>\n<html>\n<head>\n"
                         "<meta http-equiv=\"Content-Type\" content=\"text/html\">\n"
                         "<style type=\"text/css\">\n"
                         "body { font-family: Helvetica, Arial, sans-serif; font-size: 14px }\n"
                         "p.MsoNormal { margin: 0cm; margin-bottom: .0001pt }\n"
                         "a:link { color: #0563C1; text-decoration: underline }\n"
                         "</style>\n</head>\n<body lang=\"FI\" bgcolor=\"#ffffff\">\n<div>\n");
  while (*text != '\0')
    {
      gsize size = strcspn (text, "\n");
      guint quotes = 0;

      while (text[0] == '>')
        {
          quotes++;
          text++;
          size--;
          if (*text == ' ')
            {
              text++;
              size--;
            }
        }
      set_quote_depth (html, &depth, quotes);
      if (size == 0)
        g_string_append (html, "</div>\n<div style=\"margin-top:1em\">\n");
      else
        add_html_line (html, text, size);
      text += size + (text[size] == '\n');
    }
  set_quote_depth (html, &depth, 0);
  g_string_append (html, "</div>\n</body>\n</html>\n");
  return g_strdup (html->str);
}

/* The bytes of a file that depend on nothing but its seed, so that it can be sent again. */
static void
add_file (GString *out, guint64 seed, gboolean png, gsize size)
{
  HpDice dice = { seed };
  g_autofree guint64 *words = g_new (guint64, size / 8 + 1);

  for (gsize i = 0; i <= size / 8; i++)
    words[i] = hp_dice_next (&dice);
  memcpy (words, png ? "\x89PNG\r\n\x1a\n" : "%PDF-1.4", 8);
  add_base64 (out, (guchar *) words, size);
}

static void
add_attachment (GString *out, HpDice *dice)
{
  gboolean logo = hp_dice_percent (dice, PERCENT_LOGO);
  gboolean png = logo || hp_dice_percent (dice, 45);
  guint64 seed = logo ? hp_dice_below (dice, N_LOGOS)
                 : hp_dice_percent (dice, PERCENT_KNOWN_FILE)
                     ? 1000 + hp_dice_below (dice, N_KNOWN_FILES)
                     : hp_dice_next (dice);
  HpDice own = { seed ^ (png ? 1 : 2) };
  double share = pow (hp_dice_unit (&own), 6); /* most are small */
  gsize size =
      logo ? LOGO_BYTES : FILE_BYTES_MIN + (gsize) (share * (FILE_BYTES_MAX - FILE_BYTES_MIN));
  const char *stem = logo ? "logo" : png ? "kuva" : "tilaus";

  g_string_append_printf (out,
                          "Content-Type: %s; name=\"%s-%u.%s\"\n"
                          "Content-Disposition: %s; filename=\"%s-%u.%s\"\n"
                          "Content-Transfer-Encoding: base64\n\n",
                          png ? "image/png" : "application/pdf", stem, (guint) (seed % 9000),
                          png ? "png" : "pdf", logo ? "inline" : "attachment", stem,
                          (guint) (seed % 9000), png ? "png" : "pdf");
  add_file (out, seed, png, size);
}

static void
add_boundary (GString *out, const char *boundary, const char *end)
{
  g_string_append_printf (out, "--%s%s\n", boundary, end);
}

static char *
begin_multipart (GString *out, HpDice *dice, const char *subtype)
{
  char *boundary = g_strdup_printf ("=_%016" G_GINT64_MODIFIER "x", hp_dice_next (dice));

  g_string_append_printf (out, "Content-Type: multipart/%s;\n boundary=\"%s\"\n\n", subtype,
                          boundary);
  return boundary;
}

static void
add_alternative (GString *out, HpDice *dice, const char *text)
{
  g_autofree char *boundary = begin_multipart (out, dice, "alternative");
  g_autofree char *html = make_html (text);

  add_boundary (out, boundary, "");
  add_text_part (out, dice, "plain", text);
  add_boundary (out, boundary, "");
  add_text_part (out, dice, "html", html);
  add_boundary (out, boundary, "--");
}

static void
add_body (GString *out, HpDice *dice, const char *text, gboolean alternative)
{
  if (alternative)
    add_alternative (out, dice, text);
  else
    add_text_part (out, dice, "plain", text);
}

void
hp_mail_writer_write (const HpMailPlan *plan, HpDice *dice, GString *out)
{
  gboolean attachment = hp_dice_percent (dice, PERCENT_ATTACHMENT);
  gboolean alternative = hp_dice_percent (dice, PERCENT_MULTIPART);
  g_autofree char *boundary = NULL;

  add_headers (plan, dice, out);
  if (!attachment)
    {
      add_body (out, dice, plan->text, alternative);
      return;
    }
  boundary = begin_multipart (out, dice, "mixed");
  add_boundary (out, boundary, "");
  add_body (out, dice, plan->text, alternative);
  add_boundary (out, boundary, "");
  add_attachment (out, dice);
  add_boundary (out, boundary, "--");
}
