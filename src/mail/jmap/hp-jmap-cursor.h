/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a mailbox is read. As a text it is kept by whoever stores the mails. */
typedef struct
{
  char *email;   /* the state of its mails that is here (RFC 8620 section 5.2) */
  char *folders; /* ids of the folders that are read, a space between */
  gboolean is_listing;
  char *anchor;   /* (nullable) the last mail that was listed; NULL: begin at the newest */
  guint64 listed; /* how many were */
  guint64 total;  /* of how many */
} HpJmapCursor;

/* NULL where @text is none of ours. Returns: (transfer full) (nullable). */
HpJmapCursor *hp_jmap_cursor_parse (const char *text);
char *hp_jmap_cursor_dup_text (const HpJmapCursor *cursor);
HpJmapCursor *hp_jmap_cursor_copy (const HpJmapCursor *cursor);
void hp_jmap_cursor_free (HpJmapCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapCursor, hp_jmap_cursor_free)

G_END_DECLS
