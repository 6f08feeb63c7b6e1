/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a mail holds beyond plain parts: files in texts and in winmail.dat, mails inside mails, the
 * HTML, seals and pictures in the text. */

#include "mime/hp-lzfu.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"
#include "mime/hp-mime-bounds.h"

#include <string.h>

#define HEAD "From: a@b.c\nMessage-ID: <1@x>\nSubject: x\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\n\n"
#define ALTERNATIVE HEAD "Content-Type: multipart/alternative; boundary=b\n\n"

static HpMail *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));

  return hp_mail_parse (raw);
}

static const HpAttachment *
get_attachment (const HpMail *mail, guint index)
{
  g_assert_cmpuint (mail->attachments->len, >, index);
  return mail->attachments->pdata[index];
}

/* The attachment has this name and content, whose hash is told. */
static void
assert_file (GBytes *raw, const HpAttachment *file, const char *name, const char *content)
{
  g_autoptr (GBytes) bytes = hp_mail_dup_part (raw, file->part);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < sizeof file->sha256; i++)
    g_string_append_printf (hex, "%02x", file->sha256[i]);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content,
                   strlen (content));
  g_assert_cmpstr (hex->str, ==, hash);
  g_assert_cmpint (file->size, ==, (gint64) strlen (content));
  g_assert_cmpstr (file->filename, ==, name);
}

static void
assert_html (const char *text, const char *expected)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autofree char *html = hp_mail_dup_html (raw);

  g_assert_cmpstr (html, ==, expected);
}

static void
assert_seal (const char *text, HpSeal seal)
{
  g_autofree char *whole = g_strconcat (HEAD, text, NULL);
  g_autoptr (HpMail) mail = parse (whole);

  g_assert_cmpstr (hp_seal_get_name (mail->seal), ==, hp_seal_get_name (seal));
}

static void
test_uuencode (void)
{
  static const char text[] = MIXED "--b\n\nbefore\nbegin 644 ../a b.txt\n#0V%T\n`\nend\nafter\n"
                                   "begin 0644 cat\n#0V%T\n \nend\n--b\nContent-Type: a/b\n\nx\n"
                                   "--b--\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (mail->text, ==, "before\nafter");
  g_assert_cmpuint (mail->attachments->len, ==, 3);
  assert_file (raw, get_attachment (mail, 0), NULL, "x");
  assert_file (raw, get_attachment (mail, 1), "a b.txt", "Cat");
  assert_file (raw, get_attachment (mail, 2), "cat", "Cat");
  g_assert_null (hp_mail_dup_part (raw, get_attachment (mail, 2)->part + 1));
}

static void
test_uuencode_cut_off (void)
{
  g_autofree char *line = g_strnfill (60, 'A');
  g_autofree char *text = g_strdup_printf (HEAD "\nbegin 644 a\nM%s\nM%s\n", line, line);
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpint (get_attachment (mail, 0)->size, ==, 90);
}

static void
test_no_uuencode (void)
{
  static const char *const texts[] = {
    "begin 644 a\nwords that are no data\nend",
    "begin 644 a",
    "begin 644 a\n`\nend",
    "begin 99 a\n#0V%T\n`\nend",
    "begin 644\n#0V%T\n`\nend",
    "x begin 644 a\n#0V%T\n`\nend",
    "begin 644 a\n#0V%T",
    "=ybegin line=128 size=3 name=a\nabc\n=yend size=3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat (HEAD "\n", texts[i], NULL);
      g_autoptr (HpMail) mail = parse (text);
      g_assert_cmpstr (mail->text, ==, texts[i]);
      g_assert_cmpuint (mail->attachments->len, ==, 0);
    }
}

static void
put (GByteArray *to, guint64 number, guint size)
{
  for (guint i = 0; i < size; i++, number >>= 8)
    {
      guint8 byte = (guint8) number;
      g_byte_array_append (to, &byte, 1);
    }
}

static void
put_text (GByteArray *to, const char *text)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) strlen (text));
}

