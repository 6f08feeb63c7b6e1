/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words of automatic answers and notes of absence in Finnish, Swedish, English, German,
 * French, Spanish, Italian, Dutch, Norwegian, Danish, Polish, Russian and Portuguese. People write
 * about absence too: in doubt it is one of them. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-absence.h"

#include <string.h>

/* In bytes: an answer says at once that it is one. */
#define MAX_BEGINNING 600

/* Programs begin a subject so, and then comes the subject they answer to, or nothing. */
static const char *const SUBJECTS[] = {
  "automaattinen vastaus",
  "automaattinen poissaoloviesti",
  "automaattivastaus",
  "poissaoloviesti",
  "lomavastaus",
  "poissa toimistosta",
  "autosvar",
  "automatiskt svar",
  "frånvaromeddelande",
  "out of office autoreply",
  "out of office auto-reply",
  "out of office automatic reply",
  "out of office reply",
  "out of office",
  "out of the office",
  "out-of-office",
  "automatic reply",
  "automated reply",
  "automated response",
  "automatic response",
  "auto reply",
  "auto-reply",
  "autoreply",
  "auto response",
  "auto-response",
  "autoresponse",
  "auto responder",
  "autoresponder",
  "vacation reply",
  "vacation response",
  "vacation message",
  "away from my mail",
  "automatische antwort",
  "automatische abwesenheit",
  "automatische rückantwort",
  "abwesenheitsnotiz",
  "abwesenheitsbenachrichtigung",
  "abwesenheitsmeldung",
  "abwesenheitsassistent",
  "réponse automatique",
  "reponse automatique",
  "message d'absence",
  "message d’absence",
  "absence du bureau",
  "absent du bureau",
  "absente du bureau",
  "respuesta automática",
  "respuesta automatica",
  "contestación automática",
  "fuera de la oficina",
  "fuera de oficina",
  "risposta automatica",
  "fuori sede",
  "fuori ufficio",
  "fuori dall'ufficio",
  "automatisch antwoord",
  "automatische reactie",
  "afwezigheidsbericht",
  "afwezigheidsassistent",
  "automatisk svar",
  "automatisk svarmelding",
  "fraværsmelding",
  "fraværsmeddelelse",
  "fraværsassistent",
  "autoodpowiedź",
  "automatyczna odpowiedź",
  "odpowiedź automatyczna",
  "poza biurem",
  "автоматический ответ",
  "автоответ",
  "автоответчик",
  "вне офиса",
  "resposta automática",
  "resposta automatica",
  "ausência temporária",
  "ausente do escritório",
  "fora do escritório",
  "fora do escritorio",
  NULL,
};

/* People begin a subject so as well. */
static const char *const DOUBTFUL_SUBJECTS[] = {
  "poissa",
  "lomalla",
  "olen lomalla",
  "kesäloma",
  "frånvar",
  "semester",
  "på semester",
  "absen",
  "on vacation",
  "on leave",
  "on holiday",
  "vacation",
  "holiday",
  "away",
  "abwesen",
  "urlaub",
  "im urlaub",
  "congé",
  "en congé",
  "ausenc",
  "ausênc",
  "ausente",
  "vacaciones",
  "de vacaciones",
  "férias",
  "de férias",
  "assen",
  "ferie",
  "in ferie",
  "afwezig",
  "vakantie",
  "met vakantie",
  "fravær",
  "på ferie",
  "nieobecno",
  "urlop",
  "niet aanwezig",
  "ikke til stede",
  "ikke på kontoret",
  "ej på kontoret",
  "inte på kontoret",
  "нет на работе",
  "отпуск",
  "в отпуске",
  "отсутств",
  NULL,
};

/* The first words of notes of absence. */
static const char *const WORDS[] = {
  "olen poissa",
  "olen lomalla",
  "olen vuosilomalla",
  "olen kesälomalla",
  "en ole tavoitettavissa",
  "palaan töihin",
  "jag är inte på kontoret",
  "jag är på semester",
  "jag har semester",
  "jag är ledig",
  "jag är föräldraledig",
  "är tillbaka på kontoret",
  "i am out of the office",
  "i'm out of the office",
  "i am currently out of",
  "i will be out of the office",
  "out of the office",
  "i am away",
  "i am on vacation",
  "i am on annual leave",
  "i am on holiday",
  "i am on leave",
  "i'm on vacation",
  "i will be away",
  "ich bin derzeit nicht",
  "ich bin zur zeit nicht",
  "ich bin zurzeit nicht",
  "ich bin nicht im büro",
  "ich bin im urlaub",
  "je suis absent",
  "je suis actuellement absent",
  "je suis en congé",
  "je serai absent",
  "absent du bureau",
  "estoy fuera de la oficina",
  "estaré fuera",
  "me encuentro fuera",
  "estoy de vacaciones",
  "sono fuori ufficio",
  "sarò fuori ufficio",
  "sono in ferie",
  "sono assente",
  "sarò assente",
  "ik ben afwezig",
  "ik ben momenteel",
  "ik ben met vakantie",
  "ik ben op vakantie",
  "ik ben niet aanwezig",
  "jeg er ikke på kontoret",
  "jeg er på ferie",
  "jeg har ferie",
  "jeg er bortreist",
  "jeg er ute av kontoret",
  "jeg holder ferie",
  "jestem nieobecn",
  "jestem na urlopie",
  "przebywam na urlopie",
  "jestem poza biurem",
  "я в отпуске",
  "я нахожусь в отпуске",
  "я буду отсутствовать",
  "меня нет в офисе",
  "нахожусь вне офиса",
  "estou de férias",
  "estou fora do escritório",
  "estarei ausente",
  "estou ausente",
  "encontro-me ausente",
  NULL,
};

/* The length of the phrase that @text begins with, or 0. */
static gsize
measure_phrase (const char *text, const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (g_str_has_prefix (text, phrases[i]))
      return strlen (phrases[i]);
  return 0;
}

/* "Automatic reply: Order", but not "Automatic reply does not work". */
static gboolean
is_set_off (const char *rest)
{
  static const char *const sequels[] = { "re:", "vs:", "sv:", "aw:", "fw", "–", "—", "…", NULL };

  rest += strspn (rest, " \t");
  return *rest == '\0' || strchr (":;,.!-([\"'<*=|", *rest) != NULL ||
         measure_phrase (rest, sequels) > 0;
}

static gboolean
has_absence_words (const char *text)
{
  g_autofree char *bytes = g_strndup (text, MAX_BEGINNING);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);

  g_strdelimit (lower, "\r\n\t", ' ');
  for (gsize i = 0; WORDS[i] != NULL; i++)
    if (strstr (lower, WORDS[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hp_mail_absence_is (const HpMail *mail, const char *lower_subject, HpMailHint hint)
{
  const char *subject = lower_subject + strspn (lower_subject, " \t[(*<\"'");
  gsize length = measure_phrase (subject, SUBJECTS);

  if (length > 0)
    return hint != HP_MAIL_HINT_NONE || is_set_off (subject + length);
  if (hint == HP_MAIL_HINT_NONE)
    return FALSE;

  gboolean is_doubtful = measure_phrase (subject, DOUBTFUL_SUBJECTS) > 0;
  if (hint == HP_MAIL_HINT_WEAK)
    return is_doubtful && has_absence_words (mail->text);
  return is_doubtful || has_absence_words (mail->text);
}
