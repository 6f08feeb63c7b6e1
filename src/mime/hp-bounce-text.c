/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading the words of bounces that carry no delivery report: qmail, Exim, old Exchange,
 * Notes, providers of their own mind, in any language. Addresses that stand alone or first on a
 * line as a list does are the best witness, then those in a sentence about failure, then any that
 * is not somebody to turn to. The returned mail itself is not read. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-bounce-text.h"

#include <string.h>

#include "mime/hp-bounce-address.h"
#include "mime/hp-bounce-phrases.h"
#include "mime/hp-bounce-reason.h"

/* In bytes: what a mail system writes itself is short. */
#define MAX_TEXT 65536
#define MAX_LINE 2000
#define MAX_NAME 60
#define MAX_REASON 1000

typedef enum
{
  RANK_NONE,
  RANK_ANY,      /* it is there */
  RANK_SENTENCE, /* in words about failure */
  RANK_LISTED,   /* alone or first on its line */
  N_RANKS,
} Rank;

typedef struct
{
  char *addr;      /* (owned) */
  GString *reason; /* (owned) what stands behind it */
  char *lead;      /* (owned) (nullable) what leads to it */
  Rank rank;
} Candidate;

typedef struct
{
  const HpMail *mail;
  GHashTable *systems;   /* (owned) lower-case addresses that the bounce is from */
  GHashTable *writers;   /* (owned) lower-case addresses that it is sent to */
  GPtrArray *candidates; /* (owned) (element-type Candidate) in order */
  Rank best;             /* of the candidates */
  GHashTable *seen;      /* (owned) lower-case address to Candidate */
  Candidate *current;    /* the last listed one, while lines about it go on */
  char *lead;            /* (owned) (nullable) the same, as written */
  char *intro;           /* (owned) (nullable) the last line outside of lists, lower case */
  char *reply;           /* (owned) (nullable) the first answer of a server */
  gboolean has_listed;   /* the previous line that is not blank was in the list */
  guint blanks;          /* since the last line */
} TextReader;

static void
free_candidate (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->addr);
  g_free (candidate->lead);
  g_string_free (candidate->reason, TRUE);
  g_free (candidate);
}

static void
add_keys (GHashTable *keys, GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    g_hash_table_add (keys, g_utf8_strdown (((const HpAddress *) addresses->pdata[i])->addr, -1));
}

/* The mail system itself is not whom it did not reach; nor are those that the bounce is sent to,
 * unless they wrote to themselves. */
static Rank
limit_rank (const TextReader *self, const char *addr, Rank rank)
{
  g_autofree char *key = g_utf8_strdown (addr, -1);

  if (hp_bounce_phrases_is_system (key) || g_hash_table_contains (self->systems, key))
    return RANK_NONE;
  if (g_hash_table_contains (self->writers, key))
    return rank == RANK_LISTED ? RANK_ANY : RANK_NONE;
  return rank;
}

static Candidate *
add_candidate (TextReader *self, const char *addr, Rank rank)
{
  g_autofree char *key = g_utf8_strdown (addr, -1);
  Candidate *candidate = g_hash_table_lookup (self->seen, key);

  if (candidate == NULL)
    {
      candidate = g_new0 (Candidate, 1);
      candidate->addr = g_strdup (addr);
      candidate->reason = g_string_new (NULL);
      candidate->lead = g_strdup (self->lead);
      g_ptr_array_add (self->candidates, candidate);
      g_hash_table_insert (self->seen, g_steal_pointer (&key), candidate);
    }
  candidate->rank = MAX (candidate->rank, rank);
  self->best = MAX (self->best, rank);
  return candidate;
}

static void
add_reason (Candidate *candidate, const char *text)
{
  if (candidate->reason->len > MAX_REASON)
    return;
  if (candidate->reason->len > 0)
    g_string_append_c (candidate->reason, ' ');
  g_string_append (candidate->reason, text);
}

