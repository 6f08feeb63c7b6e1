/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from HTML to the few kinds of blocks that the app shows. A block is made once a word
 * of it comes; what stands between words is owed until then. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-blocks.h"

#include <string.h>

#include "mime/hp-html-image.h"
#include "mime/hp-html-reader.h"
#include "mime/hp-html-url.h"

/* Newlines owed that end a paragraph. */
#define PARAGRAPH 2
#define MAX_LEADING_CELLS 64
#define N_STYLES 5

typedef struct
{
  HpBlocks *blocks;
  HpBlock *block;     /* (nullable) the one being written, at its first word */
  GString *text;      /* (owned) of that block */
  guint leading;      /* tabs for empty cells it begins with */
  guint cell;         /* the cell of its row, from 1, in which its last word stands */
  guint newlines;     /* owed before the next word */
  gboolean space;     /* owed before the next word */
  guint row_cell;     /* which cell of a row of plain cells is open; 0 outside of such a row */
  gboolean is_row;    /* nothing yet stands in the row but words on a line for each cell */
  guint preformatted; /* how many <pre> are open */
  guint quotes;       /* how many <blockquote> */
  guint heading;      /* the rank of the heading that is open, or 0 */
  GArray *lists;      /* (owned) (element-type int) the next number of each open list, 0: bullets */
  gboolean is_item;   /* the next block begins an item */
  int number;         /* of that item, or 0 */
  guint styles[N_STYLES];
  char *href; /* (owned) (nullable) GRefString, of the link that is open */
} Builder;

typedef struct
{
  const char *name;
  guint style; /* which bit of HpSpanStyle */
} Style;

static const Style STYLES[] = {
  { "b", 0 },   { "strong", 0 }, { "th", 0 }, { "i", 1 },   { "em", 1 },   { "cite", 1 },
  { "dfn", 1 }, { "var", 1 },    { "u", 2 },  { "ins", 2 }, { "s", 3 },    { "strike", 3 },
  { "del", 3 }, { "code", 4 },   { "tt", 4 }, { "kbd", 4 }, { "samp", 4 },
};

/* Elements on lines of their own, and those with a blank line around. */
static const char *const LINES[] = { "address", "article",  "aside",      "body",    "caption",
                                     "center",  "dd",       "dir",        "div",     "dl",
                                     "dt",      "fieldset", "figcaption", "figure",  "footer",
                                     "form",    "header",   "html",       "legend",  "main",
                                     "menu",    "nav",      "option",     "section", NULL };

static void
owe_newlines (Builder *self, guint count)
{
  self->newlines = MAX (self->newlines, count);
  self->space = FALSE;
}

/* Takes bytes off the beginning of the text. */
static void
drop_start (Builder *self, guint size)
{
  g_string_erase (self->text, 0, size);
  for (guint i = 0; i < self->block->spans->len; i++)
    {
      HpSpan *span = &g_array_index (self->block->spans, HpSpan, i);
      span->start -= MIN (span->start, size);
      span->end -= MIN (span->end, size);
    }
}

