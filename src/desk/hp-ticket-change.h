/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Snooze values beside a moment to come (us UTC). */
#define HP_SNOOZE_AWAKE 0
#define HP_SNOOZE_UNTIL_ANSWER G_MAXINT64

/* What is to be decided about tickets; what is not set stays. A value; the texts are borrowed. */
typedef struct
{
  const char *status;      /* (nullable) */
  const char *priority;    /* (nullable) */
  const char *assignee;    /* (nullable) "": nobody */
  const char *const *tags; /* (nullable) to add; those beginning with "-" are taken away */
  gboolean sets_snooze;
  gint64 snooze;
} HpTicketChange;

/* Whether its words are such as can be decided. Errors: INVALID. */
gboolean hp_ticket_change_check (const HpTicketChange *change, GError **error);

/* Reported on the thread that decides, between transactions. */
typedef void (*HpTicketChangeFunc) (guint done, guint total, gpointer data);

/* Decides about any number of tickets, (element-type gint64) rows, as one decision in transactions
 * of some 50 ms. All or none: what was written before an error or a cancellation is retracted.
 * @report: (nullable). Gives the ops' ids, to be undone at once by hp_command_undo(). The desk's
 * thread. Errors: NOT_FOUND (no such ticket), INVALID (text says what would be valid), CANCELLED.
 * Returns: (transfer full) (nullable) (element-type HpKey). */
GArray *hp_command_change_tickets (HpDesk *desk,
                                   const char *agent,
                                   GArray *tickets,
                                   const HpTicketChange *change,
                                   GCancellable *cancellable,
                                   HpTicketChangeFunc report,
                                   gpointer data,
                                   GError **error);

G_END_DECLS
