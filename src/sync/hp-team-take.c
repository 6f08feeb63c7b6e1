/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading the team's log: each thing once, whatever it is, new keys first and then the newest
 * decisions. What can't be taken is set aside with the reason and stops nothing. A desk that finds
 * decisions under its own name that it did not make is a copy, and takes a new name. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-log-private.h"

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "desk/hp-apply.h"
#include "store/hp-change-table.h"
#include "sync/hp-log-segment.h"

#define SLICE_US (50 * 1000)

typedef struct
{
  HpLogItem *item; /* (unowned) */
  HpLogName name;
} New;

/* Keys, then decisions, the highest numbers first, then the rest. */
static int
compare_new (gconstpointer a, gconstpointer b)
{
  const New *one = a;
  const New *two = b;
  int by_kind = (one->name.kind != HP_LOG_KEYS) - (two->name.kind != HP_LOG_KEYS);

  if (by_kind == 0)
    by_kind = (one->name.kind != HP_LOG_OPS) - (two->name.kind != HP_LOG_OPS);
  if (by_kind != 0)
    return by_kind;
  if (one->name.kind == HP_LOG_KEYS)
    return (one->name.last > two->name.last) - (one->name.last < two->name.last);
  return (one->name.last < two->name.last) - (one->name.last > two->name.last);
}

static gboolean
is_new (HpTeamLog *self, const HpLogItem *item, gboolean tries_locked)
{
  const HpTeamItem *known = g_hash_table_lookup (self->items, item->id);

  return known == NULL || (tries_locked && known->state == HP_TEAM_ITEM_LOCKED);
}

/* Requests and answers are for those that they concern (hp-team-gate.c). */
static GArray *
list_new (HpTeamLog *self, GPtrArray *listing)
{
  GArray *news = g_array_new (FALSE, FALSE, sizeof (New));
  gboolean tries_locked = self->locked_keys != hp_team_keys_count (self->keys);

  for (guint i = 0; i < listing->len; i++)
    {
      HpLogItem *item = g_ptr_array_index (listing, i);
      New new = { item, hp_log_name_parse (item->name) };
      if (is_new (self, item, tries_locked) &&
          (new.name.kind == HP_LOG_KEYS || new.name.kind == HP_LOG_OPS ||
           new.name.kind == HP_LOG_DESK))
        g_array_append_val (news, new);
    }
  self->locked_keys = hp_team_keys_count (self->keys);
  g_array_sort (news, compare_new);
  return news;
}

/* To which of a desk's decisions a key that has been given up still counts. */
static gint64
get_cut (HpTeamLog *self, const HpKey *desk, guint age)
{
  if (age == 0)
    return G_MAXINT64;
  g_autofree char *local =
      g_strdup_printf (HP_TEAM_LOCAL_CUT, hp_team_keys_count (self->keys) - age);
  g_autofree char *text = hp_locals_dup_text (hp_desk_get_db (self->desk), local);
  g_autoptr (JsonObject) cut = hp_json_parse_object (text, -1, NULL);
  g_autofree char *hex = hp_key_dup_hex (desk);
  return cut != NULL ? hp_json_get_int (cut, hex, 0) : 0;
}

/* Ours, and not as we know it. */
static gboolean
is_of_a_copy (HpTeamLog *self, const HpLogName *name, gint64 n, const HpKey *op)
{
  return hp_key_equal (&name->key, hp_desk_get_id (self->desk)) &&
         (n > hp_ranges_get_last (hp_team_log_get_held (self, &name->key)) ||
          hp_team_ops_is_other (hp_desk_get_db (self->desk), &name->key, n, op));
}

/* What was numbered from @n on is numbered anew, under the new name. */
static gboolean
become_another (HpTeamLog *self, gint64 n, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  const HpKey old = *hp_desk_get_id (self->desk);

  hp_db_begin (db);
  hp_team_ops_remove_from (db, &old, n);
  hp_locals_set_int (db, HP_TEAM_LOCAL_SENT, 0);
  hp_desk_take_new_id (self->desk);
  if (!hp_db_commit (db, error))
    return FALSE;
  g_hash_table_remove (self->held, &old);
  return TRUE;
}

