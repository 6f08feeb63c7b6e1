/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the codes and words of mail servers mean. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-bounce-reason.h"

#include <string.h>

#include "mime/hp-bounce-address.h"
#include "mime/hp-mail-fields.h"

/* In bytes. */
#define MAX_TEXT 2000
#define MAX_SENTENCE 240
#define MIN_SENTENCE 15

typedef struct
{
  HpBounceReason reason;
  const char *text;
} Meaning;

/* Status codes without their class; the longest that fits counts. */
static const Meaning CODES[] = {
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "1.10" }, { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "1.1" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "1.3" },  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "1.4" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "1.6" },  { HP_BOUNCE_REASON_NO_SUCH_HOST, "1.2" },
  { HP_BOUNCE_REASON_CLOSED, "2.1" },           { HP_BOUNCE_REASON_MAILBOX_FULL, "2.2" },
  { HP_BOUNCE_REASON_TOO_LARGE, "2.3" },        { HP_BOUNCE_REASON_TOO_LARGE, "3.4" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "4.310" },   { HP_BOUNCE_REASON_NO_SUCH_HOST, "4.4" },
  { HP_BOUNCE_REASON_NO_ANSWER, "4.1" },        { HP_BOUNCE_REASON_NO_ANSWER, "4.2" },
  { HP_BOUNCE_REASON_NO_ANSWER, "4.7" },        { HP_BOUNCE_REASON_NO_SUCH_HOST, "1.8" },
};

/* What servers say, in lower case; the first that is found counts. */
static const Meaning WORDS[] = {
  { HP_BOUNCE_REASON_MAILBOX_FULL, "quota" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "mailbox full" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "mailbox is full" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "full mailbox" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "mailfolder is full" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "inbox is full" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "out of storage" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "insufficient storage" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "exceeded storage" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "on täynnä" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "är full" },
  { HP_BOUNCE_REASON_MAILBOX_FULL, "postfach voll" },
  { HP_BOUNCE_REASON_TOO_LARGE, "too large" },
  { HP_BOUNCE_REASON_TOO_LARGE, "too big" },
  { HP_BOUNCE_REASON_TOO_LARGE, "message size" },
  { HP_BOUNCE_REASON_TOO_LARGE, "size limit" },
  { HP_BOUNCE_REASON_TOO_LARGE, "exceeds the maximum" },
  { HP_BOUNCE_REASON_TOO_LARGE, "liian suuri" },
  { HP_BOUNCE_REASON_TOO_LARGE, "för stort" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "unknown host" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "host unknown" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "host not found" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "domain not found" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "host or domain name" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "domain does not exist" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "domain name not found" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "couldn't find any host" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "unrouteable mail domain" },
  { HP_BOUNCE_REASON_NO_SUCH_HOST, "unrouteable address" },
  { HP_BOUNCE_REASON_CLOSED, "disabled" },
  { HP_BOUNCE_REASON_CLOSED, "inactive" },
  { HP_BOUNCE_REASON_CLOSED, "discontinued" },
  { HP_BOUNCE_REASON_CLOSED, "suspended" },
  { HP_BOUNCE_REASON_CLOSED, "deactivated" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "unknown" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not known" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "no such" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not found" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "n't be found" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "n't found" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "n’t found" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not exist" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "n't exist" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "no mailbox" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "n't have a" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not have a" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "invalid recipient" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "invalid mailbox" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not recognized" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "not listed" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "unavailable" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "ei löydy" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "ei ole olemassa" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "tuntematon" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "finns inte" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "okänd" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "unbekannt" },
  { HP_BOUNCE_REASON_NO_SUCH_ADDRESS, "existiert nicht" },
  { HP_BOUNCE_REASON_REFUSED, "spam" },
  { HP_BOUNCE_REASON_REFUSED, "blocked" },
  { HP_BOUNCE_REASON_REFUSED, "blacklist" },
  { HP_BOUNCE_REASON_REFUSED, "block list" },
  { HP_BOUNCE_REASON_REFUSED, "reputation" },
  { HP_BOUNCE_REASON_REFUSED, "policy" },
  { HP_BOUNCE_REASON_REFUSED, "dmarc" },
  { HP_BOUNCE_REASON_REFUSED, "denied" },
  { HP_BOUNCE_REASON_REFUSED, "not allowed" },
  { HP_BOUNCE_REASON_REFUSED, "unable to relay" },
  { HP_BOUNCE_REASON_NO_ANSWER, "timed out" },
  { HP_BOUNCE_REASON_NO_ANSWER, "timeout" },
  { HP_BOUNCE_REASON_NO_ANSWER, "connection refused" },
  { HP_BOUNCE_REASON_NO_ANSWER, "connect to host" },
  { HP_BOUNCE_REASON_NO_ANSWER, "did not respond" },
};

static HpBounceReason
find_in_words (const char *words, HpBounceReason otherwise)
{
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strstr (words, WORDS[i].text) != NULL)
      return WORDS[i].reason;
  return otherwise;
}

