/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* One mail as it lay in a mailbox. */
typedef struct
{
  GBytes *raw;      /* (owned) the mail byte for byte (mbox: without the From line and with the
                       ">" that mbox added taken away again) */
  char *source;     /* (owned) path and, for mbox, the byte offset, for messages to people */
  gint64 from_time; /* the mbox From line's date in us UTC, or HP_TIME_NONE */
  gboolean in_sent; /* it lay in a folder of sent mail */
} HpMailboxEntry;

void hp_mailbox_entry_free (HpMailboxEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailboxEntry, hp_mailbox_entry_free)

/* Reads mail one by one from files and folders: mbox (mboxo, mboxrd, LF or CRLF, told by content),
 * Maildir, single mails (.eml and whatever looks like one), and folders of these to any depth.
 * Not thread-safe: used by one thread at a time. */
#define HP_TYPE_MAILBOX_READER (hp_mailbox_reader_get_type ())
G_DECLARE_FINAL_TYPE (HpMailboxReader, hp_mailbox_reader, HP, MAILBOX_READER, GObject)

/* @paths: (array zero-terminated=1). A path that does not exist is an error at once, before
 * anything is read. Returns: (transfer full) (nullable). */
HpMailboxReader *hp_mailbox_reader_new (const char *const *paths, GError **error);

/* The next mail. TRUE with *entry NULL at the end. FALSE with an error only when cancelled; a file
 * that can't be read is noted as a problem and passed over. */
gboolean hp_mailbox_reader_next (HpMailboxReader *self,
                                 HpMailboxEntry **entry,
                                 GCancellable *cancellable,
                                 GError **error);

/* Bytes read so far and in all, for progress; the total is known from the start. Any thread. */
void hp_mailbox_reader_get_progress (HpMailboxReader *self, guint64 *done, guint64 *total);

/* (element-type utf8) files that could not be read, each with its reason. */
GPtrArray *hp_mailbox_reader_get_problems (HpMailboxReader *self);

G_END_DECLS
