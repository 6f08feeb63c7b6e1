/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever the label says, the words come out: charsets, encoded words, flowed text and dates. */

#include "mime/hp-charset.h"
#include "mime/hp-encoded-word.h"
#include "mime/hp-flowed.h"
#include "mime/hp-mail-date.h"
#include "mime/hp-mail-parser.h"

#include <string.h>

#define HEAD "From: a@b.c\nMessage-ID: <1@x>\n"

typedef struct
{
  const char *label;
  const char *bytes;
  gsize length;
  const char *text;
} Charset;

static const Charset CHARSETS[] = {
  { "iso-2022-jp", "\x1b$BF|K\\8l$N%a!<%k\x1b(B", 20, "日本語のメール" },
  { "us-ascii", "\x1b$BF|K\\8l$N%a!<%k\x1b(B", 20, "日本語のメール" },
  { NULL, "\x1b$BF|K\\8l$N%a!<%k\x1b(B", 20, "日本語のメール" },
  { "gb2312", "\xd6\xd0\xce\xc4\xd3\xca\xbc\xfe", 8, "中文邮件" },
  { "GB18030", "\xd6\xd0\xce\xc4\x95\x32\x82\x36", 8, "中文𠀀" },
  { "x-gbk", "\xd6\xd0\xce\xc4", 4, "中文" },
  { "big5", "\xc1\x63\xc5\xe9\xa4\xa4\xa4\xe5", 8, "繁體中文" },
  { "euc-kr", "\xc7\xd1\xb1\xb9\xbe\xee \xb8\xde\xc0\xcf", 11, "한국어 메일" },
  { "ks_c_5601-1987", "\x8c\x63\xb9\xe6\xb0\xa2\xc7\xcf", 8, "똠방각하" },
  { "koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", 6, "Привет" },
  { "windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", 6, "Привет" },
  { "utf-7", "Hyv+AOQA5A y+APY-t+AOQ +IKw-", 28, "Hyvää yötä €" },
  { "utf-16", "\xfe\xff\x00p\x00\xe4\x00\xe4", 8, "pää" },
  { "utf-16", "\xff\xfep\x00\xe4\x00\xe4\x00", 8, "pää" },
  { "utf-16", "p\x00\xe4\x00\xe4\x00", 6, "pää" },
  { "utf-16be", "p\x00\xe4\x00\xe4\x00", 6, "pää" },
  { "utf-16le", "\x2d\x4e\x87\x65", 4, "中文" },
  { "euc-jp", "\xc6\xfc\xcb\xdc\xb8\xec", 6, "日本語" },
  { "shift_jis", "\x93\xfa\x96\x7b\x8c\xea\x87\x40", 8, "日本語①" },
  { "iso-8859-15", "5 \xa4 \xa6", 5, "5 € Š" },
  { "windows-1257", "\xc0\xfeuolas", 7, "Ąžuolas" },
  { "macintosh", "Hyv\x8a\x8a", 5, "Hyvää" },
  { "cp437", "\x82", 1, "é" },
  { "iso-8859-7", "\xc5\xeb\xeb\xdc\xe4\xe1", 6, "Ελλάδα" },
  { "windows-1255", "\xf9\xec\xe5\xed", 4, "שלום" },
  { "tis-620", "\xe4\xb7\xc2", 3, "ไทย" },
  { "\"utf-8\"", "p\xc3\xa4\xc3\xa4", 5, "pää" },
  { "iso-8859-1", "p\xc3\xa4\xc3\xa4", 5, "pää" },
  { "utf-8", "p\xe4\xe4", 3, "pää" },
  { "no such; charset", "p\xe4\xe4", 3, "pää" },
  { "utf-8", "p\xc3\xa4\xc3", 4, "p\xc3\xa4\xef\xbf\xbd" },
  { "gb18030", "\xff\xff ok", 5, "\xef\xbf\xbd\xef\xbf\xbd ok" },
  { NULL, "Hyv\xe4\xe4 y\xf6t\xe4", 10, "Hyvää yötä" },
  { NULL, "\xc4\xc4\xd6\xc5\xc4", 5, "ÄÄÖÅÄ" },
  { NULL, "\x80", 1, "€" },
  { NULL, "\xd1\xe7\x9c", 3, "Ñçœ" },
  { NULL, "\xcf\xf0\xe8\xe2\xe5\xf2", 6, "Привет" },
  { "us-ascii", "\xcf\xf0\xe8\xe2\xe5\xf2", 6, "Привет" },
  { NULL, "ok \xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2", 14, "ok Привет, мир" },
  { "iso-8859-1", "\xcf\xf0\xe8\xe2\xe5\xf2", 6, "Ïðèâåò" },
  { NULL, "\xb1\xf7\xa8\xd7", 4, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
  { NULL, "\xef\xbb\xbfp\xc3\xa4\xc3\xa4", 8, "pää" },
  { NULL, "a\x81", 2, "a\xef\xbf\xbd" },
};

static void
test_charsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CHARSETS); i++)
    {
      const Charset *charset = &CHARSETS[i];
      g_autoptr (GString) text =
          hp_charset_decode (charset->bytes, charset->length, charset->label);
      g_assert_cmpstr (text->str, ==, charset->text);
      g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
    }
}

