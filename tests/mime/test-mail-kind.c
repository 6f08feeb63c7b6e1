/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and machines, told apart; in doubt it is a person. */

#include "mime/hp-mail-parser.h"

#include <string.h>

#define PEOPLE "From: Maija <maija@example.fi>\nTo: tuki@example.com\n"
#define NULL_PATH "Return-Path: <>\n"

static void
assert_kind (const char *header, const char *text, const char *expected)
{
  g_autofree char *mail_text =
      g_strdup_printf ("%s\nContent-Type: text/plain; charset=utf-8\n\n%s\n", header, text);
  g_autoptr (GBytes) raw = g_bytes_new (mail_text, strlen (mail_text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  if (g_strcmp0 (hp_mail_kind_get_name (mail->kind), expected) != 0)
    g_test_message ("%s", mail_text);
  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, expected);
}

static void
assert_subject (const char *more_header, const char *subject, const char *expected)
{
  g_autofree char *header = g_strdup_printf ("%s" PEOPLE "Subject: %s", more_header, subject);

  assert_kind (header, "Terve", expected);
}

static void
test_absence_subjects (void)
{
  static const char *const subjects[] = {
    "Automaattinen vastaus: Tilaus 123",
    "Poissaoloviesti: Tilaus",
    "Autosvar: Beställning",
    "Automatiskt svar: Beställning",
    "Frånvaromeddelande",
    "Out of Office: Order",
    "Automatic reply: Order",
    "Auto-reply: Re: Order",
    "Automatische Antwort: Bestellung",
    "Abwesenheitsnotiz: Bestellung",
    "Réponse automatique : Commande",
    "Absence du bureau : Commande",
    "Respuesta automática: Pedido",
    "Fuera de la oficina: Pedido",
    "Risposta automatica: Ordine",
    "Fuori sede: Ordine",
    "Automatisch antwoord: Bestelling",
    "Afwezigheidsbericht: Bestelling",
    "Automatisk svar: Bestilling",
    "Fraværsmelding",
    "Automatisk svar: Ordre",
    "Autoodpowiedź: Zamówienie",
    "Automatyczna odpowiedź: Zamówienie",
    "Автоматический ответ: Заказ",
    "Автоответ: Заказ",
    "Resposta automática: Pedido",
    "Fora do escritório: Pedido",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *answer = g_strdup_printf ("Re: %s", subjects[i]);
      assert_subject ("", subjects[i], "auto_reply");
      assert_subject ("", answer, "human");
    }
}

/* Words that people use as well need something that only machines set. */
static void
test_absence_words (void)
{
  static const char *const texts[] = {
    "Hei, olen lomalla ja palaan töihin maanantaina.",
    "Jag är på semester till den 3 augusti.",
    "I am out of the office until Monday.",
    "Ich bin im Urlaub und ab Montag wieder da.",
    "Je suis absente jusqu'au 3 mai.",
    "Estoy de vacaciones hasta el lunes.",
    "Sono in ferie fino al 3 agosto.",
    "Ik ben afwezig tot maandag.",
    "Jeg er på ferie til mandag.",
    "Jestem na urlopie do poniedziałku.",
    "Я в отпуске до понедельника.",
    "Estou de férias até segunda.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_kind (NULL_PATH PEOPLE "Subject: Re: 123", texts[i], "auto_reply");
      assert_kind (PEOPLE "Precedence: bulk\nSubject: Re: 123", texts[i], "auto_reply");
      assert_kind (PEOPLE "X-Auto-Response-Suppress: All\nSubject: Re: 123", texts[i], "human");
      assert_kind (PEOPLE "Subject: Re: 123", texts[i], "human");
    }
}

static void
test_people (void)
{
  assert_subject ("", "Automatic reply does not work", "human");
  assert_subject ("", "Out of office settings, how?", "human");
  assert_subject ("", "Poissaoloilmoitus", "human");
  assert_subject ("", "Loma-ajan aukiolo", "human");
  assert_subject ("", "failure notice", "human");
  assert_subject ("", "Undelivered Mail Returned to Sender", "human");
  assert_subject (NULL_PATH, "Fwd: Undelivered Mail Returned to Sender", "human");
  assert_subject ("X-Auto-Response-Suppress: All\n", "Urlaub", "human");
  assert_kind ("From: Esko <esko@example.fi>\nSubject: Delivery failure",
               "Your message could not be delivered to me? I got this. What is wrong?", "human");
}

/* What programs send that is still somebody's concern. */
static void
test_tickets (void)
{
  assert_subject ("Precedence: bulk\nList-Id: <news.example.com>\n", "Holiday sale", "human");
  assert_subject ("Precedence: list\n", "[list] Out of tune", "human");
  assert_kind ("From: Shop <noreply@example.com>\nSubject: Order confirmation 123",
               "This is an automated message. Your delivery is on its way.", "human");
  assert_kind (PEOPLE "Precedence: bulk\nList-Unsubscribe: <mailto:x@y.z>\nSubject: Kesä",
               "Olen lomalla, osta tämä.", "human");
}

static void
test_machines (void)
{
  static const char *const headers[] = {
    "Auto-Submitted: auto-replied (vacation)",
    "Auto-Submitted: auto-notified",
    "Auto-Submitted: auto-generated",
    "X-Autoreply: yes",
    "X-Autorespond: Tilaus",
    "X-Auto-Response: 1",
    "Precedence: auto_reply",
    "X-FC-MachineGenerated: true",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *header = g_strdup_printf ("%s\n", headers[i]);
      assert_subject (header, "Re: Tilaus", "auto_reply");
    }
  assert_subject ("Auto-Submitted: no\n", "Re: Tilaus", "human");
  assert_subject ("X-Autoreply: no\n", "Re: Tilaus", "human");
}

static void
assert_mail (const char *text, const char *expected)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (hp_mail_kind_get_name (mail->kind), ==, expected);
}

