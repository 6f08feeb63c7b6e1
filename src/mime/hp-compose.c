/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from a draft to the bytes that leave. Invariant: every text that comes into a header
 * goes through dup_header_text(), so a draft can't write lines of the header. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-compose.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/hp-error.h"
#include "mime/hp-compose-text.h"
#include "mime/hp-flowed.h"
#include "mime/hp-mail-address.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"
#include "mime/hp-mime-tree.h"

#define MAX_REFERENCES 50
#define CHARSET "utf-8"

typedef struct
{
  const HpComposeInput *input;
  HpMail *answered;      /* (owned) (nullable) */
  char *answered_html;   /* (owned) (nullable) */
  HpComposeText words;   /* (owned) */
  char *sender;          /* (owned) */
  GPtrArray *recipients; /* (owned) (element-type utf8) */
} Composer;

static void
clear_composer (Composer *self)
{
  g_clear_pointer (&self->answered, hp_mail_unref);
  g_free (self->answered_html);
  hp_compose_text_clear (&self->words);
  g_free (self->sender);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Composer, clear_composer)

/* One line of valid UTF-8. */
static char *
dup_header_text (const char *text)
{
  char *line = g_utf8_make_valid (text, -1);

  for (char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    if ((guchar) *at < ' ' || *at == 0x7f)
      *at = ' ';
  return g_strstrip (line);
}

static gboolean
contains (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* @name: (nullable) */
static void
add_mailbox (GMimeMessage *message, GMimeAddressType type, const char *name, const char *wire)
{
  g_autofree char *line = name != NULL ? dup_header_text (name) : NULL;
  InternetAddress *mailbox =
      internet_address_mailbox_new (line != NULL && *line != '\0' ? line : NULL, wire);

  internet_address_set_charset (mailbox, CHARSET);
  internet_address_list_add (g_mime_message_get_addresses (message, type), mailbox);
  g_object_unref (mailbox);
}

/* Puts the addresses into a header (but Bcc) and the envelope. */
static gboolean
add_addresses (Composer *self,
               GMimeMessage *message,
               int type,
               const GPtrArray *addresses,
               GError **error)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      char *wire = hp_mail_address_dup_wire (address->addr, error);
      if (wire == NULL)
        return FALSE;
      if (type != GMIME_ADDRESS_TYPE_BCC)
        add_mailbox (message, (GMimeAddressType) type, address->name, wire);
      if (contains (self->recipients, wire))
        g_free (wire);
      else
        g_ptr_array_add (self->recipients, wire);
    }
  return TRUE;
}

static gboolean
add_people (Composer *self, GMimeMessage *message, GError **error)
{
  const HpDraft *draft = self->input->draft;

  self->sender = hp_mail_address_dup_wire (draft->from->addr, error);
  if (self->sender == NULL)
    {
      g_prefix_error (error, "The sender can't be used. ");
      return FALSE;
    }
  add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, draft->from->name, self->sender);
  self->recipients = g_ptr_array_new_with_free_func (g_free);
  if (!add_addresses (self, message, GMIME_ADDRESS_TYPE_TO, draft->to, error) ||
      !add_addresses (self, message, GMIME_ADDRESS_TYPE_CC, draft->cc, error) ||
      !add_addresses (self, message, GMIME_ADDRESS_TYPE_BCC, draft->bcc, error))
    return FALSE;
  if (self->recipients->len > 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "Nobody is named to send this to");
  return FALSE;
}

/* With the ticket's number, by which an answer without threading headers is known. */
static void
set_subject (Composer *self, GMimeMessage *message)
{
  g_autofree char *subject = dup_header_text (self->input->draft->subject);
  const char *number = self->input->number;

  if (number != NULL && strstr (subject, number) == NULL)
    {
      g_autofree char *with =
          g_strdup_printf ("%s%s[%s]", subject, *subject != '\0' ? " " : "", number);
      g_mime_message_set_subject (message, with, CHARSET);
      return;
    }
  g_mime_message_set_subject (message, subject, CHARSET);
}

static void
set_header (GMimeMessage *message, const char *name, const char *value)
{
  g_autofree char *line = dup_header_text (value);
  g_mime_object_set_header (GMIME_OBJECT (message), name, line, NULL);
}