static void
drop_end (Builder *self)
{
  GArray *spans = self->block->spans;

  while (self->text->len > 0 && g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_truncate (self->text, self->text->len - 1);
  for (guint i = spans->len; i > 0; i--)
    {
      HpSpan *span = &g_array_index (spans, HpSpan, i - 1);
      span->end = MIN (span->end, (guint32) self->text->len);
      if (span->start >= span->end)
        g_array_set_size (spans, i - 1);
    }
}

static void
end_block (Builder *self)
{
  HpBlock *block = self->block;

  self->newlines = 0;
  self->space = FALSE;
  if (block == NULL)
    return;
  if (block->kind == HP_BLOCK_PARAGRAPH && strchr (self->text->str + self->leading, '\t') != NULL)
    block->kind = HP_BLOCK_ROW;
  else
    drop_start (self, self->leading);
  drop_end (self);
  g_free (block->text);
  block->text = g_strndup (self->text->str, self->text->len);
  if (self->text->len == 0)
    g_ptr_array_set_size (self->blocks->blocks, (int) self->blocks->blocks->len - 1);
  g_string_truncate (self->text, 0);
  self->block = NULL;
}

/* What follows stands by itself, also in a table. */
static void
end_row (Builder *self)
{
  end_block (self);
  self->is_row = FALSE;
}

static HpBlock *
add_block (Builder *self, HpBlockKind kind)
{
  HpBlock *block = hp_blocks_add (self->blocks, kind);

  block->quote_depth = (guint8) MIN (self->quotes, G_MAXUINT8);
  block->depth = (guint8) MIN (self->lists->len, G_MAXUINT8);
  return block;
}

static void
begin_block (Builder *self)
{
  HpBlockKind kind = self->preformatted > 0 ? HP_BLOCK_PREFORMATTED
                     : self->heading > 0    ? HP_BLOCK_HEADING
                     : self->is_item        ? HP_BLOCK_LIST_ITEM
                                            : HP_BLOCK_PARAGRAPH;

  self->block = add_block (self, kind);
  if (kind == HP_BLOCK_HEADING)
    self->block->level = (guint8) self->heading;
  if (kind == HP_BLOCK_LIST_ITEM)
    {
      self->block->depth = MAX (self->block->depth, 1);
      self->block->number = self->number;
      self->is_item = FALSE;
    }
  self->leading =
      self->is_row && self->row_cell > 1 ? MIN (self->row_cell - 1, MAX_LEADING_CELLS) : 0;
  for (guint i = 0; i < self->leading; i++)
    g_string_append_c (self->text, '\t');
}

/* Pays what is owed before a word. */
static void
pay (Builder *self)
{
  gboolean is_next_cell = self->block != NULL && self->is_row && self->row_cell > self->cell;

  if (is_next_cell)
    for (; self->cell < self->row_cell; self->cell++)
      g_string_append_c (self->text, '\t');
  else if (self->newlines >= PARAGRAPH && self->block != NULL)
    end_row (self);
  else if (self->newlines > 0 && self->block != NULL)
    g_string_append_c (self->text, '\n');
  else if (self->space && self->block != NULL)
    g_string_append_c (self->text, ' ');
  if (self->block == NULL)
    begin_block (self);
  self->cell = self->row_cell;
  self->newlines = 0;
  self->space = FALSE;
}

static HpSpanStyle
get_style (const Builder *self)
{
  guint style = HP_SPAN_PLAIN;

  for (guint i = 0; i < N_STYLES; i++)
    if (self->styles[i] > 0)
      style |= 1u << i;
  return style;
}

/* The last span goes on if it looks the same and at most a blank is between. */
static HpSpan *
find_open_span (const Builder *self, gsize start, HpSpanStyle style)
{
  GArray *spans = self->block->spans;
  HpSpan *last = spans->len > 0 ? &g_array_index (spans, HpSpan, spans->len - 1) : NULL;

  if (last == NULL || last->style != style || last->href != self->href)
    return NULL;
  if (last->end == start || (last->end + 1 == start && self->text->str[last->end] == ' '))
    return last;
  return NULL;
}

/* A word, or preformatted text. */
static void
append (Builder *self, const char *text, gsize length)
{
  HpSpanStyle style = get_style (self);
  gsize start = self->text->len;
  HpSpan *open = find_open_span (self, start, style);

  g_string_append_len (self->text, text, (gssize) length);
  if (open != NULL)
    open->end = (guint32) self->text->len;
  else if (style != HP_SPAN_PLAIN || self->href != NULL)
    {
      HpSpan span = { (guint32) start, (guint32) self->text->len, style,
                      self->href != NULL ? g_ref_string_acquire (self->href) : NULL };
      g_array_append_val (self->block->spans, span);
    }
}

static void
append_preformatted (Builder *self, const char *text, gsize length)
{
  /* A line break right behind <pre> does not count, nor blank lines at its beginning. */
  while (self->block == NULL && length > 0 && (*text == '\n' || *text == '\r'))
    {
      text++;
      length--;
    }
  if (length == 0)
    return;
  pay (self);
  append (self, text, length);
}

static void
append_collapsed (Builder *self, const char *text, gsize length)
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
          append (self, text + start, at - start);
        }
      if (at < length)
        self->space = TRUE;
      while (at < length && g_ascii_isspace (text[at]))
        at++;
    }
}

static void
add_image (Builder *self, const char *const *attributes)
{
  g_autoptr (HpHtmlImage) image = hp_html_image_read (attributes);
  const char *alternative = hp_html_get_attribute (attributes, "alt");

  if (image != NULL && !image->is_tracker)
    {
      end_row (self);
      HpBlock *block = add_block (self, HP_BLOCK_IMAGE);
      block->image = g_steal_pointer (&image->url);
      block->width = image->width;
      block->height = image->height;
      block->is_remote = image->is_remote;
      g_free (block->text);
      block->text = g_strdup (alternative != NULL ? alternative : "");
      if (self->href != NULL)
        {
          HpSpan span = { 0, (guint32) strlen (block->text), HP_SPAN_PLAIN,
                          g_ref_string_acquire (self->href) };
          g_array_append_val (block->spans, span);
        }
    }
  else if (alternative != NULL)
    append_collapsed (self, alternative, strlen (alternative));
}

static int
read_number (const char *text, int otherwise)
{
  return text != NULL && g_ascii_isdigit (*text)
             ? (int) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXINT16)
             : otherwise;
}

static void
begin_list (Builder *self, const char *name, const char *const *attributes)
{
  int next =
      strcmp (name, "ol") == 0 ? read_number (hp_html_get_attribute (attributes, "start"), 1) : 0;

  end_row (self);
  g_array_append_val (self->lists, next);
}

