/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SMTP with servers that are wrong in every way: wherever the conversation is cut or refused, it
 * ends in the one outcome that is allowed, and the outbox in the one state. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "desk/hp-sending.h"
#include "engine/hp-outbox.h"
#include "hp-sending-fixture.h"
#include "hp-smtp-peer.h"
#include "hp-test-certificates.h"
#include "mail/smtp/hp-smtp-sender.h"
#include "model/hp-mail.h"

#define ALL                                                                                        \
  "250-SIZE 1000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250-PIPELINING\r\n"              \
  "250 AUTH PLAIN LOGIN\r\n"
#define FEW "250 AUTH PLAIN\r\n"
#define TLS_TOO "250-STARTTLS\r\n" ALL
#define PATIENCE_MS 20000
#define LETTER "Subject: Hei\r\n\r\nEka.\r\n.\r\n..\r\n.toka\r\n"

static const HpPeerRule NO_RULES[] = { { NULL, NULL } };

static HpLetter *
make_letter (const char *bytes, const char *first, ...)
{
  GPtrArray *recipients = g_ptr_array_new_with_free_func (g_free);
  va_list more;

  va_start (more, first);
  for (const char *address = first; address != NULL; address = va_arg (more, const char *))
    g_ptr_array_add (recipients, g_strdup (address));
  va_end (more);
  g_autoptr (GBytes) owned = g_bytes_new (bytes, strlen (bytes));
  return hp_letter_new ("m1@own.example", OWN, recipients, owned);
}

static void
remove_file (gpointer path)
{
  g_unlink (path);
  g_free (path);
}

/* GLib reads it when it is used, so it stays as long as its database. */
static GTlsDatabase *
trust (const char *authority)
{
  char *path = NULL;
  int file = g_file_open_tmp ("helppari-ca-XXXXXX", &path, NULL);

  close (file);
  g_assert_true (g_file_set_contents (path, authority, -1, NULL));
  GTlsDatabase *database = g_tls_file_database_new (path, NULL);
  g_object_set_data_full (G_OBJECT (database), "path", path, remove_file);
  return database;
}

/* @authority: (nullable) whom the client trusts. */
static HpMailSender *
make_sender (HpSmtpPeer *peer, HpMailTls tls, const char *authority, guint patience)
{
  g_autoptr (GTlsDatabase) database = authority != NULL ? trust (authority) : NULL;
  HpMailServer server = { .host = "127.0.0.1",
                          .port = hp_smtp_peer_get_port (peer),
                          .tls = tls,
                          .authorities = database,
                          .patience = patience };
  HpLogin login = { .user = "aino", .password = "kissa" };

  return hp_smtp_sender_new (&server, &login);
}

static void
send_to (HpSmtpPeer *peer, HpLetter *letter, HpSendResult *result)
{
  g_autoptr (HpMailSender) sender = make_sender (peer, HP_MAIL_TLS_NONE, NULL, PATIENCE_MS);

  hp_mail_sender_send (sender, letter, result, NULL);
}