/* The parent's References (or its single In-Reply-To) and its Message-ID; of a thread that is too
 * long, the first and the last. */
static char *
dup_references (const HpMail *parent)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  if (parent->references->len > 0)
    g_ptr_array_extend (ids, parent->references, NULL, NULL);
  else if (parent->in_reply_to->len == 1)
    g_ptr_array_add (ids, parent->in_reply_to->pdata[0]);
  if (ids->len >= MAX_REFERENCES)
    g_ptr_array_remove_range (ids, 1, ids->len - MAX_REFERENCES + 1);
  g_ptr_array_add (ids, parent->message_id);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s<%s>", i > 0 ? " " : "", (char *) ids->pdata[i]);
  return g_string_free (text, FALSE);
}

/* A forward is no reply to its sender, but belongs to the thread. */
static void
set_threading (Composer *self, GMimeMessage *message)
{
  if (self->answered == NULL || self->answered->message_id == NULL)
    return;
  g_autofree char *parent = g_strdup_printf ("<%s>", self->answered->message_id);
  g_autofree char *references = dup_references (self->answered);
  if (self->input->draft->kind == HP_DRAFT_REPLY)
    set_header (message, "In-Reply-To", parent);
  set_header (message, "References", references);
}

static void
set_ids (Composer *self, GMimeMessage *message)
{
  const HpComposeInput *input = self->input;
  g_autofree char *id = g_strdup_printf ("<%s>", input->message_id);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (input->date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, input->zone);

  g_mime_message_set_date (message, local);
  g_mime_message_set_message_id (message, input->message_id);
  set_header (message, "X-Helppari-ID", id);
}

static GMimePart *
new_part (const char *type, const char *subtype, GBytes *content, GMimeContentEncoding encoding)
{
  GMimePart *part = g_mime_part_new_with_type (type, subtype);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, size);
  g_autoptr (GMimeDataWrapper) wrapper =
      g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_part_set_content (part, wrapper);
  g_mime_part_set_content_encoding (part, encoding);
  return part;
}

static GMimeObject *
new_text_part (const char *subtype, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  GMimePart *part = new_part ("text", subtype, content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", CHARSET);
  return GMIME_OBJECT (part);
}

static GMimeObject *
new_plain_part (const char *text)
{
  g_autofree char *flowed = hp_flowed_fold (text);
  GMimeObject *part = new_text_part ("plain", flowed);

  g_mime_object_set_content_type_parameter (part, "format", "flowed");
  return part;
}

/* Both halves of a type as the grammar of RFC 2045 wants them, else bytes of no known kind. */
static gboolean
is_type (const char *type)
{
  gsize length = strlen (type);
  const char *slash = strchr (type, '/');

  return slash != NULL && slash > type && slash[1] != '\0' &&
         strspn (type, "abcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+/") == length &&
         strchr (slash + 1, '/') == NULL && !g_str_has_prefix (type, "multipart/") &&
         !g_str_has_prefix (type, "message/");
}

static GMimeObject *
new_file_part (const HpDraftFile *file, GBytes *data)
{
  g_autofree char *name = dup_header_text (file->filename);
  g_auto (GStrv) type =
      g_strsplit (is_type (file->mime_type) ? file->mime_type : "application/octet-stream", "/", 2);
  GMimePart *part = new_part (type[0], type[1], data, GMIME_CONTENT_ENCODING_BASE64);
  gboolean is_inline = file->content_id != NULL;

  g_mime_part_set_filename (part, name);
  g_mime_object_set_disposition (GMIME_OBJECT (part), is_inline ? GMIME_DISPOSITION_INLINE
                                                                : GMIME_DISPOSITION_ATTACHMENT);
  if (is_inline)
    {
      g_autofree char *id = dup_header_text (file->content_id);
      g_mime_part_set_content_id (part, id);
    }
  return GMIME_OBJECT (part);
}

static void
add_part (GMimeMultipart *parts, GMimeObject *part)
{
  g_mime_multipart_add (parts, part);
  g_object_unref (part);
}

static GMimeObject *
new_html_part (Composer *self)
{
  const HpDraft *draft = self->input->draft;
  GMimeObject *html = new_text_part ("html", self->words.html);

  if (self->words.images->len == 0)
    return html;
  GMimeMultipart *related = g_mime_multipart_new_with_subtype ("related");
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (related), "type", "text/html");
  add_part (related, html);
  for (guint i = 0; i < draft->files->len; i++)
    {
      const HpDraftFile *file = g_ptr_array_index (draft->files, i);
      if (file->content_id != NULL && contains (self->words.images, file->content_id))
        add_part (related, new_file_part (file, self->input->files->pdata[i]));
    }
  return GMIME_OBJECT (related);
}