static void
put_attribute (GByteArray *to, guint32 id, const GByteArray *value)
{
  put (to, id >= 0x9002 ? 2 : 1, 1);
  put (to, id, 4);
  put (to, value->len, 4);
  g_byte_array_append (to, value->data, value->len);
  put (to, 0, 2);
}

static void
put_text_attribute (GByteArray *to, guint32 id, const char *text)
{
  g_autoptr (GByteArray) value = g_byte_array_new ();

  put_text (value, text);
  put (value, 0, id == 0x800f ? 0 : 1);
  put_attribute (to, id, value);
}

/* A property of counted length, padded to four bytes. */
static void
put_property (GByteArray *to, guint type, guint id, const char *text, gsize length)
{
  put (to, type, 2);
  put (to, id, 2);
  put (to, 1, 4);
  put (to, length, 4);
  g_byte_array_append (to, (const guint8 *) text, (guint) length);
  put (to, 0, (4 - length % 4) % 4);
}

/* The start of a winmail.dat. */
static GByteArray *
new_tnef (void)
{
  GByteArray *tnef = g_byte_array_new ();

  put (tnef, 0x223e9f78, 4);
  put (tnef, 1, 2);
  return tnef;
}

static void
put_attachment (GByteArray *tnef)
{
  g_autoptr (GByteArray) properties = g_byte_array_new ();
  g_autoptr (GByteArray) rendering = g_byte_array_new ();

  put (rendering, 0, 14);
  put (properties, 5, 4);
  put (properties, 3, 2); /* a number, passed over */
  put (properties, 0x3705, 2);
  put (properties, 1, 4);
  put (properties, 0x1e, 2); /* a named one, passed over */
  put (properties, 0x8001, 2);
  put (properties, 0, 16);
  put (properties, 1, 4);
  put (properties, 4, 4);
  put (properties, 0x00410041, 4);
  put (properties, 1, 4);
  put (properties, 2, 4);
  put (properties, 0x4242, 4);
  put_property (properties, 0x1f, 0x3707, "p\0\xe4\0\xe4\0.\0p\0d\0f\0\0\0", 16);
  put_property (properties, 0x1e, 0x370e, "application/PDF", 16);
  put_property (properties, 0x1e, 0x3712, "cid@x", 6);
  put_attribute (tnef, 0x9002, rendering);
  put_text_attribute (tnef, 0x8010, "PAA~1.PDF");
  put_text_attribute (tnef, 0x800f, "content");
  put_attribute (tnef, 0x9005, properties);
}

static char *
dup_winmail (const GByteArray *tnef, const char *text)
{
  g_autofree char *base64 = g_base64_encode (tnef->data, tnef->len);

  return g_strdup_printf (MIXED "--b\n\n%s\n--b\nContent-Type: application/ms-tnef; "
                                "name=winmail.dat\nContent-Transfer-Encoding: base64\n\n%s\n--b--",
                          text, base64);
}

static void
test_winmail (void)
{
  g_autoptr (GByteArray) tnef = new_tnef ();
  put_text_attribute (tnef, 0x2800c, "inner text");
  put_attachment (tnef);
  g_autofree char *text = dup_winmail (tnef, "outer text");
  g_autofree char *alone = dup_winmail (tnef, "");
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autoptr (HpMail) without_text = parse (alone);

  g_assert_cmpstr (mail->text, ==, "outer text");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  assert_file (raw, get_attachment (mail, 0), "pää.pdf", "content");
  g_assert_cmpstr (get_attachment (mail, 0)->mime_type, ==, "application/pdf");
  g_assert_cmpstr (get_attachment (mail, 0)->content_id, ==, "cid@x");
  g_assert_cmpstr (without_text->text, ==, "inner text");
  g_assert_cmpuint (without_text->attachments->len, ==, 1);
}

