/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns feeding HTML to libxml2's push parser with SAX events and no tree, which loses nothing at
 * any depth (the tree stops at 256). It stays linear because two things are kept from the parser:
 * tags with very many attributes (hp-html-guard.c), and great depth, since each end tag is looked
 * for in all that is open. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-reader.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "mime/hp-html-guard.h"

#define CHUNK 65536
#define CHUNK_TAGS 64
#define MAX_DEPTH 1000

typedef struct
{
  const char *name; /* the parser's */
  gboolean is_told; /* it was not hidden */
} Element;

typedef struct
{
  const HpHtmlEvents *events;
  gpointer user_data;
  GArray *open;        /* (owned) (element-type Element) */
  const char *skipped; /* (nullable) the element whose content is not shown */
  guint skipped_depth; /* how many elements were open around it */
} Reader;

/* Elements that show nothing. */
static const char *const HIDDEN[] = { "script", "style", "title", "xml", NULL };

/* What can not stand in an island of data. */
static const char *const CONTENT[] = {
  "address", "article", "aside", "blockquote", "body",   "center", "dd",     "dir",        "div",
  "dl",      "dt",      "form",  "fieldset",   "figure", "footer", "header", "figcaption", "h1",
  "h2",      "h3",      "h4",    "h5",         "h6",     "hr",     "html",   "legend",     "li",
  "main",    "menu",    "nav",   "ol",         "option", "p",      "pre",    "section",    "table",
  "tbody",   "td",      "tfoot", "th",         "thead",  "tr",     "ul",     "caption",    NULL
};

/* A title or island of data that is never closed must not swallow the mail. */
static gboolean
is_left_open (const char *skipped, const char *name)
{
  if (strcmp (skipped, "title") == 0)
    return TRUE;
  return strcmp (skipped, "xml") == 0 && g_strv_contains (CONTENT, name);
}

static const char *
find_hidden (const char *name)
{
  for (gsize i = 0; HIDDEN[i] != NULL; i++)
    if (strcmp (HIDDEN[i], name) == 0)
      return HIDDEN[i];
  return NULL;
}

/* The next of U+0080 to U+009F, or NULL. */
static const char *
find_windows_character (const char *text, const char *end)
{
  while ((text = memchr (text, 0xc2, (gsize) (end - text))) != NULL && end - text >= 2)
    {
      if ((guchar) text[1] <= 0x9f)
        return text;
      text += 2;
    }
  return NULL;
}

/* U+0080 to U+009F mean characters of windows-1252 (WHATWG HTML, numeric character reference end
 * state); whether one was a reference can't be told. */
static gunichar
get_windows_character (const char *utf8)
{
  static const gunichar CHARACTERS[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
  };

  return CHARACTERS[(guchar) utf8[1] - 0x80];
}

static gboolean
has_windows_character (const char *const *attributes)
{
  for (const char *const *at = attributes; at != NULL && *at != NULL; at += 2)
    if (at[1] != NULL && find_windows_character (at[1], at[1] + strlen (at[1])) != NULL)
      return TRUE;
  return FALSE;
}

static char *
dup_mended (const char *value)
{
  const char *end = value + strlen (value);
  const char *found;
  GString *mended = g_string_new (NULL);

  while ((found = find_windows_character (value, end)) != NULL)
    {
      g_string_append_len (mended, value, found - value);
      g_string_append_unichar (mended, get_windows_character (found));
      value = found + 2;
    }
  return g_string_free (g_string_append (mended, value), FALSE);
}

static void
start_mended (Reader *self, const char *name, const char *const *attributes)
{
  g_autoptr (GPtrArray) mended = g_ptr_array_new_with_free_func (g_free);

  for (const char *const *at = attributes; *at != NULL; at += 2)
    {
      g_ptr_array_add (mended, g_strdup (at[0]));
      g_ptr_array_add (mended, at[1] != NULL ? dup_mended (at[1]) : NULL);
    }
  g_ptr_array_add (mended, NULL);
  self->events->start (self->user_data, name, (const char *const *) mended->pdata);
}

static void
on_start_element_cb (void *user_data, const xmlChar *xml_name, const xmlChar **xml_attributes)
{
  Reader *self = user_data;
  const char *name = (const char *) xml_name;
  const char *const *attributes = (const char *const *) xml_attributes;
  Element element = { .name = name };

  if (self->skipped != NULL && is_left_open (self->skipped, name))
    self->skipped = NULL;
  if (self->skipped == NULL && (self->skipped = find_hidden (name)) != NULL)
    self->skipped_depth = self->open->len;
  element.is_told = self->skipped == NULL;
  g_array_append_val (self->open, element);
  if (element.is_told && has_windows_character (attributes))
    start_mended (self, name, attributes);
  else if (element.is_told)
    self->events->start (self->user_data, name, attributes);
}

/* Ends the innermost element. */
static void
end_element (Reader *self)
{
  Element *element = &g_array_index (self->open, Element, self->open->len - 1);
  const char *name = element->name;
  gboolean was_told = element->is_told;

  g_array_set_size (self->open, self->open->len - 1);
  if (self->skipped != NULL && self->open->len == self->skipped_depth)
    self->skipped = NULL;
  if (was_told)
    self->events->end (self->user_data, name);
}