static HpOp *
read_op (const char *line, gboolean *is_bad)
{
  g_autoptr (GError) error = NULL;
  HpOp *op = hp_op_new_from_json (line, -1, &error);

  *is_bad = op == NULL && !g_error_matches (error, HP_ERROR, HP_ERROR_TOO_NEW);
  return op;
}

/* (element-type HpOp), NULL for those of a newer version. (nullable) */
static GPtrArray *
read_ops (GPtrArray *lines)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      gboolean is_bad;
      HpOp *op = read_op (g_ptr_array_index (lines, i), &is_bad);
      g_ptr_array_add (ops, op);
      if (!is_bad)
        continue;
      for (guint j = 0; j < ops->len; j++)
        g_clear_pointer ((HpOp **) &g_ptr_array_index (ops, j), hp_op_unref);
      return NULL;
    }
  return g_steal_pointer (&ops);
}

static void
free_ops (GPtrArray *ops)
{
  for (guint i = 0; i < ops->len; i++)
    g_clear_pointer ((HpOp **) &g_ptr_array_index (ops, i), hp_op_unref);
  g_ptr_array_unref (ops);
}

static gboolean
check_copy (HpTeamLog *self,
            const HpLogName *name,
            GPtrArray *ops,
            HpTeamReport *report,
            GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const HpOp *op = g_ptr_array_index (ops, i);
      gint64 n = name->first + i;
      if (op == NULL || !is_of_a_copy (self, name, n, &op->id))
        continue;
      report->is_renamed = TRUE;
      return become_another (self, n, error);
    }
  return TRUE;
}

/* In slices, so that nobody waits long for the desk; what is written twice is there once. */
static gboolean
write_ops (HpTeamLog *self,
           const HpLogName *name,
           GPtrArray *ops,
           GPtrArray *lines,
           gint64 end,
           HpTeamReport *report,
           GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  HpApply *apply = hp_apply_begin (self->desk);
  gint64 since = g_get_monotonic_time ();

  for (guint i = 0; i < ops->len && name->first + i < end; i++)
    {
      const HpOp *op = g_ptr_array_index (ops, i);
      if (op != NULL && hp_apply_op (apply, op))
        report->taken++;
      hp_team_ops_add (db, &name->key, name->first + i, op != NULL ? &op->id : NULL,
                       op != NULL ? NULL : g_ptr_array_index (lines, i));
      if (g_get_monotonic_time () - since < SLICE_US)
        continue;
      if (!hp_apply_commit (apply, error))
        return FALSE;
      apply = hp_apply_begin (self->desk);
      since = g_get_monotonic_time ();
    }
  if (!hp_apply_commit (apply, error))
    return FALSE;
  if (end > name->first)
    hp_ranges_add (hp_team_log_get_held (self, &name->key), name->first, MIN (name->last, end - 1));
  return TRUE;
}

static gint64
get_end (HpTeamLog *self, const HpLogName *name, guint age)
{
  g_autoptr (HpTeamDesk) desk = hp_team_desks_find (hp_desk_get_db (self->desk), &name->key);
  gint64 cut = get_cut (self, &name->key, age);
  gint64 end = cut == G_MAXINT64 ? G_MAXINT64 : cut + 1;

  return desk != NULL && desk->removed_from > 0 ? MIN (end, desk->removed_from) : end;
}

static gboolean
take_ops (HpTeamLog *self,
          const New *new,
          GBytes *plain,
          guint age,
          HpTeamReport *report,
          GError **error)
{
  const HpLogName *name = &new->name;
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) lines =
      name->last - name->first < G_MAXINT
          ? hp_log_segment_unpack (plain, (guint) (name->last - name->first + 1), &local)
          : NULL;
  GPtrArray *ops = lines != NULL ? read_ops (lines) : NULL;
  gint64 end = get_end (self, name, age);

  if (ops == NULL)
    return hp_team_log_set_item (self, new->item, HP_TEAM_ITEM_ASIDE,
                                 local != NULL ? local->message : "It is not readable", error);
  gboolean done = check_copy (self, name, ops, report, error) &&
                  write_ops (self, name, ops, lines, end, report, error);
  free_ops (ops);
  if (!done)
    return FALSE;
  if (end <= name->last)
    return hp_team_log_set_item (self, new->item, HP_TEAM_ITEM_ASIDE,
                                 "It was made by a desk that does not belong to the team, or with "
                                 "a key that has been given up",
                                 error);
  return hp_team_log_set_item (self, new->item, HP_TEAM_ITEM_TAKEN, NULL, error);
}