static HpBounceReason
find_in_codes (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CODES); i++)
    if (strcmp (code, CODES[i].text) == 0)
      return CODES[i].reason;
  return HP_BOUNCE_REASON_OTHER;
}

/* Many say 5.0.0 or 5.7.1 for everything and mean what their words say. */
HpBounceReason
hp_bounce_reason_get (const HpFailedRecipient *recipient)
{
  const char *code = recipient->status != NULL ? recipient->status + 2 : "";
  g_autofree char *words = g_utf8_strdown (recipient->reason != NULL ? recipient->reason : "", -1);
  HpBounceReason otherwise =
      recipient->is_permanent ? HP_BOUNCE_REASON_OTHER : HP_BOUNCE_REASON_DELAYED;
  HpBounceReason reason = find_in_codes (code);

  if (reason != HP_BOUNCE_REASON_OTHER)
    return reason;
  if (g_str_has_prefix (code, "7."))
    otherwise = HP_BOUNCE_REASON_REFUSED;
  return find_in_words (words, otherwise);
}

const char *
hp_bounce_reason_get_words (HpBounceReason reason)
{
  static const char *const words[] = {
    [HP_BOUNCE_REASON_OTHER] = "the mail was not delivered",
    [HP_BOUNCE_REASON_NO_SUCH_ADDRESS] = "there is no such address",
    [HP_BOUNCE_REASON_CLOSED] = "the mailbox is closed",
    [HP_BOUNCE_REASON_MAILBOX_FULL] = "the mailbox is full",
    [HP_BOUNCE_REASON_NO_SUCH_HOST] = "the domain was not found",
    [HP_BOUNCE_REASON_NO_ANSWER] = "the mail server does not answer",
    [HP_BOUNCE_REASON_REFUSED] = "the mail was refused as spam or by policy",
    [HP_BOUNCE_REASON_TOO_LARGE] = "the mail is too large",
    [HP_BOUNCE_REASON_DELAYED] = "the mail is delayed",
  };

  return words[reason];
}

/* The length of "5.1.1" at @text, or 0. */
static gsize
measure_status (const char *text)
{
  gsize at = 1;

  if (strchr ("245", *text) == NULL || *text == '\0')
    return 0;
  for (int i = 0; i < 2; i++)
    {
      gsize digits = text[at] == '.' ? strspn (text + at + 1, "0123456789") : 0;
      if (digits < 1 || digits > 3)
        return 0;
      at += 1 + digits;
    }
  return text[at] == '.' && g_ascii_isdigit (text[at + 1]) ? 0 : at;
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !(g_ascii_isalnum (at[-1]) || at[-1] == '.');
}

char *
hp_bounce_reason_dup_status (const char *text)
{
  for (const char *at = strpbrk (text, "245"); at != NULL; at = strpbrk (at + 1, "245"))
    {
      gsize length = begins_word (text, at) ? measure_status (at) : 0;
      if (length > 0)
        return g_strndup (at, length);
    }
  return NULL;
}

static gboolean
is_reply_code (const char *text)
{
  return (*text == '4' || *text == '5') && text[1] >= '0' && text[1] <= '7' &&
         g_ascii_isdigit (text[2]) && text[3] != '\0' && strchr (" -:", text[3]) != NULL &&
         text[4] != '\0' && text[4] != '\n';
}

