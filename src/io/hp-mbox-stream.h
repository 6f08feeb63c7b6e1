/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No single mail is larger: 512 MiB. */
#define HP_MBOX_MAX_MAIL ((gsize) 512 << 20)

typedef struct
{
  GBytes *raw;    /* (owned) (nullable): NULL where the mail is over HP_MBOX_MAX_MAIL */
  guint64 offset; /* of its From line */
  gint64 time;    /* of its From line, us UTC or HP_TIME_NONE */
} HpMboxMail;

/* Reads an mbox of any size mail by mail; memory is that of one mail. */
typedef struct _HpMboxStream HpMboxStream;

/* Takes @fd, which stands at the beginning. */
HpMboxStream *hp_mbox_stream_new (int fd);
void hp_mbox_stream_free (HpMboxStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMboxStream, hp_mbox_stream_free)

/* The next mail. FALSE at the end, or with @error set when reading failed or was cancelled. */
gboolean hp_mbox_stream_next (HpMboxStream *stream,
                              HpMboxMail *mail,
                              GCancellable *cancellable,
                              GError **error);

/* Bytes read so far. */
guint64 hp_mbox_stream_get_offset (HpMboxStream *stream);

G_END_DECLS
