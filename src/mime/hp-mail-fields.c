/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns cutting the header of a mail into fields (RFC 5322 section 2.2, and what really comes).
 * GMime makes several objects of every field, which is most of its time; here they are windows on
 * the bytes. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-fields.h"

#include <string.h>

#include "mime/hp-charset.h"

/* Lines of junk before the first field. */
#define MAX_JUNK_LINES 32

static gsize
skip_start (const char *data, gsize length)
{
  gsize at = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    at = 3;
  while (at < length)
    if (data[at] == '\n' || (data[at] == '\r' && at + 1 < length && data[at + 1] == '\n'))
      at++;
    else
      break;
  return at;
}

/* The length of the line at @data without its line end; @next gets where the next one begins. */
static gsize
measure_line (const char *data, gsize length, gsize *next)
{
  const char *end = memchr (data, '\n', length);
  gsize size = end != NULL ? (gsize) (end - data) : length;

  *next = end != NULL ? size + 1 : size;
  return size > 0 && data[size - 1] == '\r' ? size - 1 : size;
}

static gboolean
is_folded (const char *data, gsize length)
{
  return length > 0 && (data[0] == ' ' || data[0] == '\t');
}

/* Whether a line begins a field, which it fills in as far as the line goes. */
static gboolean
parse_line (const char *line, gsize length, HpMailField *field)
{
  gsize size = 0;
  gsize colon;

  while (size < length && line[size] > ' ' && line[size] < 0x7f && line[size] != ':')
    size++;
  colon = size;
  while (colon < length && (line[colon] == ' ' || line[colon] == '\t'))
    colon++;
  if (size == 0 || colon == length || line[colon] != ':' || memchr (line, '\0', length) != NULL)
    return FALSE;
  field->name = line;
  field->name_length = size;
  field->value = line + colon + 1;
  field->value_length = length - colon - 1;
  return TRUE;
}

/* Past the lines that continue the field before @at. */
static gsize
extend (HpMailField *field, const char *data, gsize length, gsize at)
{
  while (is_folded (data + at, length - at))
    {
      gsize next;
      gsize size = measure_line (data + at, length - at, &next);
      if (size == 0)
        break;
      field->value_length = (gsize) (data + at + size - field->value);
      at += next;
    }
  return at;
}

static gboolean
is_from_line (const char *line, gsize length)
{
  return (length > 5 && memcmp (line, "From ", 5) == 0) ||
         (length > 6 && memcmp (line, ">From ", 6) == 0);
}

/* Whether the header goes on behind a line of junk. */
static gboolean
is_passed_over (const HpMailFields *self, const char *data, gsize length, guint junk)
{
  HpMailField field;
  gsize next;
  gsize size = measure_line (data, length, &next);

  if (self->fields->len == 0)
    return is_from_line (data, size) || junk < MAX_JUNK_LINES;
  if (is_folded (data, length) || is_from_line (data, size))
    return TRUE;
  size = measure_line (data + next, length - next, &(gsize){ 0 });
  return parse_line (data + next, size, &field);
}

static void
read_fields (HpMailFields *self, const char *data, gsize length)
{
  gsize at = skip_start (data, length);
  guint junk = 0;

  while (at < length)
    {
      HpMailField field;
      gsize next;
      gsize size = measure_line (data + at, length - at, &next);
      if (size == 0 || !parse_line (data + at, size, &field))
        {
          if (size > 0 && is_passed_over (self, data + at, length - at, junk))
            {
              junk += self->fields->len == 0;
              at += next;
              continue;
            }
          self->is_whole = TRUE;
          at += size == 0 ? next : 0;
          break;
        }
      at = extend (&field, data, length, at + next);
      g_array_append_val (self->fields, field);
    }
  self->body = at;
}

HpMailFields *
hp_mail_fields_new (const char *data, gsize length)
{
  HpMailFields *self = g_new0 (HpMailFields, 1);

  self->fields = g_array_sized_new (FALSE, FALSE, sizeof (HpMailField), 32);
  read_fields (self, data, length);
  return self;
}

void
hp_mail_fields_free (HpMailFields *self)
{
  g_array_unref (self->fields);
  g_free (self);
}

gboolean
hp_mail_field_is (const HpMailField *field, const char *name)
{
  return strlen (name) == field->name_length &&
         g_ascii_strncasecmp (field->name, name, field->name_length) == 0;
}

char *
hp_mail_field_dup_value (const HpMailField *field)
{
  char *value = g_malloc (field->value_length + 1);
  char *to = value;

  for (gsize i = 0; i < field->value_length; i++)
    if (field->value[i] != '\r' && field->value[i] != '\n' && field->value[i] != '\0')
      *to++ = field->value[i];
  *to = '\0';
  return g_strstrip (value);
}

const HpMailField *
hp_mail_fields_find (const HpMailFields *self, const char *name)
{
  const HpMailField *fields = (const HpMailField *) self->fields->data;

  for (guint i = 0; i < self->fields->len; i++)
    if (hp_mail_field_is (&fields[i], name))
      return &fields[i];
  return NULL;
}

char *
hp_mail_fields_dup_value (const HpMailFields *self, const char *name)
{
  const HpMailField *field = hp_mail_fields_find (self, name);
  g_autofree char *value = field != NULL ? hp_mail_field_dup_value (field) : NULL;

  return value != NULL ? hp_mail_field_flatten (value) : NULL;
}

char *
hp_mail_field_flatten (const char *text)
{
  char *valid = hp_charset_decode_unlabelled (text, strlen (text));
  char *to = valid;

  for (const char *from = valid; *from != '\0'; from++)
    if ((guint8) *from > ' ' && *from != 0x7f)
      *to++ = *from;
    else if (to > valid && to[-1] != ' ')
      *to++ = ' ';
  if (to > valid && to[-1] == ' ')
    to--;
  *to = '\0';
  return valid;
}