/* Every cut of a winmail.dat is read as far as it goes; what is none stays a file. */
static void
test_winmail_cut_off (void)
{
  g_autoptr (GByteArray) tnef = new_tnef ();
  put_text_attribute (tnef, 0x2800c, "inner text");
  put_attachment (tnef);

  for (guint length = tnef->len; length > 0; length--)
    {
      g_byte_array_set_size (tnef, length);
      g_autofree char *text = dup_winmail (tnef, "text");
      g_autoptr (HpMail) mail = parse (text);
      g_assert_cmpstr (mail->text, ==, "text");
      g_assert_cmpuint (mail->attachments->len, <=, 1);
      if (length < 6)
        g_assert_cmpstr (get_attachment (mail, 0)->filename, ==, "winmail.dat");
    }
}

static void
test_winmail_claims (void)
{
  g_autoptr (GByteArray) tnef = new_tnef ();
  g_autoptr (GByteArray) properties = g_byte_array_new ();
  put (properties, G_MAXUINT32, 4);
  put (properties, 0x1003, 2);
  put (properties, 1, 2);
  put (properties, G_MAXUINT32, 4);
  put_attribute (tnef, 0x9003, properties);
  put (tnef, 1, 1);
  put (tnef, 0x800f, 4);
  put (tnef, G_MAXUINT32, 4);
  g_autofree char *text = dup_winmail (tnef, "text");
  g_autoptr (HpMail) mail = parse (text);

  g_assert_cmpuint (mail->attachments->len, ==, 0);
}

