/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading winmail.dat, which Outlook and Exchange send (MS-OXTNEF). Pure; any thread.
 * Nothing is allocated by a length that the file merely claims. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-tnef.h"

#include <string.h>

#include "mime/hp-charset.h"
#include "mime/hp-inner-part.h"
#include "mime/hp-lzfu.h"

#define SIGNATURE 0x223e9f78u
#define MAX_DEPTH 8
#define GUID_SIZE 16

/* Attributes (MS-OXTNEF section 2.1.3.1). */
#define ATT_BODY 0x800c
#define ATT_ATTACH_DATA 0x800f
#define ATT_ATTACH_TITLE 0x8010
#define ATT_ATTACH_REND_DATA 0x9002
#define ATT_MAPI_PROPS 0x9003
#define ATT_ATTACHMENT 0x9005
#define ATT_OEM_CODEPAGE 0x9007

/* Properties (MS-OXPROPS). */
#define PROP_BODY 0x1000
#define PROP_RTF 0x1009
#define PROP_HTML 0x1013
#define PROP_DISPLAY_NAME 0x3001
#define PROP_ATTACH_DATA 0x3701
#define PROP_ATTACH_FILENAME 0x3704
#define PROP_ATTACH_LONG_FILENAME 0x3707
#define PROP_ATTACH_MIME_TAG 0x370e
#define PROP_ATTACH_CONTENT_ID 0x3712

/* Types of properties (MS-OXCDATA section 2.11.1). */
#define TYPE_OBJECT 0x000d
#define TYPE_STRING8 0x001e
#define TYPE_UNICODE 0x001f
#define TYPE_BINARY 0x0102
#define TYPE_MULTIPLE 0x1000
#define FIRST_NAMED 0x8000

/* A window on what is left to read; once it is too short everything reads as 0 and nothing. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_short;
} Window;

typedef struct
{
  GBytes *whole;    /* (unowned) */
  GPtrArray *parts; /* (unowned) (element-type HpInnerPart) */
  char charset[16]; /* of strings of one byte a character */
  guint depth;
  char *filename;   /* (owned) (nullable) of the present attachment, like all below */
  char *short_name; /* (owned) (nullable) */
  char *mime_type;  /* (owned) (nullable) */
  char *content_id; /* (owned) (nullable) */
  Window content;
  gboolean is_message; /* the content is a TNEF of its own */
} Reader;

static Window
take (Window *from, gsize length)
{
  Window taken = { .at = from->at, .end = from->at };

  if ((gsize) (from->end - from->at) < length)
    {
      length = (gsize) (from->end - from->at);
      from->is_short = TRUE;
      taken.is_short = TRUE;
    }
  taken.end = taken.at + length;
  from->at += length;
  return taken;
}

static guint32
take_number (Window *from, gsize bytes)
{
  Window taken = take (from, bytes);
  guint32 number = 0;

  for (gsize i = 0; i < bytes && !taken.is_short; i++)
    number |= (guint32) taken.at[i] << (8 * i);
  return number;
}

/* A value of counted length, which is padded to four bytes. */
static Window
take_padded (Window *from)
{
  gsize length = take_number (from, 4);
  Window value = take (from, length);

  if (length % 4 != 0)
    take (from, 4 - length % 4);
  return value;
}

static gsize
get_fixed_size (guint type)
{
  switch (type)
    {
    case 0x0005:
    case 0x0006:
    case 0x0007:
    case 0x0014:
    case 0x0040:
      return 8;
    case 0x0048:
      return GUID_SIZE;
    default:
      return 4;
    }
}

static char *
dup_text (const Reader *self, const Window *value, guint type)
{
  const char *charset = type == TYPE_UNICODE ? "utf-16le" : self->charset;
  GString *text =
      hp_charset_decode ((const char *) value->at, (gsize) (value->end - value->at), charset);

  return g_string_free (text, FALSE);
}

static void
set_text (const Reader *self, char **to, const Window *value, guint type)
{
  g_free (*to);
  *to = dup_text (self, value, type);
}

static GBytes *
share (const Reader *self, const Window *value)
{
  const guint8 *start = g_bytes_get_data (self->whole, NULL);

  return g_bytes_new_from_bytes (self->whole, (gsize) (value->at - start),
                                 (gsize) (value->end - value->at));
}

static void
add_body (Reader *self, const char *mime_type, GBytes *content)
{
  /* The text of a mail inside is a file of this one. */
  gboolean is_file = self->depth > 0;
  HpInnerPart *part = hp_inner_part_new (is_file ? "message" : NULL, mime_type, content);

  part->is_body = !is_file;
  g_ptr_array_add (self->parts, part);
}

static void
read_body (Reader *self, const Window *value, guint type)
{
  g_autofree char *text = dup_text (self, value, type);
  gsize length = strlen (text);

  if (length > 0)
    add_body (self, "text/plain", g_bytes_new_take (g_steal_pointer (&text), length));
}

static void
read_rtf (Reader *self, const Window *value)
{
  GBytes *rtf = hp_lzfu_decompress (value->at, (gsize) (value->end - value->at));

  if (rtf != NULL)
    add_body (self, "application/rtf", rtf);
}

