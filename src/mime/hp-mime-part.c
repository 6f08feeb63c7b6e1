/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how one MIME part is read: its decoded bytes, its type and its file name. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-part.h"

#include <string.h>

#include "mime/hp-charset.h"
#include "mime/hp-clean-text.h"
#include "mime/hp-encoded-word.h"
#include "mime/hp-mime-tree.h"

#define CHUNK 16384
#define MAX_FILENAME 200
#define MAX_TYPE 127

static void
decode_stream (GMimeStream *stream, GMimeContentEncoding how, HpPartSink sink, gpointer user_data)
{
  g_autofree char *in = g_malloc (CHUNK);
  GMimeEncoding state;
  gssize got;

  g_mime_encoding_init_decode (&state, how);
  g_autofree char *out = g_malloc (g_mime_encoding_outlen (&state, CHUNK));
  g_mime_stream_reset (stream);
  while ((got = g_mime_stream_read (stream, in, CHUNK)) > 0)
    {
      gsize length = g_mime_encoding_step (&state, in, (gsize) got, out);
      sink ((const guint8 *) out, length, user_data);
    }
  gsize length = g_mime_encoding_flush (&state, "", 0, out);
  if (length > 0)
    sink ((const guint8 *) out, length, user_data);
}

static void
pass_stream (GMimeStream *stream, HpPartSink sink, gpointer user_data)
{
  g_autofree char *in = g_malloc (CHUNK);
  gssize got;

  g_mime_stream_reset (stream);
  while ((got = g_mime_stream_read (stream, in, CHUNK)) > 0)
    sink ((const guint8 *) in, (gsize) got, user_data);
}

static void
decode_leaf (GMimePart *part, HpPartSink sink, gpointer user_data)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);

  if (content == NULL)
    return;
  switch (g_mime_data_wrapper_get_encoding (content))
    {
    case GMIME_CONTENT_ENCODING_BASE64:
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
      decode_stream (g_mime_data_wrapper_get_stream (content),
                     g_mime_data_wrapper_get_encoding (content), sink, user_data);
      break;
    case GMIME_CONTENT_ENCODING_UUENCODE:
      {
        g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
        g_mime_data_wrapper_write_to_stream (content, stream);
        pass_stream (stream, sink, user_data);
        break;
      }
    case GMIME_CONTENT_ENCODING_DEFAULT:
    case GMIME_CONTENT_ENCODING_7BIT:
    case GMIME_CONTENT_ENCODING_8BIT:
    case GMIME_CONTENT_ENCODING_BINARY:
    default:
      pass_stream (g_mime_data_wrapper_get_stream (content), sink, user_data);
    }
}

/* The bytes of a leaf as they came, or NULL. */
static GMimeStream *
get_encoded (GMimeObject *part)
{
  GMimeDataWrapper *content =
      GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;

  return content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;
}

static gboolean
is_base64_line (const char *line)
{
  while (g_ascii_isalnum (*line) || *line == '+' || *line == '/')
    line++;
  line += strspn (line, " \t");
  return *line == '\0' || strchr ("=\r\n", *line) != NULL;
}

static void
append_piece (const guint8 *data, gsize length, gpointer user_data)
{
  g_byte_array_append (user_data, data, (guint) length);
}

char *
hp_mime_part_clean_filename (const char *raw)
{
  g_autofree char *decoded = hp_encoded_word_decode (raw);
  GString *name = g_string_new (NULL);
  const char *base = decoded;

  for (const char *at = decoded; *at != '\0'; at++)
    if (*at == '/' || *at == '\\')
      base = at + 1;
  for (const char *at = base; *at != '\0' && name->len < MAX_FILENAME; at = g_utf8_next_char (at))
    if (!hp_clean_text_is_harmful (g_utf8_get_char (at)))
      g_string_append_unichar (name, g_utf8_get_char (at));

  char *clean = g_strstrip (g_string_free (name, FALSE));
  if (strspn (clean, ".\"' ") == strlen (clean))
    g_clear_pointer (&clean, g_free);
  return clean;
}

