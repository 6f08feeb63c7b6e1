/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the query language: what a person types into the search, in English, Finnish or Swedish,
 * as terms. Pure; any thread. Never fails: what is no operator is words, and a word without a
 * letter or digit is nothing. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-query.h"

#include <stdlib.h>
#include <string.h>

#include "base/hp-key.h"
#include "base/hp-near-word.h"

/* More is a pasted text, not a query. */
#define MAX_TERMS 64
#define DAY (24 * G_TIME_SPAN_HOUR)

/* Spellings are lower case and without accents, as the typed ones are made before they are
 * compared: "från" and "fran" are the same. */
typedef struct
{
  HpQueryField field;
  const char *spellings; /* with a space around each */
} Operator;

static const Operator OPERATORS[] = {
  { HP_QUERY_FROM, " from lahettaja kenelta fran avsandare " },
  { HP_QUERY_TO, " to vastaanottaja kenelle till mottagare " },
  { HP_QUERY_ASSIGNEE, " assignee vastuuhenkilo kasittelija ansvarig handlaggare " },
  { HP_QUERY_TAG, " tag tunniste avainsana tagg etikett " },
  { HP_QUERY_STATUS, " status tila " },
  { HP_QUERY_IS, " is on ar " },
  { HP_QUERY_PRIORITY, " priority prioriteetti kiireellisyys prioritet " },
  { HP_QUERY_CHANNEL, " channel kanava kanal " },
  { HP_QUERY_BEFORE, " before ennen fore innan " },
  { HP_QUERY_AFTER, " after jalkeen efter " },
  { HP_QUERY_HAS, " has sisaltaa har " },
  { HP_QUERY_NUMBER, " number numero nummer " },
};

typedef struct
{
  const char *stored;
  const char *spellings;
} Value;

static const Value STATUSES[] = {
  { "new", " new uusi ny " },
  { "open", " open avoin auki oppen " },
  { "waiting", " waiting odottaa odottava vantar vantande " },
  { "resolved", " resolved ratkaistu lost " },
  { "snoozed", " snoozed torkutettu torkkuva snoozad vilande " },
  { "closed", " closed suljettu stangd " },
  { "spam", " spam roskaposti skrappost " },
  { "unassigned", " unassigned jakamaton otilldelad " }, /* is: only */
  { NULL, NULL },
};
static const Value ASSIGNEES[] = {
  { "none", " none ei kukaan ingen " },
  { "me", " me mina jag mig " },
  { NULL, NULL },
};
static const Value PRIORITIES[] = {
  { "low", " low matala lag " },
  { "normal", " normal normaali " },
  { "high", " high korkea hog " },
  { "urgent", " urgent kiireellinen bradskande " },
  { NULL, NULL },
};
static const Value CHANNELS[] = {
  { "mail", " mail email e-mail sahkoposti posti e-post epost " },
  { "chat", " chat chatti pikaviesti chatt " },
  { "phone", " phone puhelin telefon " },
  { "form", " form lomake formular " },
  { "other", " other muu annan " },
  { NULL, NULL },
};
static const Value CONTENTS[] = {
  { "attachment", " attachment attachments liite liitteita liitteen bilaga bilagor " },
  { NULL, NULL },
};

typedef struct
{
  gint64 age;
  const char *spellings;
} Unit;

static const Unit UNITS[] = {
  { G_TIME_SPAN_HOUR, " h " }, { DAY, " d pv " },         { 7 * DAY, " w vk " },
  { 30 * DAY, " m kk man " },  { 365 * DAY, " y a ar " },
};

/* One piece of the text: [-][operator:]value, where the value may be in quotes. */
typedef struct
{
  const Operator *operator; /* (nullable) */
  char *all;                /* (owned) operator and value as typed, without minus and quotes */
  char *value;              /* (owned) */
  gboolean is_negated;
  gboolean is_quoted;
} Piece;

