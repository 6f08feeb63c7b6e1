/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which parts of a mail are its text and which are attachments (the choice of RFC 8621
 * section 4.1.4), in one walk over the tree. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-body.h"

#include <nettle/sha2.h>
#include <string.h>

#include "mime/hp-charset.h"
#include "mime/hp-content-hash.h"
#include "mime/hp-html-text.h"
#include "mime/hp-mime-part.h"

typedef enum
{
  TEXT_KIND_NONE,
  TEXT_KIND_PLAIN,
  TEXT_KIND_HTML,
} TextKind;

/* Where a part stands. */
typedef struct
{
  gboolean is_first;   /* of its siblings, or alone */
  gboolean is_related; /* in a multipart/related */
  gboolean skip_text;  /* another alternative was taken */
} Place;

typedef struct
{
  HpMail *mail;
  GString *text;          /* (owned) */
  struct sha256_ctx body; /* over the digests of all parts */
  guint next_number;      /* of the next part */
} BodyReader;

typedef struct
{
  struct sha256_ctx exact;
  HpContentHash *normalised; /* (owned) (nullable) */
  gint64 size;
} Digests;

static void
hash_piece (const guint8 *data, gsize length, gpointer user_data)
{
  Digests *digests = user_data;

  sha256_update (&digests->exact, length, data);
  if (digests->normalised != NULL)
    hp_content_hash_update (digests->normalised, data, length);
  digests->size += (gint64) length;
}

static void
hash_text_piece (const guint8 *data, gsize length, gpointer user_data)
{
  hp_content_hash_update (user_data, data, length);
}

static void
add_digest (BodyReader *self, HpContentHash *hash)
{
  guint8 digest[HP_CONTENT_HASH_SIZE];

  hp_content_hash_finish (hash, digest);
  sha256_update (&self->body, sizeof digest, digest);
}

/* "Content-Type: text" and the like, which is no type at all, means text. */
static gboolean
has_half_a_type (GMimeObject *part)
{
  const char *header = g_mime_object_get_header (part, "Content-Type");

  return header != NULL && strchr (header, '/') == NULL &&
         g_ascii_strncasecmp (header, "text", 4) == 0;
}

static TextKind
get_text_kind (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  if (!GMIME_IS_PART (part))
    return TEXT_KIND_NONE;
  if (g_mime_content_type_is_type (type, "text", "html"))
    return TEXT_KIND_HTML;
  if (g_mime_content_type_is_type (type, "text", "plain") || has_half_a_type (part))
    return TEXT_KIND_PLAIN;
  return TEXT_KIND_NONE;
}

static gboolean
is_text_of_message (GMimeObject *part, const Place *place)
{
  if (get_text_kind (part) == TEXT_KIND_NONE || hp_mime_part_is_attachment (part))
    return FALSE;
  if (place->is_first)
    return TRUE;

  g_autofree char *filename = hp_mime_part_dup_filename (part);
  return !place->is_related && filename == NULL;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\f\v")] == '\0';
}

/* Lines end in LF alone; a CR alone ends one too. */
static void
normalise_lines (GString *text)
{
  char *to = memchr (text->str, '\r', text->len);

  if (to == NULL)
    return;
  for (const char *from = to; from < text->str + text->len; from++)
    if (*from != '\r')
      *to++ = *from;
    else if (from[1] != '\n')
      *to++ = '\n';
  g_string_truncate (text, (gsize) (to - text->str));
}