/* An attached mail is named by its subject. */
static char *
dup_mail_filename (GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  const char *subject = message != NULL ? g_mime_message_get_subject (message) : NULL;
  g_autofree char *flat = g_strdelimit (g_strdup (subject != NULL ? subject : ""), "/\\", ' ');
  g_autofree char *name = hp_mime_part_clean_filename (flat);

  return g_strconcat (name != NULL ? name : "mail", ".eml", NULL);
}

static GMimeObject *
find_below (GMimeObject *part, guint *left)
{
  if (*left == 0)
    return part;
  --*left;
  if (!GMIME_IS_MULTIPART (part))
    return NULL;

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    {
      GMimeObject *found = find_below (g_mime_multipart_get_part (parts, i), left);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
hp_mime_part_is_unsplit (GMimeObject *part)
{
  return GMIME_IS_MULTIPART (part) && g_mime_multipart_get_count (GMIME_MULTIPART (part)) == 0;
}

void
hp_mime_part_decode (GMimeObject *part, HpPartSink sink, gpointer user_data)
{
  if (GMIME_IS_PART (part))
    decode_leaf (GMIME_PART (part), sink, user_data);
  else if (GMIME_IS_MESSAGE_PART (part) &&
           g_mime_message_part_get_message (GMIME_MESSAGE_PART (part)) != NULL)
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));
      g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
      g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream);
      pass_stream (stream, sink, user_data);
    }
  else if (hp_mime_part_is_unsplit (part))
    {
      const char *text = g_mime_multipart_get_prologue (GMIME_MULTIPART (part));
      if (text != NULL)
        sink ((const guint8 *) text, strlen (text), user_data);
    }
}

GByteArray *
hp_mime_part_dup_content (GMimeObject *part)
{
  GByteArray *content = g_byte_array_new ();

  hp_mime_part_decode (part, append_piece, content);
  return content;
}

gboolean
hp_mime_part_is_no_base64 (GMimeObject *part)
{
  GMimeStream *stream = get_encoded (part);
  char start[128];

  if (stream == NULL ||
      g_mime_part_get_content_encoding (GMIME_PART (part)) != GMIME_CONTENT_ENCODING_BASE64)
    return FALSE;
  g_mime_stream_reset (stream);
  gssize got = g_mime_stream_read (stream, start, sizeof start - 1);
  start[MAX (got, 0)] = '\0';
  return !is_base64_line (start + strspn (start, " \t\r\n"));
}

GByteArray *
hp_mime_part_dup_undecoded (GMimeObject *part)
{
  GMimeStream *stream = get_encoded (part);
  GByteArray *bytes = g_byte_array_new ();

  if (stream != NULL)
    pass_stream (stream, append_piece, bytes);
  return bytes;
}

GMimeObject *
hp_mime_part_find (GMimeObject *root, guint number)
{
  guint left = number;

  return find_below (root, &left);
}

char *
hp_mime_part_dup_type (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  if (hp_mime_part_is_unsplit (part))
    return g_strdup ("text/plain");
  g_autofree char *name = g_mime_content_type_get_mime_type (type);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_utf8_make_valid (lower, MIN (MAX_TYPE, (gssize) strlen (lower)));
}

char *
hp_mime_part_dup_filename (GMimeObject *part)
{
  const char *name = g_mime_object_get_content_disposition_parameter (part, "filename");

  if (name == NULL)
    name = g_mime_object_get_content_type_parameter (part, "name");
  if (name == NULL)
    return GMIME_IS_MESSAGE_PART (part) ? dup_mail_filename (GMIME_MESSAGE_PART (part)) : NULL;
  return hp_mime_part_clean_filename (name);
}

gboolean
hp_mime_part_is_attachment (GMimeObject *part)
{
  const char *disposition = g_mime_object_get_disposition (part);

  return disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
}
