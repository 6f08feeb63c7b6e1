/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "model/hp-draft.h"
#include "model/hp-message.h"

G_BEGIN_DECLS

/* What is done with drafts, on the desk's threads. */

/* An image in the text of a draft. */
typedef struct
{
  char *content_id; /* (owned) */
  GBytes *data;     /* (owned) */
} HpDraftPicture;

/* A draft with what a composer shows beside it: immutable, of one owner. */
typedef struct
{
  HpDraft *draft;      /* (owned) */
  gboolean is_kept;    /* it was on the desk; else it begins */
  GPtrArray *senders;  /* (owned) (element-type HpAddress) from whom it can be, its own first */
  GPtrArray *usual;    /* (owned) (nullable) (element-type HpAddress) who had the message before */
  HpMessage *answered; /* (owned) (nullable) what is answered or forwarded */
  GPtrArray *pictures; /* (owned) (element-type HpDraftPicture) */
  gint64 files_limit;  /* bytes */
} HpOpenedDraft;

void hp_opened_draft_free (HpOpenedDraft *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOpenedDraft, hp_opened_draft_free)

/* Opens what this agent writes in @ticket (row; 0: a mail that begins one): the newest draft of
 * @kind, or a new one, which is kept when it is first saved. Errors: as hp-draft-begin.h. */
void hp_draft_open_async (HpLiveDesk *desk,
                          gint64 ticket,
                          HpDraftKind kind,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* Begins one anew, about @message (nullable: the usual one). */
void hp_draft_begin_async (HpLiveDesk *desk,
                           gint64 ticket,
                           HpDraftKind kind,
                           const HpKey *message,
                           gboolean to_all,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* Opens the draft with this id, taken back from the outbox if it is there. */
void hp_draft_take_back_async (HpLiveDesk *desk,
                               const HpKey *id,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Of the three above. Returns: (transfer full) (nullable). */
HpOpenedDraft *hp_draft_open_finish (GAsyncResult *result, GError **error);

/* Which kind of draft this agent wrote last in @ticket; HP_DRAFT_REPLY where there is none. */
void hp_draft_find_kind_async (HpLiveDesk *desk,
                               gint64 ticket,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HpDraftKind hp_draft_find_kind_finish (GAsyncResult *result, GError **error);

/* Keeps a draft; survives the end of the window. */
void hp_draft_save_async (HpLiveDesk *desk,
                          HpDraft *draft,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Takes it away for good. */
void hp_draft_discard_async (HpLiveDesk *desk,
                             const HpKey *id,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Keeps it and puts it into the outbox. Errors: NOT_FOUND where no account sends from its address,
 * else as hp_sending_queue(). */
void hp_draft_send_async (HpLiveDesk *desk,
                          HpDraft *draft,
                          guint undo_seconds,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* Of the three above. */
gboolean hp_draft_job_finish (GAsyncResult *result, GError **error);

/* Keeps it with one more file. Returns: (transfer full) (nullable): what was kept. */
void hp_draft_attach_async (HpLiveDesk *desk,
                            HpDraft *draft,
                            GBytes *data,
                            const char *filename,
                            gboolean is_inline,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
HpDraft *hp_draft_attach_finish (GAsyncResult *result, GError **error);

/* Keeps a note and makes it one of the ticket. Returns: (element-type HpKey) the ops, for undo. */
void hp_draft_finish_note_async (HpLiveDesk *desk,
                                 HpDraft *draft,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GArray *hp_draft_finish_note_finish (GAsyncResult *result, GError **error);

/* What is to be asked before it is sent. Returns: (element-type HpGuardWarning). */
void hp_draft_check_async (HpLiveDesk *desk,
                           HpDraft *draft,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GPtrArray *hp_draft_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
