/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the work on a mail that needs no database. Pure but for blob files; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-incoming.h"

#include <string.h>

#include "base/hp-sha256.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-blob-files.h"
#include "store/hp-tokens.h"

/* A mail that can't be read is still there: as an attachment of its ticket. */
static void
attach_original (HpMail *mail, GBytes *raw)
{
  HpAttachment *attachment = g_new0 (HpAttachment, 1);
  struct sha256_ctx hash;
  gsize size;
  const guchar *data = g_bytes_get_data (raw, &size);

  sha256_init (&hash);
  sha256_update (&hash, size, data);
  hp_sha256_finish (&hash, attachment->sha256);
  attachment->part = HP_PART_WHOLE;
  attachment->filename = g_strdup ("original.eml");
  attachment->mime_type = g_strdup ("application/octet-stream");
  attachment->size = (gint64) size;
  g_ptr_array_set_size (mail->attachments, 0);
  g_ptr_array_add (mail->attachments, attachment);
}

HpMail *
hp_incoming_read_mail (GBytes *raw)
{
  HpMail *mail = hp_mail_parse (raw);

  if (mail->damage != NULL)
    attach_original (mail, raw);
  return mail;
}

static gboolean
write_blobs (HpOriginal *original, const char *folder, GError **error)
{
  for (guint i = 0; i < original->holes->len; i++)
    {
      HpHole *hole = &g_array_index (original->holes, HpHole, i);
      if (g_bytes_get_size (hole->data) > HP_BLOB_INLINE_MAX &&
          !hp_blob_file_write (folder, hole->sha256, hole->data, error))
        return FALSE;
    }
  return TRUE;
}

HpIncoming *
hp_incoming_new (GBytes *raw,
                 gint64 from_time,
                 gboolean in_sent,
                 const char *blob_folder,
                 GError **error)
{
  g_autoptr (HpIncoming) incoming = g_new0 (HpIncoming, 1);

  incoming->from_time = from_time;
  incoming->in_sent = in_sent;
  incoming->original = hp_original_pack (raw);
  if (!write_blobs (incoming->original, blob_folder, error))
    return NULL;
  incoming->mail = hp_incoming_read_mail (raw);
  return g_steal_pointer (&incoming);
}

void
hp_incoming_find_words (HpIncoming *incoming, HpWords *words)
{
  const char *text = incoming->mail->text;

  incoming->tokens = hp_tokens_prepare (words, text, strlen (text));
}

void
hp_incoming_free (HpIncoming *incoming)
{
  g_clear_pointer (&incoming->mail, hp_mail_unref);
  g_clear_pointer (&incoming->original, hp_original_free);
  g_clear_pointer (&incoming->tokens, g_bytes_unref);
  g_free (incoming);
}

gsize
hp_incoming_get_size (const HpIncoming *incoming)
{
  return incoming->original->size + 4096;
}