/* "", "1. ", "* <", "'", "SMTP:" and the like before an address that begins its line. */
static gboolean
is_bullet (const char *head)
{
  head += strspn (head, " \t*-|<[(\"'•·>0123456789.)");
  return *head == '\0' || g_ascii_strcasecmp (head, "smtp:") == 0 ||
         g_ascii_strcasecmp (head, "mailto:") == 0;
}

/* "Maija Virtanen (" and "Maija <". */
static gboolean
is_name (const char *head)
{
  gsize length = strlen (head);

  return length > 1 && length <= MAX_NAME && strchr ("(<[", head[length - 1]) != NULL &&
         strpbrk (head, ":.!?") == NULL;
}

/* What may stand behind an address in a list: nothing, or a reason set off from it. */
static gboolean
is_tail (const char *tail)
{
  const char *rest = tail + strspn (tail, ">])\"'; \t\r");

  if (*rest == '\0' || strchr (":,|(<-", *rest) != NULL || g_str_has_prefix (rest, "..."))
    return TRUE;
  return g_str_has_prefix (rest, "on ") || hp_bounce_reason_find_reply (rest) == rest;
}

/* A list has something that leads to it; a signature has not. */
static gboolean
is_led_to (const TextReader *self, const char *head, const char *tail)
{
  if (self->has_listed || strchr (head, '<') != NULL || strchr (head, '[') != NULL)
    return TRUE;
  if (hp_bounce_reason_find_reply (tail) != NULL || strchr (tail, ':') != NULL)
    return TRUE;
  return self->intro == NULL || g_str_has_suffix (self->intro, ":") ||
         hp_bounce_phrases_has_failure (self->intro);
}

/* "For help write to", and the address on a line of its own. */
static gboolean
is_contact_of (const TextReader *self, const char *tail)
{
  return self->intro != NULL && !self->has_listed && !g_str_has_prefix (tail, ">:") &&
         !g_str_has_suffix (self->intro, ".") && hp_bounce_phrases_is_contact (self->intro) &&
         !hp_bounce_phrases_has_failure (self->intro);
}

static Rank
rank_address (const TextReader *self, const char *line, gsize start, gsize end)
{
  g_autofree char *head = g_strndup (line, start);
  g_autofree char *lower_head = g_utf8_strdown (head, -1);
  g_autofree char *lower = g_utf8_strdown (line, -1);
  const char *tail = line + end;

  if (hp_bounce_phrases_is_origin (lower_head))
    return RANK_LISTED;
  if (hp_bounce_phrases_is_contact (lower_head))
    return RANK_NONE;
  if (is_bullet (head) && is_contact_of (self, tail))
    return RANK_NONE;
  if ((is_bullet (head) || is_name (head)) && is_tail (tail) && is_led_to (self, head, tail))
    return RANK_LISTED;
  if (hp_bounce_phrases_has_failure (lower) || hp_bounce_reason_find_reply (line) != NULL)
    return RANK_SENTENCE;
  return RANK_ANY;
}

/* Whatever the first address of a list line has behind it is about it; a second one there, as in
 * "<a@b.c>: 550 a@b.c unknown", is no other recipient. */
static void
take_listed (TextReader *self, Candidate *candidate, const char *tail)
{
  static const char link[] = "<mailto:";

  self->has_listed = TRUE;
  self->current = candidate->reason->len == 0 ? candidate : NULL;
  tail += strspn (tail, ")]\"' ");
  if (g_ascii_strncasecmp (tail, link, strlen (link)) == 0)
    tail += strcspn (tail, ">");
  tail += strspn (tail, ">])\"'; \t:,|(<-.");
  if (!g_str_has_prefix (tail, "on ") && *tail != '\0' && candidate->reason->len == 0)
    add_reason (candidate, tail);
}

