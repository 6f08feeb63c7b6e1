/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* An image that came with a mail and that its HTML may name. */
typedef struct
{
  char *content_id; /* (owned) without angle brackets */
  char *mime_type;  /* (owned) */
  GBytes *data;     /* (owned) */
} HpShownImage;

/* A mail as its sender made it, safe to be shown. */
typedef struct
{
  char *subject;     /* (owned) */
  char *html;        /* (owned) sanitised, a fragment; a text without HTML is a <pre> */
  GPtrArray *images; /* (owned) (element-type HpShownImage) */
} HpShownMail;

void hp_shown_mail_free (HpShownMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpShownMail, hp_shown_mail_free)

/* What there is to show of the mail @raw. Any thread, after hp_mime_init(). Returns: (transfer
 * full). */
HpShownMail *hp_shown_mail_new (GBytes *raw);

/* Reads a mail on the reader's thread. @message: its row. Errors: NOT_FOUND, CORRUPT and what the
 * store says. */
void hp_shown_mail_read_async (HpLiveDesk *desk,
                               gint64 message,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HpShownMail *hp_shown_mail_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
