/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading the text and the attachments of a mail in one walk over its parts. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-body.h"

#include <string.h>

#include "base/hp-sha256.h"
#include "mime/hp-charset.h"
#include "mime/hp-clean-text.h"
#include "mime/hp-content-hash.h"
#include "mime/hp-html-text.h"
#include "mime/hp-inner-part.h"
#include "mime/hp-mail-attached.h"
#include "mime/hp-mail-forwarded.h"
#include "mime/hp-mail-seal.h"
#include "mime/hp-mime-choice.h"
#include "mime/hp-mime-mend.h"
#include "mime/hp-mime-part.h"
#include "mime/hp-mime-text.h"
#include "mime/hp-tnef.h"
#include "mime/hp-uuencode.h"

typedef struct
{
  HpMail *mail;
  GString *text;          /* (owned) */
  GString *forwarded;     /* (owned) */
  struct sha256_ctx body; /* over the digests of all parts */
  GPtrArray *inner;       /* (owned) (element-type HpInnerPart) files that are no parts */
  GMimeObject *open;      /* (unowned) (nullable) the part that ends with the mail */
  guint next_number;      /* of the next part */
  gboolean is_known;      /* to identity already */
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
add_digest (BodyReader *self, const guint8 digest[HP_CONTENT_HASH_SIZE])
{
  if (!self->is_known)
    sha256_update (&self->body, HP_CONTENT_HASH_SIZE, digest);
}

static void
add_hash (BodyReader *self, HpContentHash *hash)
{
  guint8 digest[HP_CONTENT_HASH_SIZE];

  hp_content_hash_finish (hash, digest);
  add_digest (self, digest);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\f\v")] == '\0';
}

/* FALSE if there was nothing to read. */
static gboolean
append_text (BodyReader *self, GString *text)
{
  if (is_blank (text->str))
    return FALSE;
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  g_string_append_len (self->text, text->str, (gssize) text->len);
  while (self->text->len > 0 && g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_truncate (self->text, self->text->len - 1);
  return TRUE;
}

static gboolean
append_html (BodyReader *self, const GString *html)
{
  g_autofree char *readable = hp_html_text_dup (html->str, html->len);
  g_autoptr (GString) text = g_string_new (readable);

  return append_text (self, text);
}

static gboolean
append_part_text (BodyReader *self, GMimeObject *part, GByteArray *content)
{
  g_autoptr (GString) text = hp_mime_text_decode (part, content);
  if (hp_mime_choice_get_text_kind (part) == HP_TEXT_KIND_HTML)
    return append_html (self, text);
  hp_uuencode_extract (text, self->inner);
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
  add_hash (self, hash);
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
is_inline (GMimeObject *part, const HpAttachment *attachment, const HpPlace *place)
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

static GBytes *
dup_bytes (GMimeObject *part)
{
  return g_byte_array_free_to_bytes (hp_mime_part_dup_content (part));
}

/* Reads what means more than its bytes. Returns: FALSE if the attachment is not to be listed, for
 * what it holds is. */
static gboolean
read_meaning (BodyReader *self, GMimeObject *part, HpAttachedKind kind, GBytes *content)
{
  if (kind == HP_ATTACHED_KIND_MAIL)
    hp_mail_forwarded_append_raw (self->forwarded, content);
  if (kind == HP_ATTACHED_KIND_TNEF)
    return !hp_tnef_read (content, self->inner);
  hp_mail_attached_read (self->mail, kind, content,
                         g_mime_object_get_content_type_parameter (part, "charset"),
                         g_mime_object_get_content_type_parameter (part, "method"));
  return TRUE;
}

static void
read_attachment (BodyReader *self, GMimeObject *part, const HpPlace *place, guint number)
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
  HpAttachedKind kind = hp_mail_attached_get_kind (attachment->mime_type, attachment->filename);
  gboolean has_meaning = kind != HP_ATTACHED_KIND_FILE && GMIME_IS_PART (part);
  g_autoptr (GBytes) content = has_meaning ? dup_bytes (part) : NULL;
  if (content != NULL)
    hash_piece (g_bytes_get_data (content, NULL), g_bytes_get_size (content), &digests);
  else
    hp_mime_part_decode (part, hash_piece, &digests);
  attachment->size = digests.size;
  hp_sha256_finish (&digests.exact, attachment->sha256);
  if (binary)
    add_digest (self, attachment->sha256);
  else
    add_hash (self, normalised);
  if (GMIME_IS_MESSAGE_PART (part))
    hp_mail_forwarded_append (self->forwarded, part);
  if (content == NULL || read_meaning (self, part, kind, content))
    g_ptr_array_add (self->mail->attachments, g_steal_pointer (&attachment));
  g_clear_pointer (&attachment, hp_attachment_free);
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
  add_hash (self, hash);
}

/* Plain text that stands behind other alternatives is read before them. */
static gboolean
read_late_plain_text (BodyReader *self, GMimeMultipart *parts)
{
  gsize before = self->text->len;

  for (int i = 1; i < g_mime_multipart_get_count (parts); i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);
      if (hp_mime_choice_get_text_kind (part) != HP_TEXT_KIND_PLAIN ||
          hp_mime_part_is_attachment (part))
        continue;
      g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
      append_part_text (self, part, content);
    }
  return self->text->len > before;
}

/* Of alternatives plain text is read, all of it, and others only where there is none. */
static gboolean
is_skipped (const BodyReader *self, GMimeObject *part, gsize before)
{
  return self->text->len > before && hp_mime_choice_get_text_kind (part) != HP_TEXT_KIND_PLAIN;
}

/* Text of which nobody knows whether it is all is a file too. */
static void
list_open_part (BodyReader *self, GMimeObject *part, const HpPlace *place, guint number)
{
  guint before = self->mail->attachments->len;

  self->is_known = TRUE;
  read_attachment (self, part, place, number);
  self->is_known = FALSE;
  if (self->mail->attachments->len > before)
    ((HpAttachment *) self->mail->attachments->pdata[before])->is_inline = TRUE;
}

static void
read_leaf (BodyReader *self,
           GMimeObject *part,
           const HpPlace *place,
           guint number,
           gboolean skip_text)
{
  gboolean is_unsplit = GMIME_IS_MULTIPART (part);

  if (is_unsplit)
    read_unsplit (self, GMIME_MULTIPART (part), skip_text);
  else if (hp_mime_choice_is_text (part, place))
    read_text (self, part, skip_text);
  else
    {
      read_attachment (self, part, place, number);
      return;
    }
  if (part == self->open)
    list_open_part (self, part, place, number);
}

static void
walk (BodyReader *self, GMimeObject *part, const HpPlace *place, gboolean skip_text)
{
  guint number = self->next_number++;

  if (!GMIME_IS_MULTIPART (part) || hp_mime_part_is_unsplit (part))
    {
      read_leaf (self, part, place, number, skip_text);
      return;
    }

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  int count = g_mime_multipart_get_count (parts);
  gboolean is_choice = hp_mime_choice_is_alternative (parts);
  gboolean skip = skip_text;

  if (is_choice && !skip && count > 1 &&
      hp_mime_choice_get_text_kind (g_mime_multipart_get_part (parts, 0)) != HP_TEXT_KIND_PLAIN)
    skip = read_late_plain_text (self, parts);
  gsize before = self->text->len;
  for (int i = 0; i < count; i++)
    {
      GMimeObject *child = g_mime_multipart_get_part (parts, i);
      HpPlace below = hp_mime_choice_place (parts, i);
      walk (self, child, &below, skip || (is_choice && is_skipped (self, child, before)));
    }
}

/* What winmail.dat says the text is; FALSE if it is to be listed as a file. */
static gboolean
read_inner_text (BodyReader *self, const HpInnerPart *part)
{
  gsize length;
  const char *data = g_bytes_get_data (part->content, &length);

  if (self->text->len > 0)
    return TRUE;
  g_autoptr (GString) text = hp_charset_decode (data, length, NULL);
  if (g_strcmp0 (part->mime_type, "text/html") == 0)
    return append_html (self, text);
  return g_strcmp0 (part->mime_type, "text/plain") == 0 && append_text (self, text);
}

static void
read_inner_part (BodyReader *self, const HpInnerPart *part)
{
  HpAttachment *attachment = g_new0 (HpAttachment, 1);
  const char *type = part->mime_type != NULL ? part->mime_type : "application/octet-stream";
  g_autofree char *valid_type = hp_clean_text_dup_line (type);
  g_autofree char *content_id =
      part->content_id != NULL ? hp_clean_text_dup_line (part->content_id) : NULL;
  struct sha256_ctx exact;

  attachment->part = self->next_number++;
  attachment->mime_type = g_ascii_strdown (valid_type, -1);
  if (part->filename != NULL)
    attachment->filename = hp_mime_part_clean_filename (part->filename);
  if (content_id != NULL && *content_id != '\0')
    attachment->content_id = g_steal_pointer (&content_id);
  attachment->is_inline = attachment->content_id != NULL;
  attachment->size = (gint64) g_bytes_get_size (part->content);
  sha256_init (&exact);
  sha256_update (&exact, (gsize) attachment->size, g_bytes_get_data (part->content, NULL));
  hp_sha256_finish (&exact, attachment->sha256);
  hp_mail_attached_read (self->mail, hp_mail_attached_get_kind (attachment->mime_type, NULL),
                         part->content, NULL, NULL);
  g_ptr_array_add (self->mail->attachments, attachment);
}

/* The files that are no parts come last, so that they don't change the numbers of parts. */
static void
read_inner_parts (BodyReader *self)
{
  gpointer *parts = self->inner->pdata;
  guint kept = 0;

  for (guint i = 0; i < self->inner->len; i++)
    {
      HpInnerPart *part = parts[i];
      if (part->is_body && read_inner_text (self, part))
        continue;
      read_inner_part (self, part);
      parts[i] = parts[kept];
      parts[kept++] = part;
    }
  g_ptr_array_set_size (self->inner, (int) kept);
}

/* Returns: (transfer full) (element-type HpInnerPart): the files that are no parts, as they are
 * listed. @first: (out): the number of the first. */
static GPtrArray *
read_body (HpMail *mail, GMimeObject *root, guint8 digest[32], guint *first)
{
  BodyReader self = { .mail = mail, .text = g_string_new (NULL) };
  HpPlace place = { .is_first = TRUE };

  self.forwarded = g_string_new (NULL);
  sha256_init (&self.body);
  self.inner = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_inner_part_free);
  self.open = hp_mime_mend_find_open (root);
  walk (&self, root, &place, FALSE);
  hp_sha256_finish (&self.body, digest);
  *first = self.next_number;
  read_inner_parts (&self);
  g_free (mail->text);
  mail->text = g_string_free (self.text, FALSE);
  g_free (mail->forwarded);
  mail->forwarded = g_string_free (self.forwarded, FALSE);
  return self.inner;
}

static void
digest_body (GMimeObject *root, guint8 digest[32])
{
  g_autoptr (HpMail) scratch = hp_mail_new ();
  guint first;

  g_ptr_array_unref (read_body (scratch, root, digest, &first));
}

void
hp_mail_body_read (HpMail *mail, const HpMimeTree *tree, guint8 digest[32])
{
  guint first;

  g_ptr_array_unref (read_body (mail, tree->root, digest, &first));
  if (tree->came != NULL)
    digest_body (tree->came, digest);
  mail->seal = hp_mail_seal_find (tree->root, mail->text);
}

GBytes *
hp_mail_body_dup_inner (GMimeObject *root, guint number)
{
  g_autoptr (HpMail) mail = hp_mail_new ();
  guint8 digest[32];
  guint first;
  g_autoptr (GPtrArray) inner = read_body (mail, root, digest, &first);

  if (number < first || number - first >= inner->len)
    return NULL;
  return g_bytes_ref (((const HpInnerPart *) inner->pdata[number - first])->content);
}
