/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails whose structure is broken: what can be read is text, no delimiter is, what may be cut off
 * is a file too, and identity stays what it was before anything was mended. */

#include "mime/hp-mail-parser.h"

#include <string.h>

#define HEAD "From: a@b.c\nMessage-ID: <1@x>\nSubject: x\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=out\n\n"
#define INNER "--out\nContent-Type: multipart/mixed; boundary=in\n\n"

typedef struct
{
  GBytes *raw;
  HpMail *mail;
} Case;

static void
set_up (Case *self, const char *text)
{
  self->raw = g_bytes_new (text, strlen (text));
  self->mail = hp_mail_parse (self->raw);
}

static void
tear_down (Case *self)
{
  hp_mail_unref (self->mail);
  g_bytes_unref (self->raw);
}

static void
assert_text (const char *text, const char *expected)
{
  Case it;

  set_up (&it, text);
  g_assert_cmpstr (it.mail->text, ==, expected);
  tear_down (&it);
}

/* The only attachment is text that is shown, with these bytes. */
static void
assert_open (const char *text, const char *shown, const char *bytes)
{
  Case it;

  set_up (&it, text);
  g_assert_cmpstr (it.mail->text, ==, shown);
  g_assert_cmpuint (it.mail->attachments->len, ==, 1);
  const HpAttachment *file = it.mail->attachments->pdata[0];
  g_autoptr (GBytes) content = hp_mail_dup_part (it.raw, file->part);
  g_assert_true (file->is_inline);
  g_assert_cmpint (file->size, ==, (gint64) strlen (bytes));
  g_assert_nonnull (content);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), bytes,
                   strlen (bytes));
  tear_down (&it);
}

static void
assert_no_file (const char *text)
{
  Case it;

  set_up (&it, text);
  g_assert_cmpuint (it.mail->attachments->len, ==, 0);
  tear_down (&it);
}

static void
test_open_part (void)
{
  assert_open (MIXED "--out\n\nHei, tilaus on", "Hei, tilaus on", "Hei, tilaus on");
  assert_open (MIXED INNER "--in\n\nyksi\n--in\n\nkak", "yksi\n\nkak", "kak");
  assert_open (MIXED "kaikki yhdessä\n", "kaikki yhdessä", "kaikki yhdessä\n");
  assert_open (MIXED INNER "--in\n\nyksi\n--out\n\nkak", "yksi\n\nkak", "kak");
}

static void
test_closed_part (void)
{
  assert_no_file (MIXED "--out\n\nHei\n--out--\n");
  assert_no_file (MIXED "--out\n\nHei\n--out\n");
  assert_no_file (MIXED INNER "--in\n\nHei\n--out--\n");
  assert_no_file (HEAD "\nHei");
  assert_no_file (MIXED);
}

/* A file that is cut off is listed once. */
static void
test_open_file (void)
{
  Case it;

  set_up (&it, MIXED "--out\n\nHei\n--out\nContent-Type: image/png; name=a.png\n"
                     "Content-Transfer-Encoding: base64\n\nQ2F0");
  g_assert_cmpuint (it.mail->attachments->len, ==, 1);
  g_assert_cmpstr (((HpAttachment *) it.mail->attachments->pdata[0])->filename, ==, "a.png");
  g_assert_false (((HpAttachment *) it.mail->attachments->pdata[0])->is_inline);
  tear_down (&it);
}

#define LATE                                                                                       \
  MIXED INNER "--in\n\nyksi\n--out\n\nkaksi\n--in\nContent-Type: text/plain\n\nkolme\n--in--\n"

static void
test_late_delimiter (void)
{
  assert_text (LATE "--out--\n", "yksi\n\nkaksi\n\nkolme");
  assert_text (LATE, "yksi\n\nkaksi\n\nkolme");
  assert_text (MIXED INNER "--out\n\n--in\n\nyksi\n", "yksi");
}

/* Some programs use one boundary for several multiparts, which is no mistake. */
static void
test_boundary_used_again (void)
{
  assert_text (MIXED INNER "--in\n\nyksi\n--in--\n" INNER "--in\n\nkaksi\n--in\n\nkolme\n--in--\n",
               "yksi\n\nkaksi\n\nkolme");
}

