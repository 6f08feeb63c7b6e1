/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-op.h"

G_BEGIN_DECLS

/* Whether @agent can be an agent's name: it is shown to everybody and goes into every op. Any
 * thread. Errors: INVALID. */
gboolean hp_command_check_agent (const char *agent, GError **error);

/* What an agent can decide. Every command writes one decision (one or more ops with one clock) in
 * one transaction and gives the ops' ids, (element-type HpKey), to be undone by hp_command_undo().
 * @agent: who decides. Errors: NOT_FOUND (no such ticket), INVALID (text says what would be valid),
 * and what the store says; then nothing was written. Not thread-safe: the desk's thread.
 * Returns: (transfer full) (nullable). */

GArray *
hp_command_note (HpDesk *desk, const char *agent, gint64 ticket, const char *text, GError **error);

/* @tickets: (element-type gint64) rows. */
GArray *hp_command_set_status (HpDesk *desk,
                               const char *agent,
                               GArray *tickets,
                               const char *status,
                               GError **error);
/* @assignee: (nullable) nobody. */
GArray *hp_command_assign (HpDesk *desk,
                           const char *agent,
                           GArray *tickets,
                           const char *assignee,
                           GError **error);
GArray *hp_command_set_priority (HpDesk *desk,
                                 const char *agent,
                                 GArray *tickets,
                                 const char *priority,
                                 GError **error);
/* @tags: tags to add; those beginning with "-" are taken away. */
GArray *hp_command_tag (HpDesk *desk,
                        const char *agent,
                        GArray *tickets,
                        const char *const *tags,
                        GError **error);

/* @until: us UTC to come; G_MAXINT64: until an answer; 0: awake again. A later message of a person
 * wakes a ticket in any case. What waited or was closed is open again when it wakes. */
GArray *
hp_command_snooze (HpDesk *desk, const char *agent, GArray *tickets, gint64 until, GError **error);

/* The tickets become one. */
GArray *hp_command_merge (HpDesk *desk, const char *agent, GArray *tickets, GError **error);

/* What @other is to @ticket: one of HP_RELATIONS, or nothing (NULL). */
GArray *hp_command_relate (HpDesk *desk,
                           const char *agent,
                           gint64 ticket,
                           gint64 other,
                           const char *relation,
                           GError **error);

/* The ticket is spam; with @blocks what its customer's address writes later is, too, until somebody
 * decides about it. */
GArray *hp_command_mark_spam (HpDesk *desk,
                              const char *agent,
                              gint64 ticket,
                              gboolean blocks,
                              GError **error);

/* Whether mail from an address is spam. Gives no ops where it is so already. */
GArray *hp_command_block (HpDesk *desk,
                          const char *agent,
                          const char *address,
                          gboolean blocked,
                          GError **error);

/* The message (a Message-ID, or the key of a message in hex) and what answers it become a ticket of
 * their own. */
GArray *hp_command_split (HpDesk *desk,
                          const char *agent,
                          gint64 ticket,
                          const char *message,
                          GError **error);

/* Two customers (rows) are one. */
GArray *hp_command_link_customers (HpDesk *desk,
                                   const char *agent,
                                   gint64 one,
                                   gint64 other,
                                   GError **error);

/* Whose mail is ours. Gives no ops where it is so already. */
GArray *hp_command_set_own_address (HpDesk *desk,
                                    const char *agent,
                                    const char *address,
                                    gboolean is_own,
                                    GError **error);

/* Saves a view, or removes it (@query NULL). */
GArray *hp_command_set_view (HpDesk *desk,
                             const char *agent,
                             const char *name,
                             const char *query,
                             GError **error);

/* Retracts the decision that @op belongs to, or the agent's last one (@op NULL). Gives the ids of
 * what was undone. Errors: NOT_FOUND where there is nothing to undo. */
GArray *hp_command_undo (HpDesk *desk, const char *agent, const HpKey *op, GError **error);

/* Takes the agent's last undo back (@op NULL), or the undo of @op. Gives the ids of what holds
 * again. */
GArray *hp_command_redo (HpDesk *desk, const char *agent, const HpKey *op, GError **error);

/* Stores ops that another desk exported, one JSON object a line; ops there already are passed over.
 * All or none. @added: (out) (optional). Errors: INVALID with the number of the line. */
gboolean
hp_command_import_ops (HpDesk *desk, const char *lines, gsize length, guint *added, GError **error);

/* The ticket that an id (32 hex digits, also of long ago) or a number names, as a row.
 * Errors: NOT_FOUND, INVALID (a number that two tickets share; the text names them). 0 on failure.
 */
gint64 hp_desk_find_ticket (HpDesk *desk, const char *name, GError **error);
/* The customer that an id or an address names. */
gint64 hp_desk_find_customer (HpDesk *desk, const char *name, GError **error);

G_END_DECLS
