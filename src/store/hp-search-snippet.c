/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the pieces of text shown with search results. Runs on the thread of the connection. Hits
 * travel as numbers beside the text, never as marks in it, so no text can forge them. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-snippet.h"

#include "base/hp-error.h"
#include "store/hp-fts5.h"
#include "store/hp-tokenizer.h"

#include <string.h>

#define MAX_PLACES 64
#define MAX_CHARACTERS 10000
#define ELLIPSIS "…"

/* One place of one phrase. */
typedef struct
{
  int phrase;
  int first; /* words from the start of the column */
  int last;
  const char *start; /* (nullable) until the text is read */
  const char *end;
} Place;

/* A snippet while it is written. */
typedef struct
{
  GString *text; /* (owned) */
  GArray *hits;  /* (owned) of HpSnippetHit */
  guint n_chars;
  gboolean has_space; /* a space is due before the next character */
} Writer;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return ((const Place *) a)->first - ((const Place *) b)->first;
}

/* Where the phrases stand in the column, ascending, into @places. */
static int
find_places (const Fts5ExtensionApi *api, Fts5Context *context, int wanted, GArray *places)
{
  int n_phrases = api->xPhraseCount (context);

  for (int i = 0; i < n_phrases; i++)
    {
      Fts5PhraseIter iter;
      int column, offset;
      int rc = api->xPhraseFirst (context, i, &iter, &column, &offset);
      if (rc != SQLITE_OK)
        return rc;
      for (int n = 0; column >= 0 && column <= wanted && n < MAX_PLACES;
           api->xPhraseNext (context, &iter, &column, &offset))
        if (column == wanted)
          {
            Place place = { i, offset, offset + api->xPhraseSize (context, i) - 1, NULL, NULL };
            g_array_append_val (places, place);
            n++;
          }
    }
  g_array_sort (places, compare_places);
  return SQLITE_OK;
}

/* Reads the text word by word as far as the places need it. */
static void
locate_places (GArray *places, const char *text, const char *end)
{
  const char *p = text;
  HpWordSpan span;
  guint done = 0; /* the places before this one have their end */

  for (int word = 0; done < places->len && hp_tokenizer_next_word (&p, end, &span); word++)
    for (guint i = done; i < places->len; i++)
      {
        Place *place = &g_array_index (places, Place, i);
        if (place->first > word)
          break;
        if (place->first == word)
          place->start = span.start;
        if (place->last >= word)
          place->end = span.end;
        if (i == done && place->last <= word)
          done++;
      }
  /* The text is not the one that was indexed. */
  while (places->len > 0 && g_array_index (places, Place, places->len - 1).start == NULL)
    g_array_set_size (places, places->len - 1);
}

/* How many phrases, and then how many places, a piece of @room bytes from this place holds. */
static guint
count_near (GArray *places, guint first, gsize room)
{
  const char *start = g_array_index (places, Place, first).start;
  guint64 phrases = 0;
  guint n_places = 0;

  for (guint i = first; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      if ((gsize) (place->end - start) > room)
        break;
      phrases |= (guint64) 1 << (place->phrase & 63);
      n_places++;
    }
  return (guint) __builtin_popcountll (phrases) * 10000 + n_places;
}

/* The place from which a piece of @room bytes holds most. */
static const Place *
find_best (GArray *places, gsize room)
{
  guint best = 0;
  guint most = 0;

  for (guint i = 0; i < places->len; i++)
    {
      guint count = count_near (places, i, room);
      if (count > most)
        {
          best = i;
          most = count;
        }
    }
  return most > 0 ? &g_array_index (places, Place, best) : NULL;
}

/* Where the piece begins: a quarter of it before the hit, between two words. */
static const char *
find_start (const char *text, const char *hit, gsize room)
{
  if ((gsize) (hit - text) <= room / 2)
    return text;
  const char *start = hit - room / 4;
  while (start < hit && !g_ascii_isspace (start[-1]))
    start++;
  return start;
}

/* Where a piece of so many characters ends, between two words if one ends in its second half. */
static const char *
find_end (const char *start, const char *end, guint n_chars)
{
  const char *p = start;

  for (guint i = 0; i < n_chars && p < end; i++)
    for (p++; p < end && ((guchar) *p & 0xc0) == 0x80; p++)
      ;
  if (p >= end)
    return end;
  const char *cut = p;
  while (cut > start && !g_ascii_isspace (*cut))
    cut--;
  return cut - start > (p - start) / 2 ? cut : p;
}

static void
append_char (Writer *writer, gunichar c)
{
  if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
    {
      writer->has_space = writer->n_chars > 0;
      return;
    }
  if (writer->has_space)
    g_string_append_c (writer->text, ' ');
  g_string_append_unichar (writer->text, c);
  writer->n_chars += writer->has_space ? 2 : 1;
  writer->has_space = FALSE;
}

/* Makes the character just written part of a hit: of the last one, or of a new one. */
static void
mark_char (Writer *writer, gboolean goes_on)
{
  HpSnippetHit hit = { writer->n_chars - 1, writer->n_chars };

  if (goes_on)
    g_array_index (writer->hits, HpSnippetHit, writer->hits->len - 1).end = hit.end;
  else
    g_array_append_val (writer->hits, hit);
}

/* The end of the hit that covers @p, NULL if none does. @*next is the first place to look at. */
static const char *
find_hit_end (GArray *places, guint *next, const char *p)
{
  const char *end = NULL;

  while (*next < places->len && g_array_index (places, Place, *next).end <= p)
    (*next)++;
  for (guint i = *next; i < places->len && g_array_index (places, Place, i).start <= p; i++)
    end = MAX (end, g_array_index (places, Place, i).end);
  return end;
}

