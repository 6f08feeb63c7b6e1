/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the text of a word becomes comparable: first its case, for those who look it up, and
 * last its accents, for the index. Pure; any thread. Folding a folded term changes nothing. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-fold.h"

#include <string.h>

typedef struct
{
  gunichar letter;
  const char *plain;
} Plain;

/* Letters that Unicode does not decompose. */
static const Plain PLAIN_LETTERS[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" },
  { 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" },
};

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0' && (guchar) *text < 0x80)
    text++;
  return *text == '\0';
}

static gboolean
is_ignorable (gunichar c)
{
  return c == 0x00ad || c == 0x200c || c == 0x200d || c == 0x2060 || c == 0xfeff;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc || c == 0xff07;
}

static const char *
find_plain_letter (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (PLAIN_LETTERS); i++)
    if (PLAIN_LETTERS[i].letter == c)
      return PLAIN_LETTERS[i].plain;
  return NULL;
}

static void
append_folded (GString *out, gunichar c)
{
  const char *plain = find_plain_letter (c);

  if (plain != NULL)
    g_string_append (out, plain);
  else if (c != '\'' && !g_unichar_ismark (c))
    g_string_append_unichar (out, c);
}

char *
hp_fold_lower (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  g_autoptr (GString) out = g_string_sized_new ((gsize) (end - text));
  gboolean plain = TRUE;

  while (text < end)
    {
      gunichar c = g_utf8_get_char_validated (text, MIN (end - text, 6));
      if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0)
        {
          text++;
          continue;
        }
      text = g_utf8_next_char (text);
      plain = plain && c < 0x300;
      if (is_apostrophe (c))
        g_string_append_c (out, '\'');
      else if (!is_ignorable (c))
        g_string_append_unichar (out, g_unichar_tolower (c));
    }
  /* Full-width letters and ligatures become ordinary ones, a letter and its mark one letter. */
  return plain ? g_string_free (g_steal_pointer (&out), FALSE)
               : g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFKC);
}

char *
hp_fold_term (const char *lower)
{
  if (is_ascii (lower) && strchr (lower, '\'') == NULL)
    return g_strdup (lower);

  g_autofree char *parts = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  g_autoptr (GString) out = g_string_sized_new (strlen (lower));
  for (const char *p = parts; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    append_folded (out, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&out), FALSE);
}