/* libxml2 forgets to end an element whose start tag is broken: it ends with what is around it. */
static void
on_end_element_cb (void *user_data, const xmlChar *name)
{
  Reader *self = user_data;
  gboolean is_found = FALSE;

  while (self->open->len > 0 && !is_found)
    {
      const Element *last = &g_array_index (self->open, Element, self->open->len - 1);
      is_found = strcmp (last->name, (const char *) name) == 0;
      end_element (self);
    }
}

static void
on_characters_cb (void *user_data, const xmlChar *text, int length)
{
  Reader *self = user_data;
  const char *at = (const char *) text;
  const char *end = at + length;
  const char *found;

  if (self->skipped != NULL)
    return;
  while ((found = find_windows_character (at, end)) != NULL)
    {
      char utf8[6];
      int size = g_unichar_to_utf8 (get_windows_character (found), utf8);
      if (found > at)
        self->events->text (self->user_data, at, (gsize) (found - at));
      self->events->text (self->user_data, utf8, (gsize) size);
      at = found + 2;
    }
  if (at < end)
    self->events->text (self->user_data, at, (gsize) (end - at));
}

static htmlParserCtxtPtr
start_parser (Reader *self)
{
  htmlSAXHandler sax = {
    .startElement = on_start_element_cb,
    .endElement = on_end_element_cb,
    .characters = on_characters_cb,
    .cdataBlock = on_characters_cb,
    .ignorableWhitespace = on_characters_cb,
  };
  htmlParserCtxtPtr parser =
      htmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

  /* libxml2 could get no memory, which is fatal everywhere else too. */
  g_assert (parser != NULL);
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | (int) XML_PARSE_HUGE);
  /* Without one, end tags at the beginning would end the document. */
  htmlParseChunk (parser, "<body>", 6, 0);
  return parser;
}

static void
finish_parser (Reader *self, htmlParserCtxtPtr parser)
{
  htmlParseChunk (parser, "", 0, 1);
  while (self->open->len > 0)
    end_element (self);
  htmlFreeParserCtxt (parser);
}

/* How long an end tag is that begins at @html and ends the document, 0 for others. The parser must
 * not see it: lists and scanners for viruses add words behind, and mail programs whole documents.
 */
static gsize
measure_end (const char *html, gsize length)
{
  gsize size = strlen ("</body");

  if (length <= size || (g_ascii_strncasecmp (html, "</body", size) != 0 &&
                         g_ascii_strncasecmp (html, "</html", size) != 0))
    return 0;
  while (size < length && strchr ("<>-", html[size]) == NULL)
    size++;
  return size < length && html[size] == '>' ? size + 1 : 0;
}

static gsize
measure_ignored (const char *html, gsize length)
{
  gsize end = measure_end (html, length);

  return end > 0 ? end : hp_html_measure_declaration (html, length);
}

/* As much of @html as is given to the parser at once: up to the next tag but few, or up to one to
 * be ignored. */
static gsize
measure_chunk (const char *html, gsize length)
{
  const char *end = html + MIN (length, CHUNK);
  const char *at = html;

  for (guint i = 0; i < CHUNK_TAGS; i++)
    {
      at = memchr (at + 1, '<', (gsize) (end - at - 1));
      if (at == NULL)
        return (gsize) (end - html);
      if (measure_ignored (at, length - (gsize) (at - html)) > 0)
        break;
    }
  return (gsize) (at - html);
}

/* Words behind the end of a document do not run on with those before. */
static void
feed_break (htmlParserCtxtPtr parser)
{
  static const char BREAK[] = "<div></div>";

  htmlParseChunk (parser, BREAK, (int) strlen (BREAK), 0);
}

static gboolean
is_blank (const char *html, gsize length)
{
  while (length > 0 && g_ascii_isspace (html[length - 1]))
    length--;
  return length == 0;
}

/* A parser that has gone too deep ends what is open, and a new one goes on from there. */
static void
feed (Reader *self, const char *html, gsize length)
{
  htmlParserCtxtPtr parser = start_parser (self);
  gboolean is_behind_end = FALSE;
  gsize size;

  for (gsize at = 0; at < length; at += size)
    {
      if ((size = measure_ignored (html + at, length - at)) > 0)
        {
          is_behind_end |= html[at + 1] == '/';
          continue;
        }
      size = measure_chunk (html + at, length - at);
      if (is_behind_end && !is_blank (html + at, size))
        {
          feed_break (parser);
          is_behind_end = FALSE;
        }
      htmlParseChunk (parser, html + at, (int) size, 0);
      if (self->open->len > MAX_DEPTH)
        {
          finish_parser (self, parser);
          parser = start_parser (self);
        }
    }
  finish_parser (self, parser);
}

static char *
dup_valid (const char *html, gsize length)
{
  g_autoptr (GString) whole = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (html[i] != '\0')
      g_string_append_c (whole, html[i]);
  return g_utf8_make_valid (whole->str, (gssize) whole->len);
}

void
hp_html_read (const char *html, gsize length, const HpHtmlEvents *events, gpointer user_data)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Element));
  Reader reader = { .events = events, .user_data = user_data, .open = open };
  g_autofree char *valid = NULL;

  if (!g_utf8_validate_len (html, length, NULL))
    {
      html = valid = dup_valid (html, length);
      length = strlen (valid);
    }
  g_autoptr (GString) guarded = hp_html_guard (html, length);
  feed (&reader, guarded != NULL ? guarded->str : html, guarded != NULL ? guarded->len : length);
}

const char *
hp_html_get_attribute (const char *const *attributes, const char *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? attributes[i + 1] : "";
  return NULL;
}