static gboolean
take_record (HpTeamLog *self, const New *new, GBytes *plain, guint age, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (GError) local = NULL;

  if (age > 0)
    return hp_team_log_set_item (self, new->item, HP_TEAM_ITEM_TAKEN, NULL, error);
  hp_db_begin (db);
  gboolean is_readable = hp_team_record_take (db, &new->name, plain, &local);
  if (!hp_db_commit (db, error))
    return FALSE;
  return hp_team_log_set_item (self, new->item,
                               is_readable ? HP_TEAM_ITEM_TAKEN : HP_TEAM_ITEM_ASIDE,
                               local != NULL ? local->message : NULL, error);
}

/* A new key opens what is behind it in the same round. */
static gboolean
take_keys (HpTeamLog *self,
           const New *new,
           GBytes *sealed,
           GBytes *plain,
           guint age,
           GError **error)
{
  gboolean is_taken = hp_team_log_take_keys (self, &new->name, sealed, plain, age);

  if (is_taken && !hp_team_log_save_keys (self, error))
    return FALSE;
  return hp_team_log_set_item (self, new->item, is_taken ? HP_TEAM_ITEM_TAKEN : HP_TEAM_ITEM_LOCKED,
                               is_taken ? NULL : "A new key that is not for this desk", error);
}

static gboolean
take_one (HpTeamLog *self,
          const New *new,
          HpTeamReport *report,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) sealed = hp_log_read (self->log, new->item->id, cancellable, &local);
  guint age = 0;

  if (sealed == NULL && g_error_matches (local, HP_ERROR, HP_ERROR_NOT_FOUND))
    return TRUE;
  if (sealed == NULL && !g_error_matches (local, HP_ERROR, HP_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_autoptr (GBytes) plain =
      sealed != NULL ? hp_team_keys_open (self->keys, new->item->name, sealed, &age, &local) : NULL;
  if (plain == NULL)
    return hp_team_log_set_item (self, new->item,
                                 g_error_matches (local, HP_ERROR, HP_ERROR_INVALID)
                                     ? HP_TEAM_ITEM_ASIDE
                                     : HP_TEAM_ITEM_LOCKED,
                                 local->message, error);
  if (new->name.kind == HP_LOG_OPS)
    return take_ops (self, new, plain, age, report, error);
  if (new->name.kind == HP_LOG_DESK)
    return take_record (self, new, plain, age, error);
  return take_keys (self, new, sealed, plain, age, error);
}

/* What a newer version understands of what was kept. */
static gboolean
take_lines (HpTeamLog *self, HpTeamReport *report, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (GPtrArray) lines = hp_team_ops_list_lines (db);
  HpApply *apply = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      gboolean is_bad;
      g_autoptr (HpOp) op = read_op (g_ptr_array_index (lines, i), &is_bad);
      if (op == NULL)
        continue;
      if (apply == NULL)
        apply = hp_apply_begin (self->desk);
      report->taken += hp_apply_op (apply, op);
      hp_team_ops_set_op (db, g_ptr_array_index (lines, i), &op->id);
    }
  return apply == NULL || hp_apply_commit (apply, error);
}

gboolean
hp_team_log_take (HpTeamLog *self,
                  GPtrArray *listing,
                  HpTeamReport *report,
                  GCancellable *cancellable,
                  GError **error)
{
  if (self->locked_keys == 0 && !take_lines (self, report, error))
    return FALSE;
  while (TRUE)
    {
      guint keys = hp_team_keys_count (self->keys);
      g_autoptr (GArray) news = list_new (self, listing);
      for (guint i = 0; i < news->len; i++)
        if (!take_one (self, &g_array_index (news, New, i), report, cancellable, error))
          return FALSE;
      if (hp_team_keys_count (self->keys) == keys)
        return TRUE;
    }
}
