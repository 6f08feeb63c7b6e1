/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one mail is understood to be: people, times, ids, text, attachments, kind and identity. */

#include "mime/hp-mail-parser.h"

#include <string.h>

#define PEOPLE "From: Maija <maija@example.fi>\nTo: tuki@example.com\n"
#define HEAD PEOPLE "Message-ID: <1@example.fi>\nSubject: Tilaus\n"

static HpMail *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));

  return hp_mail_parse (raw);
}

static const HpAddress *
get_address (GPtrArray *addresses, guint index)
{
  g_assert_cmpuint (addresses->len, >, index);
  return addresses->pdata[index];
}

static const HpAttachment *
get_attachment (const HpMail *mail, guint index)
{
  g_assert_cmpuint (mail->attachments->len, >, index);
  return mail->attachments->pdata[index];
}

static void
assert_strings (GPtrArray *strings, const char *joined)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", (char *) strings->pdata[i]);
  g_assert_cmpstr (all->str, ==, joined);
}

static void
assert_text (const char *mail_text, const char *expected)
{
  g_autoptr (HpMail) mail = parse (mail_text);

  g_assert_cmpstr (mail->text, ==, expected);
  g_assert_true (g_utf8_validate (mail->text, -1, NULL));
}

static void
assert_subject (const char *header, const char *expected)
{
  g_autofree char *text = g_strdup_printf ("Subject: %s\n\n", header);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpstr (mail->subject, ==, expected);
}

static void
assert_kind (const char *headers, HpMailKind kind)
{
  g_autofree char *text = g_strdup_printf ("%s\n\nText\n", headers);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, hp_mail_kind_get_name (kind));
}

static void
assert_id (const char *header, const char *expected)
{
  g_autofree char *text = g_strdup_printf (PEOPLE "Message-ID: %s\n\n", header);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpstr (mail->message_id, ==, expected);
}

static void
test_addresses (void)
{
  g_autoptr (HpMail) mail =
      parse ("From: \"Virtanen, Maija\" <Maija@Example.FI>\n"
             "To: =?utf-8?B?w4VrZQ==?= <ake@example.se>,\n other@example.com\n"
             "To: third@example.com\nCc: Team: a@example.com, b@example.com;\n"
             "Reply-To: answers@example.fi\n\n");

  g_assert_cmpstr (get_address (mail->from, 0)->name, ==, "Virtanen, Maija");
  g_assert_cmpstr (get_address (mail->from, 0)->addr, ==, "Maija@Example.FI");
  g_assert_cmpstr (get_address (mail->to, 0)->name, ==, "Åke");
  g_assert_cmpstr (get_address (mail->to, 1)->addr, ==, "other@example.com");
  g_assert_null (get_address (mail->to, 1)->name);
  g_assert_cmpstr (get_address (mail->to, 2)->addr, ==, "third@example.com");
  g_assert_cmpuint (mail->cc->len, ==, 2);
  g_assert_cmpstr (get_address (mail->cc, 1)->addr, ==, "b@example.com");
  g_assert_cmpstr (get_address (mail->reply_to, 0)->addr, ==, "answers@example.fi");
}

static void
test_address_without_at (void)
{
  g_autoptr (HpMail) mail = parse ("From: MAILER-DAEMON\nSubject: x\n\n");
  g_autoptr (HpMail) words = parse ("From: The whole team\nSubject: x\n\n");

  g_assert_cmpstr (get_address (mail->from, 0)->name, ==, "MAILER-DAEMON");
  g_assert_cmpstr (get_address (mail->from, 0)->addr, ==, "");
  g_assert_cmpstr (get_address (words->from, 0)->name, ==, "The whole team");
}

