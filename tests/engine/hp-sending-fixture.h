/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-draft.h"
#include "model/hp-message.h"
#include "model/hp-outbox-entry.h"

#define AGENT "aino"
#define OWN "tuki@own.example"

/* A desk in a folder of its own, with an account of the kind "scripted" and one ticket with one
 * question of a customer. */
typedef struct
{
  char *folder;
  HpDesk *desk;
  gint64 ticket;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/* A mail comes to the desk. @headers: lines with LF. Returns: the row of its message. */
gint64 fixture_receive (Fixture *fixture, const char *headers, const char *text, gboolean in_sent);
/* The customer writes again in the ticket. */
void fixture_answer (Fixture *fixture, const char *mid);

/* A reply of the agent to the ticket, kept. */
HpDraft *fixture_write (Fixture *fixture, const char *html);
/* The same with what @change makes of it. */
HpKey fixture_queue (Fixture *fixture, HpDraft *draft);

HpOutboxEntry *fixture_find (Fixture *fixture, const HpKey *id);
#define assert_state(fixture, id, wanted)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (HpOutboxEntry) entry_ = fixture_find (fixture, id);                                 \
    g_assert_cmpstr (entry_ != NULL ? hp_outbox_state_get_name (entry_->state) : "none", ==,       \
                     wanted);                                                                      \
  }                                                                                                \
  G_STMT_END

/* Messages of the ticket that we wrote. */
guint fixture_count_sent (Fixture *fixture);
char *fixture_dup_status (Fixture *fixture);
/* The desk must be sound, and what its facts and ops give. */
void fixture_assert_sound (Fixture *fixture);
/* Whatever waits for its time is due. */
void fixture_hurry (Fixture *fixture);
/* Files below blobs/. */
guint fixture_count_blob_files (Fixture *fixture);
