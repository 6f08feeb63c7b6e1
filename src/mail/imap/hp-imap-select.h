/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/imap/hp-imap-client.h"
#include "mail/imap/hp-imap-cursor.h"

G_BEGIN_DECLS

/* What a server says of a folder. A value whose owner clears it. */
typedef struct
{
  guint32 validity;
  guint32 next; /* 0: it does not say */
  guint32 exists;
  guint64 modseq;     /* 0: it does not count changes */
  GPtrArray *changed; /* (owned) (nullable) (element-type HpImapFlags) since a place */
  GArray *vanished;   /* (owned) (nullable) (element-type HpImapRange) likewise */
} HpImapState;

/* The flags that a mail has now. */
typedef struct
{
  guint32 uid;
  char *flags; /* as the desk keeps them */
} HpImapFlags;

void hp_imap_flags_free (HpImapFlags *flags);
void hp_imap_state_clear (HpImapState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpImapState, hp_imap_state_clear)

/* The flags in a FETCH, sorted; NULL where it has none. Returns: (transfer full) (nullable). */
char *hp_imap_flags_dup (const GPtrArray *attributes);

/* Looks into folders without opening them, all at once. @states: (out caller-allocates) one for
 * each of @names. Errors: NOT_FOUND (one is gone). */
gboolean hp_imap_get_states (HpImapClient *client,
                             const GPtrArray *names,
                             HpImapState *states,
                             GCancellable *cancellable,
                             GError **error);

/* Opens a folder for reading. @since: (nullable) where the server can (QRESYNC), what changed since
 * then comes with it. @state: (out caller-allocates). */
gboolean hp_imap_examine (HpImapClient *client,
                          const char *name,
                          const HpImapPlace *since,
                          HpImapState *state,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
