/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a desk tells its team of itself: its name, who works there, its public key, and what it
 * has of whom. Told when that has changed, and no more often than the pace says; the older record
 * goes. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-log-private.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"

static void
add_has (HpTeamLog *self, JsonBuilder *builder)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (self->held);

  keys = g_list_sort (keys, (GCompareFunc) hp_key_compare);
  json_builder_set_member_name (builder, "has");
  json_builder_begin_object (builder);
  for (GList *at = keys; at != NULL; at = at->next)
    {
      g_autofree char *hex = hp_key_dup_hex (at->data);
      gint64 whole = hp_ranges_get_whole (g_hash_table_lookup (self->held, at->data));
      json_builder_set_member_name (builder, hex);
      json_builder_add_int_value (builder, whole);
    }
  json_builder_end_object (builder);
}

/* @seen: us UTC, or 0 for what is compared. */
static char *
dup_record (HpTeamLog *self, gint64 seen)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *public_key =
      g_base64_encode (hp_team_keys_get_public (self->keys), HP_TEAM_KEY_SIZE);

  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "name"), self->desk_name);
  json_builder_add_string_value (json_builder_set_member_name (builder, "agent"), self->agent);
  json_builder_add_string_value (json_builder_set_member_name (builder, "public"), public_key);
  json_builder_add_int_value (json_builder_set_member_name (builder, "seen"), seen);
  add_has (self, builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

/* Ids of our own records in the log. *last: (out) the highest number. */
static GPtrArray *
list_own_records (HpTeamLog *self, gint64 *last)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HpTeamItem *item = value;
      HpLogName name = hp_log_name_parse (item->name);
      if (name.kind != HP_LOG_DESK || !hp_key_equal (&name.key, hp_desk_get_id (self->desk)))
        continue;
      *last = MAX (*last, name.last);
      g_ptr_array_add (ids, g_strdup (item->id));
    }
  return ids;
}

static gboolean
write_own_row (HpTeamLog *self, GBytes *plain, const char *name_text, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  HpLogName name = hp_log_name_parse (name_text);

  hp_db_begin (db);
  hp_team_record_take (db, &name, plain, NULL);
  return hp_db_commit (db, error);
}

gboolean
hp_team_log_tell (HpTeamLog *self, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *record = dup_record (self, 0);
  gint64 last = 0;

  if (g_strcmp0 (record, self->told) == 0 ||
      (self->record_time != 0 && now - self->record_time < self->record_pace))
    return TRUE;
  g_autoptr (GPtrArray) older = list_own_records (self, &last);
  g_autoptr (HpTeamDesk) row =
      hp_team_desks_find (hp_desk_get_db (self->desk), hp_desk_get_id (self->desk));
  last = MAX (last, row != NULL ? row->record : 0);
  g_autofree char *full = dup_record (self, g_get_real_time ());
  g_autofree char *name = hp_log_name_dup (HP_LOG_DESK, hp_desk_get_id (self->desk), last + 1, 0);
  g_autoptr (GBytes) plain = g_bytes_new (full, strlen (full));
  if (!write_own_row (self, plain, name, error) ||
      !hp_team_log_append (self, name, plain, cancellable, error))
    return FALSE;
  g_free (self->told);
  self->told = g_steal_pointer (&record);
  self->record_time = now;
  for (guint i = 0; i < older->len; i++)
    if (!hp_team_log_remove_item (self, g_ptr_array_index (older, i), cancellable, error))
      return FALSE;
  return TRUE;
}

static GBytes *
read_public_key (JsonObject *object)
{
  const char *text = hp_json_get_string (object, "public");
  gsize size = 0;
  g_autofree guchar *key = text != NULL ? g_base64_decode (text, &size) : NULL;

  return size == HP_TEAM_KEY_SIZE ? g_bytes_new (key, size) : NULL;
}

gboolean
hp_team_record_take (HpDb *db, const HpLogName *name, GBytes *plain, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (plain, &size);
  g_autoptr (JsonObject) object = hp_json_parse_object (text, (gssize) size, error);
  g_autoptr (HpTeamDesk) known = hp_team_desks_find (db, &name->key);

  if (object == NULL)
    return FALSE;
  if (known != NULL && known->record >= name->last)
    return TRUE;
  HpTeamDesk *desk = g_new0 (HpTeamDesk, 1);
  JsonObject *has = hp_json_get_object (object, "has");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  if (has != NULL)
    json_node_set_object (node, has);
  desk->key = name->key;
  desk->name = g_strdup (hp_json_get_string (object, "name"));
  desk->agent = g_strdup (hp_json_get_string (object, "agent"));
  desk->public_key = read_public_key (object);
  desk->seen = hp_json_get_int (object, "seen", 0);
  desk->has = has != NULL ? hp_json_dup_text (node) : g_strdup ("{}");
  desk->record = name->last;
  if (desk->name == NULL)
    desk->name = g_strdup ("");
  if (desk->agent == NULL)
    desk->agent = g_strdup ("");
  hp_team_desks_write (db, desk);
  hp_team_desk_free (desk);
  return TRUE;
}

guint
hp_team_desk_get_behind (HpDesk *own, const HpTeamDesk *desk)
{
  HpDb *db = hp_desk_get_db (own);
  g_autoptr (GArray) keys = hp_team_ops_list_desks (db);
  g_autoptr (JsonObject) has = hp_json_parse_object (desk->has, -1, NULL);
  gint64 behind = 0;

  for (guint i = 0; has != NULL && i < keys->len; i++)
    {
      const HpKey *key = &g_array_index (keys, HpKey, i);
      g_autofree char *hex = hp_key_dup_hex (key);
      g_autoptr (HpRanges) held = hp_team_ops_dup_ranges (db, key);
      behind += MAX (hp_ranges_get_whole (held) - hp_json_get_int (has, hex, 0), 0);
    }
  return (guint) behind;
}
