/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"
#include "model/hp-letter.h"
#include "model/hp-message.h"
#include "model/hp-outbox-entry.h"

G_BEGIN_DECLS

/* The outbox as agents and the engine use it. Each call is one transaction (synchronous=FULL) on
 * the desk's thread. Any process may queue, take back and retry; only the one that holds
 * engine.lock takes the steps further below (src/engine/hp-outbox.c). @id: of the draft, which is
 * also that of its entry. Errors: NOT_FOUND (no such entry or draft), CONFLICT (not in this state),
 * what the store says; then nothing was written. */

#define HP_UNDO_SECONDS_DEFAULT 10
#define HP_UNDO_SECONDS_MAX 60

/* Puts a draft, as it was last saved, into the outbox: it leaves when @undo_seconds (0 to 60) are
 * over, or at draft->send_at if that is later. Errors: INVALID, with what is missing, where it
 * could not be sent as it is (addresses, an empty {{field}}, no account). */
gboolean hp_sending_queue (HpDesk *desk, const HpKey *id, guint undo_seconds, GError **error);

/* Makes a plain draft of it again, while nothing has left. */
gboolean hp_sending_take_back (HpDesk *desk, const HpKey *id, GError **error);

/* Lets it go on now: what waits, also where it is held; what failed; what is uncertain, which sends
 * it once more: ask before. @seen: hp_drafting_get_seen() of when its author was shown what is new,
 * 0: all that is there now. */
gboolean hp_sending_retry (HpDesk *desk, const HpKey *id, gint64 seen, GError **error);

/* Somebody knows that an uncertain mail left. */
gboolean hp_sending_confirm (HpDesk *desk, const HpKey *id, GError **error);

/* Errors: NOT_FOUND. Returns: (transfer full) (nullable). */
HpOutboxEntry *hp_sending_find (HpDesk *desk, const HpKey *id, GError **error);

/* What is not done yet; with @all what was sent in the last month, too. Returns: (element-type
 * HpOutboxEntry) oldest first. */
GPtrArray *hp_sending_list (HpDesk *desk, gboolean all);

/* What people wrote in the ticket since the draft was begun. Returns: (element-type HpMessage)
 * oldest first. */
GPtrArray *hp_sending_list_news (HpDesk *desk, const HpKey *id);

/* Steps of the engine. */

/* What may take its next step at @now. Returns: (element-type HpOutboxEntry). */
GPtrArray *hp_sending_list_due (HpDesk *desk, gint64 now);
/* When the next one may, us UTC; G_MAXINT64 if none. */
gint64 hp_sending_get_next_due (HpDesk *desk);

/* Stops an entry that is waiting or sealed if somebody wrote since: it is held, or a draft again if
 * its author wished that. @stopped: (out). */
gboolean hp_sending_stop_at_news (HpDesk *desk, const HpKey *id, gboolean *stopped, GError **error);

/* waiting → sealed; what can't be composed → failed. */
gboolean hp_sending_seal (HpDesk *desk, const HpKey *id, GError **error);

/* sealed → sending, on the disk before it returns. Gives the letter to send, or NULL with an error
 * (CONFLICT: it was taken back meanwhile). */
HpLetter *hp_sending_begin (HpDesk *desk, const HpKey *id, GError **error);

/* sending, sent or uncertain: its letter again. */
HpLetter *hp_sending_read_letter (HpDesk *desk, const HpKey *id, GError **error);

/* How a step ended that is not the last: @state is SEALED (nothing left, again at @due), FAILED,
 * UNCERTAIN, or as it is (SENDING, SENT: the account could not be asked, again at @due). @problem:
 * for people. @refused: (nullable) (element-type utf8). */
gboolean hp_sending_set_state (HpDesk *desk,
                               const HpKey *id,
                               HpOutboxState state,
                               gint64 due,
                               const char *problem,
                               const GPtrArray *refused,
                               GError **error);

/* sending or uncertain → sent: in one transaction the mail becomes a message of its ticket, and the
 * status that goes with it is decided. */
gboolean hp_sending_set_sent (HpDesk *desk, const HpKey *id, GError **error);

/* sent → filed: draft and bytes go. */
gboolean hp_sending_set_filed (HpDesk *desk, const HpKey *id, GError **error);

G_END_DECLS
