/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails made to hurt: each is read in linear time. The bound on time is loose, to hold on a busy
 * machine under sanitizers; what is quadratic misses it by far. */

#include "mime/hp-mail-parser.h"

#include <string.h>

#define HEAD "From: a@b.c\nSubject: x\nMessage-ID: <1@x>\n"
#define MAX_SECONDS 30

static char *
repeat (const char *before, const char *piece, gsize times, const char *after)
{
  GString *text = g_string_new (before);

  for (gsize i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static HpMail *
parse (char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new_take (text, strlen (text));
  g_autoptr (GTimer) timer = g_timer_new ();
  HpMail *mail = hp_mail_parse (raw);

  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, MAX_SECONDS);
  return mail;
}

static void
assert_html_text (const char *piece, gsize times)
{
  g_autoptr (HpMail) mail =
      parse (repeat (HEAD "Content-Type: text/html\n\n", piece, times, " last words"));

  g_assert_true (g_str_has_suffix (mail->text, "last words"));
}

static void
test_nested_multiparts (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
  g_string_append (text, "\nhi\n");
  g_autoptr (HpMail) mail = parse (g_strdup (text->str));
  g_assert_null (mail->damage);
}

static void
test_nested_mails (void)
{
  g_autoptr (HpMail) mail =
      parse (repeat (HEAD, "Content-Type: message/rfc822\n\n", 10000, "hi\n"));

  g_assert_cmpuint (mail->attachments->len, ==, 1);
}

static void
test_headers (void)
{
  g_autoptr (HpMail) big = parse (repeat (HEAD "X: ", "aaaaaaaaaa", 1000000, "\n\nhi"));
  g_autoptr (HpMail) folded = parse (repeat (HEAD "X: ", "\n a", 1000000, "\n\nhi"));
  g_autoptr (HpMail) many = parse (repeat (HEAD, "References: <1@x>\n", 100000, "\nhi"));
  g_autoptr (HpMail) comments = parse (repeat (HEAD "Received: ", "(", 1000000, "\n\nhi"));

  g_assert_cmpstr (big->text, ==, "hi");
  g_assert_cmpstr (folded->text, ==, "hi");
  g_assert_cmpstr (many->text, ==, "hi");
  g_assert_cmpuint (comments->hops->len, ==, 1);
}

static void
test_references_are_bounded (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "References:");

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text, "\n <%d@x>", i);
  g_string_append (text, "\n\n");
  g_autoptr (HpMail) mail = parse (g_strdup (text->str));
  g_assert_cmpuint (mail->references->len, ==, 1000);
  g_assert_cmpstr (mail->references->pdata[0], ==, "0@x");
  g_assert_cmpstr (mail->references->pdata[999], ==, "99999@x");
}

static void
test_html_nesting (void)
{
  assert_html_text ("<div>", 200000);
  assert_html_text ("<b>", 200000);
  assert_html_text ("<table><tr><td>", 100000);
  assert_html_text ("<blockquote>", 100000);
  assert_html_text ("<", 200000);
  assert_html_text ("&", 200000);
}

static void
test_html_attributes (void)
{
  g_autoptr (GString) tag = g_string_new ("<a ");

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (tag, "a%d='>' ", i);
  g_string_append (tag, ">");
  assert_html_text (tag->str, 1);
}

typedef struct
{
  const char *before;
  const char *piece;
  const char *after;
} Pattern;

static const Pattern PATTERNS[] = {
  { "Subject: ", "=?utf-8?Q?", "\n" HEAD "\nhi" },
  { "Subject: ", "=?utf-8?Q?=C3=A4?= ", "\n" HEAD "\nhi" },
  { "Subject: ", "=?utf-8?B?YWJj?=\n ", "\n" HEAD "\nhi" },
  { "Subject: ", "=?utf-8?Q?a?= =?koi8-r?Q?b?= ", "\n" HEAD "\nhi" },
  { "Date: ", "(", "\n" HEAD "\nhi" },
  { HEAD "To: ", "g: ", "\n\nhi" },
  { HEAD "To: ", "a@b.c, ", "\n\nhi" },
  { HEAD "To: ", "=?utf-8?Q?=C3=A4?= ", "<a@b.c>\n\nhi" },
  { HEAD "To: ", "<", "\n\nhi" },
  { HEAD "To: ", "\"\\", "\n\nhi" },
  { HEAD "Content-Type: text/plain", "; a=b", "\n\nhi" },
  { HEAD "Content-Type: a/b", "; name*0*=a", "\n\nhi" },
  { HEAD "Content-Type: ", "(", "\n\nhi" },
  { HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", "--b--" },
  { HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: a/b\n\nx\n", "" },
  { HEAD "Content-Type: multipart/alternative; boundary=b\n\n", "--b\n\nx\n", "--b--" },
  { HEAD "Content-Type: multipart/digest; boundary=b\n\n", "--b\n\nSubject: x\n\nx\n", "" },
  { HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--\n", "" },
  { HEAD "Content-Type: text/plain; format=flowed\n\n", ">> a \n", "" },
  { HEAD "\n", "begin 644 a\n", "" },
  { HEAD "\n", "begin 644 a\n#0V%T\nend\n", "" },
  { HEAD "\nbegin 644 a\n", "#0V%T\n", "" },
  { HEAD "\n", " -----BEGIN PGP MESSAGE-----", "" },
  { HEAD "Content-Transfer-Encoding: quoted-printable\n\n", "=\n", "" },
  { HEAD "Content-Transfer-Encoding: base64\n\n", "=AA", "" },
  { HEAD "Content-Transfer-Encoding: x-uuencode\n\n", "begin 644 a\n", "" },
  { HEAD "Content-Type: text/plain; charset=iso-2022-jp\n\n", "\x1b$B", "" },
  { HEAD "Content-Type: text/plain; charset=gb18030\n\n", "\xff", "" },
  { HEAD "Content-Type: text/calendar\n\n", "BEGIN:VEVENT\nDTSTART;TZID=x:20200101T000000\n", "" },
  { HEAD "Content-Type: text/calendar\n\nBEGIN:VEVENT\nSUMMARY:", "a\n ", "" },
  { HEAD "Content-Type: text/vcard\n\n", "BEGIN:VCARD\nFN:x\n", "" },
  { HEAD "Content-Type: text/vcard\n\nBEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:", "a=\n", "" },
};

static void
test_patterns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PATTERNS); i++)
    {
      const Pattern *pattern = &PATTERNS[i];
      g_autoptr (HpMail) mail =
          parse (repeat (pattern->before, pattern->piece, 200000, pattern->after));
      g_assert_null (mail->damage);
      g_assert_true (g_utf8_validate (mail->text, -1, NULL));
    }
}

