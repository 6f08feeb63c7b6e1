/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what "the same text" means to identity: the mailbox and the route decide line ends and
 * spaces at the end of lines, so those don't count. What it does is part of every fact's id: it
 * changes only by migration. Used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-content-hash.h"

#include <string.h>

#include "base/hp-sha256.h"

#define BUFFER 4096

struct _HpContentHash
{
  struct sha256_ctx hash;
  GString *blanks; /* (owned) white space of the present line that no word follows yet */
  gsize newlines;  /* line ends that no word follows yet */
  gsize used;
  guint8 buffer[BUFFER];
};

static void
flush (HpContentHash *self)
{
  sha256_update (&self->hash, self->used, self->buffer);
  self->used = 0;
}

static void
put (HpContentHash *self, const guint8 *data, gsize length)
{
  if (self->used + length > BUFFER)
    flush (self);
  if (length > BUFFER)
    {
      sha256_update (&self->hash, length, data);
      return;
    }
  memcpy (self->buffer + self->used, data, length);
  self->used += length;
}

static void
put_owed (HpContentHash *self)
{
  for (; self->newlines > 0; self->newlines--)
    put (self, (const guint8 *) "\n", 1);
  put (self, (const guint8 *) self->blanks->str, self->blanks->len);
  g_string_truncate (self->blanks, 0);
}

static gboolean
is_blank (guint8 byte)
{
  return byte == ' ' || byte == '\t' || byte == '\r';
}

/* A line or a piece of one, without its line end. */
static void
put_line (HpContentHash *self, const guint8 *line, gsize length)
{
  gsize size = length;

  while (size > 0 && is_blank (line[size - 1]))
    size--;
  if (size > 0)
    {
      put_owed (self);
      put (self, line, size);
    }
  g_string_append_len (self->blanks, (const char *) line + size, (gssize) (length - size));
}

HpContentHash *
hp_content_hash_new (void)
{
  HpContentHash *self = g_new (HpContentHash, 1);

  sha256_init (&self->hash);
  self->blanks = g_string_new (NULL);
  self->newlines = 0;
  self->used = 0;
  return self;
}

void
hp_content_hash_free (HpContentHash *self)
{
  g_string_free (self->blanks, TRUE);
  g_free (self);
}

void
hp_content_hash_update (HpContentHash *self, const guint8 *data, gsize length)
{
  const guint8 *end = length > 0 ? data + length : data; /* nothing may come as NULL */

  while (data < end)
    {
      const guint8 *stop = memchr (data, '\n', (gsize) (end - data));
      put_line (self, data, (gsize) ((stop != NULL ? stop : end) - data));
      if (stop == NULL)
        break;
      g_string_truncate (self->blanks, 0);
      self->newlines++;
      data = stop + 1;
    }
}

void
hp_content_hash_finish (HpContentHash *self, guint8 digest[HP_CONTENT_HASH_SIZE])
{
  flush (self);
  hp_sha256_finish (&self->hash, digest);
}
