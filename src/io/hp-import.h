/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* How far an import is, and at its end what it did. */
typedef struct
{
  guint64 messages;   /* newly stored, damaged ones included */
  guint64 duplicates; /* there already */
  guint64 damaged;    /* of the new ones */
  gint64 tickets;     /* newly opened */
  gint64 customers;   /* newly known */
  double seconds;
  guint64 bytes_done;
  guint64 bytes_total;
} HpImportProgress;

typedef void (*HpImportProgressFunc) (const HpImportProgress *progress, gpointer data);

/* Reads mail from files and folders into the desk. Parsing runs on a thread of its own beside the
 * writer, which is the calling thread; transactions are cut at 50 ms so that others can write too.
 * What was committed before an error or a cancellation stays, and running it again adds only the
 * rest. @report: (nullable) called on the calling thread after each commit. @problems: (out)
 * (element-type utf8) files that could not be read. Errors: NOT_FOUND (a path), NO_SPACE, CANCELLED
 * and what the store says. */
gboolean hp_import_run (HpDesk *desk,
                        const char *const *paths,
                        GCancellable *cancellable,
                        HpImportProgressFunc report,
                        gpointer data,
                        HpImportProgress *result,
                        GPtrArray **problems,
                        GError **error);

G_END_DECLS