static void
test_normalise (void)
{
  static const char *const cases[][2] = {
    { " Maija.Meri+Tag@Example.FI ", "maija.meri+tag@example.fi" },
    { "<a@b.c>", "a@b.c" },
    { "ÅKE@Exämple.SE", "åke@xn--exmple-cua.se" },
    { "a@b.c.", "a@b.c" },
    { "\"a@b\"@c.d", "\"a@b\"@c.d" },
    { "nobody", NULL },
    { "@example.com", NULL },
    { "a@", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = hp_address_normalise (cases[i][0]);
      g_assert_cmpstr (got, ==, cases[i][1]);
    }
  g_assert_cmpstr (hp_address_get_domain ("a@b.c"), ==, "b.c");
  g_assert_null (hp_address_get_domain ("a"));
}

static void
test_subjects (void)
{
  assert_subject ("=?utf-8?Q?H=C3=A4?= =?utf-8?Q?l=C3=B6?=", "Hälö");
  assert_subject ("=?iso-8859-1?Q?K=E4rki?= ja muut", "Kärki ja muut");
  assert_subject ("folded\n over  two\n\tlines", "folded over two lines");
  assert_subject ("raw \xe4\xf6", "raw äö");
  assert_subject ("raw ä€", "raw ä€");
  assert_subject ("=?iso-8859-1?Q?raw \xe4 inside?=", "raw ä inside");
  assert_subject ("=?x-nonsense?Q?=E4iti?=", "äiti");
  assert_subject ("=?utf-8?Q?half", "=?utf-8?Q?half");
}

static void
test_times (void)
{
  g_autoptr (HpMail) mail = parse ("Date: Mon, 29 Apr 2019 11:00:05 +0200\n"
                                   "Received: from MX.Example.com (unknown [10.0.0.1])\n"
                                   "\tby mail.example.fi (Postfix) with esmtpsa id 7 (x; y)\n"
                                   "\tfor <a@b.c>; Mon, 29 Apr 2019 11:00:42 +0200 (CEST)\n"
                                   "Received: (majordomo@x) by other.example via list\n\n");
  const HpHop *hop = mail->hops->pdata[0];
  const HpHop *second = mail->hops->pdata[1];

  g_assert_cmpint (mail->date, ==, G_GINT64_CONSTANT (1556528405) * G_USEC_PER_SEC);
  g_assert_cmpint (mail->received, ==, G_GINT64_CONSTANT (1556528442) * G_USEC_PER_SEC);
  g_assert_cmpint (hop->time, ==, mail->received);
  g_assert_cmpstr (hop->from, ==, "mx.example.com");
  g_assert_cmpstr (hop->by, ==, "mail.example.fi");
  g_assert_cmpstr (hop->with, ==, "ESMTPSA");
  g_assert_cmpuint (mail->hops->len, ==, 2);
  g_assert_null (second->from);
  g_assert_cmpstr (second->by, ==, "other.example");
  g_assert_cmpint (second->time, ==, HP_TIME_NONE);
}

static void
test_ids (void)
{
  assert_id ("<1@example.fi>", "1@example.fi");
  assert_id ("\n <1@example.fi>", "1@example.fi");
  assert_id (" 1@example.fi ", "1@example.fi");
  assert_id ("<1@exam\n ple.fi>", "1@example.fi");
  assert_id ("<1@example.fi> (added by postmaster@x)", "1@example.fi");
  assert_id ("<no-at-sign>", "no-at-sign");
  assert_id ("<>", NULL);
  assert_id ("< @ >", NULL);
  assert_id ("", NULL);
}

static void
test_references (void)
{
  g_autoptr (HpMail) mail =
      parse (PEOPLE "In-Reply-To: Your message of \"Mon, 1 Jan\" <2@x>\n"
                    "References: <1@x><2@x>\n\t<1@x>\n  <3@x>,<4@x>\nMessage-ID: <5@x>\n"
                    "X-Helppari-ID: <own@x>\nX-Google-Original-Message-ID: <before@x>\n"
                    "X-Microsoft-Original-Message-ID: <5@x>\n\n");
  g_autoptr (HpMail) bare = parse (PEOPLE "In-Reply-To: 2@x\nReferences: 1@x 2@x\n\n");
  g_autoptr (HpMail) encoded =
      parse (PEOPLE "References: =?us-ascii?Q?=3C1=40x=3E_=3C2=40x=3E?=\n\n");

  assert_strings (mail->in_reply_to, "2@x");
  assert_strings (mail->references, "1@x 2@x 3@x 4@x");
  assert_strings (mail->names, "own@x before@x");
  assert_strings (bare->in_reply_to, "2@x");
  assert_strings (bare->references, "1@x 2@x");
  assert_strings (encoded->references, "1@x 2@x");
}

static void
test_plain_text (void)
{
  assert_text (HEAD "\nHei,\r\nkaikki \r\n\r\n", "Hei,\nkaikki");
  assert_text (HEAD "Content-Type: text/plain; charset=iso-8859-1\n\n\xe4\xf6", "äö");
  assert_text (HEAD "Content-Type: text/plain; charset=windows-1252\n\n5 \x80", "5 €");
  assert_text (HEAD "Content-Type: text/plain; charset=iso-8859-15\n\n5 \xa4", "5 €");
  assert_text (HEAD "Content-Type: text/plain; charset=us-ascii\n\nä", "ä");
  assert_text (HEAD "Content-Type: text/plain; charset=utf-8\n\n\xe4iti", "äiti");
  assert_text (HEAD "Content-Type: text/plain; charset=nonsense\n\n\xe4iti", "äiti");
  assert_text (HEAD "Content-Type: text/plain; charset=utf-16\n\npää yö", "pää yö");
  assert_text (HEAD "Content-Type: text/plain; charset=shift_jis\n\n\x83\x65", "テ");
  assert_text (HEAD "Content-Transfer-Encoding: quoted-printable\n\np=C3=A4=\n=C3=A4", "pää");
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\ncMOkw6Q=\n", "pää");
  assert_text (HEAD "Content-Type: text\n\nsomething", "something");
}

static void
test_nul (void)
{
  static const char text[] = HEAD "\na\0b";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (mail->text, ==, "ab");
}

static void
test_alternative (void)
{
  assert_text (HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n"
                    "--b\nContent-Type: text/html\n\n<p>rich\n--b--\n",
               "plain");
  assert_text (HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
                    "Content-Type: text/html\n\n<p>rich\n--b\n\nplain\n--b--\n",
               "plain");
  assert_text (HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n"
                    "--b\nContent-Type: text/html\n\n<p>rich\n--b--\n",
               "rich");
  assert_text (HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n\n--b\n"
                    "Content-Type: text/html\n\n<p>two\n--b\n\nthree\n--b--\n",
               "one\n\ntwo\n\nthree");
}

static void
test_html (void)
{
  static const char html[] =
      HEAD "Content-Type: text/html; charset=utf-8\n\n"
           "<html><head><title>No</title><style>p { }</style></head><body>\n"
           "<script>no ()</script><p>Hei&nbsp;<b>Ma</b>ija\n&auml;iti,</p><p>toinen<br>rivi"
           "<ul><li>yksi<li>kaksi</ul><table><tr><td>a</td><td>b</td></tr></table>"
           "<pre>x  y\nz</pre><img alt='kuva'>";

  assert_text (html, "Hei\xc2\xa0Maija äiti,\n\ntoinen\nrivi\n\n- yksi\n- kaksi\n\n"
                     "a\tb\n\nx  y\nz\n\nkuva");
  assert_text (HEAD "Content-Type: text/html\n\n<meta charset=iso-8859-2>\xb1\n", "ą");
  assert_text (HEAD "Content-Type: text/html\n\n<title>No<p>Yes", "Yes");
}

static void
test_attachments (void)
{
  g_autoptr (HpMail) mail =
      parse (HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
                  "Content-Type: multipart/related; boundary=c\n\n--c\n"
                  "Content-Type: text/html\n\n<p>more\n--c\nContent-Type: IMAGE/PNG\n"
                  "Content-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\nYWJj\n--c--\n"
                  "--b\nContent-Type: text/plain; name=a.txt\n\nfile\n"
                  "--b\nContent-Type: message/rfc822\n\nSubject: In/ner\n\nbody\n--b--\n");
  g_autofree char *abc = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) "abc", 3);

  g_assert_cmpstr (mail->text, ==, "text\n\nmore");
  g_assert_cmpuint (mail->attachments->len, ==, 3);
  g_assert_cmpuint (get_attachment (mail, 0)->part, ==, 4);
  g_assert_cmpstr (get_attachment (mail, 0)->mime_type, ==, "image/png");
  g_assert_cmpstr (get_attachment (mail, 0)->content_id, ==, "logo@x");
  g_assert_true (get_attachment (mail, 0)->is_inline);
  g_assert_cmpint (get_attachment (mail, 0)->size, ==, 3);
  for (int i = 0; i < 32; i++)
    g_assert_cmpint (get_attachment (mail, 0)->sha256[i], ==,
                     g_ascii_xdigit_value (abc[2 * i]) * 16 +
                         g_ascii_xdigit_value (abc[2 * i + 1]));
  g_assert_cmpstr (get_attachment (mail, 1)->filename, ==, "a.txt");
  g_assert_false (get_attachment (mail, 1)->is_inline);
  g_assert_cmpstr (get_attachment (mail, 2)->filename, ==, "In ner.eml");
  g_assert_cmpstr (get_attachment (mail, 2)->mime_type, ==, "message/rfc822");
}

