/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which terms a word stands under in the search index, and remembers the words met lately in
 * two generations: when the young one is full the old one is dropped and the young one becomes
 * old; a word found in the old one moves to the young one. Used by one thread at a time. A word's
 * terms depend on the word alone. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-words.h"

#include "base/hp-error.h"
#include "store/hp-finnish.h"
#include "store/hp-fold.h"
#include "store/hp-swedish.h"

#include <libstemmer.h>
#include <string.h>

#define FIRST_SLOTS 1024
#define RECENT 4096
#define CHUNK_BYTES 65536
#define MAX_TERMS 16
#define MAX_QUERY_TERMS 64
/* Shorter words have no base form worth the place. */
#define MIN_WORD_CHARS 3

enum
{
  FINNISH,
  SWEDISH,
  ENGLISH,
  N_STEMMERS
};
static const char *const STEMMERS[N_STEMMERS] = { "finnish", "swedish", "english" };

/* Words without meaning of their own, 394 of them and a third of all text: nobody looks for other
 * forms of them, so they stand in the index only as they are. */
static const char PLAIN_WORDS[] =
    "about after again all alla allt also and andra any are aren't asti att bara because been "
    "before being between blev bli blir borde both but can can't could couldn't dem den denna "
    "deras dessa det detta did didn't dig din dina ditt does doesn't doing dom don't done "
    "during där each efter eikä eikö eivät eller emme enkä ennen era ert ett ette ettei "
    "ettemme etten että fanns few fick finns for from från får fått för had hade han hans har "
    "has have heidän heille heillä heitä hennes her here hers him himself his hon hos how hur "
    "hän hänelle hänellä hänen hänet häntä här i'd i'll i'm i've ihan ilman inga ingen inget "
    "innan inte into isn't it's its itself jag johon joiden joita joka jokin joku jolla jolle "
    "jolta jonka jos jossa josta jota jotain jotakin jotka jotta just jälkeen kaikki kaikkia "
    "kaikkien kan kanssa kautta koska kuin kuinka kun kunde kyllä let's may med meidän meihin "
    "meille meillä meiltä meitä mellan men mer mig might mihin miksi mikä milloin min mina "
    "minua minulla minulle minulta minun minusta minut minä missä mistä miten mitkä mitt mitä "
    "more most mot mukaan mulla mulle mun mutta mycket myös måste nej niiden niihin niille "
    "niillä niin niissä niistä niitä nor not nuo nyt näiden näihin näistä näitä nämä när "
    "någon något några och också ole olemme olen olet oletko olette oletteko oli olimme olin "
    "olisi olisiko olisimme olisin olisivat olit olitte olivat olla ollaan olleet ollut oltu "
    "one's onko onto oss our ours ovat over redan sedan sekä sen she should shouldn't siellä "
    "sig siihen siinä siis siitä sille sillä siltä sin sina sinne sinua sinulla sinulle "
    "sinulta sinun sinut sinä sitt sitten sitä ska skall skulle som some such tai teidän "
    "teihin teille teillä teiltä teitä than that that's the their them then there there's "
    "these they they're this those till too tuo tuohon tuolla tuon tuonne tuossa tuosta tuota "
    "tähän tälle tällä tältä tämä tämän tänne tässä tästä tätä täällä under until utan vad "
    "vai vaikka vain var varit very vid vielä vill voi voiko voimme voin voinko voisi "
    "voisiko voisin voisitte voisitteko voit voitte voivat vore vår våra vårt was wasn't "
    "we'll we're we've were weren't what when where which while who whom why will with won't "
    "would wouldn't you you'll you're you've your yours älkää älä även över";

typedef struct
{
  HpWord word;
  guint n_shared;      /* terms that a query gets too; the rest are parts of a compound */
  gboolean is_swedish; /* it may be */
  guint key_length;
  const char *key;
} Entry;

/* The hash stands beside the pointer, so that a wrong entry is not even looked at. */
typedef struct
{
  guint hash;
  Entry *entry; /* (unowned) (nullable) in one of the chunks */
} Slot;