static void
read_addresses (TextReader *self, const char *line, gsize start, gsize end)
{
  gboolean has_listed = FALSE;

  do
    {
      g_autofree char *addr = g_strndup (line + start, end - start);
      Rank rank = limit_rank (self, addr, rank_address (self, line, start, end));
      if (rank == RANK_NONE)
        continue;
      Candidate *candidate = add_candidate (self, addr, rank);
      if (rank == RANK_LISTED)
        take_listed (self, candidate, line + end);
      else if (candidate->reason->len == 0)
        add_reason (candidate, line);
      has_listed = has_listed || rank == RANK_LISTED;
    }
  while (!has_listed && hp_bounce_address_find (line, end, &start, &end));
  self->has_listed = has_listed;
  if (!has_listed)
    self->current = NULL;
}

/* "----- Transcript of session follows -----" ends what was said before. */
static gboolean
is_heading (const char *line)
{
  return strspn (line + strspn (line, " \t"), "-=_*|") >= 3;
}

/* A line below a listed address tells more of it, if it does not name another. */
static gboolean
goes_on (const TextReader *self, const char *line, gboolean has_address, const char *head)
{
  if (self->current == NULL || is_heading (line))
    return FALSE;
  if (has_address && (is_bullet (head) || hp_bounce_phrases_is_origin (head)))
    return FALSE;
  if (self->blanks > 0 && self->current->reason->len > 0 &&
      !g_str_has_suffix (self->current->reason->str, ":"))
    return FALSE;
  return !has_address || g_ascii_isspace (*line) || hp_bounce_reason_find_reply (line) != NULL;
}

static void
set_intro (TextReader *self, const char *line, const char *lower)
{
  g_free (self->lead);
  g_free (self->intro);
  self->lead = g_strdup (line);
  self->intro = g_strstrip (g_strdup (lower));
}

/* "=====" and empty headings say nothing of anybody. */
static gboolean
is_rule (const char *lower)
{
  const char *words = lower + strspn (lower, " \t");

  return words[strspn (words, "-=_* \t")] == '\0' || g_str_has_prefix (words, "technical details:");
}

static gboolean
begins_reason (const char *lower)
{
  static const char *const beginnings[] = { "reason:", "syy:", "orsak:", "grund:", "error:" };

  lower += strspn (lower, " \t");
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (lower, beginnings[i]))
      return TRUE;
  return FALSE;
}

static void
read_line (TextReader *self, const char *line, const char *lower)
{
  gsize start = 0;
  gsize end = 0;
  gboolean has_address = hp_bounce_address_find (line, 0, &start, &end);
  g_autofree char *head = g_strndup (line, start);

  if (self->reply == NULL && (hp_bounce_reason_find_reply (line) != NULL || begins_reason (lower)))
    self->reply = g_strdup (line);
  if (is_rule (lower))
    return;
  if (goes_on (self, line, has_address, head))
    add_reason (self->current, line);
  else if (has_address && !hp_bounce_phrases_is_header (lower))
    read_addresses (self, line, start, end);
  else
    {
      self->current = NULL;
      self->has_listed = FALSE;
    }
  if (!self->has_listed)
    set_intro (self, line, lower);
}

/* "> a@b.c" is a bullet, and no quote. */
static gboolean
is_lone_address (const char *text)
{
  gsize start;
  gsize end;

  text += strspn (text, " \t");
  return hp_bounce_address_find (text, 0, &start, &end) && start == 0 && text[end] == '\0';
}

/* No-break spaces indent the lines of HTML. */
static char *
dup_line (const char *line, gsize length)
{
  g_autofree char *bytes = g_strndup (line, length);
  char *valid = g_utf8_make_valid (bytes, -1);

  for (char *at = strstr (valid, "\302\240"); at != NULL; at = strstr (at, "\302\240"))
    at[0] = at[1] = ' ';
  return g_strchomp (valid);
}

