/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the query language becomes SQL over tickets and an expression for the search index. What
 * a person typed is only ever bound, never spliced in. Pure but for completions. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-query-sql.h"

#include <string.h>

#include "base/hp-key.h"
#include "store/hp-completion.h"
#include "store/hp-query-words.h"
#include "store/hp-tokenizer.h"

#define COMPLETIONS 20

GVariant *
hp_query_value_text (const char *text)
{
  return g_variant_ref_sink (g_variant_new_string (text));
}

GVariant *
hp_query_value_int (gint64 value)
{
  return g_variant_ref_sink (g_variant_new_int64 (value));
}

GVariant *
hp_query_value_bytes (gconstpointer data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

static void
add_text (HpQuerySql *self, const char *text)
{
  g_ptr_array_add (self->values, hp_query_value_text (text));
}

static void
add_people (HpQuerySql *self, const char *column, const HpQueryTerm *term)
{
  g_string_append_printf (self->sql,
                          "EXISTS (SELECT 1 FROM message m WHERE m.ticket = t.id "
                          "AND instr (lower (m.%s), lower (?)) > 0)",
                          column);
  add_text (self, term->value);
}

static void
add_assignee (HpQuerySql *self, const HpQueryTerm *term, const char *me)
{
  if (strcmp (term->value, "none") == 0)
    {
      g_string_append (self->sql, "t.assignee IS NULL");
      return;
    }
  g_string_append (self->sql, "ifnull (lower (t.assignee) = lower (?), 0)");
  add_text (self, strcmp (term->value, "me") == 0 && me != NULL ? me : term->value);
}

static void
add_is (HpQuerySql *self, const HpQueryTerm *term, gint64 now)
{
  if (strcmp (term->value, "open") == 0)
    {
      g_string_append (self->sql, "t.status IN ('new', 'open') AND t.snoozed <= ?");
      g_ptr_array_add (self->values, hp_query_value_int (now));
    }
  else if (strcmp (term->value, "snoozed") == 0)
    {
      g_string_append (self->sql, "t.snoozed > ?");
      g_ptr_array_add (self->values, hp_query_value_int (now));
    }
  else if (strcmp (term->value, "unassigned") == 0)
    {
      g_string_append (self->sql, "t.assignee IS NULL");
    }
  else
    {
      g_string_append (self->sql, "t.status = ?");
      add_text (self, term->value);
    }
}

static void
add_time (HpQuerySql *self, const HpQueryTerm *term, gint64 now)
{
  gint64 bound = term->time != G_MININT64 ? term->time : now - term->age;

  g_string_append (self->sql, term->field == HP_QUERY_BEFORE ? "t.updated < ?" : "t.updated >= ?");
  g_ptr_array_add (self->values, hp_query_value_int (bound));
}

static void
add_number (HpQuerySql *self, const HpQueryTerm *term)
{
  guint8 prefix[5] = { 0 };

  hp_number_parse (term->value, prefix);
  g_string_append (self->sql,
                   "t.id IN (SELECT ticket FROM node WHERE hash >= ? AND substr (hash, 1, 5) = ?)");
  for (int i = 0; i < 2; i++)
    g_ptr_array_add (self->values, hp_query_value_bytes (prefix, sizeof prefix));
}

static void
add_term (HpQuerySql *self, const HpQueryTerm *term, const char *me, gint64 now)
{
  switch (term->field)
    {
    case HP_QUERY_FROM:
      add_people (self, "from_", term);
      break;
    case HP_QUERY_TO:
      add_people (self, "to_", term);
      break;
    case HP_QUERY_ASSIGNEE:
      add_assignee (self, term, me);
      break;
    case HP_QUERY_TAG:
      g_string_append (self->sql, "EXISTS (SELECT 1 FROM ticket_tag g WHERE g.ticket = t.id "
                                  "AND lower (g.tag) = lower (?))");
      add_text (self, term->value);
      break;
    case HP_QUERY_STATUS:
      g_string_append (self->sql, "t.status = ?");
      add_text (self, term->value);
      break;
    case HP_QUERY_IS:
      add_is (self, term, now);
      break;
    case HP_QUERY_PRIORITY:
      g_string_append (self->sql, "t.priority = ?");
      add_text (self, term->value);
      break;
    case HP_QUERY_CHANNEL:
      g_string_append (self->sql, "t.channel = ?");
      add_text (self, term->value);
      break;
    case HP_QUERY_BEFORE:
    case HP_QUERY_AFTER:
      add_time (self, term, now);
      break;
    case HP_QUERY_HAS:
      g_string_append (self->sql, "t.attachments > 0");
      break;
    case HP_QUERY_NUMBER:
      add_number (self, term);
      break;
    default:
      g_string_append (self->sql, "1");
    }
}

HpQuerySql *
hp_query_sql_new (const HpQuery *query, const char *me, gint64 now, gboolean with_words)
{
  HpQuerySql *self = g_new0 (HpQuerySql, 1);
  g_autofree char *match = with_words ? hp_query_dup_match (query, NULL) : NULL;
  g_autofree char *unwanted = hp_query_dup_unwanted (query);

  self->sql = g_string_new ("1");
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < query->terms->len; i++)
    {
      const HpQueryTerm *term = g_ptr_array_index (query->terms, i);
      if (term->field == HP_QUERY_WORD)
        continue;
      g_string_append (self->sql, term->is_negated ? " AND NOT (" : " AND (");
      add_term (self, term, me, now);
      g_string_append_c (self->sql, ')');
    }
  if (match != NULL)
    {
      g_string_append (self->sql, " AND t.id IN (SELECT m.ticket FROM search JOIN message m "
                                  "ON m.id = search.rowid WHERE search MATCH ?)");
      add_text (self, match);
    }
  if (unwanted != NULL)
    {
      g_string_append (self->sql, " AND t.id NOT IN (SELECT m.ticket FROM search JOIN message m "
                                  "ON m.id = search.rowid WHERE search MATCH ?)");
      add_text (self, unwanted);
    }
  return self;
}

