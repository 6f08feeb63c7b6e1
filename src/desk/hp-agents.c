/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns who works at the desk and what is known of them. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-agents.h"

#include <string.h>

#include "base/hp-json.h"
#include "base/hp-near-word.h"
#include "base/hp-text.h"
#include "desk/hp-commands.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "store/hp-customer-table.h"
#include "store/hp-op-table.h"
#include "store/hp-property-table.h"
#include "store/hp-ticket-table.h"

#define MAX_CAPACITY 10000

const char *const HP_AGENT_ROLES[] = { "agent", "lead", "guest", NULL };
static const char *const STATES[] = { "here", "away", NULL };

void
hp_agent_free (HpAgent *agent)
{
  g_free (agent->login);
  g_free (agent->name);
  g_free (agent->address);
  g_free (agent->colour);
  g_ptr_array_unref (agent->skills);
  g_free (agent);
}

static HpKey
get_key (const char *login)
{
  return hp_key_hash ("agent", login, NULL);
}

static HpAgent *
ensure_agent (GPtrArray *agents, GHashTable *by_key, const char *login)
{
  HpKey key = get_key (login);
  HpAgent *agent = g_hash_table_lookup (by_key, &key);

  if (agent != NULL)
    return agent;
  agent = g_new0 (HpAgent, 1);
  agent->login = g_strdup (login);
  agent->role = HP_AGENT_ROLES[0];
  agent->skills = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (agents, agent);
  g_hash_table_insert (by_key, g_memdup2 (&key, sizeof key), agent);
  return agent;
}

static const char *
find_role (const char *text)
{
  for (guint i = 0; HP_AGENT_ROLES[i] != NULL; i++)
    if (g_strcmp0 (HP_AGENT_ROLES[i], text) == 0)
      return HP_AGENT_ROLES[i];
  return HP_AGENT_ROLES[0];
}

static void
take_property (HpAgent *agent, const HpProperty *property)
{
  g_autofree char *text = hp_property_dup_text (property);

  if (strcmp (property->field, HP_FIELD_AGENT_NAME) == 0)
    agent->name = g_steal_pointer (&text);
  else if (strcmp (property->field, HP_FIELD_AGENT_ADDRESS) == 0)
    agent->address = g_steal_pointer (&text);
  else if (strcmp (property->field, HP_FIELD_AGENT_COLOUR) == 0)
    agent->colour = g_steal_pointer (&text);
  else if (strcmp (property->field, HP_FIELD_AGENT_ROLE) == 0)
    agent->role = find_role (text);
  else if (strcmp (property->field, HP_FIELD_AGENT_STATE) == 0)
    agent->is_away = g_strcmp0 (text, "away") == 0;
  else if (strcmp (property->field, HP_FIELD_AGENT_CAPACITY) == 0)
    agent->capacity = CLAMP (g_ascii_strtoll (property->value, NULL, 10), 0, MAX_CAPACITY);
  else if (strcmp (property->field, HP_FIELD_AGENT_SKILL) == 0 &&
           strcmp (property->value, "true") == 0)
    g_ptr_array_add (agent->skills, g_strdup (property->member));
}

static void
add_listed (HpDb *db, GPtrArray *agents, GHashTable *by_key)
{
  g_autoptr (GPtrArray) properties = hp_properties_list (db, HP_OP_AGENT, NULL);

  for (guint i = 0; i < properties->len; i++)
    {
      const HpProperty *property = g_ptr_array_index (properties, i);
      g_autofree char *login = hp_property_dup_text (property);
      HpKey key = login != NULL ? get_key (login) : (HpKey){ 0 };
      if (strcmp (property->field, HP_FIELD_AGENT) == 0 && hp_key_equal (&key, &property->entity))
        ensure_agent (agents, by_key, login)->is_listed = TRUE;
    }
  for (guint i = 0; i < properties->len; i++)
    {
      const HpProperty *property = g_ptr_array_index (properties, i);
      HpAgent *agent = g_hash_table_lookup (by_key, &property->entity);
      if (agent != NULL)
        take_property (agent, property);
    }
}

static int
compare_agents (gconstpointer a, gconstpointer b)
{
  const HpAgent *one = *(HpAgent *const *) a;
  const HpAgent *other = *(HpAgent *const *) b;

  return g_utf8_collate (one->login, other->login);
}

GPtrArray *
hp_agents_list (HpDb *db)
{
  GPtrArray *agents = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_agent_free);
  g_autoptr (GHashTable) by_key =
      g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
  g_autoptr (GPtrArray) actors = hp_ops_list_actors (db);
  g_autoptr (GPtrArray) loads = hp_tickets_count_open_assignees (db);

  for (guint i = 0; i < actors->len; i++)
    if (strcmp (g_ptr_array_index (actors, i), HP_OP_SYSTEM_ACTOR) != 0)
      ensure_agent (agents, by_key, g_ptr_array_index (actors, i));
  for (guint i = 0; i < loads->len; i++)
    {
      const HpTicketCount *load = g_ptr_array_index (loads, i);
      ensure_agent (agents, by_key, load->name)->open = load->n;
    }
  add_listed (db, agents, by_key);
  g_ptr_array_sort (agents, compare_agents);
  return agents;
}