static GMimeObject *
new_words_part (Composer *self)
{
  GMimeMultipart *alternative = g_mime_multipart_new_with_subtype ("alternative");

  add_part (alternative, new_plain_part (self->words.text));
  add_part (alternative, new_html_part (self));
  return GMIME_OBJECT (alternative);
}

/* The mail as it came. RFC 2046 section 5.2.1 allows no other encoding. */
static GMimeObject *
new_mail_part (Composer *self)
{
  g_autofree char *subject = dup_header_text (self->answered->subject);
  g_autofree char *name = g_strdelimit (g_strconcat (subject, ".eml", NULL), "/\\", '_');
  GMimePart *part =
      new_part ("message", "rfc822", self->input->answered, GMIME_CONTENT_ENCODING_8BIT);

  g_mime_part_set_filename (part, name);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  return GMIME_OBJECT (part);
}

static gboolean
is_attached (const HpDraftFile *file)
{
  return file->content_id == NULL;
}

static GMimeObject *
new_body (Composer *self)
{
  const HpDraft *draft = self->input->draft;
  gboolean has_mail = draft->quote == HP_QUOTE_ATTACHED && self->answered != NULL;
  GMimeObject *words = new_words_part (self);
  GMimeMultipart *mixed = g_mime_multipart_new_with_subtype ("mixed");

  add_part (mixed, words);
  for (guint i = 0; i < draft->files->len; i++)
    if (is_attached (draft->files->pdata[i]))
      add_part (mixed, new_file_part (draft->files->pdata[i], self->input->files->pdata[i]));
  if (has_mail)
    add_part (mixed, new_mail_part (self));
  if (g_mime_multipart_get_count (mixed) > 1)
    return GMIME_OBJECT (mixed);
  g_object_ref (words);
  g_object_unref (mixed);
  return words;
}

/* GMime writes LF; mail has CRLF (RFC 5322 section 2.1), also where it was LF in what is attached.
 */
static GBytes *
dup_bytes (GMimeMessage *message)
{
  g_autoptr (GMimeStream) memory = g_mime_stream_mem_new ();
  g_autoptr (GMimeStream) filtered = g_mime_stream_filter_new (memory);
  g_autoptr (GMimeFilter) filter = g_mime_filter_unix2dos_new (FALSE);

  g_mime_stream_filter_add (GMIME_STREAM_FILTER (filtered), filter);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, filtered);
  g_mime_stream_flush (filtered);
  const GByteArray *bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (memory));
  return g_bytes_new (bytes->data, bytes->len);
}

static void
read_answered (Composer *self)
{
  const HpComposeInput *input = self->input;

  if (input->answered == NULL)
    return;
  self->answered = hp_mail_parse (input->answered);
  if (input->draft->quote == HP_QUOTE_BELOW || input->draft->quote == HP_QUOTE_ABOVE)
    self->answered_html = hp_mail_dup_html (input->answered);
}

HpLetter *
hp_compose (const HpComposeInput *input, GError **error)
{
  g_auto (Composer) self = { .input = input };
  g_autoptr (GMimeMessage) message = g_mime_message_new (FALSE);

  read_answered (&self);
  if (!add_people (&self, message, error))
    return NULL;
  set_subject (&self, message);
  set_ids (&self, message);
  set_threading (&self, message);
  hp_compose_text_write (&self.words, input->draft, self.answered, self.answered_html, input->zone);
  g_autoptr (GMimeObject) body = new_body (&self);
  g_mime_message_set_mime_part (message, body);
  g_mime_object_set_header (GMIME_OBJECT (message), "MIME-Version", "1.0", NULL);
  g_autoptr (GBytes) bytes = dup_bytes (message);
  return hp_letter_new (input->message_id, self.sender, g_steal_pointer (&self.recipients), bytes);
}