/* The example of MS-OXRTFCP section 3.1.1. */
static void
test_lzfu (void)
{
  static const guint8 packed[] = {
    0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1,
    0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32,
    0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
    0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
  };
  static const char rtf[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
  g_autoptr (GBytes) got = hp_lzfu_decompress (packed, sizeof packed);

  g_assert_cmpmem (g_bytes_get_data (got, NULL), g_bytes_get_size (got), rtf, strlen (rtf));
  g_assert_null (hp_lzfu_decompress (packed, 15));
  for (gsize length = 16; length < sizeof packed; length++)
    g_bytes_unref (hp_lzfu_decompress (packed, length));
}

static void
test_forwarded (void)
{
  static const char text[] =
      MIXED "--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\n"
            "Subject: =?utf-8?Q?In=C3=B6?=\nFrom: Maija <m@x>\n"
            "Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\n"
            "<p>rich words\n--c\nContent-Type: message/rfc822\n\nSubject: deep\n\ndeepest\n--c\n"
            "Content-Type: a/b; name=inner.bin\n\nx\n--c--\n--b--\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autoptr (GBytes) inner_raw = hp_mail_dup_part (raw, get_attachment (mail, 0)->part);
  g_autoptr (HpMail) inner = hp_mail_parse (inner_raw);

  g_assert_cmpstr (mail->text, ==, "see below");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (mail->forwarded, ==, "Inö\nMaija <m@x>\nrich words\ndeep\ndeepest");
  g_assert_cmpstr (inner->subject, ==, "Inö");
  g_assert_cmpstr (inner->text, ==, "rich words");
  g_assert_cmpuint (inner->attachments->len, ==, 2);
  assert_file (inner_raw, get_attachment (inner, 1), "inner.bin", "x");
}

static void
test_digest (void)
{
  g_autoptr (HpMail) mail =
      parse (HEAD "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nfirst\n"
                  "--b\n\nSubject: two\n\nsecond\n--b--\n");

  g_assert_cmpuint (mail->attachments->len, ==, 2);
  g_assert_cmpstr (get_attachment (mail, 1)->filename, ==, "two.eml");
  g_assert_cmpstr (mail->forwarded, ==, "one\nfirst\ntwo\nsecond");
}

static void
test_encoded_mail (void)
{
  g_autoptr (HpMail) mail =
      parse (MIXED "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                   "U3ViamVjdDogaW5uZXIKCndvcmRz\n--b--");

  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (mail->forwarded, ==, "inner\nwords");
}

#define UNNAMED                                                                                    \
  "preamble\n--XX \nContent-Type: text/plain; charset=utf-8\n"                                     \
  "Content-Transfer-Encoding: quoted-printable\n\nHyv=C3=A4\n--XX\ncontent-type: text/html\n\n"    \
  "<p>rich\n--XX\nContent-Type: a/b; name=a.b\nContent-Transfer-Encoding: base64\n\nQ2F0\n--XX--"

static void
test_missing_boundary (void)
{
  static const char none[] = HEAD "Content-Type: multipart/mixed\n\n" UNNAMED;
  static const char wrong[] = HEAD "Content-Type: multipart/alternative; boundary=YY\n\n" UNNAMED;
  static const char inside[] =
      MIXED "--b\nContent-Type: multipart/mixed; boundary=YY\n\n" UNNAMED "\n--b\n\nafter\n--b--";
  g_autoptr (GBytes) raw = g_bytes_new_static (none, strlen (none));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  g_autoptr (HpMail) choice = parse (wrong);
  g_autoptr (HpMail) deep = parse (inside);

  g_autoptr (HpMail) empty = parse (HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b--\n");

  g_assert_cmpstr (empty->text, ==, "");
  g_assert_cmpstr (mail->text, ==, "Hyvä\n\nrich");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  assert_file (raw, get_attachment (mail, 0), "a.b", "Cat");
  g_assert_cmpstr (choice->text, ==, "Hyvä");
  g_assert_cmpstr (deep->text, ==, "Hyvä\n\nrich\n\nafter");
  assert_html (none, "<div style=\"white-space: pre-wrap\">Hyvä</div>\n<p>rich");
}

/* Splitting is understanding, not identity: the key is that of the mail as one text. */
static void
test_missing_boundary_keeps_key (void)
{
  static const char hex[] = "997d368104171fcf4081bb55c2e1e820";
  g_autoptr (HpMail) mail = parse (HEAD "Content-Type: multipart/mixed\n\n" UNNAMED);
  g_autofree char *key = hp_key_dup_hex (&mail->content_key);

  g_assert_cmpstr (key, ==, hex);
}

static void
test_html (void)
{
  assert_html (HEAD "Content-Type: text/html; charset=iso-8859-1\n\n<p>\xe4", "<p>ä");
  assert_html (HEAD "Content-Type: text/html\n\n<meta charset=iso-8859-2>\xb1",
               "<meta charset=iso-8859-2>ą");
  assert_html (HEAD "\nplain", NULL);
  assert_html (ALTERNATIVE "--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich\n--b--",
               "<p>rich");
  assert_html (ALTERNATIVE "--b\nContent-Type: text/html\n\n<p>rich\n--b\n\nplain\n--b--",
               "<p>rich");
  assert_html (ALTERNATIVE "--b\n\nplain\n--b\nContent-Type: multipart/related; boundary=c\n\n"
                           "--c\nContent-Type: text/html\n\n<img>\n--c\nContent-Type: image/png\n\n"
                           "x\n--c--\n--b--",
               "<img>");
  assert_html (MIXED "--b\nContent-Type: text/html\n\n<p>rich\n--b\n\n1 < 2\n--b\n"
                     "Content-Type: text/html\nContent-Disposition: attachment\n\n<p>no\n--b--",
               "<p>rich<div style=\"white-space: pre-wrap\">1 &lt; 2</div>\n");
}

static void
test_html_alone (void)
{
  static const char text[] = MIXED "--b\n\nbefore\n--b\nContent-Type: text/html\n\n<p>rich\n--b--";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autofree char *html = hp_mail_dup_html_alone (raw);

  g_assert_cmpstr (html, ==, "<p>rich");
}

static void
test_several_plain_alternatives (void)
{
  g_autoptr (HpMail) mail =
      parse (ALTERNATIVE "--b\n\none\n--b\nContent-Type: text/html\n\n<p>rich\n--b\n\ntwo\n--b--");
  g_autoptr (HpMail) late =
      parse (ALTERNATIVE "--b\nContent-Type: text/html\n\n<p>rich\n--b\n\none\n--b\n\ntwo\n--b--");

  g_assert_cmpstr (mail->text, ==, "one\n\ntwo");
  g_assert_cmpstr (late->text, ==, "one\n\ntwo");
}

static void
test_inline (void)
{
  g_autoptr (HpMail) mail =
      parse (HEAD "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                  "<img src=cid:one@x>\n--b\nContent-Type: image/png\nContent-ID: <one@x>\n\nx\n"
                  "--b\nContent-Type: image/png\nContent-Disposition: inline\n\ny\n"
                  "--b\nContent-Type: image/png\nContent-ID: <three@x>\n"
                  "Content-Disposition: attachment\n\nz\n--b--");

  g_assert_cmpuint (mail->attachments->len, ==, 3);
  g_assert_cmpstr (get_attachment (mail, 0)->content_id, ==, "one@x");
  g_assert_true (get_attachment (mail, 0)->is_inline);
  g_assert_true (get_attachment (mail, 1)->is_inline);
  g_assert_false (get_attachment (mail, 2)->is_inline);
}

static void
test_seals (void)
{
#define PARTS "\n\n--b\n\ntext\n--b\nContent-Type: a/b\n\nx\n--b--"
  assert_seal ("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; "
               "boundary=b" PARTS,
               HP_SEAL_PGP_SIGNED);
  assert_seal ("Content-Type: multipart/signed; protocol=\"application/x-pkcs7-signature\"; "
               "boundary=b" PARTS,
               HP_SEAL_SMIME_SIGNED);
  assert_seal ("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
               "boundary=b" PARTS,
               HP_SEAL_PGP_ENCRYPTED);
  assert_seal ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx",
               HP_SEAL_SMIME_ENCRYPTED);
  assert_seal ("Content-Type: application/x-pkcs7-mime; smime-type=signed-data\n\nx",
               HP_SEAL_SMIME_SIGNED);
  assert_seal ("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
               "multipart/signed; boundary=b" PARTS "\n--a\n\nfooter\n--a--",
               HP_SEAL_PGP_SIGNED);
  assert_seal ("\n-----BEGIN PGP MESSAGE-----\n\nx", HP_SEAL_PGP_ENCRYPTED);
  assert_seal ("\nHi\n-----BEGIN PGP SIGNED MESSAGE-----\nx", HP_SEAL_PGP_SIGNED);
  assert_seal ("\nHi\n> -----BEGIN PGP SIGNED MESSAGE-----\nx", HP_SEAL_NONE);
  assert_seal ("\nHi", HP_SEAL_NONE);
}

static void
test_bounds (void)
{
  static const char text[] = "Content-Type: x; boundary=\"a b\"\nBoundary = c;\n\n--a b\n--c\n"
                             "--d\n-- \n--a b-- \n--c\n";

  g_assert_cmpuint (hp_mime_bounds_measure (text, strlen (text), 4), ==, strlen (text));
  g_assert_cmpuint (hp_mime_bounds_measure (text, strlen (text), 3), ==,
                    strlen (text) - strlen ("--c\n"));
  g_assert_cmpuint (hp_mime_bounds_measure (text, strlen (text), 1), ==,
                    (gsize) (strstr (text, "--c\n") - text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/structure/uuencode", test_uuencode);
  g_test_add_func ("/structure/uuencode-cut-off", test_uuencode_cut_off);
  g_test_add_func ("/structure/no-uuencode", test_no_uuencode);
  g_test_add_func ("/structure/winmail", test_winmail);
  g_test_add_func ("/structure/winmail-cut-off", test_winmail_cut_off);
  g_test_add_func ("/structure/winmail-claims", test_winmail_claims);
  g_test_add_func ("/structure/lzfu", test_lzfu);
  g_test_add_func ("/structure/forwarded", test_forwarded);
  g_test_add_func ("/structure/digest", test_digest);
  g_test_add_func ("/structure/encoded-mail", test_encoded_mail);
  g_test_add_func ("/structure/missing-boundary", test_missing_boundary);
  g_test_add_func ("/structure/missing-boundary-keeps-key", test_missing_boundary_keeps_key);
  g_test_add_func ("/structure/html", test_html);
  g_test_add_func ("/structure/html-alone", test_html_alone);
  g_test_add_func ("/structure/several-plain-alternatives", test_several_plain_alternatives);
  g_test_add_func ("/structure/inline", test_inline);
  g_test_add_func ("/structure/seals", test_seals);
  g_test_add_func ("/structure/bounds", test_bounds);
  return g_test_run ();
}
