/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns making safe HTML of any HTML: what is on the lists here is written anew, with everything
 * escaped, and the rest is left out. No element is written whose content a browser reads by other
 * rules than those of text, so what is written is what is read. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-sanitise.h"

#include <string.h>

#include "mime/hp-html-escape.h"
#include "mime/hp-html-reader.h"
#include "mime/hp-html-style.h"
#include "mime/hp-html-url.h"

/* Browsers flatten what is deeper than 512. */
#define MAX_DEPTH 256
#define MAX_VALUE 256

typedef struct
{
  GString *html;     /* (owned) */
  GPtrArray *remote; /* (owned) (element-type HpHtmlImage) */
  GPtrArray *open;   /* (owned) (element-type utf8) (nullable) the static name, or NULL where the
                        element was left out */
  guint depth;       /* how many of these are written */
} Sanitiser;

typedef enum
{
  VALUE_TEXT,
  VALUE_WORD, /* letters, digits and "-" */
  VALUE_SIZE, /* a number, maybe with "%" */
  VALUE_COLOUR,
  VALUE_STYLE,
  VALUE_LINK,
} Value;

typedef struct
{
  const char *name;
  Value value;
  const char *element; /* (nullable) the only one that may have it */
} Attribute;

static const Attribute ATTRIBUTES[] = {
  { "href", VALUE_LINK, "a" },
  { "style", VALUE_STYLE },
  { "title", VALUE_TEXT },
  { "dir", VALUE_WORD },
  { "lang", VALUE_WORD },
  { "align", VALUE_WORD },
  { "valign", VALUE_WORD },
  { "width", VALUE_SIZE },
  { "height", VALUE_SIZE },
  { "bgcolor", VALUE_COLOUR },
  { "border", VALUE_SIZE, "table" },
  { "cellpadding", VALUE_SIZE, "table" },
  { "cellspacing", VALUE_SIZE, "table" },
  { "colspan", VALUE_SIZE },
  { "rowspan", VALUE_SIZE },
  { "span", VALUE_SIZE },
  { "color", VALUE_COLOUR, "font" },
  { "size", VALUE_SIZE, "font" },
  { "start", VALUE_SIZE, "ol" },
  { "type", VALUE_WORD, "ol" },
  { "value", VALUE_SIZE, "li" },
};

/* Images are written by themselves. */
static const char *const ELEMENTS[] = {
  "a",   "abbr",     "acronym", "address",    "article",    "aside",   "b",      "bdi",
  "bdo", "big",      "center",  "blockquote", "br",         "caption", "cite",   "code",
  "col", "colgroup", "dd",      "del",        "dfn",        "div",     "dl",     "dt",
  "em",  "figure",   "font",    "footer",     "figcaption", "h1",      "h2",     "h3",
  "h4",  "h5",       "h6",      "header",     "hr",         "i",       "ins",    "kbd",
  "li",  "main",     "mark",    "nav",        "ol",         "p",       "pre",    "q",
  "s",   "samp",     "section", "small",      "span",       "strike",  "strong", "sub",
  "sup", "table",    "tbody",   "td",         "tfoot",      "th",      "thead",  "tr",
  "tt",  "u",        "ul",      "var",        "wbr",        NULL
};
static const char *const VOID_ELEMENTS[] = { "br", "col", "hr", "wbr", NULL };

/* Elements on lines of their own of which only that is left. */
static const char *const DIVISIONS[] = {
  "dir", "fieldset", "form", "legend", "menu", "option", NULL
};

/* The element to be written for one of that name, as a static string, or NULL. */
static const char *
find_element (const char *name)
{
  if (g_strv_contains (DIVISIONS, name))
    return "div";
  for (gsize i = 0; ELEMENTS[i] != NULL; i++)
    if (strcmp (ELEMENTS[i], name) == 0)
      return ELEMENTS[i];
  return NULL;
}

static void
append_attribute (Sanitiser *self, const char *name, const char *value)
{
  g_string_append_printf (self->html, " %s=\"", name);
  hp_html_append_escaped (self->html, value, strlen (value));
  g_string_append_c (self->html, '"');
}

static gboolean
is_word (const char *value)
{
  for (; g_ascii_isalnum (*value) || *value == '-'; value++)
    ;
  return *value == '\0';
}