static void
begin_item (Builder *self, const char *const *attributes)
{
  int *next = self->lists->len > 0 ? &g_array_index (self->lists, int, self->lists->len - 1) : NULL;

  end_row (self);
  self->is_item = TRUE;
  self->number = 0;
  if (next != NULL && *next > 0)
    {
      self->number = read_number (hp_html_get_attribute (attributes, "value"), *next);
      *next = self->number + 1;
    }
}

static void
begin_link (Builder *self, const char *const *attributes)
{
  const char *href = hp_html_get_attribute (attributes, "href");
  g_autofree char *url = href != NULL ? hp_html_url_dup_link (href) : NULL;

  g_clear_pointer (&self->href, g_ref_string_release);
  if (url != NULL)
    self->href = g_ref_string_new (url);
}

/* The rank of "h1" to "h6", or 0. */
static guint
get_heading (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0'
             ? (guint) (name[1] - '0')
             : 0;
}

static gboolean
is_cell (const char *name)
{
  return strcmp (name, "td") == 0 || strcmp (name, "th") == 0;
}

static void
begin_cell (Builder *self)
{
  if (!self->is_row)
    {
      owe_newlines (self, PARAGRAPH);
      return;
    }
  self->row_cell++;
  self->newlines = 0;
  self->space = FALSE;
}

static gboolean
begin_table_part (Builder *self, const char *name)
{
  if (strcmp (name, "tr") == 0)
    {
      end_block (self);
      self->is_row = TRUE;
      self->row_cell = 0;
      self->cell = 0;
    }
  else if (is_cell (name))
    begin_cell (self);
  else if (strcmp (name, "table") == 0)
    end_row (self);
  else
    return FALSE;
  return TRUE;
}

/* Elements that are blocks of their own kind. */
static gboolean
begin_special (Builder *self, const char *name, const char *const *attributes)
{
  if (strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0)
    begin_list (self, name, attributes);
  else if (strcmp (name, "li") == 0)
    begin_item (self, attributes);
  else if (get_heading (name) > 0)
    {
      end_row (self);
      self->heading = get_heading (name);
    }
  else if (strcmp (name, "pre") == 0)
    {
      end_row (self);
      self->preformatted++;
    }
  else if (strcmp (name, "blockquote") == 0)
    {
      end_row (self);
      self->quotes++;
    }
  else if (strcmp (name, "hr") == 0)
    {
      end_row (self);
      add_block (self, HP_BLOCK_RULE);
    }
  else
    return FALSE;
  return TRUE;
}

static void
change_style (Builder *self, const char *name, int by)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if (strcmp (STYLES[i].name, name) == 0)
      self->styles[STYLES[i].style] += (guint) by;
}

static void
on_start_element_cb (gpointer user_data, const char *name, const char *const *attributes)
{
  Builder *self = user_data;

  change_style (self, name, 1);
  if (begin_table_part (self, name) || begin_special (self, name, attributes))
    return;
  if (strcmp (name, "br") == 0)
    {
      self->newlines++;
      self->space = FALSE;
    }
  else if (strcmp (name, "p") == 0)
    owe_newlines (self, PARAGRAPH);
  else if (g_strv_contains (LINES, name))
    owe_newlines (self, 1);
  else if (strcmp (name, "img") == 0)
    add_image (self, attributes);
  else if (strcmp (name, "a") == 0)
    begin_link (self, attributes);
}

static gboolean
end_special (Builder *self, const char *name)
{
  if (strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0)
    g_array_set_size (self->lists, self->lists->len - 1);
  else if (strcmp (name, "li") == 0)
    self->is_item = FALSE;
  else if (get_heading (name) > 0)
    self->heading = 0;
  else if (strcmp (name, "pre") == 0)
    self->preformatted--;
  else if (strcmp (name, "blockquote") == 0)
    self->quotes--;
  else
    return strcmp (name, "table") == 0 || strcmp (name, "tr") == 0;
  return TRUE;
}

static void
on_end_element_cb (gpointer user_data, const char *name)
{
  Builder *self = user_data;

  change_style (self, name, -1);
  if (end_special (self, name))
    end_row (self);
  else if (strcmp (name, "p") == 0)
    owe_newlines (self, PARAGRAPH);
  else if (g_strv_contains (LINES, name))
    owe_newlines (self, 1);
  else if (strcmp (name, "a") == 0)
    g_clear_pointer (&self->href, g_ref_string_release);
}

static void
on_characters_cb (gpointer user_data, const char *text, gsize length)
{
  Builder *self = user_data;

  if (self->preformatted > 0)
    append_preformatted (self, text, length);
  else
    append_collapsed (self, text, length);
}

HpBlocks *
hp_html_blocks (const char *html, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (int));
  Builder builder = { .blocks = hp_blocks_new (), .text = text, .lists = lists };
  HpHtmlEvents events = { on_start_element_cb, on_end_element_cb, on_characters_cb };

  hp_html_read (html, length, &events, &builder);
  end_block (&builder);
  return builder.blocks;
}
