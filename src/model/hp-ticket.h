/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* Stored names, the same in the database, in JSON and in the query language. */
#define HP_STATUS_NEW "new"
#define HP_STATUS_OPEN "open"
#define HP_STATUS_WAITING "waiting"
#define HP_STATUS_RESOLVED "resolved"
#define HP_STATUS_CLOSED "closed"
#define HP_STATUS_SPAM "spam"

#define HP_PRIORITY_LOW "low"
#define HP_PRIORITY_NORMAL "normal"
#define HP_PRIORITY_HIGH "high"
#define HP_PRIORITY_URGENT "urgent"

/* NULL-terminated. */
extern const char *const HP_STATUSES[];
extern const char *const HP_PRIORITIES[];

/* What is odd about a message or a ticket's messages. */
typedef enum
{
  HP_WARNING_SPF = 1 << 0, /* as HpAuthFailed */
  HP_WARNING_DKIM = 1 << 1,
  HP_WARNING_DMARC = 1 << 2,
  HP_WARNING_CLAIMS_OWN = 1 << 3, /* claims to be from you */
  HP_WARNING_DAMAGED = 1 << 4,    /* could not be read as a mail */
} HpWarnings;

/* A status that answers messages: a message that it does not name re-opens the ticket. */
gboolean hp_status_is_closing (const char *status);

/* What one ticket can be to another: parent child related duplicate original. NULL-terminated. */
extern const char *const HP_RELATIONS[];

/* What this ticket is to one that is @relation to it. NULL for what is no relation. */
const char *hp_relation_invert (const char *relation);

/* One ticket as the list shows it: immutable, reference counted, any thread. */
typedef struct
{
  gint64 row;    /* this desk's row, for live lists */
  HpKey key;     /* the ticket's id */
  char *subject; /* without Re: and kin */
  char *status;
  char *priority;
  char *channel;
  char *assignee; /* (nullable) */
  HpKey customer; /* meaningful where customer_address is not NULL */
  char *customer_name;
  char *customer_address; /* (nullable) */
  GStrv tags;             /* sorted */
  gint64 created;
  gint64 updated;
  gint64 place; /* in the list it was read for: updated, or the time of the newest message found */
  gint64 messages;
  gint64 attachments;
  char *snippet;
  HpWarnings warnings;
  gint64 snoozed; /* until when it sleeps: 0 not at all, G_MAXINT64 until an answer; may be past */
  gboolean is_unread; /* by the agent for whom a live list read it */
} HpTicket;

HpTicket *hp_ticket_new (void);
HpTicket *hp_ticket_ref (HpTicket *ticket);
void hp_ticket_unref (HpTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTicket, hp_ticket_unref)

/* Whether it sleeps at @now (us UTC). */
gboolean hp_ticket_is_snoozed (const HpTicket *ticket, gint64 now);

/* A subject without the answer and forward prefixes of any mail program ("Re:", "VS:", "SV:",
 * "AW:", "RE[2]:", …) and without this desk's ticket numbers. Points into @subject or is a new
 * string; either way owned by the caller. For display only. Returns: (transfer full). */
char *hp_subject_strip (const char *subject);

G_END_DECLS