typedef struct
{
  Slot *slots;   /* (owned) */
  guint n_slots; /* a power of two */
  guint n_entries;
  GPtrArray *chunks; /* (owned) of char[], what the entries stand in */
  gsize chunk_left;  /* bytes free at the end of the last chunk */
} Generation;

struct _HpWords
{
  struct sb_stemmer *stemmers[N_STEMMERS]; /* (owned) */
  GHashTable *plain_words;                 /* (owned) of char * */
  HpFinnish *finnish;                      /* (owned) (nullable) until the first word needs it */
  Generation young;
  Generation old;
  Slot
      recent[RECENT]; /* of the young one, by hash: small enough to stay in the processor's cache */
  GPtrArray *query_texts; /* (owned) of char *: the terms of the last query */
  HpTerm query_terms[MAX_QUERY_TERMS];
  HpWord query;
  HpWord code; /* the last word with digits */
  HpTerm code_term;
  char code_text[HP_WORD_MAX_BYTES];
};

static void
init_generation (Generation *generation)
{
  generation->n_slots = FIRST_SLOTS;
  generation->slots = g_new0 (Slot, FIRST_SLOTS);
  generation->n_entries = 0;
  generation->chunks = g_ptr_array_new_with_free_func (g_free);
  generation->chunk_left = 0;
}

static void
clear_generation (Generation *generation)
{
  g_clear_pointer (&generation->slots, g_free);
  g_clear_pointer (&generation->chunks, g_ptr_array_unref);
}

/* Room that lives as long as the generation. */
static gpointer
allocate (Generation *generation, gsize size)
{
  size = (size + 7) & ~(gsize) 7;
  g_assert (size <= CHUNK_BYTES);
  if (generation->chunk_left < size)
    {
      g_ptr_array_add (generation->chunks, g_malloc (CHUNK_BYTES));
      generation->chunk_left = CHUNK_BYTES;
    }
  char *chunk = generation->chunks->pdata[generation->chunks->len - 1];
  char *room = chunk + CHUNK_BYTES - generation->chunk_left;
  generation->chunk_left -= size;
  return room;
}

static guint
hash_word (const char *word, gsize length)
{
  guint hash = 2166136261u; /* FNV-1a */

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) word[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean
is_entry_of (const Slot *slot, guint hash, const char *word, gsize length)
{
  return slot->entry != NULL && slot->hash == hash && slot->entry->key_length == length &&
         memcmp (slot->entry->key, word, length) == 0;
}

/* The slot in which the word stands or would stand. */
static Slot *
find_slot (const Generation *generation, guint hash, const char *word, gsize length)
{
  for (guint i = hash;; i++)
    {
      Slot *slot = &generation->slots[i & (generation->n_slots - 1)];
      if (slot->entry == NULL || is_entry_of (slot, hash, word, length))
        return slot;
    }
}

static void
grow_slots (Generation *generation)
{
  g_autofree Slot *old = generation->slots;
  guint n_old = generation->n_slots;

  generation->n_slots = 2 * n_old;
  generation->slots = g_new0 (Slot, generation->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i].entry != NULL)
      *find_slot (generation, old[i].hash, old[i].entry->key, old[i].entry->key_length) = old[i];
}

static char *
copy_bytes (Generation *generation, const char *bytes, gsize length)
{
  return memcpy (allocate (generation, length), bytes, length);
}

/* Adds a copy of the entry, whose word is not there yet. */
static const Entry *
add_entry (HpWords *self, guint hash, const Entry *model)
{
  Generation dropped = { 0 };

  if (self->young.n_entries == HP_WORDS_GENERATION)
    {
      dropped = self->old;
      self->old = self->young;
      init_generation (&self->young);
      memset (self->recent, 0, sizeof self->recent);
    }
  Generation *young = &self->young;
  if (2 * ++young->n_entries > young->n_slots)
    grow_slots (young);

  Entry *entry = allocate (young, sizeof *entry);
  HpTerm *terms = allocate (young, model->word.n_terms * sizeof *terms);
  *entry = *model;
  entry->key = copy_bytes (young, model->key, model->key_length);
  entry->word.terms = terms;
  for (guint i = 0; i < model->word.n_terms; i++)
    {
      terms[i] = model->word.terms[i];
      terms[i].text = copy_bytes (young, terms[i].text, (gsize) terms[i].length);
    }
  *find_slot (young, hash, entry->key, entry->key_length) = (Slot){ hash, entry };
  clear_generation (&dropped); /* the model may stand in it */
  return entry;
}

