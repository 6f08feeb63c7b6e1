/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how bytes of mail become UTF-8, whatever their label says. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-charset.h"

#include <errno.h>
#include <string.h>

#include "mime/hp-charset-guess.h"

#define MAX_NAME 40
#define REPLACEMENT "\xef\xbf\xbd"

typedef struct
{
  const char *label;
  const char *iconv_name;
} Alias;

/* Labels whose senders mean more than the label says (https://encoding.spec.whatwg.org). */
static const Alias ALIASES[] = {
  { "gb2312", "GB18030" },
  { "gb_2312-80", "GB18030" },
  { "gbk", "GB18030" },
  { "x-gbk", "GB18030" },
  { "ks_c_5601-1987", "UHC" },
  { "euc-kr", "UHC" },
  { "shift_jis", "CP932" },
  { "shift-jis", "CP932" },
  { "sjis", "CP932" },
  { "x-sjis", "CP932" },
  { "windows-31j", "CP932" },
  { "iso-8859-8-i", "ISO-8859-8" },
  { "iso-8859-8-e", "ISO-8859-8" },
  { "iso-8859-9", "CP1254" },
  { "tis-620", "CP874" },
  { "iso-8859-11", "CP874" },
  { "unicode-1-1-utf-7", "UTF-7" },
  { "x-unicode-2-0-utf-7", "UTF-7" },
  { "big5", "BIG5-HKSCS" },
  { "x-mac-roman", "MACINTOSH" },
  { "unicode", "UTF-16" },
  { "x-user-defined", "CP1252" },
};

/* Labels of one byte a character that so many senders put on anything that valid UTF-8 wins. */
static const char *const WESTERN[] = { "iso-8859-1",  "iso8859-1",    "latin1", "iso_8859-1",
                                       "iso-8859-15", "windows-1252", "cp1252", "cp-1252",
                                       "x-ansi",      "ansi",         NULL };

/* Labels that tell nothing about bytes that are no UTF-8. */
static const char *const VAGUE[] = {
  "us-ascii", "ascii",   "ansi_x3.4-1968", "8bit", "7bit",    "x-unknown", "unknown-8bit",
  "unknown",  "default", "utf-8",          "utf8", "cp65001", "utf-8-sig", "unicode-1-1-utf-8",
  NULL
};

/* windows-1252 between 0x80 and 0x9f (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
static const gunichar WINDOWS_1252[32] = { 0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
                                           0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
                                           0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d,
                                           0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
                                           0x0153, 0x9d,   0x017e, 0x0178 };

static gboolean
is_latin9 (const char *label)
{
  return strcmp (label, "iso-8859-15") == 0;
}

static gunichar
map_latin9 (guint8 byte)
{
  switch (byte)
    {
    case 0xa4:
      return 0x20ac;
    case 0xa6:
      return 0x160;
    case 0xa8:
      return 0x161;
    case 0xb4:
      return 0x17d;
    case 0xb8:
      return 0x17e;
    case 0xbc:
      return 0x152;
    case 0xbd:
      return 0x153;
    case 0xbe:
      return 0x178;
    default:
      return byte;
    }
}

static GString *
decode_western (const char *data, gsize length, gboolean latin9)
{
  GString *text = g_string_sized_new (length + length / 8 + 1);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) data[i];
      if (byte == 0)
        continue;
      if (byte < 0x80)
        g_string_append_c (text, (char) byte);
      else if (byte < 0xa0)
        g_string_append_unichar (text, WINDOWS_1252[byte - 0x80]);
      else
        g_string_append_unichar (text, latin9 ? map_latin9 (byte) : byte);
    }
  return text;
}

static void
remove_nuls (GString *text)
{
  char *to = memchr (text->str, '\0', text->len);

  if (to == NULL)
    return;
  for (const char *from = to; from < text->str + text->len; from++)
    if (*from != '\0')
      *to++ = *from;
  g_string_truncate (text, (gsize) (to - text->str));
}

/* Text made of valid UTF-8, NULs left out, or NULL. */
static GString *
decode_utf8 (const char *data, gsize length)
{
  const char *end = data + length;
  const char *stop = data;

  while (stop < end && !g_utf8_validate_len (stop, (gsize) (end - stop), &stop))
    if (*stop++ != '\0')
      return NULL;

  GString *text = g_string_new_len (data, (gssize) length);
  remove_nuls (text);
  return text;
}

