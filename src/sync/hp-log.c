/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what all places of a team's log have in common. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-log.h"

G_DEFINE_ABSTRACT_TYPE (HpLog, hp_log, G_TYPE_OBJECT)

static void
hp_log_class_init (HpLogClass *klass)
{
}

static void
hp_log_init (HpLog *self)
{
}

HpLogItem *
hp_log_item_new (const char *id, const char *name)
{
  HpLogItem *item = g_new0 (HpLogItem, 1);

  item->id = g_strdup (id);
  item->name = g_strdup (name);
  return item;
}

void
hp_log_item_free (HpLogItem *item)
{
  g_free (item->id);
  g_free (item->name);
  g_free (item);
}

GPtrArray *
hp_log_list (HpLog *self, GCancellable *cancellable, GError **error)
{
  return HP_LOG_GET_CLASS (self)->list (self, cancellable, error);
}

GBytes *
hp_log_read (HpLog *self, const char *id, GCancellable *cancellable, GError **error)
{
  return HP_LOG_GET_CLASS (self)->read (self, id, cancellable, error);
}

char *
hp_log_append (HpLog *self,
               const char *name,
               GBytes *sealed,
               GCancellable *cancellable,
               GError **error)
{
  return HP_LOG_GET_CLASS (self)->append (self, name, sealed, cancellable, error);
}

gboolean
hp_log_remove (HpLog *self, const char *id, GCancellable *cancellable, GError **error)
{
  return HP_LOG_GET_CLASS (self)->remove (self, id, cancellable, error);
}
