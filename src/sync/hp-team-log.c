/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one desk's hand in its team's log: what it knows of the log, and the order of a round. All
 * it knows is in the desk's tables before it is acted upon, so that it can be cut anywhere. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-log-private.h"

#include "store/hp-change-table.h"

#define RECORD_PACE (60 * G_USEC_PER_SEC)
#define PATIENCE (60 * G_USEC_PER_SEC)

static HpKey *
copy_key (const HpKey *key)
{
  return g_memdup2 (key, sizeof *key);
}

HpRanges *
hp_team_log_get_held (HpTeamLog *self, const HpKey *desk)
{
  HpRanges *held = g_hash_table_lookup (self->held, desk);

  if (held == NULL)
    {
      held = hp_team_ops_dup_ranges (hp_desk_get_db (self->desk), desk);
      g_hash_table_insert (self->held, copy_key (desk), held);
    }
  return held;
}

static void
load (HpTeamLog *self)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (GPtrArray) items = hp_team_items_list (db, self->place);
  g_autoptr (GArray) desks = hp_team_ops_list_desks (db);

  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      HpTeamItem *item = g_ptr_array_index (items, i);
      g_hash_table_replace (self->items, item->id, item);
    }
  for (guint i = 0; i < desks->len; i++)
    hp_team_log_get_held (self, &g_array_index (desks, HpKey, i));
}

HpTeamLog *
hp_team_log_new (HpDesk *desk,
                 HpTeamKeys *keys,
                 HpLog *log,
                 const char *place,
                 HpTeamSaveFunc save,
                 gpointer data)
{
  HpTeamLog *self = g_new0 (HpTeamLog, 1);

  self->desk = desk;
  self->keys = keys;
  self->log = log;
  self->place = g_strdup (place);
  self->desk_name = g_strdup ("");
  self->agent = g_strdup ("");
  self->save = save;
  self->save_data = data;
  self->record_pace = RECORD_PACE;
  self->patience = PATIENCE;
  self->items =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hp_team_item_free);
  self->held = g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free,
                                      (GDestroyNotify) g_array_unref);
  self->lost = g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, g_free);
  load (self);
  return self;
}

void
hp_team_log_free (HpTeamLog *self)
{
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->lost);
  g_free (self->place);
  g_free (self->desk_name);
  g_free (self->agent);
  g_free (self->told);
  g_free (self);
}

void
hp_team_log_set_names (HpTeamLog *self, const char *desk_name, const char *agent)
{
  g_free (self->desk_name);
  g_free (self->agent);
  self->desk_name = g_strdup (desk_name);
  self->agent = g_strdup (agent);
}

void
hp_team_log_set_pace (HpTeamLog *self, gint64 record, gint64 patience)
{
  self->record_pace = record;
  self->patience = patience;
}

gboolean
hp_team_log_save_keys (HpTeamLog *self, GError **error)
{
  return self->save (self->keys, self->save_data, error);
}

gboolean
hp_team_log_set_item (HpTeamLog *self,
                      const HpLogItem *item,
                      HpTeamItemState state,
                      const char *reason,
                      GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  HpTeamItem *known = g_new0 (HpTeamItem, 1);

  known->id = g_strdup (item->id);
  known->name = g_strdup (item->name);
  known->state = state;
  known->reason = g_strdup (reason);
  hp_db_begin (db);
  hp_team_items_write (db, self->place, known);
  if (!hp_db_commit (db, error))
    {
      hp_team_item_free (known);
      return FALSE;
    }
  g_hash_table_replace (self->items, known->id, known);
  return TRUE;
}

gboolean
hp_team_log_append_sealed (HpTeamLog *self,
                           const char *name,
                           GBytes *sealed,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *id = hp_log_append (self->log, name, sealed, cancellable, error);
  HpLogItem item = { id, (char *) name };

  return id != NULL && hp_team_log_set_item (self, &item, HP_TEAM_ITEM_TAKEN, NULL, error);
}

gboolean
hp_team_log_append (HpTeamLog *self,
                    const char *name,
                    GBytes *plain,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GBytes) sealed = hp_team_keys_seal (self->keys, name, plain);

  return hp_team_log_append_sealed (self, name, sealed, cancellable, error);
}

static gboolean
forget_item (HpTeamLog *self, const char *id, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);

  hp_db_begin (db);
  hp_team_items_remove (db, self->place, id);
  if (!hp_db_commit (db, error))
    return FALSE;
  g_hash_table_remove (self->items, id);
  return TRUE;
}

gboolean
hp_team_log_remove_item (HpTeamLog *self, const char *id, GCancellable *cancellable, GError **error)
{
  return hp_log_remove (self->log, id, cancellable, error) && forget_item (self, id, error);
}

/* What is no longer in the log is to be sent again. */
static gboolean
forget_gone (HpTeamLog *self, GPtrArray *listing, GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < listing->len; i++)
    g_hash_table_add (there, ((HpLogItem *) g_ptr_array_index (listing, i))->id);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (there, id))
      g_ptr_array_add (gone, g_strdup (id));
  for (guint i = 0; i < gone->len; i++)
    if (!forget_item (self, g_ptr_array_index (gone, i), error))
      return FALSE;
  return TRUE;
}

static guint
count_aside (HpTeamLog *self)
{
  GHashTableIter iter;
  gpointer item;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (((HpTeamItem *) item)->state != HP_TEAM_ITEM_TAKEN)
      n++;
  return n;
}

gboolean
hp_team_log_exchange (HpTeamLog *self,
                      HpTeamReport *report,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) listing = hp_log_list (self->log, cancellable, error);

  *report = (HpTeamReport){ 0 };
  if (listing == NULL || !forget_gone (self, listing, error))
    return FALSE;
  if (!hp_team_keys_is_inside (self->keys) &&
      !hp_team_log_look_for_grant (self, listing, cancellable, error))
    return FALSE;
  if (!hp_team_keys_is_inside (self->keys))
    return TRUE;
  if (!hp_team_log_take (self, listing, report, cancellable, error) ||
      !hp_team_log_send (self, report, cancellable, error) ||
      !hp_team_log_tell (self, cancellable, error))
    return FALSE;
  report->aside = count_aside (self);
  return TRUE;
}

guint
hp_team_count_unsent (HpDesk *desk)
{
  HpDb *db = hp_desk_get_db (desk);

  return hp_team_ops_count_unsent (db, hp_locals_get_int (db, HP_TEAM_LOCAL_SENT, 0));
}