/* UTF-8 with each byte that fits nowhere made U+FFFD. */
static GString *
repair_utf8 (const char *data, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (data, (gssize) length);

  return g_string_new (valid);
}

/* Mostly UTF-8: more sequences are well-formed than not, so a cut or a flipped byte is likelier
 * than another charset. */
static gboolean
looks_like_broken_utf8 (const char *data, gsize length)
{
  gsize good = 0;
  gsize bad = 0;
  const char *end = data + length;

  for (const char *at = data; at < end;)
    {
      if ((guint8) *at < 0x80)
        {
          at++;
          continue;
        }
      gunichar c = g_utf8_get_char_validated (at, end - at);
      gboolean valid = c != (gunichar) -1 && c != (gunichar) -2;
      good += valid;
      /* A character cut at the end says nothing. */
      bad += c == (gunichar) -1;
      at = valid ? g_utf8_next_char (at) : at + 1;
    }
  return good > 4 * bad;
}

static GString *
convert (const char *data, gsize length, const char *from, gboolean *had_errors)
{
  GIConv cd = g_iconv_open ("UTF-8", from);
  GString *text;
  char *in = (char *) data;
  gsize left = length;
  char buffer[4096];

  if (cd == (GIConv) -1)
    return NULL;
  text = g_string_sized_new (length + 1);
  while (TRUE)
    {
      char *out = buffer;
      gsize space = sizeof buffer;
      /* With nothing left, what the converter holds back comes out. */
      gboolean is_last = left == 0;
      gsize result = g_iconv (cd, is_last ? NULL : &in, is_last ? NULL : &left, &out, &space);
      int reason = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (result != (gsize) -1 && is_last)
        break;
      if (result == (gsize) -1 && reason != E2BIG)
        {
          *had_errors = TRUE;
          g_string_append (text, REPLACEMENT);
          if (left == 0)
            break;
          in++;
          left--;
        }
    }
  g_iconv_close (cd);
  remove_nuls (text);
  return text;
}

/* The label in lower case without quotes, or NULL if it can't be the name of a charset. */
static char *
clean_label (const char *charset)
{
  if (charset == NULL)
    return NULL;

  g_autofree char *label = g_ascii_strdown (charset, -1);
  g_strdelimit (label, "\"'", ' ');
  g_strstrip (label);
  gsize length = strlen (label);
  if (length == 0 || length > MAX_NAME ||
      strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-_.:+()") != length)
    return NULL;
  return g_steal_pointer (&label);
}

static const char *
find_iconv_name (const char *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ALIASES); i++)
    if (strcmp (ALIASES[i].label, label) == 0)
      return ALIASES[i].iconv_name;
  if (g_str_has_prefix (label, "cp-") || g_str_has_prefix (label, "x-"))
    return label + (label[0] == 'x' ? 2 : 3);
  return label;
}

/* Japanese mail in seven bits often names no charset; its escapes tell. */
static GString *
decode_japanese (const char *data, gsize length)
{
  const char *escape = memchr (data, 0x1b, length);
  gboolean had_errors = FALSE;

  if (escape == NULL || data + length - escape < 3 || escape[1] != '$' ||
      (escape[2] != 'B' && escape[2] != '@'))
    return NULL;
  g_autoptr (GString) text = convert (data, length, "ISO-2022-JP", &had_errors);
  return had_errors ? NULL : g_steal_pointer (&text);
}

