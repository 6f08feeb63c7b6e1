/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns saved replies as decisions. A macro is a key of its own, so that it can be renamed; each of
 * its fields, texts and files is decided for itself. How often one was used is counted on this desk
 * alone. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-macros.h"

#include <string.h>

#include "base/hp-clock.h"
#include "base/hp-json.h"
#include "base/hp-near-word.h"
#include "base/hp-text.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-ticket-change.h"
#include "model/hp-ticket.h"
#include "store/hp-change-table.h"
#include "store/hp-property-table.h"

#define MAX_NAME_LENGTH 80
/* Before anything that an agent decides about them. */
#define EXAMPLES_TIME (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)
#define MAX_TEXT_LENGTH 100000
#define LOCAL_USED "macro-used:"

/* Between the agent and the language of an own variant. */
#define VARIANT_SEPARATOR '\n'

static char *
dup_used_name (const HpKey *key)
{
  g_autofree char *hex = hp_key_dup_hex (key);
  return g_strconcat (LOCAL_USED, hex, NULL);
}

static void
take_action (HpMacro *macro, const HpProperty *property)
{
  g_autoptr (JsonObject) action = hp_json_parse_object (property->value, -1, NULL);
  JsonArray *tags = action != NULL ? hp_json_get_array (action, "tags") : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (action == NULL)
    return;
  macro->status = g_strdup (hp_json_get_string (action, "status"));
  macro->priority = g_strdup (hp_json_get_string (action, "priority"));
  macro->assignee = g_strdup (hp_json_get_string (action, "assignee"));
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *node = json_array_get_element (tags, i);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (macro->tags);
  macro->tags = g_strv_builder_end (builder);
}

static void
take_file (HpMacro *macro, const HpProperty *property)
{
  g_autoptr (JsonObject) value = hp_json_parse_object (property->value, -1, NULL);
  const char *name = value != NULL ? hp_json_get_string (value, "name") : NULL;
  const char *type = value != NULL ? hp_json_get_string (value, "type") : NULL;

  if (name == NULL)
    return;
  HpMacroFile *file = g_new0 (HpMacroFile, 1);
  file->sha256 = g_strdup (property->member);
  file->name = g_strdup (name);
  file->mime_type = g_strdup (type != NULL ? type : "application/octet-stream");
  g_ptr_array_add (macro->files, file);
}

/* An own variant of @agent stands in for the text of all. */
static void
take_text (HpMacro *macro, const char *language, const HpProperty *property, gboolean is_own)
{
  char *text = hp_property_dup_text (property);

  if (text == NULL)
    return;
  g_hash_table_insert (macro->texts, g_strdup (language), text);
  if (is_own)
    g_hash_table_add (macro->own, g_strdup (language));
}

static void
take_variant (HpMacro *macro, const HpProperty *property, const char *agent)
{
  const char *separator = strchr (property->member, VARIANT_SEPARATOR);
  gsize length = separator != NULL ? (gsize) (separator - property->member) : 0;

  if (separator != NULL && strlen (agent) == length &&
      strncmp (property->member, agent, length) == 0)
    take_text (macro, separator + 1, property, TRUE);
}

/* Fields come by name, so that variants follow the texts that they stand in for. */
static void
take_property (HpMacro *macro, const HpProperty *property, const char *agent)
{
  if (strcmp (property->field, HP_FIELD_MACRO_NAME) == 0)
    macro->name = hp_property_dup_text (property);
  else if (strcmp (property->field, HP_FIELD_MACRO_FOLDER) == 0)
    macro->folder = hp_property_dup_text (property);
  else if (strcmp (property->field, HP_FIELD_MACRO_TEXT) == 0)
    take_text (macro, property->member, property, FALSE);
  else if (strcmp (property->field, HP_FIELD_MACRO_VARIANT) == 0)
    take_variant (macro, property, agent);
  else if (strcmp (property->field, HP_FIELD_MACRO_ACTION) == 0)
    take_action (macro, property);
  else if (strcmp (property->field, HP_FIELD_MACRO_FILE) == 0)
    take_file (macro, property);
}

static int
compare_by_folder (gconstpointer a, gconstpointer b)
{
  const HpMacro *one = *(HpMacro *const *) a;
  const HpMacro *other = *(HpMacro *const *) b;
  int by_folder = g_utf8_collate (one->folder != NULL ? one->folder : "",
                                  other->folder != NULL ? other->folder : "");

  return by_folder != 0 ? by_folder : g_utf8_collate (one->name, other->name);
}

