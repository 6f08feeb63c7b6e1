/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words by which mail systems of many languages speak. They only weigh what the shape of a
 * bounce leaves open. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-bounce-phrases.h"

#include <string.h>

/* In bytes: where a notice says what it is. */
#define MAX_NOTICE 1500

static const char *const FAILURES[] = { "undeliver",
                                        "not deliver",
                                        "be deliver",
                                        "been deliver",
                                        "deliver mail",
                                        "delivery",
                                        "unknown",
                                        "could not",
                                        "couldn't",
                                        "couldn’t",
                                        "cannot",
                                        "can't",
                                        "can’t",
                                        "unable",
                                        "fail",
                                        "not found",
                                        "wasn't found",
                                        "wasn’t found",
                                        "no such",
                                        "not exist",
                                        "n't exist",
                                        "n’t exist",
                                        "no longer",
                                        "not valid",
                                        "reject",
                                        "refused",
                                        "invalid",
                                        "full",
                                        "quota",
                                        "disabled",
                                        "inactive",
                                        "not reach",
                                        "recipient",
                                        "not listed",
                                        "not recogni",
                                        "addressed to",
                                        "rcpt to",
                                        "fatal error",
                                        "bounced",
                                        "not accept",
                                        "mailbox",
                                        "undisclosed",
                                        "does not like",
                                        "too large",
                                        "too many hops",
                                        "not deliv",
                                        "not be sent",
                                        "ei voitu",
                                        "ei voida",
                                        "ei löydy",
                                        "ei löytynyt",
                                        "ei ole",
                                        "tuntematon",
                                        "epäonnistui",
                                        "ei onnistunut",
                                        "vastaanottaj",
                                        "kunde inte",
                                        "kan inte",
                                        "finns inte",
                                        "okänd",
                                        "misslyck",
                                        "mottagare",
                                        "konnte nicht",
                                        "konnten nicht",
                                        "kann nicht",
                                        "unbekannt",
                                        "nicht zugestell",
                                        "existiert nicht",
                                        "empfänger",
                                        "fehlgeschlagen",
                                        "unzustellbar",
                                        "n'a pas pu",
                                        "n’a pas pu",
                                        "n'a pu",
                                        "n'existe pas",
                                        "n’existe pas",
                                        "destinataire",
                                        "impossible",
                                        "échec",
                                        "inconnu",
                                        "no se pudo",
                                        "no se ha podido",
                                        "no pudo",
                                        "no existe",
                                        "destinatari",
                                        "non è stato",
                                        "impossibile",
                                        "non esiste",
                                        "sconosciut",
                                        "non recapit",
                                        "kon niet",
                                        "kan niet",
                                        "onbekend",
                                        "bestaat niet",
                                        "geadresseerde",
                                        "ontvanger",
                                        "mislukt",
                                        "kunne ikke",
                                        "kan ikke",
                                        "findes ikke",
                                        "finnes ikke",
                                        "ukendt",
                                        "ukjent",
                                        "modtager",
                                        "mottaker",
                                        "mislykke",
                                        "nie można",
                                        "nie został",
                                        "nie istnieje",
                                        "nieznan",
                                        "odbiorc",
                                        "adresat",
                                        "não foi possível",
                                        "não pôde",
                                        "não pode",
                                        "não existe",
                                        "desconhecid",
                                        "falha",
                                        "не может быть",
                                        "не удалось",
                                        "не был",
                                        "не найден",
                                        "не существует",
                                        "недоступ",
                                        "получател",
                                        "невозможно",
                                        "адресат",
                                        NULL };

static const char *const ORIGINS[] = { "expanded from", "generated from", "originally addressed to",
                                       "forwarded from", NULL };

static const char *const CONTACTS[] = {
  "contact",          "assist",    "question",     "support",      "help",
  "mail us",          "e-mail to", "write to",     "send mail to", "complain",
  "report",           "sent by",   "sender",       "from:",        "from ",
  "message-id",       "try ",      "e.g.",         "for example",  "abuse",
  "reply to",         "visit",     "your address", "administrat",  "ota yhteyttä",
  "ottakaa yhteyttä", "yhteyttä",  "lähettäjä",    "kontakt",      "avsändare",
  "absender",         "wenden",    "expéditeur",   "contatt",      "remitente",
  "mittente",         "afzender",  "nadawc",       "отправител",   "обра",
  "remetente",        "afsender",  "avsender",     "skontakt",     NULL
};

/* Fields of a header other than those of recipients. */
static const char *const HEADERS[] = { "from:",        "cc:",
                                       "bcc:",         "sender:",
                                       "reply-to:",    "subject:",
                                       "message-id:",  "received:",
                                       "return-path:", "date:",
                                       "references:",  "in-reply-to:",
                                       "errors-to:",   "list-",
                                       "x-",           "sender address:",
                                       "lähettäjä:",   "från:",
                                       "von:",         "de:",
                                       "da:",          "van:",
                                       "fra:",         "od:",
                                       "от:",          "to:",
                                       "an:",          "till:",
                                       "til:",         "aan:",
                                       "à:",           "para:",
                                       "кому:",        "vastaanottaja:",
                                       "dkim-",        "delivered-to:",
                                       "kopia:",       "kopio:",
                                       "sent:",        "organization:",
                                       "envelope-",    NULL };

