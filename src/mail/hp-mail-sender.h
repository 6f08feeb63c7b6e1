/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/hp-letter.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

typedef enum
{
  HP_SEND_SENT,      /* the server took it: it is the server's to deliver */
  HP_SEND_NOT_SENT,  /* for sure nothing left; the same letter may be tried again later */
  HP_SEND_REFUSED,   /* for sure nothing left, and trying the same again is no use */
  HP_SEND_UNCERTAIN, /* it may have left or not: the answer was lost */
} HpSendOutcome;

/* How one try to send ended. A value whose owner clears it. */
typedef struct
{
  HpSendOutcome outcome;
  GError *error;      /* (owned) NULL if and only if it was sent; its text is for people */
  GPtrArray *refused; /* (owned) (nullable) (element-type HpFailedRecipient) of HP_SEND_REFUSED:
                         whom the server would not take */
  gint64 retry_after; /* us from now that the server asks for, 0 = it does not say */
} HpSendResult;

void hp_send_result_clear (HpSendResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpSendResult, hp_send_result_clear)

/* What an account knows of a letter that it perhaps sent. */
typedef enum
{
  HP_TRACE_SENT,     /* it left, for sure */
  HP_TRACE_NOT_SENT, /* it did not, for sure: it may be sent again */
  HP_TRACE_UNKNOWN,  /* nothing was found, which proves nothing */
} HpTrace;

#define HP_TYPE_MAIL_SENDER (hp_mail_sender_get_type ())
G_DECLARE_DERIVABLE_TYPE (HpMailSender, hp_mail_sender, HP, MAIL_SENDER, GObject)

/* A way out for mail. One belongs to one account and one thread; every call blocks and ends early
 * when its cancellable is cancelled. A sender keeps nothing on the desk: the outbox has committed
 * "sending" to the disk before it calls send(), and after a crash asks look_up() first.
 *
 * send: tries once. It must be exact about what it knows:
 *   - All or nothing: if one recipient is refused nothing may leave (SMTP: RSET), and the outcome
 * is HP_SEND_REFUSED with whom; if that refusal is temporary (4xx) it is HP_SEND_NOT_SENT.
 *   - SMTP: a connection lost before the final dot is HP_SEND_NOT_SENT; lost after it, before the
 *     answer, HP_SEND_UNCERTAIN; 250 is HP_SEND_SENT; 4xx to the dot NOT_SENT, 5xx REFUSED.
 *   - JMAP: the Email is created in one request and submitted in a second; if the answer to the
 *     second is lost, EmailSubmission/query decides, and only where the server keeps no submissions
 *     it is HP_SEND_UNCERTAIN.
 *   - Folder: link(2) to a name made of the Message-ID is exact: never HP_SEND_UNCERTAIN, and
 *     sending the same letter again is HP_SEND_SENT without a second file.
 *   - A cancelled try is NOT_SENT or UNCERTAIN by the same rules.
 *
 * look_up: whether a letter left: by the Message-ID or X-Helppari-ID in the Sent folder, by the
 *   server's submissions, by the file. HP_TRACE_NOT_SENT only where absence is a proof; a Sent
 *   folder proves nothing by what it has not. The default knows nothing. Errors: the account could
 *   not be asked (OFFLINE and kin); the outbox asks again later.
 *
 * file: puts the sent letter into the Sent folder, once: it looks there first (by Message-ID and
 *   X-Helppari-ID) and appends only what is not there. Where the server files by itself it does
 *   nothing, as the default. Errors: as look_up; it is tried again later, the letter stays sent. */
struct _HpMailSenderClass
{
  GObjectClass parent_class;

  void (*send) (HpMailSender *self,
                HpLetter *letter,
                HpSendResult *result,
                GCancellable *cancellable);
  gboolean (*look_up) (HpMailSender *self,
                       HpLetter *letter,
                       HpTrace *trace,
                       GCancellable *cancellable,
                       GError **error);
  gboolean (*file) (HpMailSender *self,
                    HpLetter *letter,
                    GCancellable *cancellable,
                    GError **error);
};

/* @result: (out caller-allocates). */
void hp_mail_sender_send (HpMailSender *self,
                          HpLetter *letter,
                          HpSendResult *result,
                          GCancellable *cancellable);
gboolean hp_mail_sender_look_up (HpMailSender *self,
                                 HpLetter *letter,
                                 HpTrace *trace,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean hp_mail_sender_file (HpMailSender *self,
                              HpLetter *letter,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
