/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-live-desk.h"
#include "model/hp-outbox-entry.h"

G_BEGIN_DECLS

/* The mails that are not gone yet, and where this agent has drafts, as the UI thread sees them;
 * follows the desk. Signal "changed". */
#define HP_TYPE_OUTGOING (hp_outgoing_get_type ())
G_DECLARE_FINAL_TYPE (HpOutgoing, hp_outgoing, HP, OUTGOING, GObject)

HpOutgoing *hp_outgoing_new (HpLiveDesk *desk);

/* Oldest first. (element-type HpOutboxEntry) (transfer none), never NULL. */
GPtrArray *hp_outgoing_get_entries (HpOutgoing *self);

/* Whether this agent writes in a ticket. */
gboolean hp_outgoing_has_draft (HpOutgoing *self, const HpKey *ticket);

/* What is done with one of them on the writer's thread. hp_outgoing_finish() for all. Errors: as
 * hp-sending.h. */
void hp_outgoing_retry_async (HpLiveDesk *desk,
                              const HpKey *id,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void hp_outgoing_confirm_async (HpLiveDesk *desk,
                                const HpKey *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Takes it back and throws its draft away. */
void hp_outgoing_cancel_async (HpLiveDesk *desk,
                               const HpKey *id,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean hp_outgoing_finish (GAsyncResult *result, GError **error);

/* What people wrote since. Returns: (element-type HpMessage) oldest first. */
void hp_outgoing_list_news_async (HpLiveDesk *desk,
                                  const HpKey *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *hp_outgoing_list_news_finish (GAsyncResult *result, GError **error);

G_END_DECLS
