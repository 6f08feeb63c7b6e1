/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-op.h"

G_BEGIN_DECLS

/* The fields of a ticket, in HpOp.field. */
#define HP_FIELD_STATUS "status"     /* {"status": NAME, "answers": [keys of facts]} */
#define HP_FIELD_ASSIGNEE "assignee" /* text or null */
#define HP_FIELD_PRIORITY "priority" /* text */
#define HP_FIELD_SNOOZE                                                                            \
  "snooze" /* {"until": ISO 8601 or null (an answer), "answers": [keys]} or null: awake */
#define HP_FIELD_TAG "tag"     /* a set: member = tag, value = boolean */
#define HP_FIELD_NOTE "note"   /* every op is a note of its own: text */
#define HP_FIELD_MERGE "merge" /* a set: member = the other ticket's id, value = boolean */
#define HP_FIELD_RELATION                                                                          \
  "relation" /* a set: member = the other ticket's id, value = what that is to this one, or null   \
              */
/* Of a message. */
#define HP_FIELD_SPLIT "split" /* boolean */
/* Of a customer. */
#define HP_FIELD_CUSTOMER_NAME "name" /* text, of this and the next two */
#define HP_FIELD_CUSTOMER_SEGMENT "segment"
#define HP_FIELD_CUSTOMER_LANGUAGE "language"
#define HP_FIELD_CUSTOMER_FIELD                                                                    \
  "field"                          /* a set: member = name, value {"type", "value"} or null        \
                                    */
#define HP_FIELD_BLOCKED "blocked" /* of an identity: boolean */
#define HP_FIELD_LINK "link"       /* a set: member = the other customer's id, value = boolean */
/* Of the desk. */
#define HP_FIELD_OWN_ADDRESS "own_address" /* a set: member = address, value = boolean */
#define HP_FIELD_SIGNATURE                                                                         \
  "signature" /* a set: member = agent LF address LF language, value =                             \
                 HTML or null */
/* Of a view. */
#define HP_FIELD_VIEW "view" /* {"name", "query", "icon", "sort", "columns", "owner"} or null */
#define HP_FIELD_VIEW_POSITION "position" /* number */
/* Of an agent. The value null takes one away. */
#define HP_FIELD_AGENT "agent" /* the login, of which the entity is the hash */
#define HP_FIELD_AGENT_NAME "name"
#define HP_FIELD_AGENT_ADDRESS "address"
#define HP_FIELD_AGENT_COLOUR "colour"     /* "#rrggbb" */
#define HP_FIELD_AGENT_ROLE "role"         /* agent lead guest */
#define HP_FIELD_AGENT_STATE "state"       /* here away */
#define HP_FIELD_AGENT_CAPACITY "capacity" /* number */
#define HP_FIELD_AGENT_SKILL "skill"       /* a set: member = skill, value = true */
/* Of a macro. The value null takes one away. */
#define HP_FIELD_MACRO_NAME "name" /* without one there is no macro */
#define HP_FIELD_MACRO_FOLDER "folder"
#define HP_FIELD_MACRO_TEXT "text"       /* a set: member = language or "" */
#define HP_FIELD_MACRO_VARIANT "variant" /* a set: member = agent LF language */
#define HP_FIELD_MACRO_ACTION "action"   /* {"status", "priority", "assignee", "tags"} */
#define HP_FIELD_MACRO_FILE "file"       /* a set: member = SHA-256, value {"name", "type"} */
/* Of ops. */
#define HP_FIELD_RETRACT "retract" /* undo: [ids] */
#define HP_FIELD_RESTORE "restore" /* redo: [ids of retracts] */

/* Readers of HpOp.value; a value of another type reads as absent. Any thread. */
char *hp_op_dup_text (const HpOp *op);
gboolean hp_op_is_true (const HpOp *op);
/* (nullable) a known status. */
char *hp_op_dup_status (const HpOp *op);
/* Until when: 0 awake, G_MAXINT64 until an answer. */
gint64 hp_op_get_snooze (const HpOp *op);
/* The facts that a status or a snooze names. Returns: (element-type HpKey). */
GArray *hp_op_dup_answered (const HpOp *op);

G_END_DECLS