/* What a mail costs in memory is bounded by its size, not by the number of its parts. */
static void
test_numbers_are_bounded (void)
{
  g_autoptr (HpMail) parts = parse (repeat (HEAD "Content-Type: multipart/mixed; boundary=b\n\n",
                                            "--b\nContent-Type: a/b\n\nx\n", 20000, "--b--"));
  g_autoptr (HpMail) files = parse (repeat (HEAD "\n", "begin 644 a\n#0V%T\nend\n", 2000, ""));
  g_autoptr (HpMail) people = parse (repeat (HEAD "To: ", "a@b.c, ", 30000, "\n\n"));

  g_assert_cmpuint (parts->attachments->len, ==, 10000);
  g_assert_cmpuint (files->attachments->len, ==, 1000);
  g_assert_cmpuint (people->to->len, ==, 20000);
}

static HpMail *
parse_bounce (const char *piece)
{
  return parse (repeat ("From: MAILER-DAEMON@x.y\nSubject: failure notice\n\nFailed:\n", piece,
                        200000, "\n"));
}

static void
test_bounces (void)
{
  static const char *const pieces[] = {
    "a@b.c\n", "@", "a@", "<a@b.c>: ", "550 5.1.1 ", "1.1.1.", "a\n", "...", ">", "- ", "=", "ä@ä.ä"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (HpMail) mail = parse_bounce (pieces[i]);
      g_assert_cmpint (mail->kind, ==, HP_MAIL_KIND_BOUNCE);
    }
}

static HpMail *
parse_report (const char *piece)
{
  return parse (repeat ("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
                        "\n--b\nContent-Type: message/delivery-status\n\n",
                        piece, 200000, "\n--b--\n"));
}

static void
test_reports (void)
{
  static const char *const pieces[] = {
    "Final-Recipient: rfc822; a@b.c\n", "Final-Recipient: ", "Action: failed\n\n", "\n", " x\n",
    "Diagnostic-Code: 5\n 5.1.1\n"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (HpMail) mail = parse_report (pieces[i]);
      g_assert_cmpint (mail->kind, ==, HP_MAIL_KIND_BOUNCE);
      g_assert_cmpuint (mail->failed->len, <=, 1);
    }
}

/* All of them are kept, and none twice. */
static void
test_many_recipients (void)
{
  g_autoptr (GString) report =
      g_string_new ("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
                    "\n--b\nContent-Type: message/delivery-status\n\n");

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (report, "Final-Recipient: rfc822; a%d@b.c\nAction: failed\n\n", i);
  g_string_append (report, "--b--\n");
  g_autoptr (HpMail) mail = parse (g_strdup (report->str));
  g_assert_cmpuint (mail->failed->len, ==, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/hostile/nested-multiparts", test_nested_multiparts);
  g_test_add_func ("/hostile/nested-mails", test_nested_mails);
  g_test_add_func ("/hostile/headers", test_headers);
  g_test_add_func ("/hostile/patterns", test_patterns);
  g_test_add_func ("/hostile/numbers-are-bounded", test_numbers_are_bounded);
  g_test_add_func ("/hostile/references-are-bounded", test_references_are_bounded);
  g_test_add_func ("/hostile/html-nesting", test_html_nesting);
  g_test_add_func ("/hostile/html-attributes", test_html_attributes);
  g_test_add_func ("/hostile/bounces", test_bounces);
  g_test_add_func ("/hostile/reports", test_reports);
  g_test_add_func ("/hostile/many-recipients", test_many_recipients);
  return g_test_run ();
}