static void
test_dup_part (void)
{
  static const char text[] =
      HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
           "Content-Type: a/b\nContent-Transfer-Encoding: base64\n\nYWJj\n--b--\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autoptr (GBytes) part = hp_mail_dup_part (raw, get_attachment (mail, 0)->part);

  g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part), "abc", 3);
  g_assert_null (hp_mail_dup_part (raw, 3));
  g_assert_null (hp_mail_dup_part (raw, 0));
}

static void
test_filenames (void)
{
  static const char *const cases[][2] = {
    { "filename=\"../../etc/passwd\"", "passwd" },
    { "filename=\"C:\\\\temp\\\\a.txt\"", "a.txt" },
    { "filename*=utf-8''p%C3%A4%C3%A4.pdf", "pää.pdf" },
    { "filename*0=long; filename*1=name.pdf", "longname.pdf" },
    { "filename=\"=?utf-8?Q?p=C3=A4=C3=A4.pdf?=\"", "pää.pdf" },
    { "filename=\"p\xe4\xe4.pdf\"", "pää.pdf" },
    { "filename*=utf-8''exe%E2%80%AEfdp.exe", "exefdp.exe" },
    { "filename*=utf-8''a%0A%07b.txt", "ab.txt" },
    { "filename=\"..\"", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          HEAD "Content-Type: a/b\nContent-Disposition: attachment; %s\n\nx", cases[i][0]);
      g_autoptr (HpMail) mail = parse (text);
      g_assert_cmpstr (get_attachment (mail, 0)->filename, ==, cases[i][1]);
    }
}