static void
write_piece (Writer *writer, const char *start, const char *end, GArray *places)
{
  const char *hit_end = NULL;
  guint next = 0;

  for (const char *p = start; p < end;)
    {
      gunichar c = g_utf8_get_char_validated (p, MIN (end - p, 6));
      gboolean is_valid = c != (gunichar) -1 && c != (gunichar) -2;
      guint before = writer->n_chars;
      const char *covering = find_hit_end (places, &next, p);
      gboolean goes_on = hit_end != NULL && p < hit_end;
      append_char (writer, is_valid ? c : 0xfffd);
      if (covering != NULL && writer->n_chars > before)
        mark_char (writer, goes_on);
      if (covering == NULL || writer->n_chars > before)
        hit_end = covering;
      p = is_valid ? g_utf8_next_char (p) : p + 1;
    }
}

/* The blob: the number of hits, their numbers, the text; integers of the machine. */
static void
return_blob (sqlite3_context *result, const Writer *writer)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();

  g_byte_array_append (blob, (const guint8 *) &writer->hits->len, sizeof (guint));
  g_byte_array_append (blob, (const guint8 *) writer->hits->data,
                       writer->hits->len * (guint) sizeof (HpSnippetHit));
  g_byte_array_append (blob, (const guint8 *) writer->text->str, (guint) writer->text->len);
  sqlite3_result_blob64 (result, blob->data, blob->len, SQLITE_TRANSIENT);
}

static void
write_snippet (sqlite3_context *result,
               const char *text,
               gsize length,
               guint n_chars,
               GArray *places)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (HpSnippetHit));
  Writer writer = { .text = out, .hits = hits };
  const char *end = text + length;

  locate_places (places, text, end);
  const Place *best = find_best (places, n_chars);
  const char *start =
      best != NULL && length > n_chars ? find_start (text, best->start, n_chars) : text;
  const char *cut = find_end (start, end, n_chars);
  if (start > text)
    {
      g_string_append (out, ELLIPSIS);
      writer.n_chars = 1;
    }
  write_piece (&writer, start, cut, places);
  if (cut < end)
    g_string_append (out, ELLIPSIS);
  return_blob (result, &writer);
}

/* How much of the query stands in the column: its phrases first, then its length. */
static int
weigh_column (const Fts5ExtensionApi *api, Fts5Context *context, int column, gint64 *weight)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  const char *text = NULL;
  int length = 0;
  guint64 phrases = 0;

  int rc = find_places (api, context, column, places);
  if (rc == SQLITE_OK)
    rc = api->xColumnText (context, column, &text, &length);
  for (guint i = 0; i < places->len; i++)
    phrases |= (guint64) 1 << (g_array_index (places, Place, i).phrase & 63);
  *weight = ((gint64) __builtin_popcountll (phrases) << 32) + length;
  return rc;
}

static int
find_best_column (const Fts5ExtensionApi *api, Fts5Context *context, int *best)
{
  int n_columns = api->xColumnCount (context);
  gint64 most = -1;
  int rc = SQLITE_OK;

  for (int i = 0; i < n_columns && rc == SQLITE_OK; i++)
    {
      gint64 weight;
      rc = weigh_column (api, context, i, &weight);
      if (rc == SQLITE_OK && weight > most)
        {
          *best = i;
          most = weight;
        }
    }
  return rc;
}

static void
make_snippet (const Fts5ExtensionApi *api,
              Fts5Context *context,
              sqlite3_context *result,
              int n_values,
              sqlite3_value **values)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  const char *text = NULL;
  int length = 0;

  if (n_values != 2)
    {
      sqlite3_result_error (result, "hp_snippet needs a column and a length", -1);
      return;
    }
  int column = sqlite3_value_int (values[0]);
  int n_chars = CLAMP (sqlite3_value_int (values[1]), 1, MAX_CHARACTERS);
  int rc = column < 0 ? find_best_column (api, context, &column) : SQLITE_OK;
  if (rc == SQLITE_OK)
    rc = api->xColumnText (context, column, &text, &length);
  if (rc == SQLITE_OK)
    rc = find_places (api, context, column, places);
  if (rc == SQLITE_OK)
    write_snippet (result, text != NULL ? text : "", (gsize) length, (guint) n_chars, places);
  else
    sqlite3_result_error_code (result, rc);
}

gboolean
hp_search_snippet_register (sqlite3 *db, GError **error)
{
  fts5_api *api = hp_fts5_find_api (db, error);

  if (api == NULL)
    return FALSE;
  if (api->xCreateFunction (api, "hp_snippet", NULL, make_snippet, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Setting up the search: %s", sqlite3_errmsg (db));
  return FALSE;
}

HpSnippet *
hp_snippet_new (gconstpointer blob, gsize length, GError **error)
{
  guint n_hits = 0;

  if (length >= sizeof n_hits)
    memcpy (&n_hits, blob, sizeof n_hits);
  if (length < sizeof n_hits || (length - sizeof n_hits) / sizeof (HpSnippetHit) < n_hits)
    {
      g_set_error_literal (error, HP_ERROR, HP_ERROR_CORRUPT, "Not a snippet");
      return NULL;
    }
  const char *hits = (const char *) blob + sizeof n_hits;
  gsize size = n_hits * sizeof (HpSnippetHit);
  HpSnippet *self = g_new0 (HpSnippet, 1);
  self->n_hits = n_hits;
  self->hits = g_memdup2 (hits, size);
  self->text = g_strndup (hits + size, length - sizeof n_hits - size);
  return self;
}

void
hp_snippet_free (HpSnippet *self)
{
  g_free (self->text);
  g_free (self->hits);
  g_free (self);
}