static void
read_text (TextReader *self, const char *text)
{
  const char *limit = text + strnlen (text, MAX_TEXT);

  for (const char *line = text; line < limit; line += strcspn (line, "\n") + 1)
    {
      gsize length = MIN (strcspn (line, "\n"), MAX_LINE);
      g_autofree char *own = dup_line (line, length);
      g_autofree char *lower = g_utf8_strdown (own, -1);
      if (own[strspn (own, " \t")] == '\0')
        self->blanks++;
      else if (hp_bounce_phrases_is_end (lower, self->best >= RANK_SENTENCE))
        return;
      else if (*own != '>' || g_str_has_prefix (own, ">>> ") || is_lone_address (own + 1))
        {
          read_line (self, own, lower);
          self->blanks = 0;
        }
      if (line[strcspn (line, "\n")] == '\0')
        return;
    }
}

/* The server's answer elsewhere may tell more than what stands beside the address, if it is about
 * that address. */
static const char *
choose_words (const TextReader *self, const char *addr)
{
  g_autofree char *key = g_utf8_strdown (addr, -1);
  const Candidate *candidate = g_hash_table_lookup (self->seen, key);

  if (candidate == NULL)
    return self->reply;
  if (candidate->reason->len == 0)
    return self->reply == NULL && candidate->lead != NULL &&
                   hp_bounce_reason_is_told (candidate->lead)
               ? candidate->lead
               : self->reply;
  if (self->reply == NULL || hp_bounce_reason_is_told (candidate->reason->str))
    return candidate->reason->str;
  if (self->candidates->len == 1 || strstr (self->reply, addr) != NULL)
    return self->reply;
  return candidate->reason->str;
}

static void
add_failed (TextReader *self, GPtrArray *failed, const char *addr, gboolean is_permanent)
{
  const char *said = choose_words (self, addr);
  HpFailedRecipient *recipient = g_new0 (HpFailedRecipient, 1);

  recipient->addr = g_strdup (addr);
  recipient->status = said != NULL ? hp_bounce_reason_dup_status (said) : NULL;
  if (recipient->status == NULL && self->reply != NULL && self->candidates->len == 1)
    recipient->status = hp_bounce_reason_dup_status (self->reply);
  recipient->reason = said != NULL ? hp_bounce_reason_dup_sentence (said) : NULL;
  recipient->is_permanent =
      is_permanent && (recipient->status == NULL || recipient->status[0] != '4');
  g_ptr_array_add (failed, recipient);
}

/* "Undeliverable: a@b.c", where the text names nobody in earnest. */
static void
read_subject (TextReader *self)
{
  gsize start;
  gsize end;

  if (!hp_bounce_address_find (self->mail->subject, 0, &start, &end))
    return;
  g_autofree char *addr = g_strndup (self->mail->subject + start, end - start);
  Rank rank = limit_rank (self, addr, RANK_SENTENCE);
  if (rank != RANK_NONE)
    add_candidate (self, addr, rank);
}

/* Where nothing but their being there speaks for addresses, only a single one is believed. */
static void
take_candidates (TextReader *self, GPtrArray *failed, gboolean is_permanent)
{
  if (self->best < RANK_SENTENCE)
    read_subject (self);
  if (self->best == RANK_ANY && self->candidates->len > 1)
    return;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = self->candidates->pdata[i];
      if (candidate->rank == self->best)
        add_failed (self, failed, candidate->addr, is_permanent);
    }
}

void
hp_bounce_text_read (HpMail *mail, GPtrArray *named)
{
  TextReader self = { .mail = mail };
  gboolean is_permanent = !hp_bounce_phrases_is_delay (mail->subject, mail->text);

  self.candidates = g_ptr_array_new_with_free_func (free_candidate);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.systems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.writers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_keys (self.systems, mail->from);
  add_keys (self.systems, mail->reply_to);
  add_keys (self.writers, mail->to);
  read_text (&self, mail->text);
  if (named == NULL || named->len == 0)
    take_candidates (&self, mail->failed, is_permanent);
  else
    for (guint i = 0; i < named->len; i++)
      add_failed (&self, mail->failed, named->pdata[i], is_permanent);
  g_hash_table_unref (self.writers);
  g_hash_table_unref (self.systems);
  g_hash_table_unref (self.seen);
  g_ptr_array_unref (self.candidates);
  g_free (self.intro);
  g_free (self.lead);
  g_free (self.reply);
}
