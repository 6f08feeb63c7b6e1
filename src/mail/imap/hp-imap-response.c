/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the grammar of what IMAP servers say, as far as we ask for it. Strict about structure, since
 * what is misread could be taken for somebody's mail; lenient about texts for people. Invariant:
 * work and memory are linear in what was said, and lists in lists end at a depth. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-response.h"

#include <string.h>

#include "base/hp-error.h"

#define MAX_DEPTH 16
#define MAX_VALUES (512 * 1024)
/* Strings up to this are there as text too. */
#define MAX_TEXT ((gsize) 64 * 1024)

struct _HpImapParser
{
  GPtrArray *lines;    /* (owned) of char* */
  GPtrArray *literals; /* (owned) of GBytes: the nth stands behind the nth line */
  gboolean is_status;  /* whose text may look like anything */
  guint line;          /* where it reads */
  const char *at;
};

static void
free_value (gpointer data)
{
  HpImapValue *value = data;

  g_free (value->text);
  g_clear_pointer (&value->bytes, g_bytes_unref);
  g_clear_pointer (&value->list, g_ptr_array_unref);
  g_free (value);
}

void
hp_imap_response_free (HpImapResponse *response)
{
  g_free (response->tag);
  g_free (response->name);
  g_clear_pointer (&response->code, g_ptr_array_unref);
  g_free (response->text);
  g_clear_pointer (&response->values, g_ptr_array_unref);
  g_free (response);
}

gboolean
hp_imap_response_is (const HpImapResponse *response, const char *name)
{
  return strcmp (response->name, name) == 0;
}

gboolean
hp_imap_response_has_code (const HpImapResponse *response, const char *name)
{
  return response->code != NULL &&
         g_ascii_strcasecmp (hp_imap_values_get_text (response->code, 0), name) == 0;
}

const HpImapValue *
hp_imap_values_get (const GPtrArray *values, guint n)
{
  return values != NULL && n < values->len ? g_ptr_array_index (values, n) : NULL;
}

const char *
hp_imap_values_get_text (const GPtrArray *values, guint n)
{
  const HpImapValue *value = hp_imap_values_get (values, n);

  return value != NULL && value->text != NULL ? value->text : "";
}

guint64
hp_imap_values_get_number (const GPtrArray *values, guint n, guint64 other)
{
  const HpImapValue *value = hp_imap_values_get (values, n);
  guint64 number;

  return value != NULL && value->kind == HP_IMAP_ATOM &&
                 g_ascii_string_to_unsigned (value->text, 10, 0, G_MAXINT64, &number, NULL)
             ? number
             : other;
}

const GPtrArray *
hp_imap_values_get_list (const GPtrArray *values, guint n)
{
  const HpImapValue *value = hp_imap_values_get (values, n);

  return value != NULL ? value->list : NULL;
}

guint
hp_imap_values_find (const GPtrArray *values, const char *name)
{
  for (guint i = 0; values != NULL && i + 1 < values->len; i += 2)
    if (g_ascii_strcasecmp (hp_imap_values_get_text (values, i), name) == 0)
      return i + 1;
  return G_MAXUINT;
}

HpImapParser *
hp_imap_parser_new (void)
{
  HpImapParser *self = g_new0 (HpImapParser, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->literals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
hp_imap_parser_free (HpImapParser *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->literals);
  g_free (self);
}

static gboolean
is_status_name (const char *name)
{
  static const char *const NAMES[] = { "OK", "NO", "BAD", "BYE", "PREAUTH", NULL };

  return g_strv_contains (NAMES, name);
}

/* "* OK ...", "A1 NO ...", "+ ..." */
static gboolean
is_status_line (const char *line)
{
  const char *word = strchr (line, ' ');

  if (line[0] == '+' || word == NULL)
    return TRUE;
  g_autofree char *name = g_ascii_strup (word + 1, (gssize) strcspn (word + 1, " "));
  return is_status_name (name);
}

/* "... {12}", also "{12+}". Returns: -1 where none follows. */
static gint64
get_literal_size (const char *line)
{
  gsize length = strlen (line);
  guint64 size;

  if (length == 0 || line[length - 1] != '}')
    return -1;
  const char *open = strrchr (line, '{');
  if (open == NULL)
    return -1;
  gsize digits = strspn (open + 1, "0123456789");
  const char *behind = open + 1 + digits;
  g_autofree char *number = g_strndup (open + 1, digits);
  if (*behind == '+')
    behind++;
  return strcmp (behind, "}") == 0 &&
                 g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT64, &size, NULL)
             ? (gint64) size
             : -1;
}

gint64
hp_imap_parser_add_line (HpImapParser *self, const char *line)
{
  if (self->lines->len == 0)
    self->is_status = is_status_line (line);
  g_ptr_array_add (self->lines, g_strdup (line));
  return self->is_status ? -1 : get_literal_size (line);
}

void
hp_imap_parser_add_bytes (HpImapParser *self, GBytes *bytes)
{
  g_ptr_array_add (self->literals, g_bytes_ref (bytes));
}

static HpImapValue *
new_value (HpImapKind kind)
{
  HpImapValue *value = g_new0 (HpImapValue, 1);

  value->kind = kind;
  return value;
}

/* Takes @bytes. */
static HpImapValue *
new_string (GBytes *bytes)
{
  HpImapValue *value = new_value (HP_IMAP_STRING);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  value->bytes = bytes;
  if (size <= MAX_TEXT && (size == 0 || memchr (data, '\0', size) == NULL))
    value->text = g_strndup (data, size);
  return value;
}