GPtrArray *
hp_macros_list (HpDb *db, const char *agent)
{
  GPtrArray *macros = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_macro_unref);
  g_autoptr (GPtrArray) properties = hp_properties_list (db, HP_OP_MACRO, NULL);
  HpMacro *macro = NULL;

  for (guint i = 0; i < properties->len; i++)
    {
      const HpProperty *property = g_ptr_array_index (properties, i);
      if (macro == NULL || !hp_key_equal (&macro->key, &property->entity))
        {
          macro = hp_macro_new ();
          macro->key = property->entity;
          g_ptr_array_add (macros, macro);
        }
      take_property (macro, property, agent);
    }
  for (guint i = macros->len; i-- > 0;)
    {
      macro = g_ptr_array_index (macros, i);
      g_autofree char *used = dup_used_name (&macro->key);
      macro->used = hp_locals_get_int (db, used, 0);
      if (macro->name == NULL)
        g_ptr_array_remove_index (macros, i);
    }
  g_ptr_array_sort (macros, compare_by_folder);
  return macros;
}

/* How well the words fit: 0 not, 1 by what it says, 2 by its name. */
static int
rank (const HpMacro *macro, const char *text)
{
  GHashTableIter iter;
  gpointer content;

  if (g_str_match_string (text, macro->name, TRUE))
    return 2;
  g_autoptr (GString) all = g_string_new (macro->name);
  g_string_append_printf (all, " %s", macro->folder != NULL ? macro->folder : "");
  g_hash_table_iter_init (&iter, macro->texts);
  while (g_hash_table_iter_next (&iter, NULL, &content))
    g_string_append_printf (all, " %s", (const char *) content);
  return g_str_match_string (text, all->str, TRUE);
}

typedef struct
{
  HpMacro *macro;
  int rank;
} Match;

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  if (one->rank != other->rank)
    return other->rank - one->rank;
  if (one->macro->used != other->macro->used)
    return one->macro->used < other->macro->used ? 1 : -1;
  return compare_by_folder (&one->macro, &other->macro);
}

GPtrArray *
hp_macros_search (HpDb *db, const char *agent, const char *text)
{
  g_autoptr (GPtrArray) all = hp_macros_list (db, agent);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_macro_unref);

  for (guint i = 0; i < all->len; i++)
    {
      Match match = { g_ptr_array_index (all, i), 0 };
      match.rank = rank (match.macro, text);
      if (match.rank > 0)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++)
    g_ptr_array_add (found, hp_macro_ref (g_array_index (matches, Match, i).macro));
  return found;
}

static HpMacro *
find_named (GPtrArray *macros, const char *name)
{
  HpKey key;
  gboolean is_key = hp_key_from_hex (name, &key);

  for (guint i = 0; i < macros->len; i++)
    {
      HpMacro *macro = g_ptr_array_index (macros, i);
      if (strcmp (macro->name, name) == 0 || (is_key && hp_key_equal (&macro->key, &key)))
        return macro;
    }
  return NULL;
}

HpMacro *
hp_macros_find (HpDb *db, const char *agent, const char *name, GError **error)
{
  g_autoptr (GPtrArray) macros = hp_macros_list (db, agent);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  HpMacro *macro = find_named (macros, name);

  if (macro != NULL)
    return hp_macro_ref (macro);
  if (!hp_db_check (db, error))
    return NULL;
  for (guint i = 0; i < macros->len; i++)
    g_ptr_array_add (names, ((HpMacro *) g_ptr_array_index (macros, i))->name);
  g_ptr_array_add (names, NULL);
  const char *near = hp_near_word_find (name, (const char *const *) names->pdata);
  if (near != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no macro “%s”. Did you mean “%s”?",
                 name, near);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no macro “%s”", name);
  return NULL;
}

static gboolean
check_line (const char *text, const char *what, GError **error)
{
  g_autofree char *line = hp_text_dup_line (text);

  if (strcmp (line, text) == 0 && g_utf8_strlen (text, -1) <= MAX_NAME_LENGTH)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” can't be a macro's %s", line, what);
  return FALSE;
}

static gboolean
is_language (const char *text)
{
  return strlen (text) == 2 && g_ascii_islower (text[0]) && g_ascii_islower (text[1]);
}

