/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/hp-team-keys.h"

G_BEGIN_DECLS

/* The code with which a new desk asks to be let in: 120 bits that two people tell each other, once.
 * The code itself is the key of what the two desks then exchange. */
#define HP_TEAM_CODE_LETTERS 24

/* "ABCD-EFGH-…". Returns: (transfer full). */
char *hp_team_code_new (void);

typedef struct
{
  HpKey id;                     /* names it in the log, and tells nothing of the code */
  guint8 key[HP_TEAM_KEY_SIZE]; /* seals the request and the answer */
} HpTeamCode;

/* Reads a code in any case, with or without dashes. Errors: INVALID. */
gboolean hp_team_code_read (const char *code, HpTeamCode *invitation, GError **error);

G_END_DECLS