static void
test_structures (void)
{
  assert_mail (PEOPLE "Auto-Submitted: auto-generated\nSubject: Kokous\n"
                      "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nKokous\n--b\n"
                      "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n",
               "human");
  assert_mail (PEOPLE "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                      "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n",
               "feedback");
  assert_mail (PEOPLE "Subject: VS: Undeliverable: Tilaus\n"
                      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMikä tämä on?\n--b\n"
                      "Content-Type: message/delivery-status\n\nAction: failed\n--b--\n",
               "human");
  assert_mail (PEOPLE "Subject: Read: Tilaus\nContent-Type: multipart/report; "
                      "report-type=disposition-notification; boundary=b\n\n--b\n\nRead\n--b--\n",
               "auto_reply");
}

static void
test_bounces (void)
{
  assert_kind ("From: MAILER-DAEMON@x.y\nSubject: Hello", "", "bounce");
  assert_kind ("From: Postmaster <postmaster@x.y>\nSubject: Hello", "", "human");
  assert_kind ("From: postmaster@x.y\nSubject: Ei voitu toimittaa: Tilaus", "", "bounce");
  assert_kind ("From: postmaster@x.y\nSubject: Olevererbart: Order", "", "bounce");
  assert_kind ("From: postmaster@x.y\nSubject: Не доставлено: Заказ", "", "bounce");
  assert_kind (NULL_PATH PEOPLE "Subject: Non remis : Commande", "", "bounce");
  assert_kind ("From: mail-gateway@example.com\nSubject: Delivery failure notification",
               "Your message could not be delivered to the following recipients:\n\na@b.example",
               "bounce");
  assert_kind ("From: MAILER-DAEMON@x.y\nSubject: Automatic reply: Order", "", "auto_reply");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/kind/absence-subjects", test_absence_subjects);
  g_test_add_func ("/kind/absence-words", test_absence_words);
  g_test_add_func ("/kind/people", test_people);
  g_test_add_func ("/kind/tickets", test_tickets);
  g_test_add_func ("/kind/machines", test_machines);
  g_test_add_func ("/kind/structures", test_structures);
  g_test_add_func ("/kind/bounces", test_bounces);
  return g_test_run ();
}
