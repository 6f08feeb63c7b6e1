/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from HTML to readable text. What mail programs mark as quoted is written as plain
 * text writes it, "> " before each line, "-- " above a signature and a rule above headers: so one
 * set of rules tells the new words of all mail, and whoever reads the text alone sees what is
 * quoted. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-text.h"

#include <string.h>

#include "mime/hp-html-quote.h"
#include "mime/hp-html-reader.h"

#define CHARSET_WINDOW 1024
#define MAX_QUOTE_DEPTH 5 /* marks before a line; deeper quotes have as many */
#define DELIMITER "-- \n"
#define RULE "--------------------------------"

/* An open element that means something to quotes. */
typedef struct
{
  gint depth; /* how many elements are open around it */
  HpHtmlMark mark;
} Open;

typedef struct
{
  GString *text;      /* (owned) */
  guint preformatted; /* how many <pre> are open */
  guint newlines;     /* owed before the next word */
  gboolean space;     /* owed before the next word */
  gboolean cell;      /* a table cell ended: a tab is owed */
  GArray *open;       /* (element-type Open) those with a mark */
  gint depth;         /* how many elements are open */
  guint quotes;       /* how many of them are quotes */
  guint signatures;   /* how many are signatures */
  gboolean delimits;  /* a delimiter is owed before the next word */
  gsize delimiter;    /* after the delimiter written for the last signature, or 0 */
} Writer;

/* Elements on lines of their own, and those with a blank line around. */
static const char *const BLOCKS[] = {
  "address", "article", "aside",    "body",       "center", "dd",     "dir",     "div",
  "dl",      "dt",      "fieldset", "figcaption", "figure", "footer", "form",    "header",
  "hr",      "html",    "legend",   "li",         "main",   "menu",   "nav",     "option",
  "section", "table",   "tbody",    "tfoot",      "thead",  "tr",     "caption", NULL
};
static const char *const PARAGRAPHS[] = { "p",  "h1", "h2", "h3",  "h4",         "h5",
                                          "h6", "ul", "ol", "pre", "blockquote", NULL };

static void
owe_newlines (Writer *self, guint count)
{
  self->newlines = MAX (self->newlines, count);
  self->space = FALSE;
  self->cell = FALSE;
}

static void
append_quote_mark (Writer *self)
{
  for (guint i = 0; i < MIN (self->quotes, MAX_QUOTE_DEPTH); i++)
    g_string_append_c (self->text, '>');
  if (self->quotes > 0)
    g_string_append_c (self->text, ' ');
}

/* Words right beneath a signature would be taken for a part of it. */
static void
drop_delimiter (Writer *self)
{
  if (self->delimiter == 0 || self->signatures > 0)
    return;
  g_string_erase (self->text, (gssize) (self->delimiter - strlen (DELIMITER)), strlen (DELIMITER));
  self->delimiter = 0;
}

/* Pays what is owed before a word. */
static void
pay (Writer *self)
{
  drop_delimiter (self);
  if (self->text->len == 0)
    append_quote_mark (self);
  else
    {
      for (guint i = 0; i < self->newlines; i++)
        g_string_append_c (self->text, '\n');
      if (self->newlines > 0)
        append_quote_mark (self);
      if (self->newlines == 0 && self->cell)
        g_string_append_c (self->text, '\t');
      else if (self->newlines == 0 && self->space)
        g_string_append_c (self->text, ' ');
    }
  self->newlines = 0;
  self->space = FALSE;
  self->cell = FALSE;
  if (self->delimits && self->signatures > 0)
    {
      g_string_append (self->text, DELIMITER);
      self->delimiter = self->text->len;
    }
  self->delimits = FALSE;
}

static void
append_preformatted (Writer *self, const char *text, gsize length)
{
  while (length > 0)
    {
      const char *feed = self->quotes > 0 ? memchr (text, '\n', length) : NULL;
      gsize size = feed != NULL ? (gsize) (feed - text) : length;
      if (size > 0)
        pay (self);
      g_string_append_len (self->text, text, (gssize) size);
      self->newlines += feed != NULL;
      size += feed != NULL;
      text += size;
      length -= size;
    }
}

