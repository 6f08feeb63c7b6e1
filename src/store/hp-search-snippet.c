/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the pieces of text shown with search results. Pure; any thread. Hits are numbers beside
 * the text, never marks in it, so no text can forge them. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-snippet.h"

#include "store/hp-tokenizer.h"

#define ELLIPSIS "…"
/* With the space after it, and the part of the piece that stands before the first hit. */
#define CHARS_A_WORD 9

/* A place in the text. */
typedef struct
{
  guint phrase;
  guint first; /* words from the start */
  guint last;
  const char *start; /* (nullable) until the text is read */
  const char *end;
} Place;

/* A text while it is read. */
typedef struct
{
  const char *p;
  const char *end;
  guint word;     /* the number of the next one */
  GArray *places; /* (unowned) of Place, ascending */
  guint done;     /* the places before this one have their end */
} Reader;

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
  const Place *one = a;
  const Place *two = b;

  return one->first < two->first ? -1 : one->first > two->first;
}

/* Those in the column, ascending. */
static GArray *
pick_places (const HpSearchPlace *all, guint n, guint column)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < n; i++)
    if (all[i].column == column)
      {
        Place place = { all[i].phrase, all[i].first, all[i].last, NULL, NULL };
        g_array_append_val (places, place);
      }
  g_array_sort (places, compare_places);
  return places;
}

/* Reads on word by word: until the words before @word have been read, then to @until. Places that
 * it comes by learn where they are in the text. */
static void
read_text (Reader *reader, guint word, const char *until)
{
  HpWordSpan span;

  while (reader->done < reader->places->len && (reader->word < word || reader->p < until) &&
         hp_tokenizer_next_word (&reader->p, reader->end, &span))
    {
      for (guint i = reader->done; i < reader->places->len; i++)
        {
          Place *place = &g_array_index (reader->places, Place, i);
          if (place->first > reader->word)
            break;
          if (place->first == reader->word)
            place->start = span.start;
          if (place->last >= reader->word)
            place->end = span.end;
          if (i == reader->done && place->last <= reader->word)
            reader->done++;
        }
      reader->word++;
    }
}

/* Those behind the piece; and any where the text is not the one that was indexed. */
static void
drop_unread (GArray *places)
{
  while (places->len > 0 && g_array_index (places, Place, places->len - 1).start == NULL)
    g_array_set_size (places, places->len - 1);
}

/* How many phrases, and then how many places, stand within so many words from this place. */
static guint
count_near (GArray *places, guint first, guint n_words)
{
  guint end = g_array_index (places, Place, first).first + n_words;
  guint64 phrases = 0;
  guint n_places = 0;

  for (guint i = first; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      if (place->last >= end)
        break;
      phrases |= (guint64) 1 << (place->phrase & 63);
      n_places++;
    }
  return (guint) __builtin_popcountll (phrases) * 10000 + n_places;
}

/* The place from which a piece of so many words holds most. */
static const Place *
find_best (GArray *places, guint n_words)
{
  guint best = 0;
  guint most = 0;

  for (guint i = 0; i < places->len; i++)
    {
      guint count = count_near (places, i, n_words);
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

HpSnippet *
hp_snippet_new (const char *text,
                gsize length,
                guint n_chars,
                const HpSearchPlace *all,
                guint n_places,
                guint column)
{
  g_autoptr (GArray) places = pick_places (all, n_places, column);
  HpSnippet *self = g_new0 (HpSnippet, 1);
  Writer writer = { .text = g_string_new (NULL),
                    .hits = g_array_new (FALSE, FALSE, sizeof (HpSnippetHit)) };
  const char *end = text + length;
  Reader reader = { .p = text, .end = end, .places = places };
  const Place *best = find_best (places, MAX (n_chars / CHARS_A_WORD, 1));

  if (best != NULL)
    read_text (&reader, best->last + 1, text);
  const char *start = best != NULL && best->start != NULL && length > n_chars
                          ? find_start (text, best->start, n_chars)
                          : text;
  const char *cut = find_end (start, end, n_chars);
  read_text (&reader, 0, cut);
  drop_unread (places);
  if (start > text)
    {
      g_string_append (writer.text, ELLIPSIS);
      writer.n_chars = 1;
    }
  write_piece (&writer, start, cut, places);
  if (cut < end)
    g_string_append (writer.text, ELLIPSIS);
  self->text = g_string_free (writer.text, FALSE);
  self->n_hits = writer.hits->len;
  self->hits = (HpSnippetHit *) (gpointer) g_array_free (writer.hits, FALSE);
  return self;
}

void
hp_snippet_free (HpSnippet *self)
{
  g_free (self->text);
  g_free (self->hits);
  g_free (self);
}
