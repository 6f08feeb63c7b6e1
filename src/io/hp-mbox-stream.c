/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns cutting an mbox into mails: a From line with a date behind a blank line begins one, one ">"
 * is taken from every quoted From line (mboxrd), and the blank line before the next From line
 * belongs to neither. Used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-mbox-stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "io/hp-mbox-from.h"
#include "model/hp-mail.h"

#define BUFFER ((gsize) 256 << 10)

struct _HpMboxStream
{
  int fd;         /* (owned) */
  char *buffer;   /* (owned) */
  gsize start;    /* of what is not used yet */
  gsize end;      /* of what was read */
  guint64 offset; /* of start in the file */
  gboolean is_eof;
  gboolean is_line_start; /* start is not inside a line longer than the buffer */
  gboolean is_open;       /* a mail has begun */
  gsize blank;            /* size of the last line if it was blank, else 0 */
  gboolean after_blank;   /* a From line may stand here */
  gboolean is_too_big;
  GByteArray *content; /* (owned) of the mail that has begun */
  HpMboxMail mail;     /* without raw */
};

typedef struct
{
  const char *text;
  gsize length; /* with its line end */
  gboolean is_start;
} Line;

static gboolean
fill (HpMboxStream *self, GCancellable *cancellable, GError **error)
{
  gssize got;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  do
    got = read (self->fd, self->buffer + self->end, BUFFER - self->end);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  self->is_eof = got == 0;
  self->end += (gsize) got;
  return TRUE;
}

/* The next line, or as much of it as the buffer holds. FALSE at the end or with @error. */
static gboolean
peek_line (HpMboxStream *self, Line *line, GCancellable *cancellable, GError **error)
{
  gsize searched = 0;

  while (TRUE)
    {
      gsize size = self->end - self->start;
      const char *text = self->buffer + self->start;
      const char *end = size > searched ? memchr (text + searched, '\n', size - searched) : NULL;
      if (end != NULL || self->is_eof || size == BUFFER)
        {
          line->text = text;
          line->length = end != NULL ? (gsize) (end - text) + 1 : size;
          line->is_start = self->is_line_start;
          return line->length > 0;
        }
      searched = size;
      if (!fill (self, cancellable, error))
        return FALSE;
    }
}

static gboolean
is_blank (const Line *line)
{
  return line->is_start && ((line->length == 1 && line->text[0] == '\n') ||
                            (line->length == 2 && line->text[0] == '\r' && line->text[1] == '\n'));
}

static void
consume (HpMboxStream *self, const Line *line)
{
  self->blank = is_blank (line) ? line->length : 0;
  self->after_blank = self->blank > 0;
  self->is_line_start = line->text[line->length - 1] == '\n';
  self->start += line->length;
  self->offset += line->length;
}

static gboolean
is_quoted_from (const Line *line)
{
  gsize at = 0;

  if (!line->is_start || line->text[0] != '>')
    return FALSE;
  while (at < line->length && line->text[at] == '>')
    at++;
  return line->length - at >= 5 && memcmp (line->text + at, "From ", 5) == 0;
}

static void
append (HpMboxStream *self, const Line *line)
{
  gsize skip = is_quoted_from (line) ? 1 : 0;

  if (self->is_too_big)
    return;
  if (self->content->len + line->length > HP_MBOX_MAX_MAIL)
    {
      self->is_too_big = TRUE;
      g_clear_pointer (&self->content, g_byte_array_unref);
      return;
    }
  g_byte_array_append (self->content, (const guint8 *) line->text + skip,
                       (guint) (line->length - skip));
}

static gboolean
is_from_line (HpMboxStream *self, const Line *line, gint64 *time)
{
  gsize length = line->length;

  if (!line->is_start || !self->after_blank || line->text[0] != 'F')
    return FALSE;
  while (length > 0 && (line->text[length - 1] == '\n' || line->text[length - 1] == '\r'))
    length--;
  return hp_mbox_from_parse (line->text, length, time);
}

static void
begin (HpMboxStream *self, guint64 offset, gint64 time)
{
  self->mail = (HpMboxMail){ .offset = offset, .time = time };
  self->is_open = TRUE;
  self->is_too_big = FALSE;
  self->content = g_byte_array_new ();
}

static void
finish (HpMboxStream *self, HpMboxMail *mail)
{
  *mail = self->mail;
  self->is_open = FALSE;
  if (self->is_too_big)
    return;
  g_byte_array_set_size (self->content,
                         self->content->len - (guint) MIN (self->blank, self->content->len));
  mail->raw = g_byte_array_free_to_bytes (g_steal_pointer (&self->content));
}

HpMboxStream *
hp_mbox_stream_new (int fd)
{
  HpMboxStream *self = g_new0 (HpMboxStream, 1);

  self->fd = fd;
  self->buffer = g_malloc (BUFFER);
  self->is_line_start = TRUE;
  self->after_blank = TRUE;
  return self;
}

void
hp_mbox_stream_free (HpMboxStream *self)
{
  close (self->fd);
  g_clear_pointer (&self->content, g_byte_array_unref);
  g_free (self->buffer);
  g_free (self);
}

gboolean
hp_mbox_stream_next (HpMboxStream *self,
                     HpMboxMail *mail,
                     GCancellable *cancellable,
                     GError **error)
{
  GError *failure = NULL;
  Line line;

  while (peek_line (self, &line, cancellable, &failure))
    {
      gint64 time;
      if (is_from_line (self, &line, &time))
        {
          gboolean has_mail = self->is_open;
          if (has_mail)
            finish (self, mail);
          begin (self, self->offset, time);
          consume (self, &line);
          if (has_mail)
            return TRUE;
          continue;
        }
      /* What stands before the first From line is a mail whose beginning was lost. */
      if (!self->is_open && !is_blank (&line))
        begin (self, self->offset, HP_TIME_NONE);
      if (self->is_open)
        append (self, &line);
      consume (self, &line);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!self->is_open)
    return FALSE;
  finish (self, mail);
  return TRUE;
}

guint64
hp_mbox_stream_get_offset (HpMboxStream *self)
{
  return self->offset;
}
