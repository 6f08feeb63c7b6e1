/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

#define HP_CHANGE_TICKET "ticket"     /* id = ticket row; it may be gone */
#define HP_CHANGE_CUSTOMER "customer" /* id = customer row */
#define HP_CHANGE_VIEW "view"         /* id = view row */
#define HP_CHANGE_DESK "desk"         /* id = 0: agents or macros */
#define HP_CHANGE_DRAFT "draft"       /* id = 0: drafts were saved or taken away */
#define HP_CHANGE_OUTBOX "outbox"     /* id = 0: a mail in the outbox, accounts, the team */
#define HP_CHANGE_ACCOUNT "account"   /* id = account row: its state */

typedef struct
{
  gint64 seq;
  const char *kind; /* interned */
  gint64 id;
} HpChange;

/* Appended inside the transaction that makes the change. */
void hp_changes_add (HpDb *db, const char *kind, gint64 id);
/* Cuts all but the newest, at the end of a transaction. */
void hp_changes_trim (HpDb *db);

gint64 hp_changes_get_last (HpDb *db);

/* What was touched since @after, each thing once. *is_complete FALSE: rows have been cut since,
 * read everything anew. Returns: (element-type HpChange). */
GArray *hp_changes_list (HpDb *db, gint64 after, gboolean *is_complete);

/* Local values (table local). */
gint64 hp_locals_get_int (HpDb *db, const char *name, gint64 fallback);
void hp_locals_set_int (HpDb *db, const char *name, gint64 value);
char *hp_locals_dup_text (HpDb *db, const char *name);
void hp_locals_set_text (HpDb *db, const char *name, const char *value);

G_END_DECLS