static HpImapValue *
read_quoted (HpImapParser *self)
{
  GString *text = g_string_new (NULL);

  for (self->at++; *self->at != '"'; self->at++)
    {
      if (*self->at == '\\')
        self->at++;
      if (*self->at == '\0')
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_c (text, *self->at);
    }
  self->at++;
  return new_string (g_string_free_to_bytes (text));
}

/* The braces end the line, or nothing follows as it is. */
static HpImapValue *
read_literal (HpImapParser *self)
{
  if (self->line >= self->literals->len || get_literal_size (self->at) < 0 ||
      strchr (self->at + 1, '{') != NULL)
    return NULL;
  GBytes *bytes = g_ptr_array_index (self->literals, self->line++);
  self->at = g_ptr_array_index (self->lines, self->line);
  return new_string (g_bytes_ref (bytes));
}

/* "BODY[HEADER.FIELDS (A B)]<0>" is one too. */
static HpImapValue *
read_atom (HpImapParser *self, char end)
{
  const char *begin = self->at;
  const char *close = begin;

  while (*self->at != '\0' && strchr (" ()\"{", *self->at) == NULL && *self->at != end)
    {
      if (*self->at == '[' && close != NULL && (close = strchr (self->at, ']')) != NULL)
        self->at = close;
      self->at++;
    }
  if (self->at == begin)
    return NULL;
  gsize length = (gsize) (self->at - begin);
  if (length == 3 && g_ascii_strncasecmp (begin, "NIL", 3) == 0)
    return new_value (HP_IMAP_NIL);
  HpImapValue *value = new_value (HP_IMAP_ATOM);
  value->text = g_strndup (begin, length);
  return value;
}

static HpImapValue *
read_plain (HpImapParser *self, char end)
{
  switch (*self->at)
    {
    case '"':
      return read_quoted (self);
    case '{':
      return read_literal (self);
    case '~':
      if (self->at[1] != '{')
        return read_atom (self, end);
      self->at++;
      return read_literal (self);
    default:
      return read_atom (self, end);
    }
}

static void
open_list (GPtrArray *open)
{
  HpImapValue *list = new_value (HP_IMAP_LIST);

  list->list = g_ptr_array_new_with_free_func (free_value);
  g_ptr_array_add (g_ptr_array_index (open, open->len - 1), list);
  g_ptr_array_add (open, list->list);
}

/* Up to @end, which is passed. NULL where it is not there, or what stands before it is nonsense. */
static GPtrArray *
read_values (HpImapParser *self, char end)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (free_value);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, values);
  for (guint count = 0; count < MAX_VALUES; count++)
    {
      self->at += strspn (self->at, " ");
      if (open->len == 1 && *self->at == end)
        {
          self->at += end != '\0';
          return g_steal_pointer (&values);
        }
      if (*self->at == '(' && open->len < MAX_DEPTH)
        open_list (open);
      else if (*self->at == ')' && open->len > 1)
        g_ptr_array_set_size (open, (gint) open->len - 1);
      else
        {
          HpImapValue *value = read_plain (self, open->len == 1 ? end : '\0');
          if (value == NULL)
            return NULL;
          g_ptr_array_add (g_ptr_array_index (open, open->len - 1), value);
          continue;
        }
      self->at++;
    }
  return NULL;
}

static char *
read_word (HpImapParser *self)
{
  gsize length = strcspn (self->at, " ");
  char *word = g_strndup (self->at, length);

  self->at += length;
  if (*self->at == ' ')
    self->at++;
  return word;
}

/* A code that can't be read is a text. */
static void
read_status (HpImapParser *self, HpImapResponse *response)
{
  const char *begin = self->at;

  if (*self->at == '[')
    {
      self->at++;
      response->code = read_values (self, ']');
      if (response->code == NULL)
        self->at = begin;
    }
  self->at += strspn (self->at, " ");
  response->text = g_utf8_make_valid (self->at, -1);
}

static gboolean
read_data (HpImapParser *self, HpImapResponse *response)
{
  response->values = read_values (self, '\0');
  return response->values != NULL && self->line + 1 == self->lines->len;
}

static gboolean
read_name (HpImapParser *self, HpImapResponse *response)
{
  g_autofree char *word = read_word (self);
  guint64 number;

  if (response->what == HP_IMAP_DATA &&
      g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT32, &number, NULL))
    {
      response->number = (gint64) number;
      g_free (word);
      word = read_word (self);
    }
  response->name = g_ascii_strup (word, -1);
  return *response->name != '\0';
}

static gboolean
read_response (HpImapParser *self, HpImapResponse *response)
{
  g_autofree char *first = read_word (self);

  response->number = -1;
  response->what = strcmp (first, "*") == 0   ? HP_IMAP_DATA
                   : strcmp (first, "+") == 0 ? HP_IMAP_CONTINUE
                                              : HP_IMAP_DONE;
  if (response->what == HP_IMAP_CONTINUE)
    {
      response->name = g_strdup ("");
      response->text = g_utf8_make_valid (self->at, -1);
      return TRUE;
    }
  if (*first == '\0' || !read_name (self, response))
    return FALSE;
  if (response->what == HP_IMAP_DONE)
    response->tag = g_steal_pointer (&first);
  if (!is_status_name (response->name))
    return response->what == HP_IMAP_DATA && read_data (self, response);
  read_status (self, response);
  return TRUE;
}

HpImapResponse *
hp_imap_parser_end (HpImapParser *self, GError **error)
{
  g_autoptr (HpImapResponse) response = g_new0 (HpImapResponse, 1);

  self->line = 0;
  self->at = self->lines->len > 0 ? g_ptr_array_index (self->lines, 0) : "";
  if (read_response (self, response))
    return g_steal_pointer (&response);
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper IMAP");
  return NULL;
}
