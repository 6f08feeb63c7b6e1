/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom bounces of many mail systems name, why, for how long, and of which mail. */

#include "mime/hp-bounce-address.h"
#include "mime/hp-bounce-reason.h"
#include "mime/hp-mail-parser.h"

#include <string.h>

#define HEAD                                                                                       \
  "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.net>\n"                   \
  "To: tuki@shop.example\n"
#define RETURNED                                                                                   \
  "\nReceived: from shop.example\nMessage-ID: <sent@shop.example>\n"                               \
  "From: tuki@shop.example\nTo: quoted@example.org\n\nWrite to inside@example.org\n"

static HpMail *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));

  return hp_mail_parse (raw);
}

/* Parts joined into a report of type delivery-status. */
static HpMail *
parse_report (const char *words, const char *report, const char *returned)
{
  g_autofree char *text =
      g_strdup_printf (HEAD "Subject: Undelivered Mail\nContent-Type: multipart/report; "
                            "report-type=delivery-status; boundary=b\n\n--b\n\n%s\n--b\n"
                            "Content-Type: message/delivery-status\n\n%s\n--b\n%s\n--b--\n",
                       words, report, returned);
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return hp_mail_parse (raw);
}

static const HpFailedRecipient *
get_failed (const HpMail *mail, guint index)
{
  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, "bounce");
  g_assert_cmpuint (mail->failed->len, >, index);
  return mail->failed->pdata[index];
}

static void
assert_failed (const HpMail *mail, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, "bounce");
  for (guint i = 0; i < mail->failed->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "",
                            ((const HpFailedRecipient *) mail->failed->pdata[i])->addr);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_text (const char *subject, const char *words, const char *failed, const char *reason)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "Subject: %s\nContent-Type: text/plain; charset=utf-8\n\n%s", subject, words);
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  assert_failed (mail, failed);
  g_assert_cmpstr (get_failed (mail, 0)->reason, ==, reason);
}

static void
test_report (void)
{
  g_autoptr (HpMail) mail = parse_report (
      "See postmaster@example.net",
      "Reporting-MTA: dns; mx.example.net\n\n"
      "Final-Recipient: rfc822; moved@host.example\nOriginal-Recipient: rfc822;maija@example.fi\n"
      "Action: failed\nStatus: 5.0.0\n"
      "Diagnostic-Code: smtp; 550-5.1.1 The email account does not exist. Please try\n"
      " 550 5.1.1 again\n\n"
      "Final-Recipient: rfc822; <slow@example.fi>\nAction: delayed\nStatus: 4.4.1 (no answer)\n\n"
      "Final-Recipient: rfc822; fine@example.fi\nAction: delivered\nStatus: 2.0.0\n",
      "Content-Type: message/rfc822\n" RETURNED);

  assert_failed (mail, "maija@example.fi slow@example.fi");
  g_assert_cmpstr (get_failed (mail, 0)->status, ==, "5.1.1");
  g_assert_cmpstr (get_failed (mail, 0)->reason, ==, "The email account does not exist.");
  g_assert_true (get_failed (mail, 0)->is_permanent);
  g_assert_cmpstr (get_failed (mail, 1)->status, ==, "4.4.1");
  g_assert_false (get_failed (mail, 1)->is_permanent);
  g_assert_cmpstr (mail->about, ==, "sent@shop.example");
}

/* The fields of one recipient may be torn apart by blank lines, or those of many not set apart. */
static void
test_report_blocks (void)
{
  g_autoptr (HpMail) torn = parse_report ("",
                                          "Final-Recipient: rfc822; a@example.fi\n\n"
                                          "Action: failed\n\nStatus: 5.2.2\n",
                                          "\n");
  g_autoptr (HpMail) close = parse_report ("",
                                           "Final-Recipient: rfc822; a@example.fi\n"
                                           "Action: failed\nStatus: 5.1.1\n"
                                           "Final-Recipient: rfc822; b@example.fi\n"
                                           "Action: failed\nStatus: 5.1.2\n",
                                           "\n");
  g_autoptr (HpMail) twice = parse_report ("",
                                           "Final-Recipient: rfc822; a@example.fi\n"
                                           "Action: failed\n\n"
                                           "Original-Recipient: rfc822; b@example.fi\n"
                                           "Action: failed\n\n"
                                           "Final-Recipient: rfc822; A@example.fi\n"
                                           "Action: failed\n",
                                           "\n");

  assert_failed (torn, "a@example.fi");
  g_assert_cmpstr (get_failed (torn, 0)->status, ==, "5.2.2");
  assert_failed (close, "a@example.fi b@example.fi");
  g_assert_cmpstr (get_failed (close, 1)->status, ==, "5.1.2");
  assert_failed (twice, "a@example.fi b@example.fi");
}

