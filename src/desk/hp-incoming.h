/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"
#include "store/hp-original.h"
#include "store/hp-words.h"

G_BEGIN_DECLS

/* HpAttachment.part of an attachment that is the whole original (of a damaged mail). */
#define HP_PART_WHOLE G_MAXUINT

/* A mail made ready for the desk: read, packed, its large blobs on disk. What is costly and needs
 * no database happens here, on any thread, beside the writer. */
typedef struct
{
  HpMail *mail;         /* (owned) */
  HpOriginal *original; /* (owned) */
  gint64 from_time;     /* of the mbox From line, or HP_TIME_NONE */
  gboolean in_sent;
  GBytes *tokens; /* (owned) (nullable) of the text, set by hp_incoming_find_words() */
} HpIncoming;

/* Errors: only what the disk says while blobs are written. Returns: (transfer full) (nullable). */
HpIncoming *hp_incoming_new (GBytes *raw,
                             gint64 from_time,
                             gboolean in_sent,
                             const char *blob_folder,
                             GError **error);

/* Finds the words of the text beforehand, which is half the work of storing a mail. @words: this
 * thread's. */
void hp_incoming_find_words (HpIncoming *incoming, HpWords *words);

void hp_incoming_free (HpIncoming *incoming);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpIncoming, hp_incoming_free)

/* Bytes of memory it holds, about. */
gsize hp_incoming_get_size (const HpIncoming *incoming);

/* Reads a mail as hp_incoming_new() does. Returns: (transfer full). */
HpMail *hp_incoming_read_mail (GBytes *raw);

G_END_DECLS