/* Parts of the line that leads to the returned mail. */
static const char *const ENDS[] = { "original message",
                                    "original mail",
                                    "below this line",
                                    "below the next line",
                                    "copy of the message",
                                    "copy of your message",
                                    "copy of the original",
                                    "copy of the first",
                                    "copy of the mail",
                                    "copy of the body",
                                    "a copy of the",
                                    "returned message",
                                    "returned mail",
                                    "unsent message",
                                    "undelivered message",
                                    "message text",
                                    "message header",
                                    "message body",
                                    "headers of the message",
                                    "lines of your",
                                    "the message follows",
                                    "your message follows",
                                    "mail follows",
                                    "alkuperäinen viesti",
                                    "viestin kopio",
                                    "kopio viestist",
                                    "ursprungligt meddelande",
                                    "ursprungliga meddelande",
                                    "kopia av meddelande",
                                    "ursprüngliche nachricht",
                                    "originalnachricht",
                                    "kopie der nachricht",
                                    "kopie ihrer nachricht",
                                    "message d'origine",
                                    "message original",
                                    "copie du message",
                                    "mensaje original",
                                    "copia del mensaje",
                                    "messaggio originale",
                                    "copia del messaggio",
                                    "oorspronkelijk",
                                    "opprinnelig melding",
                                    "oprindelig",
                                    "oryginaln",
                                    "mensagem original",
                                    "копия",
                                    "исходное сообщение",
                                    "текст сообщения",
                                    NULL };

/* What speaks of the returned mail too, but not where it begins. */
static const char *const NO_ENDS[] = { "was received", "not deliver", "be deliver", "undeliverable",
                                       "log follow",   "transcript",  "following",  "failed",
                                       "could not",    "was not",     "details",    NULL };

static const char *const DELAYS[] = { "delayed",
                                      "not yet been delivered",
                                      "yet been delivered",
                                      "will continue",
                                      "will be retried",
                                      "will retry",
                                      "will keep trying",
                                      "still trying",
                                      "delivery attempts will",
                                      "been postponed",
                                      "warning message only",
                                      "this is a warning",
                                      "this is just a warning",
                                      "need to resend",
                                      "viivästy",
                                      "yritetään edelleen",
                                      "jatketaan",
                                      "försenad",
                                      "försöker fortfarande",
                                      "verzögert",
                                      "weiter versuch",
                                      "retardé",
                                      "retard de",
                                      "retrasad",
                                      "se ha retrasado",
                                      "ritardat",
                                      "in ritardo",
                                      "vertraagd",
                                      "forsinket",
                                      "opóźni",
                                      "atrasad",
                                      "задержан",
                                      "задержива",
                                      NULL };

static const char *const GIVEN_UP[] = { "given up",
                                        "giving up",
                                        "permanent error",
                                        "permanent fatal",
                                        "failed permanently",
                                        "will not be retried",
                                        NULL };

static const char *const NOTICES[] = { "could not be delivered to",
                                       "couldn't be delivered",
                                       "did not reach the following recipient",
                                       "was not delivered to",
                                       "non-delivery report",
                                       "delivery to the following recipient",
                                       "delivery has failed to these recipient",
                                       "unable to deliver your message to the following",
                                       "unable to deliver message to the following",
                                       "wasn't able to deliver your message",
                                       "message that you sent could not be delivered",
                                       "message you sent could not be delivered",
                                       "message could not be delivered",
                                       "permanent fatal errors",
                                       "failed recipients",
                                       "delivery failed",
                                       "seuraaville vastaanottajille",
                                       "inte levereras till följande",
                                       "nicht zugestellt werden",
                                       NULL };

static const char *const SYSTEMS[] = { "postmaster@", "mailer-daemon@", "mailer_daemon@",
                                       "hostmaster@", "abuse@",         "mail-daemon@",
                                       "maildaemon@", "double-bounce@", "noc@",
                                       "mailer@",     "helpdesk@",      "webmaster@",
                                       NULL };

static gboolean
has_any (const char *text, const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (strstr (text, phrases[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_any (const char *text, const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (g_str_has_prefix (text, phrases[i]))
      return TRUE;
  return FALSE;
}

static char *
dup_beginning (const char *text)
{
  g_autofree char *beginning = g_strndup (text, MAX_NOTICE);
  g_autofree char *valid = g_utf8_make_valid (beginning, -1);
  char *lower = g_utf8_strdown (valid, -1);

  return g_strdelimit (lower, "\r\n\t", ' ');
}

gboolean
hp_bounce_phrases_has_failure (const char *line)
{
  return has_any (line, FAILURES);
}

gboolean
hp_bounce_phrases_is_origin (const char *head)
{
  return has_any (head, ORIGINS);
}

gboolean
hp_bounce_phrases_is_contact (const char *head)
{
  return has_any (head, CONTACTS);
}

gboolean
hp_bounce_phrases_is_header (const char *line)
{
  return begins_with_any (line + strspn (line, " \t"), HEADERS);
}

gboolean
hp_bounce_phrases_is_end (const char *line, gboolean is_soft)
{
  const char *words = line + strspn (line, " \t-=_*|>#~.");
  gboolean is_decorated = strspn (line + strspn (line, " \t"), "-=_*|#~") >= 2;

  if (g_str_has_prefix (line, "received: from ") || g_str_has_prefix (line, "received: by ") ||
      g_str_has_prefix (line, "return-path: "))
    return TRUE;
  if (!is_decorated && !is_soft)
    return FALSE;
  return has_any (words, ENDS) && !has_any (words, NO_ENDS);
}

gboolean
hp_bounce_phrases_is_delay (const char *subject, const char *text)
{
  g_autofree char *lower_subject = g_utf8_strdown (subject, -1);
  g_autofree char *beginning = dup_beginning (text);

  if (has_any (beginning, GIVEN_UP))
    return FALSE;
  return has_any (lower_subject, DELAYS) || has_any (beginning, DELAYS);
}

gboolean
hp_bounce_phrases_begins_notice (const char *text)
{
  g_autofree char *beginning = dup_beginning (text);

  return has_any (beginning, NOTICES);
}

gboolean
hp_bounce_phrases_is_system (const char *addr)
{
  return begins_with_any (addr, SYSTEMS);
}
