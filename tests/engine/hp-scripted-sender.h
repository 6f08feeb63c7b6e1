/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"

/* A server that commits the faults a test asks for. */
#define HP_TYPE_SCRIPTED_SENDER (hp_scripted_sender_get_type ())
G_DECLARE_FINAL_TYPE (HpScriptedSender, hp_scripted_sender, HP, SCRIPTED_SENDER, HpMailSender)

typedef enum
{
  HP_SCRIPT_TAKE,         /* 250 */
  HP_SCRIPT_LOSE_BEFORE,  /* the connection is lost before the final dot */
  HP_SCRIPT_LOSE_AFTER,   /* taken, but the answer is lost */
  HP_SCRIPT_DROP_AFTER,   /* not taken, and the answer is lost */
  HP_SCRIPT_REFUSE_ONE,   /* the last recipient is refused */
  HP_SCRIPT_REFUSE_LATER, /* 4xx: asks for an hour */
} HpScript;

struct _HpScriptedSender
{
  HpMailSender parent;
  HpScript script;
  HpTrace trace;            /* what look_up says of what is not in `taken`; SENT of what is */
  gboolean has_sent_folder; /* look_up finds what was taken */
  gboolean is_offline;      /* look_up and file fail */
  guint sends, look_ups, files;
  GPtrArray *taken; /* (owned) (element-type utf8) Message-IDs that really left, in order */
  void (*on_send) (HpLetter *letter, gpointer data); /* (nullable) */
  gpointer data;
};

HpScriptedSender *hp_scripted_sender_new (void);
