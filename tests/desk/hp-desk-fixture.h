/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* A desk in a new folder. */
HpDesk *hp_desk_fixture_new (void);

/* Closes it and removes its folder. */
void hp_desk_fixture_free (HpDesk *desk);

/* Stores a mail: header lines and text with LF. "\n" stands before the text. */
void hp_desk_fixture_add_mail (HpDesk *desk, const char *mail);

/* A mail from @from to tuki@own.example with the Message-ID @id, @seconds after a fixed moment.
 * @answers: (nullable) a Message-ID. */
void hp_desk_fixture_add (HpDesk *desk,
                          const char *id,
                          const char *from,
                          const char *answers,
                          gint64 seconds,
                          const char *text);

/* @n tickets t0@a.example, t1@a.example, … of one customer. Returns: their rows. */
GArray *hp_desk_fixture_add_tickets (HpDesk *desk, guint n);

/* The row of the ticket in which the mail @id is. */
gint64 hp_desk_fixture_get_ticket (HpDesk *desk, const char *id);

/* A column of a ticket, NULL as "-". Returns: (transfer full). */
char *hp_desk_fixture_dup (HpDesk *desk, gint64 ticket, const char *column);

/* The digest of a desk's state; the desk must be sound and its rebuild the same. */
char *hp_desk_fixture_check (HpDesk *desk);

G_END_DECLS
