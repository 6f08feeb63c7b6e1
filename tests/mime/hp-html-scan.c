/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns judging what the sanitiser and the block maker make, for tests and fuzzing. It shares no
 * code and no lists with them: it knows the few forms that may be written and refuses the rest. */

#define G_LOG_DOMAIN "helppari-test"

#include "hp-html-scan.h"

#include <string.h>

#define MAX_DEPTH 300

static const char ELEMENTS[] =
    " a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col"
    " colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i "
    "img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup table "
    "tbody td tfoot th thead tr tt u ul var wbr ";
static const char EMPTY[] = " br col hr img wbr ";
static const char ATTRIBUTES[] =
    " align alt bgcolor border cellpadding cellspacing color colspan dir height href lang rowspan "
    "size span src start style title type valign value width ";
static const char *const ESCAPES[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#96;" };

typedef struct
{
  const char *at;
  char *open[MAX_DEPTH];
  guint depth;
} Scan;

static gboolean
is_listed (const char *list, const char *name)
{
  gsize size = strlen (name);
  const char *at = list;

  while (size > 0 && (at = strstr (at, name)) != NULL)
    {
      if (at[-1] == ' ' && at[size] == ' ')
        return TRUE;
      at += size;
    }
  return FALSE;
}

/* Past one character of text or of a value, or NULL if it may not stand there. */
static const char *
skip_character (const char *at)
{
  if (*at == '&')
    {
      for (gsize i = 0; i < G_N_ELEMENTS (ESCAPES); i++)
        if (g_str_has_prefix (at, ESCAPES[i]))
          return at + strlen (ESCAPES[i]);
      return NULL;
    }
  if (strchr ("<>\"`", *at) != NULL)
    return NULL;
  return (guchar) *at >= ' ' || *at == '\n' || *at == '\t' ? at + 1 : NULL;
}

static char *
take_name (Scan *scan)
{
  const char *start = scan->at;

  while (g_ascii_islower (*scan->at) || g_ascii_isdigit (*scan->at))
    scan->at++;
  return g_strndup (start, (gsize) (scan->at - start));
}

static char *
check_link (const char *value)
{
  if (g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "https://") ||
      g_str_has_prefix (value, "mailto:") || g_str_has_prefix (value, "tel:"))
    return NULL;
  return g_strdup_printf ("href=%.60s", value);
}

static char *
check_source (const char *value)
{
  static const char *const TYPES[] = { "png", "jpeg", "jpg", "gif", "webp", "bmp" };

  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    {
      g_autofree char *start = g_strdup_printf ("data:image/%s;base64,", TYPES[i]);
      if (g_str_has_prefix (value, start))
        return NULL;
    }
  return g_str_has_prefix (value, "cid:") ? NULL : g_strdup_printf ("src=%.60s", value);
}

/* Without escapes, quotes and addresses a style can do little; the properties are checked all the
 * same. */
static char *
check_style (const char *value)
{
  g_auto (GStrv) declarations = g_strsplit (value, ";", -1);

  for (gsize i = 0; declarations[i] != NULL; i++)
    {
      const char *name = declarations[i];
      gsize size = strspn (name, "abcdefghijklmnopqrstuvwxyz-");
      g_autofree char *property = g_strndup (name, size);
      const char *rest = name + size + 1;
      if (name[size] != ':' ||
          !is_listed (" color background-color font-weight font-style text-align text-decoration ",
                      property) ||
          strspn (rest, "abcdefghijklmnopqrstuvwxyz0123456789#.,%()/- ") != strlen (rest) ||
          (strchr (rest, '(') != NULL && !g_str_has_prefix (rest, "rgb")))
        return g_strdup_printf ("style=%.60s", value);
    }
  return NULL;
}

static char *
check_value (const char *name, const char *value)
{
  if (strcmp (name, "href") == 0)
    return check_link (value);
  if (strcmp (name, "src") == 0)
    return check_source (value);
  if (strcmp (name, "style") == 0)
    return check_style (value);
  if (strcmp (name, "alt") != 0 && strcmp (name, "title") != 0 &&
      strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#%()., -/") !=
          strlen (value))
    return g_strdup_printf ("%s=%.60s", name, value);
  return NULL;
}

