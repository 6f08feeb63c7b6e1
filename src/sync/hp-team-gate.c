/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns who comes into a team and who is shown out. A desk that has a code asks in the log, sealed
 * with the code; who gave it answers with the team's keys, sealed for that desk alone, and the code
 * has been used. A desk is shown out by a new key that all others get. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-log-private.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "store/hp-change-table.h"
#include "sync/hp-team-code.h"

static void
add_bytes (JsonBuilder *builder, const char *name, const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static GBytes *
end_object (JsonBuilder *builder)
{
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = hp_json_dup_text (root);
  return g_bytes_new_take (text, strlen (text));
}

/* (nullable) (transfer full) */
static GBytes *
read_bytes (JsonObject *object, const char *name, gsize wanted)
{
  const char *text = object != NULL ? hp_json_get_string (object, name) : NULL;
  gsize size = 0;
  g_autofree guchar *bytes = text != NULL ? g_base64_decode (text, &size) : NULL;

  return bytes != NULL && (wanted == 0 || size == wanted) ? g_bytes_new (bytes, size) : NULL;
}

static JsonObject *
open_object (GBytes *plain)
{
  gsize size;
  const char *text = plain != NULL ? g_bytes_get_data (plain, &size) : NULL;

  return text != NULL ? hp_json_parse_object (text, (gssize) size, NULL) : NULL;
}

gboolean
hp_team_log_ask (HpTeamLog *self, const char *code, GCancellable *cancellable, GError **error)
{
  HpTeamCode invitation;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *hex = hp_key_dup_hex (hp_desk_get_id (self->desk));

  g_return_val_if_fail (!hp_team_keys_is_inside (self->keys), FALSE);
  if (!hp_team_code_read (code, &invitation, error))
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "desk"), hex);
  json_builder_add_string_value (json_builder_set_member_name (builder, "name"), self->desk_name);
  json_builder_add_string_value (json_builder_set_member_name (builder, "agent"), self->agent);
  add_bytes (builder, "public", hp_team_keys_get_public (self->keys), HP_TEAM_KEY_SIZE);
  g_autoptr (GBytes) plain = end_object (builder);
  g_autofree char *name = hp_log_name_dup (HP_LOG_JOIN, &invitation.id, 0, 0);
  g_autoptr (GBytes) sealed = hp_team_seal_with (invitation.key, name, plain);
  hp_team_keys_add_invitation (self->keys, code);
  return hp_team_log_save_keys (self, error) &&
         hp_team_log_append_sealed (self, name, sealed, cancellable, error);
}

void
hp_team_request_free (HpTeamRequest *request)
{
  g_free (request->name);
  g_free (request->agent);
  g_free (request->code);
  g_free (request->item);
  g_free (request);
}

/* (nullable) what lies in the log under @name and opens with the invitation's key. */
static JsonObject *
read_sealed (HpTeamLog *self,
             GPtrArray *listing,
             const char *name,
             const HpTeamCode *invitation,
             char **id,
             GCancellable *cancellable)
{
  for (guint i = 0; i < listing->len; i++)
    {
      const HpLogItem *item = g_ptr_array_index (listing, i);
      if (strcmp (item->name, name) != 0)
        continue;
      g_autoptr (GBytes) sealed = hp_log_read (self->log, item->id, cancellable, NULL);
      g_autoptr (GBytes) plain =
          sealed != NULL ? hp_team_open_with (invitation->key, name, sealed, NULL) : NULL;
      JsonObject *object = open_object (plain);
      if (object == NULL)
        continue;
      *id = g_strdup (item->id);
      return object;
    }
  return NULL;
}

static HpTeamRequest *
read_request (HpTeamLog *self, GPtrArray *listing, const char *code, GCancellable *cancellable)
{
  HpTeamCode invitation;
  g_autofree char *id = NULL;

  if (!hp_team_code_read (code, &invitation, NULL))
    return NULL;
  g_autofree char *name = hp_log_name_dup (HP_LOG_JOIN, &invitation.id, 0, 0);
  g_autoptr (JsonObject) object = read_sealed (self, listing, name, &invitation, &id, cancellable);
  g_autoptr (GBytes) public_key = read_bytes (object, "public", HP_TEAM_KEY_SIZE);
  HpKey desk;
  if (public_key == NULL || !hp_key_from_hex (hp_json_get_string (object, "desk"), &desk))
    return NULL;
  HpTeamRequest *request = g_new0 (HpTeamRequest, 1);
  request->desk = desk;
  request->name = g_strdup (hp_json_get_string (object, "name"));
  request->agent = g_strdup (hp_json_get_string (object, "agent"));
  request->code = g_strdup (code);
  request->item = g_steal_pointer (&id);
  memcpy (request->public_key, g_bytes_get_data (public_key, NULL), HP_TEAM_KEY_SIZE);
  return request;
}

