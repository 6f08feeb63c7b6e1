/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the cursor and its text, which is JSON, and what mails are called: a folder's name, its
 * UIDVALIDITY and a UID with tabs between, which no name has. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-cursor.h"

#include <string.h>

#include "base/hp-json.h"

static void
free_place (gpointer data)
{
  HpImapPlace *place = data;

  g_free (place->name);
  g_free (place);
}

HpImapCursor *
hp_imap_cursor_new (void)
{
  HpImapCursor *cursor = g_new0 (HpImapCursor, 1);

  cursor->places = g_ptr_array_new_with_free_func (free_place);
  return cursor;
}

void
hp_imap_cursor_free (HpImapCursor *cursor)
{
  g_ptr_array_unref (cursor->places);
  g_free (cursor);
}

static guint32
read_number (JsonObject *object, const char *name)
{
  return (guint32) CLAMP (hp_json_get_int (object, name, 0), 0, G_MAXUINT32);
}

static void
read_place (HpImapCursor *cursor, JsonObject *object)
{
  const char *name = hp_json_get_string (object, "name");

  if (name == NULL)
    return;
  HpImapPlace *place = hp_imap_cursor_ensure_place (cursor, name);
  place->validity = read_number (object, "validity");
  place->next = read_number (object, "next");
  place->low = read_number (object, "low");
  place->exists = read_number (object, "exists");
  place->modseq = (guint64) MAX (hp_json_get_int (object, "modseq", 0), 0);
}

HpImapCursor *
hp_imap_cursor_parse (const char *text)
{
  g_autoptr (JsonObject) object = text != NULL ? hp_json_parse_object (text, -1, NULL) : NULL;
  JsonArray *places = object != NULL ? hp_json_get_array (object, "places") : NULL;

  if (places == NULL)
    return NULL;
  HpImapCursor *cursor = hp_imap_cursor_new ();
  cursor->is_first = json_object_has_member (object, "first");
  cursor->listed = (guint64) hp_json_get_int (object, "listed", 0);
  cursor->total = (guint64) hp_json_get_int (object, "total", 0);
  for (guint i = 0; i < json_array_get_length (places); i++)
    {
      JsonNode *node = json_array_get_element (places, i);
      if (JSON_NODE_HOLDS_OBJECT (node))
        read_place (cursor, json_node_get_object (node));
    }
  return cursor;
}

static JsonObject *
write_place (const HpImapPlace *place)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", place->name);
  json_object_set_int_member (object, "validity", place->validity);
  json_object_set_int_member (object, "next", place->next);
  json_object_set_int_member (object, "exists", place->exists);
  if (place->modseq > 0)
    json_object_set_int_member (object, "modseq", (gint64) place->modseq);
  if (place->low > 0)
    json_object_set_int_member (object, "low", place->low);
  return object;
}

char *
hp_imap_cursor_dup_text (const HpImapCursor *cursor)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *places = json_array_new ();

  for (guint i = 0; i < cursor->places->len; i++)
    json_array_add_object_element (places, write_place (g_ptr_array_index (cursor->places, i)));
  json_object_set_array_member (object, "places", places);
  if (cursor->is_first)
    json_object_set_boolean_member (object, "first", TRUE);
  if (cursor->total > 0)
    {
      json_object_set_int_member (object, "listed", (gint64) cursor->listed);
      json_object_set_int_member (object, "total", (gint64) cursor->total);
    }
  json_node_take_object (root, object);
  return hp_json_dup_text (root);
}

HpImapPlace *
hp_imap_cursor_ensure_place (HpImapCursor *cursor, const char *name)
{
  for (guint i = 0; i < cursor->places->len; i++)
    {
      HpImapPlace *place = g_ptr_array_index (cursor->places, i);
      if (strcmp (place->name, name) == 0)
        return place;
    }
  HpImapPlace *place = g_new0 (HpImapPlace, 1);
  place->name = g_strdup (name);
  g_ptr_array_add (cursor->places, place);
  return place;
}

HpImapPlace *
hp_imap_cursor_find_listing (HpImapCursor *cursor)
{
  for (guint i = 0; i < cursor->places->len; i++)
    {
      HpImapPlace *place = g_ptr_array_index (cursor->places, i);
      if (place->low > 0)
        return place;
    }
  return NULL;
}

char *
hp_imap_dup_prefix (const char *name, guint32 validity)
{
  return validity > 0 ? g_strdup_printf ("%s\t%u\t", name, validity)
                      : g_strdup_printf ("%s\t", name);
}

char *
hp_imap_place_dup_id (const HpImapPlace *place, guint32 uid)
{
  return g_strdup_printf ("%s\t%u\t%u", place->name, place->validity, uid);
}

guint32
hp_imap_id_get_uid (const char *id)
{
  const char *last = strrchr (id, '\t');
  guint64 uid;

  return last != NULL && g_ascii_string_to_unsigned (last + 1, 10, 1, G_MAXUINT32, &uid, NULL)
             ? (guint32) uid
             : 0;
}
