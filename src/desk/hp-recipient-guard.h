/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"

G_BEGIN_DECLS

typedef enum
{
  HP_GUARD_NEW_RECIPIENT, /* somebody from outside who was not on the message that is answered */
  HP_GUARD_NOTE_QUOTED,   /* words of an internal note */
  HP_GUARD_FILE_MISSING,  /* an attachment is spoken of (fi, sv, en), and there is none */
  HP_GUARD_WRONG_BRAND,   /* another address of ours than the one the customer wrote to */
  HP_GUARD_FIELD_EMPTY,   /* a {{field}} of a macro is left */
} HpGuardKind;

/* One thing to ask before a draft is sent. */
typedef struct
{
  HpGuardKind kind;
  char *detail;    /* the recipient's address; the note's words; the word; the address the customer
                      wrote to; the field */
  gboolean blocks; /* it can't be sent like this; else the agent may */
} HpGuardWarning;

void hp_guard_warning_free (HpGuardWarning *warning);

/* The stored name ("new_recipient", "note_quoted", "file_missing", "wrong_brand", "field_empty").
 */
const char *hp_guard_kind_get_name (HpGuardKind kind);

/* What to ask before @draft is sent; cheap enough for every pause in typing. Reads, on the desk's
 * thread. Notes are never warned of. Returns: (transfer full) (element-type HpGuardWarning). */
GPtrArray *hp_recipient_guard_check (HpDesk *desk, const HpDraft *draft);

/* The first {{field}} left in subject or text. Any thread. Returns: (transfer full) (nullable). */
char *hp_recipient_guard_dup_field (const HpDraft *draft);

G_END_DECLS
