/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the Finnish dictionary and how its answers are read. Used by one thread at a time. What a
 * word gives depends on the word alone, never on its case or on what was asked before. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-finnish.h"

#include "base/hp-error.h"

#include <libvoikko/voikko.h>
#include <string.h>
#include <wchar.h>

/* Longer words are never in the dictionary and take long to find out. */
#define MAX_WORD_CHARS 60
/* More readings of one word are noise. */
#define MAX_READINGS 12

struct _HpFinnish
{
  struct VoikkoHandle *voikko;
};

typedef struct voikko_mor_analysis Reading;

/* One part of a compound, as the tagged output describes it. */
typedef struct
{
  GString *surface; /* (owned) its letters as they stand in the word */
  GString *root;    /* (owned) the base form of its root */
  GString *derived; /* (owned) the base form with the last suffix that makes another word of it */
  gboolean is_participle;
  gboolean is_prefix;
} Part;

static gboolean
set_missing_error (GError **error, const char *detail)
{
  g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
               "The Finnish dictionary is missing: install the package voikko-fi (%s)", detail);
  return FALSE;
}

static gboolean
has_value (const Reading *reading, const char *key, const wchar_t *value)
{
  const wchar_t *found = voikko_mor_analysis_value_ucs4 (reading, key);
  return found != NULL && (value == NULL || wcscmp (found, value) == 0);
}

static gboolean
is_name (const Reading *reading)
{
  return has_value (reading, "CLASS", L"etunimi") || has_value (reading, "CLASS", L"sukunimi") ||
         has_value (reading, "CLASS", L"paikannimi") || has_value (reading, "CLASS", L"nimi");
}

/* Readings that are possible and hardly ever meant: "kuusi" as "thy moon", "ostin" as "with the
 * towns of Osta". They count only where there is no other. */
static gboolean
is_unlikely (const Reading *reading)
{
  return has_value (reading, "POSSESSIVE", L"2s") ||
         (is_name (reading) && has_value (reading, "NUMBER", L"plural"));
}

static void
free_part (gpointer data)
{
  Part *part = data;

  g_string_free (part->surface, TRUE);
  g_string_free (part->root, TRUE);
  g_string_free (part->derived, TRUE);
  g_free (part);
}

static Part *
add_part (GPtrArray *parts)
{
  Part *part = g_new0 (Part, 1);

  part->surface = g_string_new (NULL);
  part->root = g_string_new (NULL);
  part->derived = g_string_new (NULL);
  g_ptr_array_add (parts, part);
  return part;
}

static const char *
get_part_base (const Part *part)
{
  if (part->derived->len > 0)
    return part->derived->str;
  return part->root->len > 0 ? part->root->str : part->surface->str;
}

/* Takes the text of one tag, "Xp" to "X" included, and returns where reading goes on. */
static const char *
read_tag (Part *part, const char *tag, const char *rest)
{
  const char *end = strstr (rest, "[X]");

  if (g_str_has_prefix (tag, "Lp]"))
    part->is_prefix = TRUE;
  if (tag[0] == 'R' && tag[1] != '\0' && strchr ("utvam", tag[1]) != NULL)
    part->is_participle = TRUE;
  if (tag[0] != 'X' || tag[1] == ']' || end == NULL)
    return rest;
  if (tag[1] == 'p' && part->root->len == 0)
    g_string_append_len (part->root, rest, end - rest);
  if (tag[1] == 'j')
    {
      g_string_assign (part->derived, part->surface->str);
      g_string_append_len (part->derived, rest, end - rest);
    }
  return end + strlen ("[X]");
}

/* Reads "[Ln][Xp]sähkö[X]sähkö[Sn][Ny][Bh][Bc][Ln][Xp]lasku[X]lasku[Sg][Ny]n" (the tags are those
 * of voikko-fi's vvfst/README). Returns: (transfer full): of Part. */
