/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-desk.h"
#include "live/hp-mail-reader.h"

G_BEGIN_DECLS

/* Told when a file was kept or could not be: @error is NULL on success. */
typedef void (*HpFileDoneFunc) (GtkWindow *window, guint n_saved, const GError *error);

/* Writes @file, read only, where other programs of this session find it; it goes when the session
 * ends. @file: (transfer none). Finish gives the file. */
void hp_file_keep_async (const HpMailFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GFile *hp_file_keep_finish (GAsyncResult *result, GError **error);

/* Opens an attachment in the program for its type; one that is a program itself after a question.
 */
void
hp_file_open (GtkWindow *window, HpLiveDesk *desk, gint64 message, guint part, HpFileDoneFunc done);
/* Asks where to save one attachment, or all of a message. */
void hp_file_save (GtkWindow *window,
                   HpLiveDesk *desk,
                   gint64 message,
                   guint part,
                   const char *filename,
                   HpFileDoneFunc done);
void hp_file_save_all (GtkWindow *window, HpLiveDesk *desk, gint64 message, HpFileDoneFunc done);

G_END_DECLS
