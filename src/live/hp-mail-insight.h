/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "model/hp-block.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* What a mail's bytes tell beyond what the desk keeps of it: immutable, reference counted, any
 * thread. */
typedef struct
{
  HpMail *mail;     /* (owned) (nullable) NULL where nobody failed, is invited or signed, and there
                       is no card */
  guint n_pictures; /* that would be fetched from a server */
  guint n_trackers; /* likewise, probably to tell that the mail was opened */
  HpBlocks *blocks; /* (owned) (nullable) of its HTML */
} HpMailInsight;

HpMailInsight *hp_mail_insight_ref (HpMailInsight *insight);
void hp_mail_insight_unref (HpMailInsight *insight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailInsight, hp_mail_insight_unref)

/* Looks into the mail @raw. Any thread, after hp_mime_init(). Returns: (transfer full). */
HpMailInsight *hp_mail_insight_new (GBytes *raw);

/* Reads a mail on the reader's thread and looks into it. @message: its row. Errors: NOT_FOUND,
 * CORRUPT and what the store says. */
void hp_mail_insight_read_async (HpLiveDesk *desk,
                                 gint64 message,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HpMailInsight *hp_mail_insight_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