static void
test_receipt (void)
{
  g_autoptr (HpMail) mail = parse_report ("Delivered",
                                          "Final-Recipient: rfc822; a@example.fi\n"
                                          "Action: relayed\nStatus: 2.0.0\n",
                                          "\n");

  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, "auto_reply");
  g_assert_cmpuint (mail->failed->len, ==, 0);
}

/* A report without recipients leaves it to the words. */
static void
test_empty_report (void)
{
  g_autoptr (HpMail) mail = parse_report (
      "Delivery to the following recipients failed permanently:\n\n  * a@example.fi\n",
      "Reporting-MTA: dns; x.example\n", "Content-Type: text/rfc822-headers\n" RETURNED);

  assert_failed (mail, "a@example.fi");
  g_assert_cmpstr (mail->about, ==, "sent@shop.example");
}

static void
test_failed_recipients_header (void)
{
  g_autoptr (HpMail) mail = parse (
      HEAD "Subject: Mail delivery failed: returning message to sender\n"
           "X-Failed-Recipients: maija@example.fi,\n pekka@example.fi\n\n"
           "This message was created automatically by mail delivery software.\n\n"
           "  maija@example.fi\n"
           "    host mx.example.fi [192.0.2.1]\n"
           "    SMTP error from remote mail server after RCPT TO:<maija@example.fi>:\n"
           "    550 5.1.1 <maija@example.fi>: Recipient address rejected: User unknown\n"
           "  pekka@example.fi\n    mailbox is full\n\n"
           "------ This is a copy of the message, including all the headers. ------\n" RETURNED);

  assert_failed (mail, "maija@example.fi pekka@example.fi");
  g_assert_cmpstr (get_failed (mail, 0)->reason, ==, "Recipient address rejected: User unknown");
  g_assert_cmpstr (get_failed (mail, 0)->status, ==, "5.1.1");
  g_assert_cmpstr (get_failed (mail, 1)->reason, ==, "mailbox is full");
  g_assert_false (get_failed (mail, 1)->is_permanent);
  g_assert_cmpstr (mail->about, ==, "sent@shop.example");
}

static void
test_qmail (void)
{
  assert_text ("failure notice",
               "Hi. This is the qmail-send program at mx.example.net.\n"
               "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
               "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
               "<maija@example.fi>:\n192.0.2.7 does not like recipient.\n"
               "Remote host said: 550 sorry, no mailbox here by that name (#5.7.17)\n"
               "Giving up on 192.0.2.7.\n\n"
               "--- Below this line is a copy of the message.\n" RETURNED,
               "maija@example.fi",
               "sorry, no mailbox here by that name (#5.7.17) Giving up on "
               "192.0.2.7.");
}

static void
test_sendmail (void)
{
  assert_text ("Returned mail: User unknown",
               "The original message was received at Sat, 14 Oct 2000 06:14:45 +0200\n"
               "from shop.example [192.0.2.1]\n\n"
               "   ----- The following addresses had permanent fatal errors -----\n"
               "<maija@example.fi>\n    (expanded from: <asiakas@example.fi>)\n\n"
               "   ----- Transcript of session follows -----\n"
               "... while talking to mx.example.fi.:\n>>> RCPT To:<maija@example.fi>\n"
               "<<< 550 5.1.1 <maija@example.fi>... User unknown\n\n"
               "   ----- Original message follows -----\n" RETURNED,
               "maija@example.fi asiakas@example.fi", "User unknown");
}

static void
test_postfix (void)
{
  assert_text ("Undelivered Mail Returned to Sender",
               "This is the mail system at host mx.example.net.\n\n"
               "I'm sorry to have to inform you that your message could not\n"
               "be delivered to one or more recipients. It's attached below.\n\n"
               "For further assistance, please send mail to <postmaster@mx.example.net> or\n"
               "<care@example.net>\n\n"
               "                   The mail system\n\n"
               "<maija@example.fi>: host mx.example.fi[192.0.2.1] said: 552 5.2.2 Mailbox\n"
               "    full (in reply to RCPT TO command)\n",
               "maija@example.fi", "Mailbox full (in reply to RCPT TO command)");
}

static void
test_exchange (void)
{
  assert_text ("Undeliverable: Tilaus",
               "Delivery has failed to these recipients or groups:\n\n"
               "Maija Virtanen (maija@example.fi)<mailto:maija@example.fi>\n"
               "The email address you entered couldn't be found. Please check it.\n\n"
               "Diagnostic information for administrators:\n\n"
               "Generating server: mx.example.fi\n\nmaija@example.fi\n"
               "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\n"
               "Original message headers:\n" RETURNED,
               "maija@example.fi", "The email address you entered couldn't be found.");
  assert_text ("Undeliverable: Tilaus",
               "Your message\n\n  To:      maija@example.fi; muu@example.fi\n"
               "  Subject: Tilaus\n  Sent:    Fri, 18 Oct 2002 09:25:07 -0600\n\n"
               "did not reach the following recipient(s):\n\n"
               "maija@example.fi on Fri, 18 Oct 2002 09:13:24 -0600\n"
               "    The recipient name is not recognized\n",
               "maija@example.fi", "The recipient name is not recognized");
}