void
hp_query_sql_free (HpQuerySql *self)
{
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static gboolean
depends_on_snooze (const HpQueryTerm *term)
{
  return term->field == HP_QUERY_IS &&
         (strcmp (term->value, "open") == 0 || strcmp (term->value, "snoozed") == 0);
}

gint64
hp_query_get_next_change (const HpQuery *query, gint64 updated, gint64 snoozed, gint64 now)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < query->terms->len; i++)
    {
      const HpQueryTerm *term = g_ptr_array_index (query->terms, i);
      gboolean is_relative = (term->field == HP_QUERY_BEFORE || term->field == HP_QUERY_AFTER) &&
                             term->time == G_MININT64;
      if (is_relative && updated + term->age >= now)
        next = MIN (next, updated + term->age + 1);
      if (depends_on_snooze (term) && snoozed > now)
        next = MIN (next, snoozed);
    }
  return next;
}

static gboolean
is_one_word (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_ispunct (*text))
      return FALSE;
  return TRUE;
}

/* The unfinished word itself or any of its most frequent completions; of an address or a code what
 * begins so. */
static void
append_typed (GString *match, HpDb *db, const char *word)
{
  if (!is_one_word (word))
    {
      hp_query_words_append (match, word);
      g_string_append (match, " *");
      return;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) completions =
      hp_completion_list (hp_db_get_handle (db), "search_word", word, COMPLETIONS, &error);

  g_string_append_c (match, '(');
  hp_query_words_append_known (match, db, word);
  for (guint i = 0; completions != NULL && i < completions->len; i++)
    {
      g_autofree char *term =
          g_strconcat (HP_TOKENIZER_VERBATIM, g_ptr_array_index (completions, i), NULL);
      g_string_append (match, " OR ");
      hp_query_words_append (match, term);
    }
  g_string_append_c (match, ')');
}

static gboolean
is_word (const HpQueryTerm *term, gboolean is_negated)
{
  return term->field == HP_QUERY_WORD && !term->is_negated == !is_negated;
}

char *
hp_query_dup_match (const HpQuery *query, HpDb *db)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const HpQueryTerm *term = g_ptr_array_index (query->terms, i);
      gboolean is_typed = query->is_typing && i == query->terms->len - 1 && !term->is_phrase;
      if (!is_word (term, FALSE))
        continue;
      if (match->len > 0)
        g_string_append (match, " AND ");
      if (db != NULL && is_typed)
        append_typed (match, db, term->value);
      else if (db != NULL)
        hp_query_words_append_known (match, db, term->value);
      else
        hp_query_words_append (match, term->value);
    }
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

char *
hp_query_dup_unwanted (const HpQuery *query)
{
  g_autoptr (GString) unwanted = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const HpQueryTerm *term = g_ptr_array_index (query->terms, i);
      if (!is_word (term, TRUE))
        continue;
      if (unwanted->len > 0)
        g_string_append (unwanted, " OR ");
      hp_query_words_append (unwanted, term->value);
    }
  return unwanted->len > 0 ? g_string_free (g_steal_pointer (&unwanted), FALSE) : NULL;
}
