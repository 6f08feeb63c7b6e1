/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/jmap/hp-jmap-client.h"
#include "model/hp-letter.h"

G_BEGIN_DECLS

/* One exchange each, on the mailbox of who logged in: only from there servers let submit. Errors:
 * those of the client. */

/* Where a login keeps what it sends. */
typedef struct
{
  char *drafts; /* ids; (nullable) */
  char *sent;
  char *identity; /* (nullable) that may send as the letter's sender */
} HpJmapOutgoing;

void hp_jmap_outgoing_clear (HpJmapOutgoing *outgoing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpJmapOutgoing, hp_jmap_outgoing_clear)

/* Learns it. @sender: the address that it is to be sent as. */
gboolean hp_jmap_outgoing_read (HpJmapClient *client,
                                const char *sender,
                                HpJmapOutgoing *outgoing,
                                GCancellable *cancellable,
                                GError **error);

/* Puts @letter among the drafts. Returns: its id. (nullable) (transfer full). */
char *hp_jmap_outgoing_import (HpJmapClient *client,
                               const HpJmapOutgoing *outgoing,
                               HpLetter *letter,
                               GCancellable *cancellable,
                               GError **error);

/* A letter as it is found. */
typedef struct
{
  char *id; /* (nullable) it is not there */
  gboolean is_draft;
  gboolean is_sure; /* that it is not there: the folders were looked through to their end */
} HpJmapFound;

/* Looks among the newest of @folders of @account (ids, NULL passed over, @n of them) for a mail
 * with the letter's Message-ID. */
gboolean hp_jmap_outgoing_find (HpJmapClient *client,
                                const char *account,
                                const char *const *folders,
                                guint n,
                                HpLetter *letter,
                                HpJmapFound *found,
                                GCancellable *cancellable,
                                GError **error);

/* Whether the server has a submission of the mail @id. */
gboolean hp_jmap_outgoing_was_submitted (HpJmapClient *client,
                                         const char *id,
                                         gboolean *was_submitted,
                                         GCancellable *cancellable,
                                         GError **error);

/* Copies the mail @id of the login's own mailbox into @folder of the one that is meant, and takes
 * it away where it was. */
gboolean hp_jmap_outgoing_copy (HpJmapClient *client,
                                const char *id,
                                const char *folder,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