gboolean
hp_agents_check (HpDb *db, const char *login, const char *me, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (strcmp (login, me) == 0)
    return TRUE;
  g_autoptr (GPtrArray) agents = hp_agents_list (db);
  for (guint i = 0; i < agents->len; i++)
    {
      const HpAgent *agent = g_ptr_array_index (agents, i);
      if (strcmp (agent->login, login) == 0)
        return TRUE;
      g_ptr_array_add (names, agent->login);
    }
  g_ptr_array_add (names, NULL);
  const char *near = hp_near_word_find (login, (const char *const *) names->pdata);
  if (!hp_db_check (db, error))
    return FALSE;
  if (near != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no agent “%s”. Did you mean “%s”?",
                 login, near);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
                 "There is no agent “%s”. Who is new is listed first (agents set)", login);
  return FALSE;
}

static gboolean
check_colour (const char *colour, GError **error)
{
  gboolean is_colour =
      strlen (colour) == 7 && *colour == '#' && strspn (colour + 1, "0123456789abcdefABCDEF") == 6;

  if (*colour == '\0' || is_colour)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no colour. One looks like #3584e4",
               colour);
  return FALSE;
}

static gboolean
check_word (const char *word, const char *const *words, const char *what, GError **error)
{
  if (word == NULL || g_strv_contains (words, word))
    return TRUE;
  g_autofree char *all = g_strjoinv (", ", (char **) words);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no %s. It can be: %s", word, what, all);
  return FALSE;
}

static gboolean
check_change (const HpAgentChange *change, GError **error)
{
  g_autofree char *address = hp_address_normalise (change->address != NULL ? change->address : "");

  if (change->address != NULL && *change->address != '\0' && address == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                 "“%s” is no mail address. One looks like tuki@example.com", change->address);
  else if (change->capacity > MAX_CAPACITY || change->capacity < -1)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "Nobody carries so many tickets");
  else
    return (change->colour == NULL || check_colour (change->colour, error)) &&
           check_word (change->role, HP_AGENT_ROLES, "role", error) &&
           check_word (change->state, STATES, "state", error);
  return FALSE;
}

static void
set_text (HpDecide *self, const HpKey *key, const char *field, const char *text)
{
  if (text != NULL)
    hp_decide_op (self, HP_OP_AGENT, key, field, "",
                  *text != '\0' ? hp_json_quote (text) : g_strdup ("null"));
}

static void
write_change (HpDecide *self, const HpKey *key, const HpAgentChange *change)
{
  set_text (self, key, HP_FIELD_AGENT_NAME, change->name);
  set_text (self, key, HP_FIELD_AGENT_ADDRESS, change->address);
  set_text (self, key, HP_FIELD_AGENT_COLOUR, change->colour);
  set_text (self, key, HP_FIELD_AGENT_ROLE, change->role);
  set_text (self, key, HP_FIELD_AGENT_STATE, change->state);
  if (change->capacity >= 0)
    hp_decide_op (self, HP_OP_AGENT, key, HP_FIELD_AGENT_CAPACITY, "",
                  change->capacity > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, change->capacity)
                                       : g_strdup ("null"));
  for (guint i = 0; change->skills != NULL && change->skills[i] != NULL; i++)
    {
      gboolean is_removed = *change->skills[i] == '-';
      hp_decide_op (self, HP_OP_AGENT, key, HP_FIELD_AGENT_SKILL, change->skills[i] + is_removed,
                    g_strdup (is_removed ? "null" : "true"));
    }
}

static gboolean
is_listed (HpDb *db, const HpKey *key)
{
  g_autoptr (HpOp) op = hp_ops_find_newest (db, HP_OP_AGENT, key, HP_FIELD_AGENT, "");
  return op != NULL && strcmp (op->value, "null") != 0;
}

GArray *
hp_command_set_agent (HpDesk *desk,
                      const char *agent,
                      const char *login,
                      const HpAgentChange *change,
                      GError **error)
{
  HpKey key = get_key (login);
  HpDecide self;

  if (!hp_command_check_agent (login, error) || !check_change (change, error) ||
      !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!is_listed (self.db, &key))
    set_text (&self, &key, HP_FIELD_AGENT, login);
  write_change (&self, &key, change);
  return hp_decide_end (&self, error);
}

GArray *
hp_command_remove_agent (HpDesk *desk, const char *agent, const char *login, GError **error)
{
  HpKey key = get_key (login);
  HpDecide self;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!is_listed (self.db, &key))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "“%s” is not listed", login);
      return hp_decide_fail (&self);
    }
  set_text (&self, &key, HP_FIELD_AGENT, "");
  return hp_decide_end (&self, error);
}
