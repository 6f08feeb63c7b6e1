/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns saved searches as decisions: what a view is, in which order they stand, and those that every
 * desk begins with. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-views.h"

#include <string.h>

#include "base/hp-json.h"
#include "base/hp-near-word.h"
#include "base/hp-text.h"
#include "desk/hp-commands.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"

#define MAX_NAME_LENGTH 64

/* The app names them in the user's language. */
static const struct
{
  const char *name;
  const char *query;
} BUILT_IN[] = {
  { "unassigned", "is:open assignee:none" }, { "open", "is:open" },
  { "waiting", "status:waiting" },           { "snoozed", "is:snoozed" },
  { "resolved", "status:resolved" },         { "spam", "status:spam" },
};

const char *const HP_VIEW_SORTS[] = { "newest", "oldest", "created", "priority", NULL };
const char *const HP_VIEW_COLUMNS[] = { "number",   "customer", "subject", "status",
                                        "assignee", "priority", "tags",    "channel",
                                        "created",  "updated",  NULL };

static HpKey
get_key (const char *name)
{
  return hp_key_hash ("view", name, NULL);
}

gboolean
hp_views_get_built_in (const HpKey *key, const char **name, const char **query, gint64 *position)
{
  for (guint i = 0; i < G_N_ELEMENTS (BUILT_IN); i++)
    {
      HpKey built_in = get_key (BUILT_IN[i].name);
      if (!hp_key_equal (key, &built_in))
        continue;
      *name = BUILT_IN[i].name;
      *query = BUILT_IN[i].query;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

void
hp_views_add_built_in (HpDb *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (BUILT_IN); i++)
    {
      HpView view = { .key = get_key (BUILT_IN[i].name),
                      .name = (char *) BUILT_IN[i].name,
                      .text = (char *) BUILT_IN[i].query,
                      .position = i };
      hp_views_write (db, &view);
    }
}

GPtrArray *
hp_views_list_of (HpDb *db, const char *me)
{
  GPtrArray *views = hp_views_list (db);

  for (guint i = views->len; i-- > 0;)
    {
      const HpView *view = g_ptr_array_index (views, i);
      if (view->owner != NULL && g_strcmp0 (view->owner, me) != 0)
        g_ptr_array_remove_index (views, i);
    }
  return views;
}

/* An own view before a shared one of that name. (nullable) */
static const HpView *
find_view (GPtrArray *views, const char *name)
{
  const HpView *found = NULL;

  for (guint i = 0; i < views->len; i++)
    {
      const HpView *view = g_ptr_array_index (views, i);
      if (strcmp (view->name, name) == 0 && (found == NULL || view->owner != NULL))
        found = view;
    }
  return found;
}

static gboolean
fail_to_find (GPtrArray *views, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < views->len; i++)
    g_ptr_array_add (names, ((const HpView *) g_ptr_array_index (views, i))->name);
  g_ptr_array_add (names, NULL);
  const char *near = hp_near_word_find (name, (const char *const *) names->pdata);
  if (near != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no view “%s”. Did you mean “%s”?",
                 name, near);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no view “%s”", name);
  return FALSE;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *line = hp_text_dup_line (name);

  if (*name != '\0' && strcmp (line, name) == 0 && g_utf8_strlen (name, -1) <= MAX_NAME_LENGTH)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” can't be a view's name. It is one line of up to %d letters", line,
               MAX_NAME_LENGTH);
  return FALSE;
}

static gboolean
check_query (const char *text, GError **error)
{
  g_autoptr (HpQuery) query = hp_query_parse (text);

  if (query->doubts->len == 0)
    return TRUE;
  const HpQueryDoubt *doubt = g_ptr_array_index (query->doubts, 0);
  if (doubt->meant != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is not understood. Did you mean “%s”?",
                 doubt->text, doubt->meant);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is not understood", doubt->text);
  return FALSE;
}