static void
test_providers (void)
{
  assert_text ("Delivery Status Notification (Failure)",
               "Delivery to the following recipient failed permanently:\n\n"
               "     maija@example.com\n\n"
               "Technical details of permanent failure:\n"
               "The error that the other server returned was: 550 5.4.1 Access denied.\n\n"
               "----- Original message -----\n" RETURNED,
               "maija@example.com", "Access denied.");
  assert_text ("Failure Notice",
               "Sorry, we were unable to deliver your message to the following address.\n\n"
               "<maija@example.com>:\n554: delivery error: dd This user doesn't have an account "
               "(maija@example.com) [0]\n\n--- Below this line is a copy of the message.\n\n"
               "<inside@example.com>:\n",
               "maija@example.com",
               "delivery error: dd This user doesn't have an account (maija@example.com) [0]");
  assert_text ("DELIVERY FAILURE: User maija (maija@example.com) not listed",
               "Your message\n\n  Subject: Tilaus\n\nwas not delivered to:\n\n"
               "  maija@example.com\n\nbecause:\n\n"
               "  User maija (maija@example.com) not listed in Domino Directory\n",
               "maija@example.com",
               "because: User maija (maija@example.com) not listed in Domino Directory");
  assert_text ("Undeliverable Mail",
               "Unknown user: maija@example.com\n\nOriginal message follows.\n",
               "maija@example.com", "Unknown user: maija@example.com");
}

static void
test_other_languages (void)
{
  assert_text ("Viestiä ei voitu toimittaa",
               "Viestiäsi ei voitu toimittaa seuraavalle vastaanottajalle:\n\n"
               "  maija@example.fi\n  Postilaatikko on täynnä.\n\n"
               "Lisätietoja antaa tuki@example.net\n",
               "maija@example.fi", "Postilaatikko on täynnä.");
  assert_text ("Meddelandet kunde inte levereras",
               "Meddelandet kunde inte levereras till följande mottagare:\n\n"
               "<maja@example.se>: 550 5.1.1 Användaren finns inte\n\n"
               "Kontakta hjalp@example.se om du har frågor.\n",
               "maja@example.se", "Användaren finns inte");
  assert_text ("Unzustellbar: Bestellung",
               "Ihre Nachricht an max@example.de konnte nicht zugestellt werden.\n",
               "max@example.de",
               "Ihre Nachricht an max@example.de konnte nicht zugestellt werden.");
  assert_text ("Echec",
               "Votre message n'a pas pu être remis à marie@example.fr : boîte inconnue.\n",
               "marie@example.fr",
               "Votre message n'a pas pu être remis à marie@example.fr : boîte inconnue.");
  assert_text ("Недоставленное сообщение",
               "Ваше сообщение не может быть доставлено получателю ivan@example.ru\n",
               "ivan@example.ru",
               "Ваше сообщение не может быть доставлено получателю ivan@example.ru");
}

static void
test_delay (void)
{
  g_autoptr (HpMail) mail =
      parse (HEAD "Subject: Warning: message delayed 24 hours\n\n"
                  "Your message to the following recipient has been delayed:\n\n"
                  "  maija@example.fi\n\nDelivery attempts will continue to be made.\n");

  assert_failed (mail, "maija@example.fi");
  g_assert_false (get_failed (mail, 0)->is_permanent);
}

/* Neither helpers, nor the sender, nor whom the returned mail speaks of. */
static void
test_nobody_else (void)
{
  g_autoptr (HpMail) mail =
      parse (HEAD "Subject: Undelivered mail\n\nYour mail could not be delivered.\n"
                  "If you need help, contact hjalp@example.net or postmaster@example.net.\n"
                  "From: tuki@shop.example\n> reply to inside@example.org about it\n\n"
                  "---- Returned message ----\nmaija@example.fi\n" RETURNED);

  assert_failed (mail, "");
  g_assert_cmpstr (mail->about, ==, "sent@shop.example");
}

static void
test_attached_report (void)
{
  g_autoptr (HpMail) mail =
      parse ("From: postmaster@example.net\nSubject: Delivery Status Notification (Failure)\n"
             "Content-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\n"
             "Content-Type: message/rfc822\n\nSubject: x\n"
             "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
             "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@example.fi\n"
             "Action: failed\nStatus: 5.1.1\n--b--\n--a--\n");

  assert_failed (mail, "a@example.fi");
}