static void
clear_piece (Piece *piece)
{
  g_clear_pointer (&piece->all, g_free);
  g_clear_pointer (&piece->value, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, clear_piece)

static void
free_term (gpointer data)
{
  HpQueryTerm *term = data;

  g_free (term->value);
  g_free (term);
}

/* Lower case without accents. */
static char *
fold (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  return g_ascii_strdown (plain, -1);
}

static gboolean
is_spelled (const char *spellings, const char *folded)
{
  g_autofree char *spaced = g_strconcat (" ", folded, " ", NULL);
  return *folded != '\0' && strchr (folded, ' ') == NULL && strstr (spellings, spaced) != NULL;
}

static const char *
find_value (const Value *values, const char *text)
{
  g_autofree char *folded = fold (text);

  for (; values->stored != NULL; values++)
    if (is_spelled (values->spellings, folded))
      return values->stored;
  return NULL;
}

static const Operator *
find_operator (const char *name)
{
  g_autofree char *folded = fold (name);

  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (is_spelled (OPERATORS[i].spellings, folded))
      return &OPERATORS[i];
  return NULL;
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* "7d", "2 w": how long ago. */
static gboolean
parse_age (const char *text, gint64 *age)
{
  char *rest = NULL;
  guint64 count = g_ascii_strtoull (text, &rest, 10);

  if (rest == text || count > 10000 || !g_ascii_isdigit (*text))
    return FALSE;
  g_autofree char *unit = fold (g_strchug (rest));
  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    if (is_spelled (UNITS[i].spellings, unit))
      {
        *age = (gint64) count * UNITS[i].age;
        return TRUE;
      }
  return FALSE;
}

static int
fetch_number (GMatchInfo *match, const char *name, int fallback)
{
  g_autofree char *digits = g_match_info_fetch_named (match, name);
  return digits != NULL && *digits != '\0' ? atoi (digits) : fallback;
}

/* The first moment of a day, month or year here: 2026-11-01, 1.11.2026, 2026-11 or 2026. */
static gboolean
parse_date (const char *text, gint64 *time)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(?:(?<y>\\d{4})(?:-(?<m>\\d{1,2})(?:-(?<d>\\d{1,2}))?)?"
                                          "|(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4}))$",
                                          G_REGEX_DUPNAMES, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  g_autoptr (GDateTime) local =
      g_date_time_new_local (fetch_number (match, "y", 0), fetch_number (match, "m", 1),
                             fetch_number (match, "d", 1), 0, 0, 0);
  if (local == NULL)
    return FALSE;
  *time = g_date_time_to_unix (local) * G_TIME_SPAN_SECOND;
  return TRUE;
}

/* "today" and "yesterday": the first moment of the day here. */
static gboolean
parse_day (const char *text, gint64 *time)
{
  g_autofree char *day = fold (text);
  gboolean is_today = is_spelled (" today tanaan idag ", day);

  if (!is_today && !is_spelled (" yesterday eilen igar ", day))
    return FALSE;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, is_today ? 0 : -1);
  g_autofree char *date = g_date_time_format (then, "%Y-%m-%d");
  return parse_date (date, time);
}

static gboolean
set_value (HpQueryTerm *term, const char *stored)
{
  if (stored == NULL)
    return FALSE;
  g_free (term->value);
  term->value = g_strdup (stored);
  return TRUE;
}

static gboolean
set_number (HpQueryTerm *term)
{
  guint8 prefix[5];

  if (!hp_number_parse (term->value, prefix))
    return FALSE;
  term->field = HP_QUERY_NUMBER;
  return TRUE;
}

/* Reads the value of an operator. FALSE if it is none of those the operator knows. */
static gboolean
read_value (HpQueryTerm *term)
{
  const char *assignee;

  switch (term->field)
    {
    case HP_QUERY_ASSIGNEE:
      assignee = find_value (ASSIGNEES, term->value);
      return assignee == NULL || set_value (term, assignee);
    case HP_QUERY_STATUS:
      if (!set_value (term, find_value (STATUSES, term->value)))
        return FALSE;
      if (strcmp (term->value, "snoozed") == 0)
        term->field = HP_QUERY_IS; /* to people it is one more status */
      return strcmp (term->value, "unassigned") != 0;
    case HP_QUERY_IS:
      return set_value (term, find_value (STATUSES, term->value));
    case HP_QUERY_PRIORITY:
      return set_value (term, find_value (PRIORITIES, term->value));
    case HP_QUERY_CHANNEL:
      return set_value (term, find_value (CHANNELS, term->value));
    case HP_QUERY_HAS:
      return set_value (term, find_value (CONTENTS, term->value));
    case HP_QUERY_NUMBER:
      return set_number (term);
    case HP_QUERY_BEFORE:
    case HP_QUERY_AFTER:
      return parse_date (term->value, &term->time) || parse_day (term->value, &term->time) ||
             parse_age (term->value, &term->age);
    default:
      return TRUE;
    }
}

static HpQueryTerm *
new_term (const Piece *piece, HpQueryField field, const char *value)
{
  HpQueryTerm *term = g_new0 (HpQueryTerm, 1);

  term->field = field;
  term->value = g_strdup (value);
  term->is_negated = piece->is_negated;
  term->time = G_MININT64;
  return term;
}

/* "HP-7K3Q2M9X" also as "[HP-7K3Q2M9X]" or "#HP-7K3Q2M9X,": as people copy it. */
static HpQueryTerm *
new_number_term (const Piece *piece)
{
  const char *start = piece->value + strspn (piece->value, "#[(");
  g_autofree char *number = g_strndup (start, strcspn (start, "]).,;"));

  if (piece->is_quoted || g_ascii_strncasecmp (number, "HP-", 3) != 0)
    return NULL;
  HpQueryTerm *term = new_term (piece, HP_QUERY_WORD, number);
  if (set_number (term))
    return term;
  free_term (term);
  return NULL;
}

static const Value *
get_values (HpQueryField field)
{
  switch (field)
    {
    case HP_QUERY_STATUS:
    case HP_QUERY_IS:
      return STATUSES;
    case HP_QUERY_PRIORITY:
      return PRIORITIES;
    case HP_QUERY_CHANNEL:
      return CHANNELS;
    case HP_QUERY_HAS:
      return CONTENTS;
    default:
      return NULL;
    }
}

/* All spellings of a list, as words. */
static void
add_spellings (GStrvBuilder *words, const char *spellings)
{
  g_auto (GStrv) parts = g_strsplit (spellings, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
}

static char *
find_near_value (const Piece *piece)
{
  const Value *values = get_values (piece->operator->field);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (values == NULL)
    return NULL;
  for (; values->stored != NULL; values++)
    add_spellings (builder, values->spellings);
  g_auto (GStrv) words = g_strv_builder_end (builder);
  const char *near = hp_near_word_find (piece->value, (const char *const *) words);
  gsize name = strcspn (piece->all, ":");
  return near != NULL ? g_strdup_printf ("%.*s:%s", (int) name, piece->all, near) : NULL;
}

/* "statsu:open"; words with a colon are common, so only where all but a letter fits. */
static char *
find_near_operator (const Piece *piece)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize length = strcspn (piece->value, ":");
  g_autofree char *name = g_strndup (piece->value, length);

  if (length < 4 || piece->is_quoted || piece->value[length] != ':' ||
      piece->value[length + 1] == '/' || piece->value[length + 1] == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    add_spellings (builder, OPERATORS[i].spellings);
  g_auto (GStrv) words = g_strv_builder_end (builder);
  const char *near = hp_near_word_find (name, (const char *const *) words);
  return near != NULL ? g_strconcat (near, piece->value + length, NULL) : NULL;
}

static void
note_doubt (HpQuery *query, const Piece *piece)
{
  char *meant = piece->operator!= NULL ? find_near_value (piece) : find_near_operator (piece);

  if (piece->operator== NULL && meant == NULL)
    return;
  HpQueryDoubt *doubt = g_new (HpQueryDoubt, 1);
  *doubt = (HpQueryDoubt){ g_strdup (piece->all), meant };
  g_ptr_array_add (query->doubts, doubt);
}

static void
free_doubt (gpointer data)
{
  HpQueryDoubt *doubt = data;

  g_free (doubt->text);
  g_free (doubt->meant);
  g_free (doubt);
}

/* Returns: (transfer full) (nullable): NULL where there is nothing to look for. */
static HpQueryTerm *
make_term (const Piece *piece)
{
  HpQueryTerm *term = piece->operator== NULL ? new_number_term (piece) : NULL;

  if (term != NULL)
    return term;
  if (piece->operator!= NULL)
    {
      if (*piece->value == '\0')
        return NULL;
      term = new_term (piece, piece->operator->field, piece->value);
      if (read_value (term))
        return term;
      free_term (term);
    }
  if (!has_letter (piece->all))
    return NULL;
  term = new_term (piece, HP_QUERY_WORD, piece->all);
  term->is_phrase = piece->is_quoted;
  return term;
}

static gboolean
is_quote (const char *p)
{
  gunichar c = g_utf8_get_char (p);
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e;
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

/* The operator that @p begins with; @*after is behind its colon. */
static const Operator *
read_operator (const char *p, const char **after)
{
  const char *end = p;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == p || *end != ':')
    return NULL;
  g_autofree char *name = g_strndup (p, (gsize) (end - p));
  *after = end + 1;
  return find_operator (name);
}

/* Reads up to the quote that ends it or, without quotes, to the next space. */
static char *
read_text (const char **cursor, gboolean *is_quoted)
{
  const char *p = *cursor;

  *is_quoted = *p != '\0' && is_quote (p);
  if (*is_quoted)
    p = g_utf8_next_char (p);
  const char *start = p;
  while (*p != '\0' && !(*is_quoted ? is_quote (p) : is_space (p)))
    p = g_utf8_next_char (p);
  *cursor = *is_quoted && *p != '\0' ? g_utf8_next_char (p) : p;
  return g_strndup (start, (gsize) (p - start));
}

/* FALSE at the end of the text. */
static gboolean
read_piece (const char **cursor, Piece *piece)
{
  const char *p = *cursor;

  while (*p != '\0' && is_space (p))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return FALSE;
  piece->is_negated = p[0] == '-' && p[1] != '\0' && !is_space (p + 1);
  if (piece->is_negated)
    p++;
  const char *start = p;
  const char *after = p;
  piece->operator= read_operator (p, &after);
  if (piece->operator!= NULL)
    p = after;
  gsize name_length = (gsize) (p - start);
  piece->value = read_text (&p, &piece->is_quoted);
  piece->all = g_strdup_printf ("%.*s%s", (int) name_length, start, piece->value);
  *cursor = p;
  return TRUE;
}

HpQuery *
hp_query_parse (const char *text)
{
  HpQuery *query = g_atomic_rc_box_new0 (HpQuery);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *cursor = valid;

  query->terms = g_ptr_array_new_with_free_func (free_term);
  query->doubts = g_ptr_array_new_with_free_func (free_doubt);
  while (query->terms->len < MAX_TERMS)
    {
      g_auto (Piece) piece = { 0 };
      if (!read_piece (&cursor, &piece))
        break;
      HpQueryTerm *term = make_term (&piece);
      if (term != NULL)
        g_ptr_array_add (query->terms, term);
      if (term != NULL && term->field == HP_QUERY_WORD)
        note_doubt (query, &piece);
      /* Nothing but a space or a quote ends a word, and the last word counts. */
      query->is_typing =
          term != NULL && term->field == HP_QUERY_WORD && !piece.is_quoted && *cursor == '\0';
    }
  return query;
}

static void
clear_query (gpointer data)
{
  HpQuery *query = data;

  g_ptr_array_unref (query->terms);
  g_ptr_array_unref (query->doubts);
}

HpQuery *
hp_query_ref (HpQuery *query)
{
  return g_atomic_rc_box_acquire (query);
}

void
hp_query_unref (HpQuery *query)
{
  g_atomic_rc_box_release_full (query, clear_query);
}

gboolean
hp_query_has_words (const HpQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    if (((const HpQueryTerm *) query->terms->pdata[i])->field == HP_QUERY_WORD)
      return TRUE;
  return FALSE;
}