GPtrArray *
hp_team_log_list_requests (HpTeamLog *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_team_request_free);
  GPtrArray *codes = hp_team_keys_get_invitations (self->keys);
  g_autoptr (GPtrArray) listing = hp_log_list (self->log, cancellable, error);

  if (listing == NULL)
    return NULL;
  for (guint i = 0; i < codes->len; i++)
    {
      HpTeamRequest *request =
          read_request (self, listing, g_ptr_array_index (codes, i), cancellable);
      if (request != NULL)
        g_ptr_array_add (requests, request);
    }
  return g_steal_pointer (&requests);
}

/* The code is used up first: cut here, the new desk asks for another. */
gboolean
hp_team_log_let_in (HpTeamLog *self,
                    const HpTeamRequest *request,
                    GCancellable *cancellable,
                    GError **error)
{
  HpTeamCode invitation;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) shared = hp_team_keys_dup_shared (self->keys);
  g_autoptr (GBytes) box = hp_team_keys_seal_for (self->keys, request->public_key, shared);

  if (!hp_team_code_read (request->code, &invitation, error))
    return FALSE;
  json_builder_begin_object (builder);
  add_bytes (builder, "from", hp_team_keys_get_public (self->keys), HP_TEAM_KEY_SIZE);
  add_bytes (builder, "box", g_bytes_get_data (box, NULL), g_bytes_get_size (box));
  g_autoptr (GBytes) plain = end_object (builder);
  g_autofree char *name = hp_log_name_dup (HP_LOG_GRANT, &invitation.id, 0, 0);
  g_autoptr (GBytes) sealed = hp_team_seal_with (invitation.key, name, plain);
  hp_team_keys_remove_invitation (self->keys, request->code);
  return hp_team_log_save_keys (self, error) &&
         hp_team_log_append_sealed (self, name, sealed, cancellable, error) &&
         hp_log_remove (self->log, request->item, cancellable, error);
}

static gboolean
take_grant (HpTeamLog *self, JsonObject *object)
{
  g_autoptr (GBytes) from = read_bytes (object, "from", HP_TEAM_KEY_SIZE);
  g_autoptr (GBytes) box = read_bytes (object, "box", 0);
  g_autoptr (GBytes) shared =
      from != NULL && box != NULL
          ? hp_team_keys_open_from (self->keys, g_bytes_get_data (from, NULL), box, NULL)
          : NULL;

  return shared != NULL && hp_team_keys_take_shared (self->keys, shared, NULL);
}

