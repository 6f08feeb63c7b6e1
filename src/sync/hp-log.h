/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a team's log lies: a place that keeps small sealed things by name, each for good until it
 * is removed. What it gives may be doubled, late, damaged or gone; that is for who reads it. Calls
 * block and belong to the thread that made it. Errors of all: OFFLINE, AUTH, NO_SPACE, PROTOCOL,
 * NOT_FOUND, CANCELLED. */
#define HP_TYPE_LOG (hp_log_get_type ())
G_DECLARE_DERIVABLE_TYPE (HpLog, hp_log, HP, LOG, GObject)

typedef struct
{
  char *id;   /* this one's, in this log */
  char *name; /* hp-log-name.h; two may have one */
} HpLogItem;

HpLogItem *hp_log_item_new (const char *id, const char *name);
void hp_log_item_free (HpLogItem *item);

struct _HpLogClass
{
  GObjectClass parent_class;

  GPtrArray *(*list) (HpLog *self, GCancellable *cancellable, GError **error);
  GBytes *(*read) (HpLog *self, const char *id, GCancellable *cancellable, GError **error);
  char *(*append) (HpLog *self,
                   const char *name,
                   GBytes *sealed,
                   GCancellable *cancellable,
                   GError **error);
  gboolean (*remove) (HpLog *self, const char *id, GCancellable *cancellable, GError **error);
};

/* All that it holds now. Returns: (element-type HpLogItem) (transfer full) (nullable). */
GPtrArray *hp_log_list (HpLog *self, GCancellable *cancellable, GError **error);

/* Returns: (transfer full) (nullable). */
GBytes *hp_log_read (HpLog *self, const char *id, GCancellable *cancellable, GError **error);

/* Durable once it returns. Returns: (transfer full) (nullable) its id. */
char *hp_log_append (HpLog *self,
                     const char *name,
                     GBytes *sealed,
                     GCancellable *cancellable,
                     GError **error);

/* TRUE also where it is gone already. */
gboolean hp_log_remove (HpLog *self, const char *id, GCancellable *cancellable, GError **error);

G_END_DECLS
