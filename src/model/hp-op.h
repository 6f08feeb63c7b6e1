/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* What an op's entity is. */
#define HP_OP_TICKET "ticket"     /* any id the ticket was ever given: the hash of a node */
#define HP_OP_MESSAGE "message"   /* exactly this node */
#define HP_OP_CUSTOMER "customer" /* the hash of an identity */
#define HP_OP_DESK "desk"         /* the desk's settings; the entity is all zeros */
#define HP_OP_VIEW "view"
#define HP_OP_AGENT "agent"
#define HP_OP_MACRO "macro"
#define HP_OP_RETRACT "op" /* names ops in its value; the entity is all zeros */

/* Who decides what no person did. */
#define HP_OP_SYSTEM_ACTOR "helppari"

/* One recorded decision: immutable once shared, reference counted, any thread. */
typedef struct
{
  gint64 seq; /* order of arrival on this desk, 0 before it is stored */
  HpKey id;
  gint64 clock; /* hp-clock.h */
  HpKey desk;   /* where it was made */
  char *actor;  /* the agent's or rule's name */
  char *kind;   /* HP_OP_* */
  HpKey entity;
  char *field;
  char *member;    /* "" where the field is no set */
  char *value;     /* JSON text */
  gboolean active; /* no active retract names it */
} HpOp;

HpOp *hp_op_new (void);
HpOp *hp_op_ref (HpOp *op);
void hp_op_unref (HpOp *op);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOp, hp_op_unref)

/* The order in which ops count: clock, then desk, then id. */
int hp_op_compare (const HpOp *a, const HpOp *b);

/* Its form in `ops export`: one JSON object on one line, and back. Errors: INVALID. */
char *hp_op_dup_json (const HpOp *op);
HpOp *hp_op_new_from_json (const char *line, gssize length, GError **error);

/* The ids that a retract names. Returns: (element-type HpKey). */
GArray *hp_op_dup_retracted (const HpOp *op);

G_END_DECLS