gboolean
hp_team_log_look_for_grant (HpTeamLog *self,
                            GPtrArray *listing,
                            GCancellable *cancellable,
                            GError **error)
{
  GPtrArray *codes = hp_team_keys_get_invitations (self->keys);

  for (guint i = codes->len; i > 0 && !hp_team_keys_is_inside (self->keys); i--)
    {
      g_autofree char *code = g_strdup (g_ptr_array_index (codes, i - 1));
      g_autofree char *id = NULL;
      HpTeamCode invitation;
      if (!hp_team_code_read (code, &invitation, NULL))
        continue;
      g_autofree char *name = hp_log_name_dup (HP_LOG_GRANT, &invitation.id, 0, 0);
      g_autoptr (JsonObject) object =
          read_sealed (self, listing, name, &invitation, &id, cancellable);
      if (object == NULL || !take_grant (self, object))
        continue;
      hp_team_keys_remove_invitation (self->keys, code);
      if (!hp_team_log_save_keys (self, error) ||
          !hp_log_remove (self->log, id, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_held (HpTeamLog *self, JsonBuilder *builder)
{
  GHashTableIter iter;
  gpointer key;
  gpointer held;

  json_builder_set_member_name (builder, "held");
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, &held))
    {
      g_autofree char *hex = hp_key_dup_hex (key);
      json_builder_set_member_name (builder, hex);
      json_builder_add_int_value (builder, hp_ranges_get_last (held));
    }
  json_builder_end_object (builder);
}

/* The keys for every desk that stays. */
static void
add_boxes (HpTeamLog *self, JsonBuilder *builder, const HpKey *removed)
{
  g_autoptr (GPtrArray) desks = hp_team_desks_list (hp_desk_get_db (self->desk));
  g_autoptr (GBytes) shared = hp_team_keys_dup_shared (self->keys);

  json_builder_set_member_name (builder, "boxes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < desks->len; i++)
    {
      const HpTeamDesk *desk = g_ptr_array_index (desks, i);
      if (hp_key_equal (&desk->key, removed) || desk->removed_from > 0 || desk->public_key == NULL)
        continue;
      g_autofree char *hex = hp_key_dup_hex (&desk->key);
      g_autoptr (GBytes) box =
          hp_team_keys_seal_for (self->keys, g_bytes_get_data (desk->public_key, NULL), shared);
      add_bytes (builder, hex, g_bytes_get_data (box, NULL), g_bytes_get_size (box));
    }
  json_builder_end_object (builder);
}

static GBytes *
make_new_keys (HpTeamLog *self, const HpKey *removed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *hex = hp_key_dup_hex (removed);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "removed");
  json_builder_add_string_value (builder, hex);
  add_bytes (builder, "from", hp_team_keys_get_public (self->keys), HP_TEAM_KEY_SIZE);
  add_held (self, builder);
  add_boxes (self, builder, removed);
  return end_object (builder);
}

/* What counts of what is sealed with the key that is given up, and from where on the removed desk's
 * decisions do not. @old: how many keys there were. */
static void
write_cut (HpTeamLog *self, JsonObject *object, guint old)
{
  HpDb *db = hp_desk_get_db (self->desk);
  JsonObject *held = hp_json_get_object (object, "held");
  const char *removed = hp_json_get_string (object, "removed");
  g_autofree char *local = g_strdup_printf (HP_TEAM_LOCAL_CUT, old);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  HpKey key;

  if (held == NULL || !hp_key_from_hex (removed, &key))
    return;
  json_node_set_object (node, held);
  g_autofree char *text = hp_json_dup_text (node);
  hp_locals_set_text (db, local, text);
  hp_team_desks_set_removed (db, &key, hp_json_get_int (held, removed, 0) + 1);
}

/* Sealed as it is, so that any desk can send it again. */
static void
keep_keys (HpDb *db, guint number, const char *name, GBytes *sealed)
{
  g_autofree char *local = g_strdup_printf (HP_TEAM_LOCAL_KEYS, number);
  g_autofree char *data =
      g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autofree char *text = g_strconcat (name, " ", data, NULL);

  hp_locals_set_text (db, local, text);
}

static gboolean
has_name (HpTeamLog *self, const char *name)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (strcmp (((HpTeamItem *) item)->name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
hp_team_log_send_keys (HpTeamLog *self, GCancellable *cancellable, GError **error)
{
  for (guint number = 2; number <= hp_team_keys_count (self->keys); number++)
    {
      g_autofree char *local = g_strdup_printf (HP_TEAM_LOCAL_KEYS, number);
      g_autofree char *text = hp_locals_dup_text (hp_desk_get_db (self->desk), local);
      g_auto (GStrv) parts = text != NULL ? g_strsplit (text, " ", 2) : NULL;
      if (parts == NULL || g_strv_length (parts) != 2 || has_name (self, parts[0]))
        continue;
      gsize size;
      guchar *data = g_base64_decode (parts[1], &size);
      g_autoptr (GBytes) sealed = g_bytes_new_take (data, size);
      if (!hp_team_log_append_sealed (self, parts[0], sealed, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hp_team_log_remove_desk (HpTeamLog *self,
                         const HpKey *desk,
                         GCancellable *cancellable,
                         GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (HpTeamDesk) row = hp_team_desks_find (db, desk);
  guint old = hp_team_keys_count (self->keys);

  if (row == NULL || row->removed_from > 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such desk in the team");
      return FALSE;
    }
  if (hp_key_equal (desk, hp_desk_get_id (self->desk)))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "A desk can't remove itself. Another desk of the team can");
      return FALSE;
    }
  g_autofree char *name =
      hp_log_name_dup (HP_LOG_KEYS, hp_desk_get_id (self->desk), (gint64) old + 1, 0);
  g_autoptr (HpTeamKeys) sealer = NULL;
  g_autofree char *before = hp_team_keys_dup_text (self->keys);
  sealer = hp_team_keys_new_from_text (before, error);
  if (sealer == NULL)
    return FALSE;
  hp_team_keys_renew (self->keys);
  g_autoptr (GBytes) plain = make_new_keys (self, desk);
  g_autoptr (GBytes) sealed = hp_team_keys_seal (sealer, name, plain);
  g_autoptr (JsonObject) object = open_object (plain);
  hp_db_begin (db);
  keep_keys (db, old + 1, name, sealed);
  write_cut (self, object, old);
  return hp_db_commit (db, error) && hp_team_log_save_keys (self, error) &&
         hp_team_log_append_sealed (self, name, sealed, cancellable, error);
}

gboolean
hp_team_log_take_keys (HpTeamLog *self,
                       const HpLogName *name,
                       GBytes *sealed,
                       GBytes *plain,
                       guint age)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (JsonObject) object = open_object (plain);
  JsonObject *boxes = object != NULL ? hp_json_get_object (object, "boxes") : NULL;
  g_autofree char *own = hp_key_dup_hex (hp_desk_get_id (self->desk));
  g_autoptr (GBytes) box = boxes != NULL ? read_bytes (boxes, own, 0) : NULL;
  g_autoptr (HpTeamDesk) author = hp_team_desks_find (db, &name->key);
  guint old = hp_team_keys_count (self->keys) - age;

  if (box == NULL || author == NULL || author->public_key == NULL || author->removed_from > 0)
    return FALSE;
  g_autoptr (GBytes) shared =
      hp_team_keys_open_from (self->keys, g_bytes_get_data (author->public_key, NULL), box, NULL);
  if (shared == NULL || !hp_team_keys_take_shared (self->keys, shared, NULL))
    return FALSE;
  g_autofree char *text = hp_log_name_dup (HP_LOG_KEYS, &name->key, name->first, 0);
  hp_db_begin (db);
  keep_keys (db, old + 1, text, sealed);
  write_cut (self, object, old);
  return hp_db_commit (db, NULL);
}
