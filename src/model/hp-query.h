/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a term of a query is about. */
typedef enum
{
  HP_QUERY_WORD,     /* a free word, or a phrase where is_phrase */
  HP_QUERY_FROM,     /* part of the customer's or a sender's name or address */
  HP_QUERY_TO,       /* part of a recipient's name or address */
  HP_QUERY_ASSIGNEE, /* a name, "me", or "none" */
  HP_QUERY_TAG,
  HP_QUERY_STATUS, /* a stored status name */
  HP_QUERY_IS,     /* open (new, open, not snoozed), snoozed, unassigned, new, waiting, resolved,
                      closed, spam */
  HP_QUERY_PRIORITY,
  HP_QUERY_CHANNEL,
  HP_QUERY_BEFORE, /* last activity before `time` or older than `age` */
  HP_QUERY_AFTER,  /* last activity at or after `time` or younger than `age` */
  HP_QUERY_HAS,    /* "attachment" */
  HP_QUERY_NUMBER, /* a ticket's number */
} HpQueryField;

typedef struct
{
  HpQueryField field;
  char *value; /* (owned) valid UTF-8, stored spelling for fixed words */
  gboolean is_negated;
  gboolean is_phrase;
  gint64 time; /* us UTC of before: and after:, G_MININT64 where relative */
  gint64 age;  /* us, of relative ones such as 7d */
} HpQueryTerm;

/* A piece that looks like an operator and is taken as words. */
typedef struct
{
  char *text;  /* (owned) as typed */
  char *meant; /* (owned) (nullable) what it was probably meant to be */
} HpQueryDoubt;

/* A parsed query: immutable, reference counted, any thread. */
typedef struct
{
  GPtrArray *terms;   /* (owned) (element-type HpQueryTerm) */
  GPtrArray *doubts;  /* (owned) (element-type HpQueryDoubt) */
  gboolean is_typing; /* the text ends in a word without a space: it may be unfinished */
} HpQuery;

/* Parses what a person typed. Never fails: what is no operator is words. Returns: (transfer full).
 */
HpQuery *hp_query_parse (const char *text);
HpQuery *hp_query_ref (HpQuery *query);
void hp_query_unref (HpQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpQuery, hp_query_unref)

/* TRUE if it has free words, which need the search index. */
gboolean hp_query_has_words (const HpQuery *query);

G_END_DECLS