static void
read_property (Reader *self, guint id, guint type, Window *value)
{
  switch (id)
    {
    case PROP_BODY:
      read_body (self, value, type);
      break;
    case PROP_RTF:
      read_rtf (self, value);
      break;
    case PROP_HTML:
      add_body (self, "text/html", share (self, value));
      break;
    case PROP_ATTACH_DATA:
      self->is_message = type == TYPE_OBJECT;
      if (self->is_message)
        take (value, GUID_SIZE);
      self->content = *value;
      break;
    case PROP_ATTACH_LONG_FILENAME:
      set_text (self, &self->filename, value, type);
      break;
    case PROP_ATTACH_FILENAME:
    case PROP_DISPLAY_NAME:
      set_text (self, &self->short_name, value, type);
      break;
    case PROP_ATTACH_MIME_TAG:
      set_text (self, &self->mime_type, value, type);
      break;
    case PROP_ATTACH_CONTENT_ID:
      set_text (self, &self->content_id, value, type);
      break;
    default:
      break;
    }
}

static void
skip_name (Window *from)
{
  take (from, GUID_SIZE);
  if (take_number (from, 4) == 0)
    take (from, 4);
  else
    take_padded (from);
}

static void
read_properties (Reader *self, Window from)
{
  guint32 count = take_number (&from, 4);

  for (guint32 i = 0; i < count && !from.is_short; i++)
    {
      guint type = take_number (&from, 2);
      guint id = take_number (&from, 2);
      guint base = type & ~(guint) TYPE_MULTIPLE;
      gboolean is_counted = base == TYPE_OBJECT || base == TYPE_STRING8 || base == TYPE_UNICODE ||
                            base == TYPE_BINARY;
      if (id >= FIRST_NAMED)
        skip_name (&from);
      guint32 values = is_counted || type != base ? take_number (&from, 4) : 1;
      for (guint32 j = 0; j < values && !from.is_short; j++)
        {
          Window value = is_counted ? take_padded (&from) : take (&from, get_fixed_size (base));
          if (j == 0 && is_counted)
            read_property (self, id, base, &value);
        }
    }
}

static void
clear_attachment (Reader *self)
{
  g_clear_pointer (&self->filename, g_free);
  g_clear_pointer (&self->short_name, g_free);
  g_clear_pointer (&self->mime_type, g_free);
  g_clear_pointer (&self->content_id, g_free);
  self->content = (Window){ 0 };
  self->is_message = FALSE;
}

static void
read_codepage (Reader *self, Window value)
{
  guint32 codepage = take_number (&value, 4);

  if (codepage == 65001)
    g_strlcpy (self->charset, "utf-8", sizeof self->charset);
  else if (codepage >= 1250 && codepage <= 1258)
    g_snprintf (self->charset, sizeof self->charset, "windows-%u", codepage);
  else if (codepage > 0 && codepage < 65000)
    g_snprintf (self->charset, sizeof self->charset, "cp%u", codepage);
}

/* Starts on the attributes of a stream; FALSE if it is none. */
static gboolean
take_header (Window *from)
{
  gboolean is_tnef = take_number (from, 4) == SIGNATURE;

  take_number (from, 2);
  return is_tnef && !from->is_short;
}

/* The present attachment is complete. Returns TRUE if it holds a stream that is to be read. */
static gboolean
finish_attachment (Reader *self, Window *inner)
{
  gboolean is_stream = FALSE;

  if (self->content.at < self->content.end)
    {
      *inner = self->content;
      is_stream = self->is_message && self->depth < MAX_DEPTH && take_header (inner);
    }
  if (self->content.at < self->content.end && !is_stream)
    {
      const char *name = self->filename != NULL ? self->filename : self->short_name;
      HpInnerPart *part = hp_inner_part_new (name, self->mime_type, share (self, &self->content));
      part->content_id = g_strdup (self->content_id);
      g_ptr_array_add (self->parts, part);
    }
  clear_attachment (self);
  return is_stream;
}

static void
read_attribute (Reader *self, guint id, Window value)
{
  switch (id)
    {
    case ATT_OEM_CODEPAGE:
      read_codepage (self, value);
      break;
    case ATT_BODY:
      read_body (self, &value, TYPE_STRING8);
      break;
    case ATT_ATTACH_TITLE:
      set_text (self, &self->short_name, &value, TYPE_STRING8);
      break;
    case ATT_ATTACH_DATA:
      self->content = value;
      self->is_message = FALSE;
      break;
    case ATT_MAPI_PROPS:
    case ATT_ATTACHMENT:
      read_properties (self, value);
      break;
    default:
      break;
    }
}

/* A mail inside a mail inside a mail: the depth is bounded, and each byte is in one stream a
 * level. */
static void
read_stream (Reader *self, Window from)
{
  Window inner;

  while (from.at < from.end && !from.is_short && self->parts->len < HP_INNER_PARTS_MAX)
    {
      take_number (&from, 1);
      guint id = take_number (&from, 4) & 0xffff;
      gsize length = take_number (&from, 4);
      Window value = take (&from, length);
      take_number (&from, 2);
      if (id == ATT_ATTACH_REND_DATA && finish_attachment (self, &inner))
        {
          self->depth++;
          read_stream (self, inner);
          self->depth--;
        }
      else
        read_attribute (self, id, value);
    }
  if (finish_attachment (self, &inner))
    {
      self->depth++;
      read_stream (self, inner);
      self->depth--;
    }
}

gboolean
hp_tnef_read (GBytes *tnef, GPtrArray *parts)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (tnef, &length);
  Reader reader = { .whole = tnef, .parts = parts, .charset = "windows-1252" };
  Window all = { .at = data, .end = data + length };

  if (!take_header (&all))
    return FALSE;
  read_stream (&reader, all);
  return TRUE;
}