static void
test_quoted_delimiter (void)
{
  assert_text (MIXED "--out\n\nEi se --out-- toimi\n--outo\nloppu\n--out--\n",
               "Ei se --out-- toimi\n--outo\nloppu");
}

static void
test_hanging_delimiter (void)
{
  assert_text (MIXED "--out\n\nTerveisin Aino--out--\n", "Terveisin Aino");
  assert_text (MIXED INNER "--in\n\nTerveisin Aino--in--", "Terveisin Aino");
  assert_text (MIXED "--out\n\nEi --out-- vielä--muu--\n", "Ei --out-- vielä--muu--");
}

static void
test_mixed_line_ends (void)
{
  assert_text (MIXED "--out\r\n\r\nhinta 5 €=\n--out\r\n\r\nkaksi!\r\n--out--\r\n",
               "hinta 5 €=\n\nkaksi!");
}

static void
test_delimiter_in_header (void)
{
  assert_text (HEAD "Content-Type: multipart/mixed; boundary=out\n--out\n"
                    "Content-Type: text/plain; charset=utf-8\n\nHyvää päivää\n--out--\n",
               "Hyvää päivää");
  assert_text (HEAD "Content-Type: multipart/mixed; boundary=out\r\n--out\r\n"
                    "Content-Type: text/plain\r\n\r\nHei\r\n--out\r\n\r\nhei\r\n--out--\r\n",
               "Hei\n\nhei");
  assert_text (MIXED "--out\nContent-Type: multipart/mixed; boundary=in\n--in\n"
                     "Content-Type: text/plain\n\nHei\n--in\n\nhei\n--in--\n--out--\n",
               "Hei\n\nhei");
  assert_text (MIXED "--out\nContent-Type: text/plain\nContent-Type: text/plain\n\nHei\n--out--\n",
               "Hei");
}

static void
test_no_base64 (void)
{
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\nHei, tämä on tekstiä.\n",
               "Hei, tämä on tekstiä.");
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\n??\n", "??");
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\n SGVp== \n", "Hei");
  assert_text (HEAD "Content-Transfer-Encoding: base64\n\nSGVpIQ==\n-- \nlist@example.com\n",
               "Hei!");
}

static void
test_keys_stay (void)
{
  static const struct
  {
    const char *text;
    const char *key;
  } keys[] = {
    { MIXED "--out\n\nHei, tilaus on", "bb1c7a240b025d160cdbb873b02b9277" },
    { MIXED "kaikki yhdessä\n", "4d8c8ab916d2f0332a61d533386d36a2" },
    { LATE, "d9448c60ad1c73aaafaccd7283963726" },
    { MIXED "--out\n\nTerveisin Aino--out--\n", "1858dd6a7cfa03cfea5d91233d1763e5" },
    { MIXED "--out\r\n\r\nhinta 5=\n--out\r\n\r\nkaksi\r\n--out--\r\n",
      "eac15e7e4eea1b9c0514645d3e14331d" },
    { HEAD "Content-Type: multipart/mixed; boundary=out\n--out\nX-A: b\n\nHei\n--out--\n",
      "b15cc85888f59f0445b570e25c35058d" },
    { HEAD "Content-Transfer-Encoding: base64\n\nHei, se on se.\n",
      "39074a6f3ff96212721c82c2499a5f0d" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      Case it;
      set_up (&it, keys[i].text);
      g_autofree char *key = hp_key_dup_hex (&it.mail->content_key);
      g_assert_cmpstr (key, ==, keys[i].key);
      tear_down (&it);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/broken/open-part", test_open_part);
  g_test_add_func ("/broken/closed-part", test_closed_part);
  g_test_add_func ("/broken/open-file", test_open_file);
  g_test_add_func ("/broken/late-delimiter", test_late_delimiter);
  g_test_add_func ("/broken/boundary-used-again", test_boundary_used_again);
  g_test_add_func ("/broken/quoted-delimiter", test_quoted_delimiter);
  g_test_add_func ("/broken/hanging-delimiter", test_hanging_delimiter);
  g_test_add_func ("/broken/mixed-line-ends", test_mixed_line_ends);
  g_test_add_func ("/broken/delimiter-in-header", test_delimiter_in_header);
  g_test_add_func ("/broken/no-base64", test_no_base64);
  g_test_add_func ("/broken/keys-stay", test_keys_stay);
  return g_test_run ();
}