const char *
hp_bounce_reason_find_reply (const char *text)
{
  for (const char *at = strpbrk (text, "45"); at != NULL; at = strpbrk (at + 1, "45"))
    if (begins_word (text, at) && is_reply_code (at))
      return at;
  return NULL;
}

/* Takes codes out of @text, which stand before each line that the server sent. */
static void
remove_codes (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0';)
    {
      gboolean is_word = from == text || from[-1] == ' ';
      if (is_word && is_reply_code (from))
        from += 4;
      gsize length = is_word || from[-1] == ' ' || from[-1] == '-' ? measure_status (from) : 0;
      if (length > 0 && strchr (" :-", from[length]) != NULL)
        from += length + (from[length] != '\0');
      else if (*from != '\0')
        *to++ = *from++;
    }
  *to = '\0';
}

/* "smtp; " (RFC 3464 section 2.3.6), "<a@b.c>: " and "a@b.c... " say nothing new. */
static const char *
skip_preamble (const char *text)
{
  const char *type =
      text + strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123");
  gsize start;
  gsize end;

  if (*type == ';')
    text = type + 1;
  text += strspn (text, " :;,.-\"'|");
  text += strspn (text, "<(");
  if (hp_bounce_address_find (text, 0, &start, &end) && start == 0)
    text += end;
  return text + strspn (text, " :;,.-\"'|>)]}");
}

static gsize
measure_sentence (const char *text)
{
  gsize length = strlen (text);

  for (const char *at = strpbrk (text, ".!?"); at != NULL; at = strpbrk (at + 1, ".!?"))
    if (at - text >= MIN_SENTENCE && at[1] == ' ' && !g_ascii_islower (at[2]))
      return (gsize) (at - text) + 1;
  return length;
}

static char *
dup_short (const char *text, gsize length)
{
  if (length <= MAX_SENTENCE)
    return g_strndup (text, length);
  const char *end = g_utf8_find_prev_char (text, text + MAX_SENTENCE);
  g_autofree char *cut = g_strndup (text, (gsize) (end - text));
  return g_strconcat (cut, "…", NULL);
}

/* What is left of a bracket or of a list when its beginning is taken away. */
static void
trim_end (char *text)
{
  gsize length = strlen (text);

  while (length > 0 && strchr (" :;,<([{=-", text[length - 1]) != NULL)
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == ')' && strchr (text, '(') == NULL)
    text[length - 1] = '\0';
}

gboolean
hp_bounce_reason_is_told (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return hp_bounce_reason_find_reply (text) != NULL ||
         find_in_words (lower, HP_BOUNCE_REASON_OTHER) != HP_BOUNCE_REASON_OTHER;
}

/* The first sentence that means something, else the first. */
static char *
dup_best_sentence (const char *text)
{
  g_autofree char *first = NULL;

  for (gsize length = measure_sentence (text); length > 0; length = measure_sentence (text))
    {
      g_autofree char *sentence = dup_short (text, length);
      g_autofree char *lower = g_utf8_strdown (sentence, -1);
      if (find_in_words (lower, HP_BOUNCE_REASON_OTHER) != HP_BOUNCE_REASON_OTHER)
        return g_steal_pointer (&sentence);
      if (first == NULL)
        first = g_steal_pointer (&sentence);
      text += length;
      text += strspn (text, " ");
    }
  return g_steal_pointer (&first);
}

char *
hp_bounce_reason_dup_sentence (const char *text)
{
  g_autofree char *start = g_strndup (text, MAX_TEXT);
  g_autofree char *flat = hp_mail_field_flatten (start);
  const char *reply = hp_bounce_reason_find_reply (flat);
  g_autofree char *words = g_strdup (reply != NULL ? reply : flat);

  remove_codes (words);
  char *sentence = dup_best_sentence (skip_preamble (words));
  if (sentence != NULL)
    trim_end (sentence);
  if (sentence != NULL && *sentence == '\0')
    g_clear_pointer (&sentence, g_free);
  return sentence;
}
