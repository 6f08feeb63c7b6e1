/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The thread of one account: it brings the desk up to the mailbox again and again, waits between
 * rounds, and leaves a server that fails alone for a while. What it does is the account's state in
 * the desk. */
typedef struct _HpAccountThread HpAccountThread;

/* Starts. @folder: of the desk, whose engine this process has. */
HpAccountThread *hp_account_thread_new (const char *folder, const char *address);
/* Ends it, and waits until it has let go of the desk. */
void hp_account_thread_free (HpAccountThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpAccountThread, hp_account_thread_free)

const char *hp_account_thread_get_address (HpAccountThread *self);

/* Looks at once, whatever it waited for: somebody asked, the network is back, or there is another
 * password. Any thread. */
void hp_account_thread_wake (HpAccountThread *self);

/* Whether somebody looks at the desk: then it looks each second. Any thread. */
void hp_account_thread_set_attentive (HpAccountThread *self, gboolean is_attentive);

G_END_DECLS
