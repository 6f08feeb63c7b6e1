/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of HpImapPlace: nothing is known, so look. */
#define HP_IMAP_UNKNOWN G_MAXUINT32

/* How far a folder is read. */
typedef struct
{
  char *name;       /* (owned) */
  guint32 validity; /* UIDVALIDITY, 0 = it was never looked into */
  guint32 next;     /* what has a UID from here on is not here */
  guint32 low;      /* while it is listed: nor what has one below this; 0 = it is not */
  guint32 exists;   /* how many mails it had */
  guint64 modseq;   /* the changes that are here (RFC 7162), 0 = it does not count them */
} HpImapPlace;

/* How far a mailbox is read. As a text it is kept by whoever stores the mails. */
typedef struct
{
  GPtrArray *places; /* (owned) (element-type HpImapPlace) */
  gboolean is_first; /* the first complete reading goes on */
  guint64 listed;    /* of what is listed now */
  guint64 total;
} HpImapCursor;

HpImapCursor *hp_imap_cursor_new (void);
/* NULL where @text is none of ours. Returns: (transfer full) (nullable). */
HpImapCursor *hp_imap_cursor_parse (const char *text);
char *hp_imap_cursor_dup_text (const HpImapCursor *cursor);
void hp_imap_cursor_free (HpImapCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapCursor, hp_imap_cursor_free)

/* The place of a folder, which is added where it is missing. */
HpImapPlace *hp_imap_cursor_ensure_place (HpImapCursor *cursor, const char *name);
/* The first that is listed. Returns: (transfer none) (nullable). */
HpImapPlace *hp_imap_cursor_find_listing (HpImapCursor *cursor);

/* What the mail with a UID is called: unique in a mailbox for ever. Returns: (transfer full). */
char *hp_imap_place_dup_id (const HpImapPlace *place, guint32 uid);
/* What the ids of a folder begin with; of all its times with @validity 0. */
char *hp_imap_dup_prefix (const char *name, guint32 validity);
/* The UID in an id, 0 where there is none. */
guint32 hp_imap_id_get_uid (const char *id);

G_END_DECLS