static gboolean
check_words (const char *text, const char *const *words, const char *what, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_strv_contains (words, parts[i]))
      {
        g_autofree char *all = g_strjoinv (", ", (char **) words);
        g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no %s. It can be: %s", parts[i],
                     what, all);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_change (const char *name, const HpViewChange *change, GError **error)
{
  return check_name (name, error) && (change->name == NULL || check_name (change->name, error)) &&
         (change->query == NULL || check_query (change->query, error)) &&
         (change->sort == NULL || *change->sort == '\0' ||
          check_words (change->sort, HP_VIEW_SORTS, "order", error)) &&
         (change->columns == NULL || *change->columns == '\0' ||
          check_words (change->columns, HP_VIEW_COLUMNS, "column", error));
}

static void
add_member (JsonBuilder *builder, const char *name, const char *wanted, const char *before)
{
  const char *value = wanted != NULL ? wanted : before;

  if (value != NULL && *value != '\0')
    json_builder_add_string_value (json_builder_set_member_name (builder, name), value);
}

static char *
make_value (const HpView *before, const char *name, const HpViewChange *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const HpView none = { 0 };

  if (before == NULL)
    before = &none;
  json_builder_begin_object (builder);
  add_member (builder, "name", change->name, before->name != NULL ? before->name : name);
  json_builder_add_string_value (json_builder_set_member_name (builder, "query"),
                                 change->query != NULL  ? change->query
                                 : before->text != NULL ? before->text
                                                        : "");
  add_member (builder, "icon", change->icon, before->icon);
  add_member (builder, "sort", change->sort, before->sort);
  add_member (builder, "columns", change->columns, before->columns);
  add_member (builder, "owner", change->owner, before->owner);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

GArray *
hp_command_change_view (HpDesk *desk,
                        const char *agent,
                        const char *name,
                        const HpViewChange *change,
                        GError **error)
{
  gboolean is_own = change->owner != NULL && *change->owner != '\0';
  HpDecide self;

  if (!check_change (name, change, error) || !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (GPtrArray) views = hp_views_list_of (self.db, agent);
  const HpView *before = find_view (views, name);
  HpKey key = before != NULL ? before->key
              : is_own       ? hp_key_hash ("view", name, change->owner, NULL)
                             : get_key (name);
  hp_decide_op (&self, HP_OP_VIEW, &key, HP_FIELD_VIEW, "", make_value (before, name, change));
  return hp_decide_end (&self, error);
}

GArray *
hp_command_remove_view (HpDesk *desk, const char *agent, const char *name, GError **error)
{
  HpDecide self;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (GPtrArray) views = hp_views_list_of (self.db, agent);
  const HpView *view = find_view (views, name);
  if (view == NULL)
    {
      fail_to_find (views, name, error);
      return hp_decide_fail (&self);
    }
  hp_decide_op (&self, HP_OP_VIEW, &view->key, HP_FIELD_VIEW, "", g_strdup ("null"));
  return hp_decide_end (&self, error);
}

GArray *
hp_command_set_view (HpDesk *desk,
                     const char *agent,
                     const char *name,
                     const char *query,
                     GError **error)
{
  return query != NULL
             ? hp_command_change_view (desk, agent, name, &(HpViewChange){ .query = query }, error)
             : hp_command_remove_view (desk, agent, name, error);
}

static void
place (HpDecide *self, const HpView *view, guint *position)
{
  char *value = g_strdup_printf ("%u", *position);

  if (view->position == *position)
    g_free (value);
  else
    hp_decide_op (self, HP_OP_VIEW, &view->key, HP_FIELD_VIEW_POSITION, "", value);
  (*position)++;
}

GArray *
hp_command_order_views (HpDesk *desk, const char *agent, const char *const *names, GError **error)
{
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  guint position = 0;
  HpDecide self;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (GPtrArray) views = hp_views_list_of (self.db, agent);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const HpView *view = find_view (views, names[i]);
      if (view == NULL)
        {
          fail_to_find (views, names[i], error);
          return hp_decide_fail (&self);
        }
      if (g_hash_table_add (placed, (gpointer) view))
        place (&self, view, &position);
    }
  for (guint i = 0; i < views->len; i++)
    if (!g_hash_table_contains (placed, g_ptr_array_index (views, i)))
      place (&self, g_ptr_array_index (views, i), &position);
  return hp_decide_end (&self, error);
}