static gboolean
is_size (const char *value)
{
  gsize digits = strspn (value, "0123456789");

  return digits >= 1 && digits <= 5 && strcmp (value + digits + (value[digits] == '%'), "") == 0;
}

/* What is left of a value. Returns: (transfer full) (nullable). */
static char *
dup_safe_value (Value kind, const char *value)
{
  gboolean is_safe = FALSE;

  switch (kind)
    {
    case VALUE_LINK:
      return hp_html_url_dup_link (value);
    case VALUE_STYLE:
      return hp_html_style_dup_safe (value);
    case VALUE_TEXT:
      return g_strdup (value);
    case VALUE_WORD:
      is_safe = is_word (value);
      break;
    case VALUE_SIZE:
      is_safe = is_size (value);
      break;
    case VALUE_COLOUR:
      is_safe = hp_html_style_is_colour (value);
      break;
    }
  return is_safe && strlen (value) <= MAX_VALUE ? g_strdup (value) : NULL;
}

static void
append_attributes (Sanitiser *self, const char *element, const char *const *attributes)
{
  for (gsize i = 0; attributes != NULL && i < G_N_ELEMENTS (ATTRIBUTES); i++)
    {
      const Attribute *attribute = &ATTRIBUTES[i];
      const char *value = hp_html_get_attribute (attributes, attribute->name);
      g_autofree char *safe = NULL;

      if (value == NULL ||
          (attribute->element != NULL && strcmp (attribute->element, element) != 0))
        continue;
      safe = dup_safe_value (attribute->value, value);
      if (safe != NULL)
        append_attribute (self, attribute->name, safe);
    }
}

static void
append_image (Sanitiser *self, const char *const *attributes)
{
  g_autoptr (HpHtmlImage) image = hp_html_image_read (attributes);
  const char *alternative = hp_html_get_attribute (attributes, "alt");

  if (image != NULL && !image->is_remote)
    {
      g_string_append (self->html, "<img");
      append_attribute (self, "src", image->url);
      append_attribute (self, "alt", alternative != NULL ? alternative : "");
      append_attributes (self, "img", attributes);
      g_string_append_c (self->html, '>');
    }
  else if (alternative != NULL)
    hp_html_append_escaped (self->html, alternative, strlen (alternative));
  if (image != NULL && image->is_remote)
    g_ptr_array_add (self->remote, g_steal_pointer (&image));
}

static void
on_start_element_cb (gpointer user_data, const char *name, const char *const *attributes)
{
  Sanitiser *self = user_data;
  const char *element = find_element (name);
  gboolean is_void = element != NULL && g_strv_contains (VOID_ELEMENTS, element);

  if (self->depth >= MAX_DEPTH && !is_void)
    element = NULL;
  g_ptr_array_add (self->open, is_void ? NULL : (gpointer) element);
  if (strcmp (name, "img") == 0)
    append_image (self, attributes);
  if (element == NULL)
    return;
  g_string_append_printf (self->html, "<%s", element);
  append_attributes (self, element, attributes);
  g_string_append_c (self->html, '>');
  /* A browser drops a line break right behind. */
  if (strcmp (element, "pre") == 0)
    g_string_append_c (self->html, '\n');
  self->depth += !is_void;
}

static void
on_end_element_cb (gpointer user_data, const char *name)
{
  Sanitiser *self = user_data;
  const char *element = g_ptr_array_steal_index (self->open, self->open->len - 1);

  if (element == NULL)
    return;
  g_string_append_printf (self->html, "</%s>", element);
  self->depth--;
}

static void
on_characters_cb (gpointer user_data, const char *text, gsize length)
{
  Sanitiser *self = user_data;

  hp_html_append_escaped (self->html, text, length);
}

HpHtmlClean *
hp_html_sanitise (const char *html, gsize length)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Sanitiser sanitiser = {
    .html = g_string_sized_new (length + 64),
    .remote = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_html_image_free),
    .open = open,
  };
  HpHtmlEvents events = { on_start_element_cb, on_end_element_cb, on_characters_cb };
  HpHtmlClean *clean = g_new0 (HpHtmlClean, 1);

  hp_html_read (html, length, &events, &sanitiser);
  clean->html = g_string_free (sanitiser.html, FALSE);
  clean->remote_images = sanitiser.remote;
  return clean;
}

void
hp_html_clean_free (HpHtmlClean *clean)
{
  g_free (clean->html);
  g_ptr_array_unref (clean->remote_images);
  g_free (clean);
}