static void
append_collapsed (Writer *self, const char *text, gsize length)
{
  gsize at = 0;

  while (at < length)
    {
      gsize start = at;
      while (at < length && !g_ascii_isspace (text[at]))
        at++;
      if (at > start)
        {
          pay (self);
          g_string_append_len (self->text, text + start, (gssize) (at - start));
        }
      if (at < length)
        self->space = TRUE;
      while (at < length && g_ascii_isspace (text[at]))
        at++;
    }
}

static void
on_characters_cb (gpointer user_data, const char *text, gsize length)
{
  Writer *self = user_data;

  if (self->preformatted > 0)
    append_preformatted (self, text, length);
  else
    append_collapsed (self, text, length);
}

static void
open_block (Writer *self, const char *name)
{
  if (strcmp (name, "br") == 0)
    {
      self->newlines++;
      self->space = FALSE;
      return;
    }
  if (g_strv_contains (PARAGRAPHS, name))
    owe_newlines (self, 2);
  else if (g_strv_contains (BLOCKS, name))
    owe_newlines (self, 1);
  if (strcmp (name, "pre") == 0)
    self->preformatted++;
  if (strcmp (name, "li") == 0)
    append_collapsed (self, "- ", 2);
}

static void
open_mark (Writer *self, HpHtmlMark mark)
{
  Open open = { .depth = self->depth - 1, .mark = mark };

  g_array_append_val (self->open, open);
  owe_newlines (self, 1);
  if (mark == HP_HTML_MARK_QUOTE)
    self->quotes++;
  if (mark == HP_HTML_MARK_SIGNATURE)
    {
      self->delimits = self->signatures == 0 && self->quotes == 0;
      self->signatures++;
    }
  else
    self->delimiter = 0;
  if (mark == HP_HTML_MARK_HEADER)
    {
      append_collapsed (self, RULE, strlen (RULE));
      owe_newlines (self, 1);
    }
}

/* Closes the marks of all elements that ended. */
static void
close_marks (Writer *self)
{
  while (self->open->len > 0)
    {
      const Open *last = &g_array_index (self->open, Open, self->open->len - 1);
      if (last->depth < self->depth)
        return;
      owe_newlines (self, 1);
      self->quotes -= last->mark == HP_HTML_MARK_QUOTE;
      self->signatures -= last->mark == HP_HTML_MARK_SIGNATURE;
      g_array_set_size (self->open, self->open->len - 1);
    }
}

static void
on_start_element_cb (gpointer user_data, const char *name, const char *const *attributes)
{
  Writer *self = user_data;
  const char *alternative = hp_html_get_attribute (attributes, "alt");
  HpHtmlMark mark;

  self->depth++;
  mark = hp_html_quote_get_mark (name, attributes);
  open_block (self, name);
  if (mark != HP_HTML_MARK_NONE)
    open_mark (self, mark);
  if (strcmp (name, "img") == 0 && alternative != NULL)
    append_collapsed (self, alternative, strlen (alternative));
}

static void
on_end_element_cb (gpointer user_data, const char *name)
{
  Writer *self = user_data;

  self->depth--;
  close_marks (self);
  if (strcmp (name, "pre") == 0 && self->preformatted > 0)
    self->preformatted--;
  if (g_strv_contains (PARAGRAPHS, name))
    owe_newlines (self, 2);
  else if (g_strv_contains (BLOCKS, name))
    owe_newlines (self, 1);
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    self->cell = self->newlines == 0;
}

char *
hp_html_text_dup (const char *html, gsize length)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  Writer writer = { .text = g_string_sized_new (length / 4 + 64), .open = open };
  HpHtmlEvents events = { on_start_element_cb, on_end_element_cb, on_characters_cb };

  hp_html_read (html, length, &events, &writer);
  return g_strchomp (g_string_free (writer.text, FALSE));
}

char *
hp_html_text_dup_charset (const char *html, gsize length)
{
  g_autofree char *head = g_ascii_strdown (html, (gssize) MIN (length, CHARSET_WINDOW));
  const char *found = strstr (head, "charset");
  gsize size;

  if (found == NULL)
    return NULL;
  found += strlen ("charset");
  found += strspn (found, " \t\r\n=\"'");
  size = strcspn (found, " \t\r\n\"'/>;");
  return size > 0 ? g_strndup (found, size) : NULL;
}
