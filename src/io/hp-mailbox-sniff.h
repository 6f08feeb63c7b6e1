/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a file's beginning is enough to tell. */
#define HP_MAILBOX_SNIFF_SIZE 65536

typedef enum
{
  HP_MAILBOX_LOOK_NONE, /* nothing like mail */
  HP_MAILBOX_LOOK_REST, /* what may be left of a mail: a field of one stands somewhere */
  HP_MAILBOX_LOOK_MAIL, /* one mail */
  HP_MAILBOX_LOOK_MBOX,
} HpMailboxLook;

/* What the beginning of a file looks like. */
HpMailboxLook hp_mailbox_sniff (const char *head, gsize length);

G_END_DECLS
