/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-macro.h"

G_BEGIN_DECLS

/* The saved replies as @agent sees them, by folder and name. Read-only; the connection's thread.
 * Returns: (element-type HpMacro). */
GPtrArray *hp_macros_list (HpDb *db, const char *agent);

/* Those in which every word of @text begins a word of the name, the folder or a text; by name
 * first, then the most used. Returns: (element-type HpMacro). */
GPtrArray *hp_macros_search (HpDb *db, const char *agent, const char *text);

/* By name or id. Errors: NOT_FOUND with the nearest name. */
HpMacro *hp_macros_find (HpDb *db, const char *agent, const char *name, GError **error);

/* What is to be saved; what is not set stays. A value; the texts are borrowed. */
typedef struct
{
  const char *name;        /* (nullable) a new one */
  const char *folder;      /* (nullable) "" takes it away, as of all but the name */
  const char *text;        /* (nullable) for @language */
  const char *language;    /* (nullable) ISO 639-1; NULL: for all languages */
  gboolean is_own;         /* @text is the agent's own variant */
  const char *status;      /* (nullable) */
  const char *priority;    /* (nullable) */
  const char *assignee;    /* (nullable) */
  const char *const *tags; /* (nullable) all of them */
  const HpMacroFile *file; /* (nullable) to add; without a name: to take away */
} HpMacroChange;

/* Saves the macro @name, or a new one. Errors: INVALID (an unknown field or word; text says what
 * would be valid). Returns: (element-type HpKey) ids of ops. */
GArray *hp_command_set_macro (HpDesk *desk,
                              const char *agent,
                              const char *name,
                              const HpMacroChange *change,
                              GError **error);

/* Errors: NOT_FOUND. */
GArray *hp_command_remove_macro (HpDesk *desk, const char *agent, const char *name, GError **error);

/* Saves the examples of a JSON text (data/demo/macros.json) under names in @language; those that
 * are there already stay. Errors: INVALID. Gives the ids of ops, none where all are there. */
GArray *hp_command_add_example_macros (HpDesk *desk,
                                       const char *json,
                                       const char *language,
                                       GError **error);

/* What a macro gives for a ticket. */
typedef struct
{
  char *text;
  char *html;
  char *language;      /* of the text, "" where it is for all */
  GPtrArray *unfilled; /* (element-type utf8) fields that stand in the text as they are */
} HpMacroReply;

void hp_macro_reply_free (HpMacroReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMacroReply, hp_macro_reply_free)

/* @ticket: row, 0 for a new letter. @language: (nullable) the customer's. Read-only. */
HpMacroReply *hp_macro_reply_new (HpDb *db,
                                  const HpMacro *macro,
                                  gint64 ticket,
                                  const char *agent,
                                  const char *language);

/* Decides what the macro says about the ticket, and counts that it was used. Gives the ids of ops,
 * none where it decides nothing. */
GArray *hp_command_use_macro (HpDesk *desk,
                              const char *agent,
                              const HpMacro *macro,
                              gint64 ticket,
                              GError **error);

/* Counts one use. */
gboolean hp_macros_count_use (HpDesk *desk, const HpKey *macro, GError **error);

G_END_DECLS
