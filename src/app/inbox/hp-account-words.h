/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the desk's mailboxes do, in a few words: of the one that needs somebody most. @states:
 * (element-type HpLiveAccount). UI thread. */
const char *hp_account_words_get (GPtrArray *states);

/* A line for each with the server's own words; NULL where there is no mailbox. */
char *hp_account_words_dup_detail (GPtrArray *states);

G_END_DECLS
