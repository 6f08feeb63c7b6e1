/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/hp-mail.h"
#include "model/hp-ticket.h"

G_BEGIN_DECLS

#define HP_DIRECTION_IN "in"
#define HP_DIRECTION_OUT "out"
#define HP_DIRECTION_NOTE "note"

/* One message of a conversation, note included: immutable, reference counted, any thread. */
typedef struct
{
  gint64 row;
  HpKey key;
  char *kind;      /* human auto_reply bounce feedback note */
  char *direction; /* HP_DIRECTION_* */
  char *mid;       /* (nullable) */
  gint64 time;
  GPtrArray *from; /* (element-type HpAddress); of a note: the agent */
  GPtrArray *to;
  GPtrArray *cc;
  char *subject;
  char *text;
  GArray *folds;          /* (element-type HpFold) of the text */
  const char *language;   /* (nullable) static: ISO 639-1 code of the new words */
  GPtrArray *attachments; /* (element-type HpAttachment) */
  HpWarnings warnings;
  HpKey variant_of; /* the message with this Message-ID that is shown, if not this one */
  gboolean is_variant;
} HpMessage;

HpMessage *hp_message_new (void);
HpMessage *hp_message_ref (HpMessage *message);
void hp_message_unref (HpMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMessage, hp_message_unref)

/* Addresses as one stored text and back: name US address, RS between. */
char *hp_addresses_pack (GPtrArray *addresses);
GPtrArray *hp_addresses_unpack (const char *packed);

G_END_DECLS