/* Adds the folded word to the terms, once. */
static void
add_term (GPtrArray *terms, guint limit, const char *word)
{
  g_autofree char *term = hp_fold_term (word);

  if (terms->len == limit || *term == '\0')
    return;
  if (!g_ptr_array_find_with_equal_func (terms, term, g_str_equal, NULL))
    g_ptr_array_add (terms, g_steal_pointer (&term));
}

static void
add_stem (struct sb_stemmer *stemmer, GPtrArray *terms, guint limit, const char *word)
{
  const sb_symbol *stem = sb_stemmer_stem (stemmer, (const sb_symbol *) word, (int) strlen (word));
  g_autofree char *copy = g_strndup ((const char *) stem, (gsize) sb_stemmer_length (stemmer));
  add_term (terms, limit, copy);
}

static gboolean
has_base_forms (HpWords *self, const char *word, gsize length)
{
  if (length >= HP_WORD_MAX_BYTES || g_utf8_strlen (word, -1) < MIN_WORD_CHARS)
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && *p != '\'')
      return FALSE;
  return !g_hash_table_contains (self->plain_words, word);
}

/* A Finnish word in its base form may be a word of another language too (summa, release), but
 * hardly so an inflected one, a compound or one with ä or ö. */
static gboolean
is_finnish_only (const char *word, GPtrArray *bases, GPtrArray *parts)
{
  return bases->len > 0 &&
         (parts->len > 0 || strstr (word, "ä") != NULL || strstr (word, "ö") != NULL ||
          !g_ptr_array_find_with_equal_func (bases, word, g_str_equal, NULL));
}

/* Adds the base forms and parts of the lower-case word to @terms. */
static void
add_base_forms (HpWords *self, const char *word, GPtrArray *terms, Entry *entry)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  gboolean is_finnish = hp_finnish_analyse (self->finnish, word, bases, parts);
  for (guint i = 0; i < bases->len; i++)
    add_term (terms, MAX_TERMS, bases->pdata[i]);
  if (!is_finnish)
    add_stem (self->stemmers[FINNISH], terms, MAX_TERMS, word);
  entry->is_swedish = !is_finnish_only (word, bases, parts);
  if (entry->is_swedish)
    {
      add_stem (self->stemmers[SWEDISH], terms, MAX_TERMS, word);
      add_stem (self->stemmers[ENGLISH], terms, MAX_TERMS, word);
    }
  entry->n_shared = terms->len;
  for (guint i = 0; i < parts->len; i++)
    add_term (terms, MAX_TERMS, parts->pdata[i]);
}

/* Points the word at the texts of its terms. */
static void
set_terms (HpWord *word, HpTerm *terms, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    terms[i] = (HpTerm){ texts->pdata[i], (int) strlen (texts->pdata[i]) };
  *word = (HpWord){ terms, texts->len };
}

static const Entry *
make_entry (HpWords *self, guint hash, const Entry *key)
{
  g_autofree char *lower = hp_fold_lower (key->key, key->key_length);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  HpTerm terms[MAX_TERMS];
  Entry entry = *key;

  add_term (texts, MAX_TERMS, lower);
  if (texts->len == 0) /* marks alone fold to nothing */
    g_ptr_array_add (texts, g_strndup (key->key, key->key_length));
  entry.n_shared = texts->len;
  if (has_base_forms (self, lower, key->key_length))
    add_base_forms (self, lower, texts, &entry);
  set_terms (&entry.word, terms, texts);
  return add_entry (self, hash, &entry);
}

