/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* A mail that could not be read as one, and is kept whole. */
typedef struct
{
  char *subject; /* (owned) may be empty */
  char *sender;  /* (owned) may be empty */
  char *snippet; /* (owned) the first words of its ticket, may be empty */
} HpDamagedMail;

void hp_damaged_mail_free (HpDamagedMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpDamagedMail, hp_damaged_mail_free)

/* The newest original, to ask later for those after it. */
gint64 hp_damaged_list_mark (HpDb *db);

/* Damaged mails whose original came after @mark, up to @limit, oldest first. Looks at the tickets
 * that hold some alone. Errors stick to @db. Returns: (transfer full) (element-type
 * HpDamagedMail). */
GPtrArray *hp_damaged_list (HpDb *db, gint64 mark, guint limit);

G_END_DECLS