static void
test_sent (void)
{
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (ALL, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", "b+c@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_no_error (result.error);
  g_assert_cmpint (result.outcome, ==, HP_SEND_SENT);
  g_assert_cmpstr (hp_smtp_peer_finish (peer), ==,
                   "EHLO [127.0.0.1]\r\n"
                   "AUTH PLAIN AGFpbm8Aa2lzc2E=\r\n"
                   "MAIL FROM:<" OWN "> SIZE=36 RET=HDRS ENVID=m1@own.example\r\n"
                   "RCPT TO:<anna@example.org> NOTIFY=FAILURE,DELAY "
                   "ORCPT=rfc822;anna@example.org\r\n"
                   "RCPT TO:<b+c@example.org> NOTIFY=FAILURE,DELAY "
                   "ORCPT=rfc822;b+2Bc@example.org\r\n"
                   "DATA\r\n"
                   "Subject: Hei\r\n\r\nEka.\r\n..\r\n...\r\n..toka\r\n.\r\n"
                   "QUIT\r\n");
}

static void
test_sent_without_extensions (void)
{
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (FEW, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter = make_letter ("Subject: Hei\r\n\r\nEka", "anna@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_no_error (result.error);
  g_assert_nonnull (strstr (hp_smtp_peer_finish (peer),
                            "\r\nMAIL FROM:<" OWN ">\r\nRCPT TO:<anna@example.org>\r\nDATA\r\n"
                            "Subject: Hei\r\n\r\nEka\r\n.\r\nQUIT\r\n"));
}

/* Several times as many recipients as are on their way at once. */
static void
test_many_recipients (void)
{
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (ALL, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  GPtrArray *recipients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (LETTER, strlen (LETTER));
  g_auto (HpSendResult) result = { 0 };

  for (guint i = 0; i < 230; i++)
    g_ptr_array_add (recipients, g_strdup_printf ("r%u@example.org", i));
  g_autoptr (HpLetter) letter = hp_letter_new ("m1@own.example", OWN, recipients, bytes);
  send_to (peer, letter, &result);
  g_assert_no_error (result.error);
  g_assert_nonnull (strstr (hp_smtp_peer_finish (peer), "RCPT TO:<r229@example.org>"));
}

/* Where a conversation goes wrong, and what must become of the letter. */
static const struct
{
  const char *name;
  HpPeerRule rules[3];
  HpSendOutcome outcome;
  HpError code;
  const char *state;
} WRONG[] = {
#define BEFORE(place)                                                                              \
  { "cut-at-" place, { { place, HP_PEER_CUT } }, HP_SEND_NOT_SENT, HP_ERROR_OFFLINE, "sealed" },   \
      { "hang-at-" place,                                                                          \
        { { place, HP_PEER_HANG } },                                                               \
        HP_SEND_NOT_SENT,                                                                          \
        HP_ERROR_OFFLINE,                                                                          \
        "sealed" },                                                                                \
      { "drip-at-" place,                                                                          \
        { { place, HP_PEER_DRIP } },                                                               \
        HP_SEND_NOT_SENT,                                                                          \
        HP_ERROR_OFFLINE,                                                                          \
        "sealed" },                                                                                \
      { "flood-at-" place,                                                                         \
        { { place, HP_PEER_FLOOD } },                                                              \
        HP_SEND_NOT_SENT,                                                                          \
        HP_ERROR_PROTOCOL,                                                                         \
        "sealed" },                                                                                \
  {                                                                                                \
    "garbage-at-" place, { { place, "\1\2 what\r\n" } }, HP_SEND_NOT_SENT, HP_ERROR_PROTOCOL,      \
        "sealed"                                                                                   \
  }
  BEFORE ("connect"),
  BEFORE ("EHLO"),
  BEFORE ("AUTH"),
  BEFORE ("MAIL"),
  BEFORE ("RCPT"),
  BEFORE ("DATA"),
#undef BEFORE
  { "greeting-421",
    { { "connect", "421 busy\r\n" } },
    HP_SEND_NOT_SENT,
    HP_ERROR_RATE_LIMITED,
    "sealed" },
  { "greeting-554", { { "connect", "554 no\r\n" } }, HP_SEND_NOT_SENT, HP_ERROR_FAILED, "sealed" },
  { "ehlo-502", { { "EHLO", "502 what?\r\n" } }, HP_SEND_NOT_SENT, HP_ERROR_FAILED, "sealed" },
  { "password", { { "AUTH", "535 5.7.8 no\r\n" } }, HP_SEND_REFUSED, HP_ERROR_AUTH, "failed" },
  { "auth-454",
    { { "AUTH", "454 4.7.0 later\r\n" } },
    HP_SEND_NOT_SENT,
    HP_ERROR_RATE_LIMITED,
    "sealed" },
  { "mail-451",
    { { "MAIL", "451 later\r\n" } },
    HP_SEND_NOT_SENT,
    HP_ERROR_RATE_LIMITED,
    "sealed" },
  { "mail-550", { { "MAIL", "550 not you\r\n" } }, HP_SEND_REFUSED, HP_ERROR_FAILED, "failed" },
  { "mail-530", { { "MAIL", "530 who?\r\n" } }, HP_SEND_REFUSED, HP_ERROR_AUTH, "failed" },
  { "rcpt-451", { { "RCPT", "451 later\r\n" } }, HP_SEND_NOT_SENT, HP_ERROR_FAILED, "sealed" },
  { "rcpt-550", { { "RCPT", "550 nobody\r\n" } }, HP_SEND_REFUSED, HP_ERROR_FAILED, "failed" },
  { "data-451",
    { { "DATA", "451 later\r\n" } },
    HP_SEND_NOT_SENT,
    HP_ERROR_RATE_LIMITED,
    "sealed" },
  { "data-554", { { "DATA", "554 no\r\n" } }, HP_SEND_REFUSED, HP_ERROR_FAILED, "failed" },
  { "dot-451", { { ".", "451 full\r\n" } }, HP_SEND_NOT_SENT, HP_ERROR_RATE_LIMITED, "sealed" },
  { "dot-554", { { ".", "554 spam\r\n" } }, HP_SEND_REFUSED, HP_ERROR_FAILED, "failed" },
  { "cut-after-dot", { { ".", HP_PEER_CUT } }, HP_SEND_UNCERTAIN, HP_ERROR_OFFLINE, "uncertain" },
  { "hang-after-dot", { { ".", HP_PEER_HANG } }, HP_SEND_UNCERTAIN, HP_ERROR_OFFLINE, "uncertain" },
  { "drip-after-dot", { { ".", HP_PEER_DRIP } }, HP_SEND_UNCERTAIN, HP_ERROR_OFFLINE, "uncertain" },
  { "cut-in-answer", { { ".", "250-ke" } }, HP_SEND_UNCERTAIN, HP_ERROR_OFFLINE, "uncertain" },
  { "garbage-after-dot",
    { { ".", "yes\r\n" } },
    HP_SEND_UNCERTAIN,
    HP_ERROR_PROTOCOL,
    "uncertain" },
  { "more-after-dot",
    { { ".", "354 more\r\n" } },
    HP_SEND_UNCERTAIN,
    HP_ERROR_FAILED,
    "uncertain" },
};

/* Short where it will be used up; what must come to the dot first gets more. */
static guint
get_patience (guint i)
{
  const char *say = WRONG[i].rules[0].say;
  gboolean waits = g_str_equal (say, HP_PEER_HANG) || g_str_equal (say, HP_PEER_DRIP);

  if (!waits)
    return PATIENCE_MS;
  return WRONG[i].outcome == HP_SEND_UNCERTAIN ? 1000 : 200;
}

static void
test_wrong (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (ALL, WRONG[i].rules, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", NULL);
  g_autoptr (HpMailSender) sender = make_sender (peer, HP_MAIL_TLS_NONE, NULL, get_patience (i));
  g_auto (HpSendResult) result = { 0 };

  hp_mail_sender_send (sender, letter, &result, NULL);
  g_assert_error (result.error, HP_ERROR, (int) WRONG[i].code);
  g_assert_cmpint (result.outcome, ==, WRONG[i].outcome);
  hp_smtp_peer_finish (peer);
  g_assert_cmpuint (hp_smtp_peer_count_taken (peer), ==, 0);
  g_assert_cmpuint (hp_smtp_peer_count_connections (peer), ==, 1);
  g_assert_cmpuint (hp_smtp_peer_get_flooded (peer), <, 16 * 1024 * 1024);
}

typedef struct
{
  HpSmtpPeer *peer;
  guint patience;
} Way;

static HpMailSender *
give_sender (const HpAccount *account, gpointer data, GError **error)
{
  const Way *way = data;

  return make_sender (way->peer, HP_MAIL_TLS_NONE, NULL, way->patience);
}

static void
run_outbox (Fixture *fixture, HpSmtpPeer *peer, guint patience)
{
  Way way = { peer, patience };
  g_autoptr (HpOutbox) outbox = hp_outbox_new (fixture->desk, give_sender, &way);
  g_autoptr (GError) error = NULL;

  hp_outbox_run (outbox, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* And once the server is well, what may leave leaves once. */
static void
test_wrong_in_outbox (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HpSmtpPeer) wrong = hp_smtp_peer_new (ALL, WRONG[i].rules, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpSmtpPeer) well = hp_smtp_peer_new (ALL, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  HpKey id = fixture_queue (fixture, fixture_write (fixture, "<p>Se lähti eilen.</p>"));
  gboolean may_leave = WRONG[i].outcome == HP_SEND_NOT_SENT;

  run_outbox (fixture, wrong, get_patience (i));
  assert_state (fixture, &id, WRONG[i].state);
  g_assert_cmpuint (fixture_count_sent (fixture), ==, 0);
  run_outbox (fixture, wrong, get_patience (i));
  g_assert_cmpuint (hp_smtp_peer_count_connections (wrong), ==, 1);
  fixture_hurry (fixture);
  run_outbox (fixture, well, PATIENCE_MS);
  assert_state (fixture, &id, may_leave ? "filed" : WRONG[i].state);
  hp_smtp_peer_finish (well);
  g_assert_cmpuint (hp_smtp_peer_count_taken (well), ==, may_leave);
  fixture_assert_sound (fixture);
}

/* A letter that does not fit into what is on its way: cut in its middle, for sure. */
static void
test_cut_in_data (void)
{
  static const HpPeerRule RULES[] = { { "data", HP_PEER_CUT }, { NULL, NULL } };
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (FEW, RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (GString) text = g_string_new ("Subject: Hei\r\n\r\n");
  g_auto (HpSendResult) result = { 0 };

  while (text->len < 32 * 1024 * 1024)
    g_string_append (text, "Tuhat vaihdetta, sata valoa, ja aina vain sama laulu soi.\r\n");
  g_autoptr (HpLetter) letter = make_letter (text->str, "anna@example.org", NULL);
  send_to (peer, letter, &result);
  g_assert_error (result.error, HP_ERROR, HP_ERROR_OFFLINE);
  g_assert_cmpint (result.outcome, ==, HP_SEND_NOT_SENT);
}

/* The server refuses unasked before the end; the end is then not said. */
static void
test_early_word (void)
{
  static const HpPeerRule RULES[] = { { "DATA", "354 go on\r\n552 5.3.4 too much\r\n" },
                                      { NULL, NULL } };
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (FEW, RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_cmpint (result.outcome, ==, HP_SEND_REFUSED);
  g_assert_nonnull (strstr (result.error->message, "552 5.3.4 too much"));
  g_assert_null (strstr (hp_smtp_peer_finish (peer), "\n.\r\n"));
}

static void
assert_refused (const HpSendResult *result, guint n, const char *address, const char *status)
{
  const HpFailedRecipient *recipient = g_ptr_array_index (result->refused, n);

  g_assert_cmpstr (recipient->addr, ==, address);
  g_assert_cmpstr (recipient->status, ==, status);
  g_assert_cmpint (recipient->is_permanent, ==, status[0] == '5');
}

static void
test_some_refused (gconstpointer capabilities)
{
  static const HpPeerRule RULES[] = { { "RCPT TO:<b@", "550 5.1.1 nobody\r\n" },
                                      { "RCPT TO:<c@", "451 4.2.1 later\r\n" },
                                      { NULL, NULL } };
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (capabilities, RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter =
      make_letter (LETTER, "a@example.org", "c@example.org", "b@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_cmpint (result.outcome, ==, HP_SEND_REFUSED);
  g_assert_cmpuint (result.refused->len, ==, 2);
  assert_refused (&result, 0, "c@example.org", "4.2.1");
  assert_refused (&result, 1, "b@example.org", "5.1.1");
  g_assert_true (g_str_has_suffix (hp_smtp_peer_finish (peer), "\r\nRSET\r\nQUIT\r\n"));
  g_assert_cmpuint (hp_smtp_peer_count_taken (peer), ==, 0);
}

/* What is known before anything is said. */
static const struct
{
  const char *name, *capabilities, *address, *bytes, *words;
} HOPELESS[] = {
  { "size", "250-SIZE 30\r\n" FEW, "anna@example.org", LETTER, "no more than" },
  { "address", FEW, "åsa@example.org", LETTER, "SMTPUTF8" },
  { "header", FEW, "anna@example.org", "Subject: Åsa\r\n\r\nEka\r\n", "SMTPUTF8" },
  { "8bit", FEW, "anna@example.org", "Subject: Hei\r\n\r\nÅsa\r\n", "8BITMIME" },
  { "command", ALL, "a@example.org>\r\nRCPT TO:<b", LETTER, "No server" },
  { "bare-lf", ALL, "anna@example.org", "Subject: Hei\r\n\r\nEka\n.\nMAIL\r\n", "proper" },
  { "bare-cr", ALL, "anna@example.org", "Subject: Hei\r\n\r\nEka\r.\r\n", "proper" },
};

static void
test_hopeless (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HpSmtpPeer) peer =
      hp_smtp_peer_new (HOPELESS[i].capabilities, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter = make_letter (HOPELESS[i].bytes, HOPELESS[i].address, NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_cmpint (result.outcome, ==, HP_SEND_REFUSED);
  g_assert_nonnull (strstr (result.error->message, HOPELESS[i].words));
  g_assert_null (strstr (hp_smtp_peer_finish (peer), "MAIL"));
}

static void
test_utf8 (void)
{
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (ALL, NO_RULES, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpLetter) letter =
      make_letter ("Subject: Hei\r\n\r\nÅsa\r\n", "åsa@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  send_to (peer, letter, &result);
  g_assert_no_error (result.error);
  const char *log = hp_smtp_peer_finish (peer);
  g_assert_nonnull (strstr (log, " BODY=8BITMIME SMTPUTF8 "));
  g_assert_nonnull (strstr (log, "RCPT TO:<åsa@example.org> NOTIFY=FAILURE,DELAY\r\n"));
}

/* What is wrong with the way there; the password must not be on it. */
static const struct
{
  const char *name, *capabilities;
  HpPeerRule rules[2];
  const char *certificate, *authority;
  HpMailTls tls;
  const char *words;
} UNSAFE[] = {
  { "stripped", ALL, { { NULL } }, LOCAL_PEM, LOCAL_PEM, HP_MAIL_TLS_STARTTLS, "offer STARTTLS" },
  { "refused",
    TLS_TOO,
    { { "STARTTLS", "454 no\r\n" } },
    LOCAL_PEM,
    LOCAL_PEM,
    HP_MAIL_TLS_STARTTLS,
    "454 no" },
  { "injected",
    TLS_TOO,
    { { "STARTTLS", "220 go on\r\n250 AUTH PLAIN\r\n" } },
    LOCAL_PEM,
    LOCAL_PEM,
    HP_MAIL_TLS_STARTTLS,
    "more was said" },
  { "unknown", TLS_TOO, { { NULL } }, LOCAL_PEM, NULL, HP_MAIL_TLS_STARTTLS, "nobody known" },
  { "unknown-implicit", ALL, { { NULL } }, LOCAL_PEM, NULL, HP_MAIL_TLS_IMPLICIT, "nobody known" },
  { "name",
    TLS_TOO,
    { { NULL } },
    ELSEWHERE_PEM,
    ELSEWHERE_PEM,
    HP_MAIL_TLS_STARTTLS,
    "another name" },
  { "name-implicit",
    ALL,
    { { NULL } },
    ELSEWHERE_PEM,
    ELSEWHERE_PEM,
    HP_MAIL_TLS_IMPLICIT,
    "another name" },
  { "expired", TLS_TOO, { { NULL } }, EXPIRED_PEM, EXPIRED_PEM, HP_MAIL_TLS_STARTTLS, "expired" },
  { "expired-implicit",
    ALL,
    { { NULL } },
    EXPIRED_PEM,
    EXPIRED_PEM,
    HP_MAIL_TLS_IMPLICIT,
    "expired" },
};

static void
test_unsafe (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GTlsCertificate) certificate =
      g_tls_certificate_new_from_pem (UNSAFE[i].certificate, -1, NULL);
  g_autoptr (HpSmtpPeer) peer =
      hp_smtp_peer_new (UNSAFE[i].capabilities, UNSAFE[i].rules, certificate, UNSAFE[i].tls);
  g_autoptr (HpMailSender) sender = make_sender (peer, UNSAFE[i].tls, UNSAFE[i].authority, 20000);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  hp_mail_sender_send (sender, letter, &result, NULL);
  g_assert_error (result.error, HP_ERROR, HP_ERROR_TLS);
  g_test_message ("%s", result.error->message);
  g_assert_nonnull (strstr (result.error->message, UNSAFE[i].words));
  g_assert_cmpint (result.outcome, ==, HP_SEND_NOT_SENT);
  const char *log = hp_smtp_peer_finish (peer);
  g_assert_null (strstr (log, "AUTH"));
  g_assert_null (strstr (log, "MAIL"));
}

static void
test_secure (gconstpointer data)
{
  HpMailTls tls = (HpMailTls) GPOINTER_TO_UINT (data);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (LOCAL_PEM, -1, NULL);
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (TLS_TOO, NO_RULES, certificate, tls);
  g_autoptr (HpMailSender) sender = make_sender (peer, tls, LOCAL_PEM, 20000);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", NULL);
  g_auto (HpSendResult) result = { 0 };

  hp_mail_sender_send (sender, letter, &result, NULL);
  g_assert_no_error (result.error);
  g_assert_cmpint (result.outcome, ==, HP_SEND_SENT);
  const char *log = hp_smtp_peer_finish (peer);
  g_assert_true (g_str_has_prefix (log, tls == HP_MAIL_TLS_IMPLICIT
                                            ? "[TLS]\nEHLO [127.0.0.1]\r\nAUTH "
                                            : "EHLO [127.0.0.1]\r\nSTARTTLS\r\n[TLS]\n"
                                              "EHLO [127.0.0.1]\r\nAUTH "));
}

static void
test_plain_text_elsewhere (void)
{
  HpMailServer server = { .host = "mail.example.test", .port = 25, .tls = HP_MAIL_TLS_NONE };
  g_autoptr (GError) error = NULL;

  g_assert_null (hp_mail_connection_open (&server, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_TLS);
}

/* Where a letter is given up, and what that means by the same rule. */
static const struct
{
  const char *at, *said;
  HpSendOutcome outcome;
} CANCELLED[] = {
  { "connect", "", HP_SEND_NOT_SENT },
  { "MAIL", "\nMAIL", HP_SEND_NOT_SENT },
  { "DATA", "\nDATA", HP_SEND_NOT_SENT },
  { ".", "\n.\r\n", HP_SEND_UNCERTAIN },
};

typedef struct
{
  HpSmtpPeer *peer;
  const char *said;
  GCancellable *cancellable;
} Cancelling;

static gpointer
cancel (gpointer data)
{
  Cancelling *cancelling = data;

  hp_smtp_peer_wait_for (cancelling->peer, cancelling->said);
  g_cancellable_cancel (cancelling->cancellable);
  return NULL;
}

static void
test_cancelled (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const HpPeerRule rules[] = { { CANCELLED[i].at, HP_PEER_HANG }, { NULL, NULL } };
  g_autoptr (HpSmtpPeer) peer = hp_smtp_peer_new (ALL, rules, NULL, HP_MAIL_TLS_NONE);
  g_autoptr (HpMailSender) sender = make_sender (peer, HP_MAIL_TLS_NONE, NULL, 0);
  g_autoptr (HpLetter) letter = make_letter (LETTER, "anna@example.org", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (HpSendResult) result = { 0 };
  Cancelling cancelling = { peer, CANCELLED[i].said, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel, &cancelling);

  hp_mail_sender_send (sender, letter, &result, cancellable);
  g_thread_join (thread);
  g_assert_error (result.error, HP_ERROR, HP_ERROR_CANCELLED);
  g_assert_cmpint (result.outcome, ==, CANCELLED[i].outcome);
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autofree char *path = g_strconcat ("/smtp/wrong/", WRONG[i].name, NULL);
      g_autofree char *outbox = g_strconcat ("/smtp/outbox/", WRONG[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong);
      g_test_add (outbox, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_wrong_in_outbox,
                  fixture_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (HOPELESS); i++)
    {
      g_autofree char *path = g_strconcat ("/smtp/hopeless/", HOPELESS[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hopeless);
    }
  for (guint i = 0; i < G_N_ELEMENTS (CANCELLED); i++)
    {
      g_autofree char *path = g_strconcat ("/smtp/cancelled/", CANCELLED[i].at, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_cancelled);
    }
  for (guint i = 0; i < G_N_ELEMENTS (UNSAFE); i++)
    {
      g_autofree char *path = g_strconcat ("/smtp/unsafe/", UNSAFE[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_unsafe);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smtp/sent", test_sent);
  g_test_add_func ("/smtp/sent-without-extensions", test_sent_without_extensions);
  g_test_add_func ("/smtp/many-recipients", test_many_recipients);
  g_test_add_func ("/smtp/cut-in-data", test_cut_in_data);
  g_test_add_func ("/smtp/early-word", test_early_word);
  g_test_add_data_func ("/smtp/some-refused", ALL, test_some_refused);
  g_test_add_data_func ("/smtp/some-refused-one-by-one", FEW, test_some_refused);
  g_test_add_func ("/smtp/utf8", test_utf8);
  g_test_add_func ("/smtp/plain-text-elsewhere", test_plain_text_elsewhere);
  g_test_add_data_func ("/smtp/starttls", GUINT_TO_POINTER (HP_MAIL_TLS_STARTTLS), test_secure);
  g_test_add_data_func ("/smtp/implicit", GUINT_TO_POINTER (HP_MAIL_TLS_IMPLICIT), test_secure);
  add_tables ();
  return g_test_run ();
}