static gsize
cut_length (const char *word, gsize length)
{
  if (length <= HP_WORD_MAX_BYTES)
    return length;
  length = HP_WORD_MAX_BYTES;
  while (length > 0 && ((guchar) word[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static gboolean
is_code (const char *word, gsize length)
{
  gboolean has_digit = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) word[i] >= 0x80 || word[i] == '\'')
        return FALSE;
      has_digit = has_digit || g_ascii_isdigit (word[i]);
    }
  return has_digit;
}

/* Numbers and codes are only themselves, and too many to be remembered. */
static const HpWord *
set_code (HpWords *self, const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    self->code_text[i] = g_ascii_tolower (word[i]);
  self->code_term = (HpTerm){ self->code_text, (int) length };
  self->code = (HpWord){ &self->code_term, 1 };
  return &self->code;
}

static const Entry *
find_entry (HpWords *self, const char *word, gsize length, GError **error)
{
  guint hash = hash_word (word, length);
  Slot *recent = &self->recent[hash & (RECENT - 1)];
  if (is_entry_of (recent, hash, word, length))
    return recent->entry;
  const Slot *slot = find_slot (&self->young, hash, word, length);
  if (slot->entry != NULL)
    {
      *recent = *slot;
      return slot->entry;
    }
  const Entry *entry = find_slot (&self->old, hash, word, length)->entry;
  if (entry != NULL)
    return add_entry (self, hash, entry);
  if (self->finnish == NULL)
    self->finnish = hp_finnish_new (error);
  if (self->finnish == NULL)
    return NULL;
  Entry key = { .key_length = (guint) length, .key = word };
  return make_entry (self, hash, &key);
}

/* What Swedish forms of the word stand under; the forms themselves too, because the dictionary may
 * have taken one of them for Finnish. */
static void
add_swedish_forms (HpWords *self, const char *word, gsize length)
{
  g_autofree char *lower = hp_fold_lower (word, (gssize) length);
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);

  hp_swedish_list_forms (lower, forms);
  for (guint i = 0; i < forms->len; i++)
    add_stem (self->stemmers[SWEDISH], self->query_texts, MAX_QUERY_TERMS, forms->pdata[i]);
  for (guint i = 0; i < forms->len; i++)
    if (g_str_has_suffix (forms->pdata[i], "n"))
      add_term (self->query_texts, MAX_QUERY_TERMS, forms->pdata[i]);
}

static void
init_plain_words (HpWords *self)
{
  g_auto (GStrv) words = g_strsplit (PLAIN_WORDS, " ", -1);

  self->plain_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (self->plain_words, g_strdup (words[i]));
}

HpWords *
hp_words_new (GError **error)
{
  if (!hp_finnish_check (error))
    return NULL;

  HpWords *self = g_new0 (HpWords, 1);
  for (guint i = 0; i < N_STEMMERS; i++)
    self->stemmers[i] = sb_stemmer_new (STEMMERS[i], NULL);
  init_plain_words (self);
  self->query_texts = g_ptr_array_new_with_free_func (g_free);
  init_generation (&self->young);
  init_generation (&self->old);
  return self;
}

void
hp_words_free (HpWords *self)
{
  for (guint i = 0; i < N_STEMMERS; i++)
    sb_stemmer_delete (self->stemmers[i]);
  clear_generation (&self->young);
  clear_generation (&self->old);
  g_clear_pointer (&self->query_texts, g_ptr_array_unref);
  g_clear_pointer (&self->plain_words, g_hash_table_unref);
  g_clear_pointer (&self->finnish, hp_finnish_free);
  g_free (self);
}

const HpWord *
hp_words_find (HpWords *self, const char *word, gsize length, GError **error)
{
  length = cut_length (word, length);
  if (is_code (word, length))
    return set_code (self, word, length);
  const Entry *entry = find_entry (self, word, length, error);
  return entry != NULL ? &entry->word : NULL;
}

const HpWord *
hp_words_find_query (HpWords *self, const char *word, gsize length, GError **error)
{
  length = cut_length (word, length);
  if (is_code (word, length))
    return set_code (self, word, length);
  const Entry *entry = find_entry (self, word, length, error);
  if (entry == NULL)
    return NULL;

  g_ptr_array_set_size (self->query_texts, 0);
  for (guint i = 0; i < entry->n_shared; i++)
    g_ptr_array_add (self->query_texts,
                     g_strndup (entry->word.terms[i].text, (gsize) entry->word.terms[i].length));
  if (entry->is_swedish)
    add_swedish_forms (self, word, length);
  set_terms (&self->query, self->query_terms, self->query_texts);
  return &self->query;
}
