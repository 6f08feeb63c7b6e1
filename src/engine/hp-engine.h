/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The accounts of one desk and its team at work, each on a thread of its own, in the one process
 * that has the desk's engine.lock. Used by one thread with a main context. */
typedef struct _HpEngine HpEngine;

/* @folder: of the desk. Nothing runs yet. */
HpEngine *hp_engine_new (const char *folder);
/* Ends all threads and waits for them. */
void hp_engine_free (HpEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpEngine, hp_engine_free)

/* The accounts there are now: starts those that are new, ends those that are gone. @addresses:
 * (array zero-terminated=1). */
void hp_engine_set_accounts (HpEngine *self, const char *const *addresses);

/* The account with @address looks at once, whatever it waited for. */
void hp_engine_wake_account (HpEngine *self, const char *address);
/* All look at once. */
void hp_engine_wake (HpEngine *self);
/* Whether somebody looks at the desk. */
void hp_engine_set_attentive (HpEngine *self, gboolean is_attentive);

G_END_DECLS
