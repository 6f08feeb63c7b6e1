/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Logins by value: the examples of the RFCs, and servers that can't be believed. */

#include <string.h>

#include "base/hp-error.h"
#include "net/hp-sasl.h"
#include "net/hp-scram.h"

/* RFC 5802 section 5 and RFC 7677 section 3. */
static const struct
{
  const char *name;
  GChecksumType hash;
  const char *nonce, *server_first, *client_final, *server_final;
} EXAMPLES[] = {
  { "sha-1", G_CHECKSUM_SHA1, "fyko+d2lbbFgONRv9qkxdawL",
    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=" },
  { "sha-256", G_CHECKSUM_SHA256, "rOprNGfwEbeRWgbNEkqO",
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
    "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=" },
};

static void
test_scram (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HpScram) scram = hp_scram_new (EXAMPLES[i].hash, "user", "pencil", EXAMPLES[i].nonce);
  g_autofree char *expected = g_strdup_printf ("n,,n=user,r=%s", EXAMPLES[i].nonce);
  g_autofree char *first = hp_scram_dup_first (scram);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, ==, expected);
  g_autofree char *final = hp_scram_dup_final (scram, EXAMPLES[i].server_first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (final, ==, EXAMPLES[i].client_final);
  g_assert_true (hp_scram_check (scram, EXAMPLES[i].server_final, &error));
  g_assert_false (hp_scram_check (scram, "v=AAAA", &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
}

static void
test_scram_nonsense (void)
{
  static const char *const FIRSTS[] = {
    "",
    "r=other,s=QSXCR+Q6sek8bf92,i=4096",
    "r=mine,s=QSXCR+Q6sek8bf92,i=4096",
    "r=mine+,i=4096",
    "r=mine+,s=QSXCR+Q6sek8bf92",
    "r=mine+,s=QSXCR+Q6sek8bf92,i=0",
    "r=mine+,s=QSXCR+Q6sek8bf92,i=4000000000",
    "m=x,r=mine+,s=QSXCR+Q6sek8bf92,i=4096",
  };

  for (guint i = 0; i < G_N_ELEMENTS (FIRSTS); i++)
    {
      g_autoptr (HpScram) scram = hp_scram_new (G_CHECKSUM_SHA256, "user", "pencil", "mine");
      g_autoptr (GError) error = NULL;
      g_assert_null (hp_scram_dup_final (scram, FIRSTS[i], &error));
      g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
    }
}

static void
test_scram_names (void)
{
  g_autoptr (HpScram) scram = hp_scram_new (G_CHECKSUM_SHA256, "a=b,c", "x", "mine");
  g_autofree char *first = hp_scram_dup_first (scram);

  g_assert_cmpstr (first, ==, "n,,n=a=3Db=2Cc,r=mine");
}

static HpSasl *
begin (const char *offered, const char *password, const char *token, GError **error)
{
  g_auto (GStrv) names = g_strsplit (offered, " ", -1);
  HpLogin login = { .user = "aino", .password = password, .token = token };

  return hp_sasl_new ((const char *const *) names, &login, "mail.example.test", 587, error);
}

/* @first: as it is, without base64; \1 for NUL too. */
static void
assert_first (HpSasl *sasl, const char *mechanism, const char *first)
{
  g_autofree char *coded = hp_sasl_dup_begin (sasl);
  gsize size;
  g_autofree guchar *said = g_base64_decode (coded, &size);
  g_autofree char *text = g_malloc0 (size + 1);

  for (gsize i = 0; i < size; i++)
    text[i] = said[i] == '\0' ? '\1' : (char) said[i];
  g_assert_cmpstr (hp_sasl_get_mechanism (sasl), ==, mechanism);
  g_assert_cmpstr (text, ==, first);
}

static void
test_mechanisms (void)
{
  g_autoptr (HpSasl) plain = begin ("LOGIN PLAIN XOAUTH2", "kissa", NULL, NULL);
  g_autoptr (HpSasl) bearer = begin ("PLAIN XOAUTH2 OAUTHBEARER", NULL, "tok", NULL);
  g_autoptr (HpSasl) xoauth = begin ("PLAIN XOAUTH2", NULL, "tok", NULL);
  g_autoptr (HpSasl) scram = begin ("PLAIN SCRAM-SHA-1 SCRAM-SHA-256", "kissa", NULL, NULL);
  g_autofree char *refused =
      hp_sasl_dup_answer (bearer, "eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=", NULL);

  assert_first (plain, "PLAIN", "\1aino\1kissa");
  assert_first (bearer, "OAUTHBEARER",
                "n,a=aino,\1host=mail.example.test\1port=587\1auth=Bearer tok\1\1");
  g_assert_cmpstr (refused, ==, "AQ==");
  assert_first (xoauth, "XOAUTH2", "user=aino\1auth=Bearer tok\1\1");
  g_assert_cmpstr (hp_sasl_get_mechanism (scram), ==, "SCRAM-SHA-256");
}

static void
test_login (void)
{
  g_autoptr (HpSasl) sasl = begin ("LOGIN", "kissa", NULL, NULL);
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;

  g_assert_null (hp_sasl_dup_begin (sasl));
  name = hp_sasl_dup_answer (sasl, "VXNlcm5hbWU6", NULL);
  password = hp_sasl_dup_answer (sasl, "UGFzc3dvcmQ6", NULL);
  g_assert_cmpstr (name, ==, "YWlubw==");
  g_assert_cmpstr (password, ==, "a2lzc2E=");
}

static void
test_unknown_mechanisms (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) no_token = NULL;

  g_assert_null (begin ("GSSAPI XOAUTH2", "kissa", NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_AUTH);
  g_assert_null (begin ("PLAIN", NULL, "tok", &no_token));
  g_assert_error (no_token, HP_ERROR, HP_ERROR_AUTH);
}

/* A server that lets everybody in may be anybody. */
static void
test_yes_without_proof (void)
{
  g_autoptr (HpSasl) sasl = begin ("SCRAM-SHA-256", "kissa", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (hp_sasl_check_done (sasl, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
}

static void
test_asks_on_and_on (void)
{
  g_autoptr (HpSasl) sasl = begin ("LOGIN", "kissa", NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; error == NULL; i++)
    {
      g_autofree char *answer = hp_sasl_dup_answer (sasl, "", &error);
      g_assert_true ((answer != NULL) == (error == NULL));
      g_assert_cmpuint (i, <, 10);
    }
  g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (EXAMPLES); i++)
    {
      g_autofree char *path = g_strconcat ("/sasl/scram/", EXAMPLES[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_scram);
    }
  g_test_add_func ("/sasl/scram/nonsense", test_scram_nonsense);
  g_test_add_func ("/sasl/scram/names", test_scram_names);
  g_test_add_func ("/sasl/mechanisms", test_mechanisms);
  g_test_add_func ("/sasl/login", test_login);
  g_test_add_func ("/sasl/unknown-mechanisms", test_unknown_mechanisms);
  g_test_add_func ("/sasl/yes-without-proof", test_yes_without_proof);
  g_test_add_func ("/sasl/asks-on-and-on", test_asks_on_and_on);
  return g_test_run ();
}