static void
assert_address (const char *text, const char *expected)
{
  g_autofree char *got = hp_bounce_address_dup (text);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_addresses (void)
{
  assert_address ("rfc822; <a.b+c@example.fi>", "a.b+c@example.fi");
  assert_address ("'a@example.fi'.", "a@example.fi");
  assert_address ("dda:SMTP=a@example.fi;", "a@example.fi");
  assert_address ("a@example.fi...User unknown", "a@example.fi");
  assert_address ("a@localhost, b@c.d", "b@c.d");
  assert_address ("@ @@ a@ @b.c x", NULL);
  assert_address ("x400; /RFC-822=a(a)example.fi", NULL);
  assert_address ("hidden...@example.fi", NULL);
}

static void
assert_sentence (const char *text, const char *expected)
{
  g_autofree char *got = hp_bounce_reason_dup_sentence (text);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_sentences (void)
{
  assert_sentence ("smtp; 550 5.1.1 <a@b.c>: User unknown", "User unknown");
  assert_sentence ("Sorry about a@b.c. This account is over quota.", "This account is over quota.");
  assert_sentence ("x-postfix; host mx[192.0.2.1] said: 554-5.7.1 Spam. 554 5.7.1 Go away",
                   "Spam. Go away");
  assert_sentence (" \r\n ", NULL);
  assert_sentence ("550 5.1.1", NULL);

  g_autoptr (GString) big = g_string_new (NULL);
  for (int i = 0; i < 100000; i++)
    g_string_append (big, "ä");
  g_autofree char *cut = hp_bounce_reason_dup_sentence (big->str);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpuint (strlen (cut), <, 260);
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *status;
    const char *text;
    HpBounceReason reason;
  } cases[] = {
    { "5.1.1", NULL, HP_BOUNCE_REASON_NO_SUCH_ADDRESS },
    { "5.1.10", NULL, HP_BOUNCE_REASON_NO_SUCH_ADDRESS },
    { "5.2.2", NULL, HP_BOUNCE_REASON_MAILBOX_FULL },
    { "5.2.1", NULL, HP_BOUNCE_REASON_CLOSED },
    { "5.1.2", NULL, HP_BOUNCE_REASON_NO_SUCH_HOST },
    { "5.3.4", NULL, HP_BOUNCE_REASON_TOO_LARGE },
    { "5.7.1", NULL, HP_BOUNCE_REASON_REFUSED },
    { "5.7.1", "User unknown", HP_BOUNCE_REASON_NO_SUCH_ADDRESS },
    { "5.0.0", "Quota exceeded", HP_BOUNCE_REASON_MAILBOX_FULL },
    { NULL, "Host or domain name not found", HP_BOUNCE_REASON_NO_SUCH_HOST },
    { NULL, "Connection timed out", HP_BOUNCE_REASON_NO_ANSWER },
    { NULL, "Message refused as spam", HP_BOUNCE_REASON_REFUSED },
    { NULL, "Something else", HP_BOUNCE_REASON_OTHER },
    { NULL, NULL, HP_BOUNCE_REASON_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HpFailedRecipient recipient = { .status = (char *) cases[i].status,
                                      .reason = (char *) cases[i].text,
                                      .is_permanent = TRUE };
      g_assert_cmpint (hp_bounce_reason_get (&recipient), ==, cases[i].reason);
      g_assert_nonnull (hp_bounce_reason_get_words (cases[i].reason));
    }
}

static void
test_statuses (void)
{
  g_autofree char *plain = hp_bounce_reason_dup_status ("(#5.1.1)");
  g_autofree char *host = hp_bounce_reason_dup_status ("at 5.1.1.7 and 25.1.1");

  g_assert_cmpstr (plain, ==, "5.1.1");
  g_assert_null (host);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/bounce/report", test_report);
  g_test_add_func ("/bounce/report-blocks", test_report_blocks);
  g_test_add_func ("/bounce/receipt", test_receipt);
  g_test_add_func ("/bounce/empty-report", test_empty_report);
  g_test_add_func ("/bounce/failed-recipients-header", test_failed_recipients_header);
  g_test_add_func ("/bounce/qmail", test_qmail);
  g_test_add_func ("/bounce/sendmail", test_sendmail);
  g_test_add_func ("/bounce/postfix", test_postfix);
  g_test_add_func ("/bounce/exchange", test_exchange);
  g_test_add_func ("/bounce/providers", test_providers);
  g_test_add_func ("/bounce/other-languages", test_other_languages);
  g_test_add_func ("/bounce/delay", test_delay);
  g_test_add_func ("/bounce/nobody-else", test_nobody_else);
  g_test_add_func ("/bounce/attached-report", test_attached_report);
  g_test_add_func ("/bounce/addresses", test_addresses);
  g_test_add_func ("/bounce/sentences", test_sentences);
  g_test_add_func ("/bounce/reasons", test_reasons);
  g_test_add_func ("/bounce/statuses", test_statuses);
  return g_test_run ();
}
