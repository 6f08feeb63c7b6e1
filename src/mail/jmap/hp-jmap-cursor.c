/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the cursor and its text, which is JSON. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-cursor.h"

#include "base/hp-json.h"

HpJmapCursor *
hp_jmap_cursor_parse (const char *text)
{
  g_autoptr (JsonObject) object = text != NULL ? hp_json_parse_object (text, -1, NULL) : NULL;
  const char *email = object != NULL ? hp_json_get_string (object, "email") : NULL;
  const char *folders = object != NULL ? hp_json_get_string (object, "folders") : NULL;

  if (email == NULL || folders == NULL)
    return NULL;
  HpJmapCursor *cursor = g_new0 (HpJmapCursor, 1);
  cursor->email = g_strdup (email);
  cursor->folders = g_strdup (folders);
  cursor->anchor = g_strdup (hp_json_get_string (object, "anchor"));
  cursor->listed = (guint64) hp_json_get_int (object, "listed", 0);
  cursor->total = (guint64) hp_json_get_int (object, "total", 0);
  cursor->is_listing = json_object_has_member (object, "listed");
  return cursor;
}

char *
hp_jmap_cursor_dup_text (const HpJmapCursor *cursor)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "email", cursor->email);
  json_object_set_string_member (object, "folders", cursor->folders);
  if (cursor->is_listing)
    {
      if (cursor->anchor != NULL)
        json_object_set_string_member (object, "anchor", cursor->anchor);
      json_object_set_int_member (object, "listed", (gint64) cursor->listed);
      json_object_set_int_member (object, "total", (gint64) cursor->total);
    }
  json_node_take_object (root, object);
  return hp_json_dup_text (root);
}

HpJmapCursor *
hp_jmap_cursor_copy (const HpJmapCursor *cursor)
{
  HpJmapCursor *copy = g_memdup2 (cursor, sizeof *cursor);

  copy->email = g_strdup (cursor->email);
  copy->folders = g_strdup (cursor->folders);
  copy->anchor = g_strdup (cursor->anchor);
  return copy;
}

void
hp_jmap_cursor_free (HpJmapCursor *cursor)
{
  g_free (cursor->email);
  g_free (cursor->folders);
  g_free (cursor->anchor);
  g_free (cursor);
}
