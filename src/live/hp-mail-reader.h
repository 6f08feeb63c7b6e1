/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* One file of a message, decoded. */
typedef struct
{
  char *name; /* (owned) fit for a file system */
  GBytes *data;
} HpMailFile;

void hp_mail_file_free (HpMailFile *file);

/* Reads a mail byte for byte (hp_mail_read_finish() gives GBytes) on the reader's thread. @message:
 * its row. Errors: NOT_FOUND, CORRUPT and what the store says. */
void hp_mail_read_async (HpLiveDesk *desk,
                         gint64 message,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GBytes *hp_mail_read_finish (GAsyncResult *result, GError **error);

/* Reads the attachments of a message; @part: HpAttachment.part, or -1 for all.
 * Returns: (transfer full) (element-type HpMailFile). */
void hp_mail_read_files_async (HpLiveDesk *desk,
                               gint64 message,
                               gint part,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *hp_mail_read_files_finish (GAsyncResult *result, GError **error);

G_END_DECLS