static void
test_encoded_words (void)
{
  static const char *const cases[][2] = {
    { "=?utf-8?Q?H=C3=A4l=C3=B6?=", "Hälö" },
    { "a =?utf-8?B?w6Q=?= b", "a ä b" },
    { "=?utf-8?Q?a?= \r\n =?utf-8?Q?b?=", "ab" },
    { "=?utf-8?Q?a?= =?iso-8859-1?Q?=E4?=", "aä" },
    /* a character, and base64, split between words */
    { "=?utf-8?Q?p=C3?= =?utf-8?Q?=A4=C3=A4?=", "pää" },
    { "=?utf-8?B?cMOkw6?= =?utf-8?B?Qh?=", "pää!" },
    { "=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1w4bBsoQg==?=", "日本語" },
    /* what RFC 2047 forbids */
    { "[x]=?utf-8?Q?=C3=A4?=y", "[x]äy" },
    { "=?utf-8?Q?spaces in=C3=A4?=", "spaces inä" },
    { "=?iso-8859-1?Q?\xe4 raw?= \xf6", "ä raw ö" },
    { "=?utf-8?q?a_b?=", "a b" },
    { "=?utf-8*fi?Q?=C3=A4?=", "ä" },
    { "=?ks_c_5601-1987?B?x9GxuQ==?=", "한국" },
    { "=?nonsense?Q?=E4?=", "ä" },
    { "=?utf-8?Q?bad =ZZ =4?=", "bad =ZZ =4" },
    { "=?utf-8?B?!!!w6Q=?=", "ä" },
    { "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
    { "=?utf-8?Q?half =?utf-8?Q?whole?=", "=?utf-8?Q?half whole" },
    { "=?utf-8?Q?never ends", "=?utf-8?Q?never ends" },
    { "=?utf-8?Q?"
      "?=",
      "" },
    { "1=?2 ?= 3", "1=?2 ?= 3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = hp_encoded_word_decode (cases[i][0]);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
assert_name (const char *header, const char *name, const char *addr)
{
  g_autofree char *text = g_strdup_printf ("To: %s\nSubject: x\n\n", header);
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpuint (mail->to->len, >, 0);
  g_assert_cmpstr (((const HpAddress *) mail->to->pdata[0])->name, ==, name);
  g_assert_cmpstr (((const HpAddress *) mail->to->pdata[0])->addr, ==, addr);
}

static void
test_names (void)
{
  assert_name ("=?utf-8?Q?=C3=85?= =?utf-8?Q?ke?= <a@b.c>", "Åke", "a@b.c");
  assert_name ("=?utf-8?Q?p=C3?= =?utf-8?Q?=A4=C3=A4?= <a@b.c>", "pää", "a@b.c");
  assert_name ("\"=?utf-8?B?TcOka2k=?=\" <a@b.c>", "Mäki", "a@b.c");
  assert_name ("=?ks_c_5601-1987?B?x9GxuQ==?= <a@b.c>", "한국", "a@b.c");
  assert_name ("M\xe4ki <a@b.c>", "Mäki", "a@b.c");
  assert_name ("a@b.c (M\xc3\xa4ki)", "Mäki", "a@b.c");
  assert_name ("\"M\xc3\xa4ki, Maija\" <a@b.c>", "Mäki, Maija", "a@b.c");
  assert_name ("=?utf-8?Q?evil=E2=80=AEfdp?= <a@b.c>", "evilfdp", "a@b.c");
  assert_name ("undisclosed-recipients:;, a@b.c", NULL, "a@b.c");
  assert_name ("'a@b.c' <a@b.c>", "'a@b.c'", "a@b.c");
  assert_name ("=?utf-8?Q?Nobody?=", "Nobody", "");
}

static HpMail *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));

  return hp_mail_parse (raw);
}

/* Raw words in the header are in the charset that the mail names elsewhere. */
static void
test_raw_header (void)
{
  static const char koi[] = "From: \xe1\xce\xce\xc1 <a@b.c>\nSubject: \xe3\xc5\xce\xc1?\n"
                            "Content-Type: text/plain; charset=koi8-r\n\n\xe3\xc5\xce\xc1";
  static const char gb[] = "From: a@b.c\nSubject: \xd6\xd0\xce\xc4\xd3\xca\xbc\xfe\n"
                           "Content-Type: text/plain; charset=\"gb2312\"\n\n";
  static const char lost[] = "From: a@b.c\nSubject: a \xd6\xd0\xce\xc4\xd3\xca\xbc\xfe\n\n";
  static const char western[] = "From: a@b.c\nSubject: P\xe4\xe4si\xe4inen\n"
                                "Content-Type: text/plain; charset=koi8-r\n\n";
  g_autoptr (HpMail) russian = parse (koi);
  g_autoptr (HpMail) chinese = parse (gb);
  g_autoptr (HpMail) unknown = parse (lost);
  g_autoptr (HpMail) finnish = parse (western);

  g_assert_cmpstr (((HpAddress *) russian->from->pdata[0])->name, ==, "Анна");
  g_assert_cmpstr (((HpAddress *) russian->from->pdata[0])->addr, ==, "a@b.c");
  g_assert_cmpstr (russian->subject, ==, "Цена?");
  g_assert_cmpstr (russian->text, ==, "Цена");
  g_assert_cmpstr (chinese->subject, ==, "中文邮件");
  g_assert_nonnull (strstr (unknown->subject, "\xef\xbf\xbd"));
  g_assert_cmpstr (finnish->subject, ==, "Pääsiäinen");
}

static void
test_subject_is_harmless (void)
{
  static const char text[] = "Subject: =?utf-8?Q?a=E2=80=AEb=07=E2=80=8Bc=C2=85d?=\n\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (mail->subject, ==, "ab cd");
}

static void
assert_text (const char *type, const char *body, const char *expected)
{
  g_autofree char *text = g_strdup_printf (HEAD "Content-Type: %s\n\n%s", type, body);
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (mail->text, ==, expected);
}

static void
test_flowed (void)
{
  assert_text ("text/plain; format=flowed", "one \ntwo\nthree", "one two\nthree");
  assert_text ("text/plain; format=flowed; delsp=yes", "one \ntwo", "onetwo");
  assert_text ("text/plain; format=Flowed", "> a \n> b\n>> c \n> d\n", "> a b\n>> c \n> d");
  assert_text ("text/plain; format=flowed", " From x\n >no quote", "From x\n>no quote");
  assert_text ("text/plain; format=flowed", "end \n-- \nMaija", "end \n-- \nMaija");
  assert_text ("text/plain; format=flowed", "> -- \n> Maija", "> -- \n> Maija");
  assert_text ("text/plain; format=fixed", "one \ntwo", "one \ntwo");
}

static void
test_control_characters (void)
{
  assert_text ("text/plain", "a\rb\r\nc\fd\x1b[31me\x7f\x08g\xc2\x9bh\xc2\xa0i",
               "a\nb\nc\nd[31megh\xc2\xa0i");
}

static void
test_dates (void)
{
  static const struct
  {
    const char *value;
    const char *iso;
  } cases[] = {
    { "Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z" },
    { "21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z" },
    { "Fri, 21 Nov 1997 09(comment (inner)):   55  :  06 -0600", NULL },
    { "Thu,\t13 Feb 1969 23:32 -0330 (Newfoundland Time)", "1969-02-14T03:02:00Z" },
    { "Mon, 29 Apr 2019 11:00:05 EST", "2019-04-29T16:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 EEST", "2019-04-29T08:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 Z", "2019-04-29T11:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 UT", "2019-04-29T11:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 Nonsense", "2019-04-29T11:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 GMT+02:00", "2019-04-29T09:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 +9999", "2019-04-29T11:00:05Z" },
    { "Mon, 29 Apr 2019 11:00:05 +0545", "2019-04-29T05:15:05Z" },
    { "Mon, 29 Apr 2019 11:00:60 +0000", "2019-04-29T11:00:59Z" },
    { "Mon, 29 Apr 2019 1:05 PM +0000", "2019-04-29T13:05:00Z" },
    { "Mon Apr 29 11:00:05 2019", "2019-04-29T11:00:05Z" },
    { "Mon Apr 29 11:00:05 EEST 2019", "2019-04-29T08:00:05Z" },
    { "2019-04-29T11:00:05+02:00", "2019-04-29T09:00:05Z" },
    { "2019-04-29 11:00:05 +0200", "2019-04-29T09:00:05Z" },
    { "29-Apr-2019 11:00:05 +0200", "2019-04-29T09:00:05Z" },
    { "1 Jan 119 10:00:00 +0000", "2019-01-01T10:00:00Z" },
    { "tis, 14 maj 2019 11.00.05 +0200", "2019-05-14T09:00:05Z" },
    { "Mon, 29 Apr 2019", "2019-04-29T00:00:00Z" },
    { "29 Feb 2020 00:00:00 +0000", "2020-02-29T00:00:00Z" },
    { "29 Feb 2019 00:00:00 +0000", NULL },
    { "Mon, 29 Apr 2019 24:00:00 +0000", NULL },
    { "Mon, 29 Apr 2019 10:61:00 +0000", NULL },
    { "Mon, 29 Apr 2019 10:00:t", NULL },
    { "Mon, 29 Xyz 2019 10:00:00 +0000", NULL },
    { "Mon, 0 Apr 2019 10:00:00 +0000", NULL },
    { "Mon, 29 Apr 2019 ((never ends) 10:00:00", NULL },
    { "4 8 15 16 23 42", NULL },
    { "04/05/2019 10:00", NULL },
    { "Whenever", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = hp_mail_date_parse (cases[i].value);
      g_autoptr (GDateTime) at =
          time != HP_TIME_NONE ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;
      g_autofree char *iso = at != NULL ? g_date_time_format_iso8601 (at) : NULL;
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

static void
test_first_date_with_sense (void)
{
  static const char text[] = "Date: Tue, 7 Apr 2026 10:00:t\nDate: Tue, 7 Apr 2026 10:00:01 +0000\n"
                             "Date: Tue, 7 Apr 2027 10:00:01 +0000\n\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpint (mail->date, ==, G_GINT64_CONSTANT (1775556001) * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/charset/charsets", test_charsets);
  g_test_add_func ("/charset/encoded-words", test_encoded_words);
  g_test_add_func ("/charset/names", test_names);
  g_test_add_func ("/charset/raw-header", test_raw_header);
  g_test_add_func ("/charset/subject-is-harmless", test_subject_is_harmless);
  g_test_add_func ("/charset/flowed", test_flowed);
  g_test_add_func ("/charset/control-characters", test_control_characters);
  g_test_add_func ("/charset/dates", test_dates);
  g_test_add_func ("/charset/first-date-with-sense", test_first_date_with_sense);
  return g_test_run ();
}