/* What can be told without a label, or NULL. */
static GString *
decode_plain (const char *data, gsize length)
{
  GString *text = decode_japanese (data, length);

  if (text == NULL)
    text = decode_utf8 (data, length);
  if (text == NULL && looks_like_broken_utf8 (data, length))
    text = repair_utf8 (data, length);
  return text;
}

/* In @name if it is (nullable) a charset and everything can be decoded, or NULL. */
static GString *
decode_whole (const char *data, gsize length, const char *name)
{
  gboolean had_errors = FALSE;
  g_autoptr (GString) text = name != NULL ? convert (data, length, name, &had_errors) : NULL;

  return had_errors ? NULL : g_steal_pointer (&text);
}

/* Without a label: what is not western is what the mail names, or Cyrillic, or nobody knows. */
static GString *
decode_vague (const char *data, gsize length, const char *named)
{
  GString *text = decode_plain (data, length);

  if (text == NULL && hp_charset_guess_is_western (data, length))
    text = decode_western (data, length, FALSE);
  if (text == NULL)
    text = decode_whole (data, length, named != NULL ? find_iconv_name (named) : NULL);
  if (text == NULL)
    text = decode_whole (data, length, hp_charset_guess_cyrillic (data, length));
  return text != NULL ? text : repair_utf8 (data, length);
}

static GString *
decode_told (const char *data, gsize length, gboolean latin9)
{
  GString *text = decode_plain (data, length);

  return text != NULL ? text : decode_western (data, length, latin9);
}

static gboolean
is_ascii (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] <= 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_wide (const char *label)
{
  return g_str_has_prefix (label, "utf-16") || strcmp (label, "unicode") == 0 ||
         strcmp (label, "utf16") == 0;
}

/* Which UTF-16 it is: a mark at the start tells, else on which side the NULs of Latin text are. */
static const char *
guess_wide (const char *data, gsize length, const char *label)
{
  gsize nuls[2] = { 0, 0 };

  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return "UTF-16";
  for (gsize i = 0; i < length; i++)
    nuls[i % 2] += data[i] == '\0';
  if (nuls[0] == nuls[1])
    return g_str_has_suffix (label, "le") ? "UTF-16LE" : "UTF-16BE";
  return nuls[1] > nuls[0] ? "UTF-16LE" : "UTF-16BE";
}

/* In the charset of the label, unless the bytes show that it is a lie. */
static GString *
decode_labelled (const char *data, gsize length, const char *label)
{
  gboolean wide = is_wide (label);
  gboolean had_errors = wide && memchr (data, '\0', length) == NULL;
  const char *name = wide ? guess_wide (data, length, label) : find_iconv_name (label);
  g_autoptr (GString) text = convert (data, length, name, &had_errors);

  if (text == NULL && strcmp (name, label) != 0)
    text = convert (data, length, label, &had_errors);
  if (text == NULL)
    return decode_vague (data, length, NULL);

  GString *utf8 = had_errors ? decode_utf8 (data, length) : NULL;
  return utf8 != NULL ? utf8 : g_steal_pointer (&text);
}

GString *
hp_charset_decode (const char *data, gsize length, const char *charset)
{
  g_autofree char *label = clean_label (charset);

  if (length == 0)
    return g_string_new (NULL);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return decode_told (data + 3, length - 3, FALSE);
  if (label == NULL || g_strv_contains (VAGUE, label))
    return decode_vague (data, length, NULL);
  if (g_strv_contains (WESTERN, label))
    return decode_told (data, length, is_latin9 (label));
  if ((g_str_has_prefix (label, "iso-8859-") || g_str_has_prefix (label, "windows-125")) &&
      is_ascii (data, length))
    return g_string_new_len (data, (gssize) length);
  return decode_labelled (data, length, label);
}

char *
hp_charset_decode_unlabelled (const char *data, gsize length)
{
  return g_string_free (hp_charset_decode (data, length, "windows-1252"), FALSE);
}

char *
hp_charset_decode_foreign (const char *data, gsize length, const char *named)
{
  return g_string_free (decode_vague (data, length, named), FALSE);
}
