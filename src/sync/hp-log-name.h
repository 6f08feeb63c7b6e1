/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hp-key.h"

G_BEGIN_DECLS

/* What something in the team's log is, as its name says. Names are the same on every desk and
 * transport: "ops.DESK.FIRST.LAST", "desk.DESK.N", "join.INVITATION", "grant.INVITATION",
 * "keys.DESK.N". */
typedef enum
{
  HP_LOG_OTHER, /* nothing of ours, or of a newer version */
  HP_LOG_OPS,   /* the decisions FIRST to LAST of DESK */
  HP_LOG_DESK,  /* what DESK says of itself, the Nth time */
  HP_LOG_JOIN,  /* asks to be let in by INVITATION */
  HP_LOG_GRANT, /* answers that */
  HP_LOG_KEYS,  /* DESK gives out a new key, the Nth */
} HpLogKind;

typedef struct
{
  HpLogKind kind;
  HpKey key;    /* the desk or the invitation */
  gint64 first; /* of ops; N of the others, else 0 */
  gint64 last;
} HpLogName;

/* Returns: (transfer full). */
char *hp_log_name_dup (HpLogKind kind, const HpKey *key, gint64 first, gint64 last);

/* Never fails: what is no name is HP_LOG_OTHER. */
HpLogName hp_log_name_parse (const char *text);

G_END_DECLS
