/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/hp-log.h"

G_BEGIN_DECLS

/* A log in memory that several desks share, each through a hand of its own, and that does what logs
 * must not: it loses, doubles, damages and cuts. */
typedef struct _HpMemory HpMemory;

HpMemory *hp_memory_new (void);
void hp_memory_free (HpMemory *memory);

/* Takes a part away, as a mailbox that was restored from yesterday. */
void hp_memory_lose (HpMemory *memory, GRand *random, double share);
/* Changes one byte of each of some parts; they keep their names. */
void hp_memory_damage (HpMemory *memory, GRand *random, guint n);
/* Puts @sealed there under @name, as anybody who can write to the mailbox. */
void hp_memory_put (HpMemory *memory, const char *name, GBytes *sealed);
guint hp_memory_count (HpMemory *memory, const char *prefix);
gsize hp_memory_get_size (HpMemory *memory, const char *prefix);
/* All bytes and names that lie there. */
GBytes *hp_memory_dup_all (HpMemory *memory);

#define HP_TYPE_LOG_MEMORY (hp_log_memory_get_type ())
G_DECLARE_FINAL_TYPE (HpLogMemory, hp_log_memory, HP, LOG_MEMORY, HpLog)

HpLog *hp_log_memory_new (HpMemory *memory);
/* No call gets through. */
void hp_log_memory_set_offline (HpLogMemory *self, gboolean is_offline);
/* After @calls more calls each fails, and the one that does may have been done all the same. */
void hp_log_memory_cut_after (HpLogMemory *self, guint calls);

G_END_DECLS
