/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UIDs from @first to @last, both of them. */
typedef struct
{
  guint32 first;
  guint32 last;
} HpImapRange;

/* What a server means by "3,7:12", which may name four thousand million in a few bytes. NULL where
 * it is none. Returns: (transfer full) (nullable) (element-type HpImapRange). */
GArray *hp_imap_ranges_parse (const char *text);
gboolean hp_imap_ranges_have (const GArray *ranges, guint32 uid);
/* How many UIDs they name. */
guint64 hp_imap_ranges_count (const GArray *ranges);

/* "3,7:9" of UIDs in rising or falling order. @uids: (element-type guint32). Returns: (transfer
 * full). */
char *hp_imap_uids_dup_text (const GArray *uids);
gint hp_imap_uids_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