static void
test_broken_structure (void)
{
  assert_text (HEAD "Content-Type: multipart/mixed; boundary=b\n\nno boundary", "no boundary");
  assert_text (HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut", "cut");
  assert_text (HEAD "Content-Type: multipart/mixed\n\nno parameter", "no parameter");
  assert_text ("Subject: x\nthe blank line is missing\n\nmore",
               "the blank line is missing\n\nmore");
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\ncMOkw6Qg", "pää");
  assert_text ("From x@y Mon Apr 29 10:00:00 2019\n" HEAD "\ntext", "text");
}

static void
test_damage (void)
{
  static const char jpeg[] = "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1readable words\0\1";
  g_autoptr (GBytes) raw = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (HpMail) binary = hp_mail_parse (raw);
  g_autoptr (HpMail) empty = parse ("");
  g_autoptr (HpMail) words = parse ("Just some words.\r\nAnd m\xf6re.");
  g_autoptr (HpMail) cut = parse ("Received: from a by b\nX-Some: thi");
  g_autoptr (HpMail) short_one = parse ("Subject: only");
  g_autoptr (HpMail) whole = parse ("To: a@b.c\n\ntext");

  g_assert_nonnull (binary->damage);
  g_assert_cmpstr (binary->text, ==, "readable words");
  g_assert_nonnull (empty->damage);
  g_assert_cmpstr (empty->text, ==, "");
  g_assert_nonnull (words->damage);
  g_assert_cmpstr (words->text, ==, "Just some words.\nAnd möre.");
  g_assert_nonnull (cut->damage);
  g_assert_null (short_one->damage);
  g_assert_null (whole->damage);
  g_assert_cmpstr (whole->text, ==, "text");
}

static void
test_damage_with_colon (void)
{
  static const char junk[] = "a:\0\1\2\n\nb\0";
  g_autoptr (GBytes) raw = g_bytes_new_static (junk, sizeof junk);
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_nonnull (mail->damage);
}

static void
test_damage_is_bounded (void)
{
  g_autofree char *long_text = g_strnfill (1 << 20, 'x');
  g_autoptr (HpMail) mail = parse (long_text);

  g_assert_nonnull (mail->damage);
  g_assert_cmpuint (strlen (mail->text), ==, 65536);
}

static void
test_kinds (void)
{
  assert_kind (HEAD, HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "X-Auto-Response-Suppress: All", HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "Precedence: bulk\nList-Id: <a.b>", HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "Auto-Submitted: no", HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "Auto-Submitted: auto-replied", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (HEAD "Auto-Submitted: auto-generated", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (HEAD "Auto-Submitted: auto-generated\nContent-Type: text/calendar",
               HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "X-Autoreply: yes", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (HEAD "X-Autorespond: Tilaus", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (HEAD "Precedence: auto_reply", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (PEOPLE "Subject: Automaattinen vastaus: Tilaus", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (PEOPLE "Subject: Autosvar: Tilaus", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (PEOPLE "Subject: Out of Office: Tilaus", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (PEOPLE "Subject: Abwesenheitsnotiz", HP_MAIL_KIND_AUTO_REPLY);
  assert_kind (PEOPLE "Subject: Re: Out of Office: Tilaus", HP_MAIL_KIND_HUMAN);
  assert_kind (PEOPLE "Subject: Delivery failure", HP_MAIL_KIND_HUMAN);
  assert_kind ("Return-Path: <>\n" PEOPLE "Subject: Tilaus", HP_MAIL_KIND_HUMAN);
  assert_kind ("Return-Path: <>\n" PEOPLE "Subject: Undelivered Mail", HP_MAIL_KIND_BOUNCE);
  assert_kind ("From: MAILER-DAEMON@x.y\nSubject: failure notice", HP_MAIL_KIND_BOUNCE);
  assert_kind ("From: Postmaster <postmaster@x.y>\nSubject: Hello", HP_MAIL_KIND_HUMAN);
  assert_kind (HEAD "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
               HP_MAIL_KIND_BOUNCE);
  assert_kind (HEAD "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
               HP_MAIL_KIND_FEEDBACK);
}

static void
assert_about (const char *returned, const char *expected)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "In-Reply-To: <reply@x>\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
           "It failed\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b\n"
           "%s\n--b--\n",
      returned);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpstr (mail->about, ==, expected);
}

static void
test_about (void)
{
  g_autoptr (HpMail) human = parse (HEAD "In-Reply-To: <reply@x>\n\n");

  assert_about ("Content-Type: message/rfc822\n\nMessage-ID: <sent@x>\n\nbody", "sent@x");
  assert_about ("Content-Type: text/rfc822-headers\n\nTo: a\nMessage-Id:\n <sent@x>\n", "sent@x");
  assert_about ("Content-Type: message/x\n\nOriginal-Message-ID: <sent@x>\n", "sent@x");
  assert_about ("Content-Type: a/b\n\n", "reply@x");
  g_assert_null (human->about);
}

static void
assert_auth (const char *results, HpAuthFailed expected)
{
  g_autofree char *text =
      g_strdup_printf ("Authentication-Results: %s\nAuthentication-Results: evil; spf=fail\n"
                       "Subject: x\n\n",
                       results);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpint (mail->auth_failed, ==, expected);
}

static void
test_auth (void)
{
  assert_auth ("mx.x; spf=pass; dkim=pass; dmarc=pass", HP_AUTH_FAILED_NONE);
  assert_auth ("mx.x;\n spf=fail (no; spf=pass) smtp.mailfrom=a;\n dmarc = fail p=none",
               HP_AUTH_FAILED_SPF | HP_AUTH_FAILED_DMARC);
  assert_auth ("mx.x 1; dkim/1=fail header.d=a; spf=softfail; dmarc=permerror",
               HP_AUTH_FAILED_DKIM);
  assert_auth ("mx.x; dkim=fail; dkim=pass", HP_AUTH_FAILED_NONE);
  assert_auth ("mx.x; none", HP_AUTH_FAILED_NONE);
}

static void
assert_key (const char *a, const char *b, gboolean same)
{
  g_autoptr (HpMail) first = parse (a);
  g_autoptr (HpMail) second = parse (b);

  g_assert_cmpint (hp_key_equal (&first->content_key, &second->content_key), ==, same);
}

static void
test_content_key (void)
{
#define DATED HEAD "Date: Mon, 29 Apr 2019 11:00:05 +0200\n"
  assert_key (DATED "\np\xc3\xa4\xc3\xa4 \n\n",
              "Received: by x\r\n" DATED
              "Content-Transfer-Encoding: quoted-printable\r\n\r\np=C3=A4=C3=A4\r\n",
              TRUE);
  assert_key (DATED "\npää\n", DATED "Content-Transfer-Encoding: base64\n\ncMOkw6Q=\n", TRUE);
  assert_key (DATED "\npää\n", DATED "\npaa\n", FALSE);
  assert_key (DATED "\nsame\n", HEAD "Date: Mon, 29 Apr 2019 11:00:06 +0200\n\nsame\n", FALSE);
  assert_key (DATED "\nsame\n", DATED "Subject: changed by a list\n\nsame\n", TRUE);
#define MIXED "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: a/b\n"
  assert_key (DATED MIXED "Content-Transfer-Encoding: base64\n\nYWJj\n--b--",
              DATED MIXED "Content-Transfer-Encoding: base64\n\nYW\nJj\n--b--", TRUE);
  assert_key (DATED MIXED "Content-Transfer-Encoding: base64\n\nYWJj\n--b--",
              DATED MIXED "Content-Transfer-Encoding: base64\n\nYWJk\n--b--", FALSE);
}

static void
test_content_key_without_id (void)
{
  assert_key (PEOPLE "Subject: x\n\nsame\n",
              "Return-Path: <a@b>\r\nReceived: by x\r\n\twith y\r\nX-Spam-Score: 1\r\n"
              "ARC-Seal: i=1\r\nStatus: RO\r\n" PEOPLE "Subject: x\r\n\r\nsame\r\n",
              TRUE);
  assert_key (PEOPLE "Subject: x\n\nsame\n", PEOPLE "Subject: y\n\nsame\n", FALSE);
  assert_key (PEOPLE "Subject: x\n\nsame\n", PEOPLE "Subject: x\n\nother\n", FALSE);
  assert_key (PEOPLE "DKIM-Signature: a\n\nsame\n", PEOPLE "DKIM-Signature: b\n\nsame\n", FALSE);
  assert_key ("no mail", "no mail either", FALSE);
}

static void
test_everything_is_utf8 (void)
{
  g_autoptr (HpMail) mail =
      parse ("From: \xe4 <\xe4@\xe4.fi>\nMessage-ID: <\xe4@x>\nIn-Reply-To: <\xf6@x>\n"
             "Received: from \xe4 by \xe4 with \xe4; x\nContent-Type: a/\xe4; name=\xe4\n"
             "Content-ID: <\xe4>\nSubject: \xff\xfe\n\nx");
  const HpHop *hop = mail->hops->pdata[0];

  g_assert_true (g_utf8_validate (get_address (mail->from, 0)->name, -1, NULL));
  g_assert_true (g_utf8_validate (get_address (mail->from, 0)->addr, -1, NULL));
  g_assert_true (g_utf8_validate (mail->message_id, -1, NULL));
  g_assert_true (g_utf8_validate (mail->in_reply_to->pdata[0], -1, NULL));
  g_assert_true (g_utf8_validate (mail->subject, -1, NULL));
  g_assert_true (g_utf8_validate (hop->from, -1, NULL));
  g_assert_true (g_utf8_validate (hop->with, -1, NULL));
  g_assert_true (g_utf8_validate (get_attachment (mail, 0)->mime_type, -1, NULL));
  g_assert_true (g_utf8_validate (get_attachment (mail, 0)->filename, -1, NULL));
  g_assert_true (g_utf8_validate (get_attachment (mail, 0)->content_id, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/mime/addresses", test_addresses);
  g_test_add_func ("/mime/address-without-at", test_address_without_at);
  g_test_add_func ("/mime/normalise", test_normalise);
  g_test_add_func ("/mime/subjects", test_subjects);
  g_test_add_func ("/mime/times", test_times);
  g_test_add_func ("/mime/ids", test_ids);
  g_test_add_func ("/mime/references", test_references);
  g_test_add_func ("/mime/plain-text", test_plain_text);
  g_test_add_func ("/mime/nul", test_nul);
  g_test_add_func ("/mime/alternative", test_alternative);
  g_test_add_func ("/mime/html", test_html);
  g_test_add_func ("/mime/attachments", test_attachments);
  g_test_add_func ("/mime/dup-part", test_dup_part);
  g_test_add_func ("/mime/filenames", test_filenames);
  g_test_add_func ("/mime/broken-structure", test_broken_structure);
  g_test_add_func ("/mime/damage", test_damage);
  g_test_add_func ("/mime/damage-with-colon", test_damage_with_colon);
  g_test_add_func ("/mime/damage-is-bounded", test_damage_is_bounded);
  g_test_add_func ("/mime/kinds", test_kinds);
  g_test_add_func ("/mime/about", test_about);
  g_test_add_func ("/mime/auth", test_auth);
  g_test_add_func ("/mime/content-key", test_content_key);
  g_test_add_func ("/mime/content-key-without-id", test_content_key_without_id);
  g_test_add_func ("/mime/everything-is-utf8", test_everything_is_utf8);
  return g_test_run ();
}