/* One attribute, behind the blank before it. */
static char *
scan_attribute (Scan *scan)
{
  g_autofree char *name = take_name (scan);
  const char *start = scan->at + 2;

  if (!is_listed (ATTRIBUTES, name) || !g_str_has_prefix (scan->at, "=\""))
    return g_strdup_printf ("attribute %s%.30s", name, scan->at);
  for (scan->at = start; *scan->at != '"';)
    {
      const char *next = *scan->at != '\0' ? skip_character (scan->at) : NULL;
      if (next == NULL)
        return g_strdup_printf ("value %.30s", scan->at);
      scan->at = next;
    }
  g_autofree char *value = g_strndup (start, (gsize) (scan->at - start));
  scan->at++;
  return check_value (name, value);
}

static char *
scan_start_tag (Scan *scan)
{
  g_autofree char *name = take_name (scan);
  char *wrong;

  if (!is_listed (ELEMENTS, name))
    return g_strdup_printf ("element <%s%.30s", name, scan->at);
  while (*scan->at == ' ')
    {
      scan->at++;
      if ((wrong = scan_attribute (scan)) != NULL)
        return wrong;
    }
  if (*scan->at != '>')
    return g_strdup_printf ("tag <%s%.30s", name, scan->at);
  scan->at++;
  if (is_listed (EMPTY, name))
    return NULL;
  if (scan->depth == MAX_DEPTH)
    return g_strdup ("too deep");
  scan->open[scan->depth++] = g_steal_pointer (&name);
  return NULL;
}

static char *
scan_end_tag (Scan *scan)
{
  g_autofree char *name = take_name (scan);
  g_autofree char *open = scan->depth > 0 ? scan->open[--scan->depth] : NULL;

  if (*scan->at != '>' || g_strcmp0 (open, name) != 0)
    return g_strdup_printf ("end tag </%s%.30s in %s", name, scan->at, open);
  scan->at++;
  return NULL;
}

static char *
scan_next (Scan *scan)
{
  const char *next;

  if (g_str_has_prefix (scan->at, "</"))
    {
      scan->at += 2;
      return scan_end_tag (scan);
    }
  if (*scan->at == '<')
    {
      scan->at++;
      return scan_start_tag (scan);
    }
  next = skip_character (scan->at);
  if (next == NULL)
    return g_strdup_printf ("text %.30s", scan->at);
  scan->at = next;
  return NULL;
}

char *
hp_html_scan (const char *html)
{
  Scan scan = { .at = html };
  char *wrong = NULL;

  if (!g_utf8_validate (html, -1, NULL))
    return g_strdup ("not UTF-8");
  while (wrong == NULL && *scan.at != '\0')
    wrong = scan_next (&scan);
  if (wrong == NULL && scan.depth > 0)
    wrong = g_strdup_printf ("<%s> is left open", scan.open[scan.depth - 1]);
  while (scan.depth > 0)
    g_free (scan.open[--scan.depth]);
  return wrong;
}

static gboolean
is_boundary (const char *text, gsize length, guint32 at)
{
  return at <= length && (text[at] & 0xc0) != 0x80;
}

static void
check_block (const HpBlock *block)
{
  gsize length = strlen (block->text);
  guint32 done = 0;

  g_assert_true (g_utf8_validate (block->text, -1, NULL));
  g_assert_true ((block->kind == HP_BLOCK_HEADING) == (block->level > 0));
  g_assert_true ((block->kind == HP_BLOCK_IMAGE) == (block->image != NULL));
  g_assert_true (block->kind == HP_BLOCK_IMAGE ||
                 (block->kind == HP_BLOCK_RULE) == (*block->text == '\0'));
  if (block->image != NULL && !block->is_remote)
    g_assert_null (check_source (block->image));
  for (guint i = 0; i < block->spans->len; i++)
    {
      const HpSpan *span = &g_array_index (block->spans, HpSpan, i);
      g_assert_cmpuint (span->start, >=, done);
      g_assert_true (span->start < span->end || block->kind == HP_BLOCK_IMAGE);
      g_assert_true (is_boundary (block->text, length, span->start) &&
                     is_boundary (block->text, length, span->end));
      g_assert_true (span->style != HP_SPAN_PLAIN || span->href != NULL);
      if (span->href != NULL)
        g_assert_null (check_link (span->href));
      done = span->end;
    }
}

void
hp_blocks_check (const HpBlocks *blocks)
{
  for (guint i = 0; i < blocks->blocks->len; i++)
    check_block (blocks->blocks->pdata[i]);
}

char *
hp_words_dup (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n\r\f\v", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    if (words[i][strspn (words[i], "->")] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

char *
hp_letters_dup (const char *text)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if ((guchar) *text > ' ' && *text != '-' && *text != '>')
      g_string_append_c (letters, *text);
  return g_string_free (g_steal_pointer (&letters), FALSE);
}
