/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/hp-mail-connection.h"

G_BEGIN_DECLS

/* What a peer may do instead of saying something. */
#define HP_PEER_CUT "cut"     /* the connection is lost */
#define HP_PEER_HANG "hang"   /* nothing more until we go */
#define HP_PEER_DRIP "drip"   /* a byte now and then, and never an end */
#define HP_PEER_FLOOD "flood" /* a line of a gigabyte */

/* Where something else is done than a server would: a command as it begins, "connect" for the
 * greeting, "data" for the middle of a letter, "." for its end. */
typedef struct
{
  const char *at;  /* NULL ends the rules */
  const char *say; /* without a line end, it hangs up in the middle */
} HpPeerRule;

/* An SMTP server on this machine that follows the rules where there are some. It has a thread of
 * its own. */
typedef struct _HpSmtpPeer HpSmtpPeer;

/* @capabilities: lines of EHLO without their codes, in plain text and in TLS. @certificate:
 * (nullable) for implicit TLS or STARTTLS. All must live longer than the peer. */
HpSmtpPeer *hp_smtp_peer_new (const char *capabilities,
                              const HpPeerRule *rules,
                              GTlsCertificate *certificate,
                              HpMailTls tls);
void hp_smtp_peer_free (HpSmtpPeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSmtpPeer, hp_smtp_peer_free)

guint16 hp_smtp_peer_get_port (HpSmtpPeer *self);
/* Waits until everybody has gone. All that was said to it, letters included; "[TLS]\n" where it was
 * secured. Ends its service. Returns: (transfer none). */
const char *hp_smtp_peer_finish (HpSmtpPeer *self);
/* Waits until @text was said to it. */
void hp_smtp_peer_wait_for (HpSmtpPeer *self, const char *text);
guint hp_smtp_peer_count_connections (HpSmtpPeer *self);
/* How many bytes of a flood left. */
guint64 hp_smtp_peer_get_flooded (HpSmtpPeer *self);
/* Letters that it said yes to. */
guint hp_smtp_peer_count_taken (HpSmtpPeer *self);

G_END_DECLS