/* FALSE if there was nothing to read. */
static gboolean
append_text (BodyReader *self, GString *text)
{
  if (is_blank (text->str))
    return FALSE;
  normalise_lines (text);
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  g_string_append_len (self->text, text->str, (gssize) text->len);
  while (self->text->len > 0 && g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_truncate (self->text, self->text->len - 1);
  return TRUE;
}

static GString *
decode_html (const char *data, gsize length, const char *charset)
{
  g_autofree char *own = charset == NULL ? hp_html_text_dup_charset (data, length) : NULL;
  g_autoptr (GString) html = hp_charset_decode (data, length, charset != NULL ? charset : own);
  g_autofree char *text = hp_html_text_dup (html->str, html->len);

  return g_string_new (text);
}

static gboolean
append_part_text (BodyReader *self, GMimeObject *part, GByteArray *content)
{
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  const char *data = (const char *) content->data;
  g_autoptr (GString) text = NULL;

  if (content->len == 0)
    return FALSE;
  if (get_text_kind (part) == TEXT_KIND_HTML)
    text = decode_html (data, content->len, charset);
  else
    text = hp_charset_decode (data, content->len, charset);
  return append_text (self, text);
}

static void
read_text (BodyReader *self, GMimeObject *part, gboolean skip)
{
  g_autoptr (HpContentHash) hash = hp_content_hash_new ();

  if (skip)
    hp_mime_part_decode (part, hash_text_piece, hash);
  else
    {
      g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
      hp_content_hash_update (hash, content->data, content->len);
      append_part_text (self, part, content);
    }
  add_digest (self, hash);
}

/* Bytes that no route changes: whatever isn't text and came as base64. */
static gboolean
is_binary (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  return GMIME_IS_PART (part) &&
         g_mime_part_get_content_encoding (GMIME_PART (part)) == GMIME_CONTENT_ENCODING_BASE64 &&
         !g_mime_content_type_is_type (type, "text", "*");
}

static gboolean
is_inline (GMimeObject *part, const HpAttachment *attachment, const Place *place)
{
  const char *disposition = g_mime_object_get_disposition (part);

  if (disposition != NULL && g_ascii_strcasecmp (disposition, "inline") == 0)
    return TRUE;
  return attachment->content_id != NULL && place->is_related && !hp_mime_part_is_attachment (part);
}

static char *
dup_content_id (GMimeObject *part)
{
  const char *id = g_mime_object_get_content_id (part);
  g_autofree char *valid = id != NULL ? hp_charset_decode_unlabelled (id, strlen (id)) : NULL;

  return valid != NULL && !is_blank (valid) ? g_strstrip (g_steal_pointer (&valid)) : NULL;
}

static void
read_attachment (BodyReader *self, GMimeObject *part, const Place *place, guint number)
{
  HpAttachment *attachment = g_new0 (HpAttachment, 1);
  gboolean binary = is_binary (part);
  g_autoptr (HpContentHash) normalised = binary ? NULL : hp_content_hash_new ();
  Digests digests = { .normalised = normalised };

  sha256_init (&digests.exact);
  attachment->part = number;
  attachment->filename = hp_mime_part_dup_filename (part);
  attachment->mime_type = hp_mime_part_dup_type (part);
  attachment->content_id = dup_content_id (part);
  attachment->is_inline = is_inline (part, attachment, place);
  hp_mime_part_decode (part, hash_piece, &digests);
  attachment->size = digests.size;
  sha256_digest (&digests.exact, sizeof attachment->sha256, attachment->sha256);
  g_ptr_array_add (self->mail->attachments, attachment);
  if (binary)
    sha256_update (&self->body, sizeof attachment->sha256, attachment->sha256);
  else
    add_digest (self, normalised);
}

/* A multipart whose boundary never came: what it holds is read as plain text. */
static void
read_unsplit (BodyReader *self, GMimeMultipart *parts, gboolean skip)
{
  const char *prologue = g_mime_multipart_get_prologue (parts);

  if (prologue == NULL)
    return;
  g_autoptr (HpContentHash) hash = hp_content_hash_new ();
  g_autoptr (GString) text = hp_charset_decode (prologue, strlen (prologue), NULL);
  hp_content_hash_update (hash, (const guint8 *) prologue, strlen (prologue));
  if (!skip)
    append_text (self, text);
  add_digest (self, hash);
}

/* Plain text that stands behind other alternatives is read before them. */
static gboolean
read_late_plain_text (BodyReader *self, GMimeMultipart *parts)
{
  for (int i = 1; i < g_mime_multipart_get_count (parts); i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);
      if (get_text_kind (part) != TEXT_KIND_PLAIN || hp_mime_part_is_attachment (part))
        continue;
      g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
      return append_part_text (self, part, content);
    }
  return FALSE;
}

static void
walk (BodyReader *self, GMimeObject *part, const Place *place)
{
  guint number = self->next_number++;

  if (!GMIME_IS_MULTIPART (part))
    {
      if (is_text_of_message (part, place))
        read_text (self, part, place->skip_text);
      else
        read_attachment (self, part, place, number);
      return;
    }

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  GMimeContentType *type = g_mime_object_get_content_type (part);
  int count = g_mime_multipart_get_count (parts);
  gboolean is_choice = g_mime_content_type_is_type (type, "multipart", "alternative");
  Place below = { .skip_text = place->skip_text };

  below.is_related = g_mime_content_type_is_type (type, "multipart", "related");
  if (count == 0)
    read_unsplit (self, parts, place->skip_text);
  if (is_choice && !place->skip_text && count > 1 &&
      get_text_kind (g_mime_multipart_get_part (parts, 0)) != TEXT_KIND_PLAIN)
    below.skip_text = read_late_plain_text (self, parts);
  for (int i = 0; i < count; i++)
    {
      gsize before = self->text->len;
      below.is_first = i == 0 || is_choice;
      walk (self, g_mime_multipart_get_part (parts, i), &below);
      below.skip_text = below.skip_text || (is_choice && self->text->len > before);
    }
}

void
hp_mail_body_read (HpMail *mail, GMimeObject *root, guint8 digest[32])
{
  BodyReader self = { .mail = mail, .text = g_string_new (NULL) };
  Place place = { .is_first = TRUE };

  sha256_init (&self.body);
  walk (&self, root, &place);
  sha256_digest (&self.body, 32, digest);
  g_free (mail->text);
  mail->text = g_string_free (self.text, FALSE);
}