static GPtrArray *
read_parts (const char *tagged)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);
  Part *part = add_part (parts);

  while (*tagged != '\0')
    {
      const char *close = *tagged == '[' ? strchr (tagged, ']') : NULL;
      if (close == NULL)
        g_string_append_c (part->surface, *tagged++);
      else if (g_str_has_prefix (tagged, "[Bc]"))
        {
          part = add_part (parts);
          tagged = close + 1;
        }
      else
        tagged = read_tag (part, tagged + 1, close + 1);
    }
  return parts;
}

/* The letters of the parts [@first, @last) and the base form of part @last. */
static char *
join_parts (GPtrArray *parts, guint first, guint last)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = first; i < last; i++)
    g_string_append (joined, ((const Part *) parts->pdata[i])->surface->str);
  g_string_append (joined, get_part_base (parts->pdata[last]));
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* "verkkokauppatilaus" gives verkko, kauppa, tilaus, verkkokauppa and kauppatilaus. */
static void
add_compound (GPtrArray *parts, GPtrArray *out)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];
      if (!part->is_prefix)
        g_ptr_array_add (out, g_strdup (get_part_base (part)));
      if (i > 0 && i + 1 < parts->len)
        {
          g_ptr_array_add (out, join_parts (parts, 0, i));
          g_ptr_array_add (out, join_parts (parts, i, parts->len - 1));
        }
    }
}

static void
add_reading (const Reading *reading, GPtrArray *bases, GPtrArray *out)
{
  char *base = voikko_mor_analysis_value_cstr (reading, "BASEFORM");
  char *tagged = voikko_mor_analysis_value_cstr (reading, "FSTOUTPUT");

  if (tagged != NULL)
    {
      g_autoptr (GPtrArray) parts = read_parts (tagged);
      const Part *first = parts->pdata[0];
      if (parts->len == 1 && first->is_participle && first->root->len > 0)
        g_ptr_array_add (bases, g_utf8_strdown (first->root->str, -1));
      else if (base != NULL)
        g_ptr_array_add (bases, g_utf8_strdown (base, -1));
      if (parts->len > 1)
        add_compound (parts, out);
    }
  voikko_free_mor_analysis_value_cstr (base);
  voikko_free_mor_analysis_value_cstr (tagged);
}

static gboolean
is_likely_among (Reading **readings)
{
  for (guint i = 0; readings[i] != NULL; i++)
    if (!is_unlikely (readings[i]))
      return TRUE;
  return FALSE;
}

gboolean
hp_finnish_check (GError **error)
{
  struct voikko_dict **dictionaries = voikko_list_dicts (NULL);
  gboolean found = FALSE;

  for (guint i = 0; dictionaries != NULL && dictionaries[i] != NULL; i++)
    found = found || strcmp (voikko_dict_language (dictionaries[i]), "fi") == 0;
  voikko_free_dicts (dictionaries);
  return found || set_missing_error (error, "no dictionary for fi");
}

HpFinnish *
hp_finnish_new (GError **error)
{
  const char *detail = NULL;
  struct VoikkoHandle *voikko = voikkoInit (&detail, "fi", NULL);

  if (voikko == NULL)
    {
      set_missing_error (error, detail != NULL ? detail : "it does not load");
      return NULL;
    }
  HpFinnish *self = g_new0 (HpFinnish, 1);
  self->voikko = voikko;
  return self;
}

void
hp_finnish_free (HpFinnish *self)
{
  voikkoTerminate (self->voikko);
  g_free (self);
}

gboolean
hp_finnish_analyse (HpFinnish *self, const char *word, GPtrArray *bases, GPtrArray *parts)
{
  if (g_utf8_strlen (word, -1) > MAX_WORD_CHARS)
    return FALSE;
  Reading **readings = voikkoAnalyzeWordCstr (self->voikko, word);
  if (readings == NULL)
    return FALSE;

  gboolean has_likely = is_likely_among (readings);
  gboolean found = readings[0] != NULL;
  for (guint i = 0; readings[i] != NULL && i < MAX_READINGS; i++)
    if (!has_likely || !is_unlikely (readings[i]))
      add_reading (readings[i], bases, parts);
  voikko_free_mor_analysis (readings);
  return found;
}