static gboolean
check_change (const char *name, const HpMacroChange *change, GError **error)
{
  const char *new_name = change->name != NULL ? change->name : name;
  HpTicketChange action = {
    .status = change->status != NULL && *change->status != '\0' ? change->status : NULL,
    .priority = change->priority != NULL && *change->priority != '\0' ? change->priority : NULL,
    .tags = change->tags
  };

  if (*new_name == '\0')
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "A macro needs a name");
  else if (change->language != NULL && !is_language (change->language))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                 "“%s” is no language. One looks like fi, sv or en", change->language);
  else if (change->text != NULL &&
           (!g_utf8_validate (change->text, -1, NULL) || strlen (change->text) > MAX_TEXT_LENGTH))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The text is too long, or not UTF-8");
  else
    return check_line (new_name, "name", error) &&
           (change->folder == NULL || check_line (change->folder, "folder", error)) &&
           (change->text == NULL || hp_macro_check_text (change->text, error)) &&
           hp_ticket_change_check (&action, error);
  return FALSE;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *wanted, const char *before)
{
  const char *value = wanted != NULL ? wanted : before;

  if (value != NULL && *value != '\0')
    json_builder_add_string_value (json_builder_set_member_name (builder, name), value);
}

static char *
make_action (const HpMacro *before, const HpMacroChange *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *tags = change->tags;

  if (tags == NULL && before != NULL)
    tags = (const char *const *) before->tags;
  json_builder_begin_object (builder);
  add_member (builder, "status", change->status, before != NULL ? before->status : NULL);
  add_member (builder, "priority", change->priority, before != NULL ? before->priority : NULL);
  add_member (builder, "assignee", change->assignee, before != NULL ? before->assignee : NULL);
  json_builder_begin_array (json_builder_set_member_name (builder, "tags"));
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    json_builder_add_string_value (builder, tags[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

static void
set_text (HpDecide *self, const HpKey *key, const char *field, const char *member, const char *text)
{
  hp_decide_op (self, HP_OP_MACRO, key, field, member,
                *text != '\0' ? hp_json_quote (text) : g_strdup ("null"));
}

static void
write_text (HpDecide *self, const HpKey *key, const HpMacroChange *change)
{
  const char *language = change->language != NULL ? change->language : "";
  g_autofree char *variant = g_strdup_printf ("%s%c%s", self->agent, VARIANT_SEPARATOR, language);

  if (change->is_own)
    set_text (self, key, HP_FIELD_MACRO_VARIANT, variant, change->text);
  else
    set_text (self, key, HP_FIELD_MACRO_TEXT, language, change->text);
}

static void
write_file (HpDecide *self, const HpKey *key, const HpMacroFile *file)
{
  g_autofree char *name = file->name != NULL ? hp_json_quote (file->name) : NULL;
  g_autofree char *type =
      hp_json_quote (file->mime_type != NULL ? file->mime_type : "application/octet-stream");

  hp_decide_op (self, HP_OP_MACRO, key, HP_FIELD_MACRO_FILE, file->sha256,
                name != NULL ? g_strdup_printf ("{\"name\":%s,\"type\":%s}", name, type)
                             : g_strdup ("null"));
}

static void
write_change (HpDecide *self,
              const HpKey *key,
              const HpMacro *before,
              const char *name,
              const HpMacroChange *change)
{
  if (before == NULL || change->name != NULL)
    set_text (self, key, HP_FIELD_MACRO_NAME, "", change->name != NULL ? change->name : name);
  if (change->folder != NULL)
    set_text (self, key, HP_FIELD_MACRO_FOLDER, "", change->folder);
  if (change->text != NULL)
    write_text (self, key, change);
  if (change->status != NULL || change->priority != NULL || change->assignee != NULL ||
      change->tags != NULL)
    hp_decide_op (self, HP_OP_MACRO, key, HP_FIELD_MACRO_ACTION, "", make_action (before, change));
  if (change->file != NULL)
    write_file (self, key, change->file);
}

GArray *
hp_command_set_macro (HpDesk *desk,
                      const char *agent,
                      const char *name,
                      const HpMacroChange *change,
                      GError **error)
{
  HpDecide self;

  if (!check_change (name, change, error) || !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (GPtrArray) macros = hp_macros_list (self.db, agent);
  const HpMacro *before = find_named (macros, name);
  HpKey key = before != NULL ? before->key : hp_key_random ();
  write_change (&self, &key, before, name, change);
  return hp_decide_end (&self, error);
}

GArray *
hp_command_remove_macro (HpDesk *desk, const char *agent, const char *name, GError **error)
{
  g_autoptr (HpMacro) macro = hp_macros_find (hp_desk_get_db (desk), agent, name, error);
  HpDecide self;

  if (macro == NULL || !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  set_text (&self, &macro->key, HP_FIELD_MACRO_NAME, "", "");
  return hp_decide_end (&self, error);
}

/* The examples as they are put in: the same ops on every desk that has them in one language. */
typedef struct
{
  HpApply *apply;
  const char *language;
  HpKey macro;
  GArray *added; /* (unowned) */
} Examples;

static const char *
pick_language (JsonObject *names, const char *language)
{
  const char *name = names != NULL ? hp_json_get_string (names, language) : NULL;
  return name == NULL && names != NULL ? hp_json_get_string (names, "en") : name;
}

/* Takes @value. */
static void
put_example_field (Examples *self, const char *field, const char *member, char *value)
{
  g_autoptr (HpOp) op = hp_op_new ();
  g_autofree char *macro = hp_key_dup_hex (&self->macro);

  op->id = hp_key_hash ("example-op", macro, field, member, value, NULL);
  op->clock = hp_clock_from_time (EXAMPLES_TIME);
  op->actor = g_strdup (HP_OP_SYSTEM_ACTOR);
  op->kind = g_strdup (HP_OP_MACRO);
  op->entity = self->macro;
  op->field = g_strdup (field);
  op->member = g_strdup (member);
  op->value = value;
  if (hp_apply_op (self->apply, op))
    g_array_append_val (self->added, op->id);
}

static void
put_example (Examples *self, JsonObject *example)
{
  const char *id = hp_json_get_string (example, "id");
  const char *name = pick_language (hp_json_get_object (example, "names"), self->language);
  const char *folder = pick_language (hp_json_get_object (example, "folders"), self->language);
  JsonObject *texts = hp_json_get_object (example, "texts");
  JsonNode *action = json_object_get_member (example, "action");

  if (id == NULL || name == NULL || texts == NULL)
    return;
  self->macro = hp_key_hash ("macro", "example", id, NULL);
  put_example_field (self, HP_FIELD_MACRO_NAME, "", hp_json_quote (name));
  if (folder != NULL)
    put_example_field (self, HP_FIELD_MACRO_FOLDER, "", hp_json_quote (folder));
  if (action != NULL)
    put_example_field (self, HP_FIELD_MACRO_ACTION, "", hp_json_dup_text (action));
  g_autoptr (GList) languages = json_object_get_members (texts);
  for (GList *at = languages; at != NULL; at = at->next)
    put_example_field (self, HP_FIELD_MACRO_TEXT, at->data,
                       hp_json_dup_text (json_object_get_member (texts, at->data)));
}

GArray *
hp_command_add_example_macros (HpDesk *desk, const char *json, const char *language, GError **error)
{
  g_autoptr (JsonObject) all = hp_json_parse_object (json, -1, error);
  JsonArray *macros = all != NULL ? hp_json_get_array (all, "macros") : NULL;
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (HpKey));

  if (all == NULL)
    return NULL;
  Examples self = { .apply = hp_apply_begin (desk), .language = language, .added = added };
  for (guint i = 0; macros != NULL && i < json_array_get_length (macros); i++)
    {
      JsonNode *node = json_array_get_element (macros, i);
      if (JSON_NODE_HOLDS_OBJECT (node))
        put_example (&self, json_node_get_object (node));
    }
  return hp_apply_commit (self.apply, error) ? g_steal_pointer (&added) : NULL;
}

gboolean
hp_macros_count_use (HpDesk *desk, const HpKey *macro, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autofree char *name = dup_used_name (macro);

  hp_db_begin (db);
  hp_locals_set_int (db, name, hp_locals_get_int (db, name, 0) + 1);
  return hp_db_commit (db, error);
}

GArray *
hp_command_use_macro (HpDesk *desk,
                      const char *agent,
                      const HpMacro *macro,
                      gint64 ticket,
                      GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  HpTicketChange change = { .status = macro->status,
                            .priority = macro->priority,
                            .assignee =
                                g_strcmp0 (macro->assignee, "me") == 0 ? agent : macro->assignee,
                            .tags = (const char *const *) macro->tags };

  g_array_append_val (tickets, ticket);
  g_autoptr (GArray) ids =
      hp_command_change_tickets (desk, agent, tickets, &change, NULL, NULL, NULL, error);
  if (ids == NULL || !hp_macros_count_use (desk, &macro->key, error))
    return NULL;
  return g_steal_pointer (&ids);
}
