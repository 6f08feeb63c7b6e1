/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a ticket's state: a function of its messages and of the active ops about it. A field has the
 * value of its newest op; a status that answers messages holds only while no inbound message of a
 * person is there that no closing op names, and so does a snooze by the messages it names. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"

#include <string.h>

#include "base/hp-json.h"
#include "desk/hp-op-fields.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-property-table.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"

typedef struct
{
  HpDb *db;
  HpTicketRow *row;
  GArray *briefs;       /* HpMessageBrief, oldest first */
  GHashTable *answered; /* (owned) set of HpKey: facts that closing ops name */
  GHashTable *slept;    /* (owned) set of HpKey: facts that snoozes name */
  gint64 snooze_clock;  /* of the snooze that holds */
  GPtrArray *tags;      /* (owned) */
  gboolean has_outbound;
} Derivation;

static void
take_text (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static void
add_answered (GHashTable *set, const HpOp *op)
{
  g_autoptr (GArray) answered = hp_op_dup_answered (op);

  for (guint i = 0; i < answered->len; i++)
    g_hash_table_add (set, g_memdup2 (&g_array_index (answered, HpKey, i), sizeof (HpKey)));
}

/* A status that was decided later ends a snooze. */
static void
apply_status (Derivation *self, const HpOp *op)
{
  g_autofree char *status = hp_op_dup_status (op);

  if (status == NULL)
    return;
  take_text (&self->row->status, status);
  if (op->clock > self->snooze_clock)
    self->row->snoozed = 0;
  if (hp_status_is_closing (status))
    add_answered (self->answered, op);
}

static void
apply_snooze (Derivation *self, const HpOp *op)
{
  self->row->snoozed = hp_op_get_snooze (op);
  self->snooze_clock = op->clock;
  add_answered (self->slept, op);
}

static void
apply_tag (Derivation *self, const HpOp *op)
{
  guint at;
  gboolean is_there = g_ptr_array_find_with_equal_func (self->tags, op->member, g_str_equal, &at);

  if (hp_op_is_true (op) && !is_there && *op->member != '\0')
    g_ptr_array_add (self->tags, g_strdup (op->member));
  else if (!hp_op_is_true (op) && is_there)
    g_ptr_array_remove_index (self->tags, at);
}

static void
apply_op (Derivation *self, const HpOp *op)
{
  g_autofree char *text = hp_op_dup_text (op);

  if (strcmp (op->kind, HP_OP_TICKET) != 0)
    return;
  if (strcmp (op->field, HP_FIELD_STATUS) == 0)
    apply_status (self, op);
  else if (strcmp (op->field, HP_FIELD_ASSIGNEE) == 0)
    take_text (&self->row->assignee, text);
  else if (strcmp (op->field, HP_FIELD_PRIORITY) == 0 && text != NULL &&
           g_strv_contains (HP_PRIORITIES, text))
    take_text (&self->row->priority, text);
  else if (strcmp (op->field, HP_FIELD_TAG) == 0)
    apply_tag (self, op);
  else if (strcmp (op->field, HP_FIELD_SNOOZE) == 0)
    apply_snooze (self, op);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_done (const char *status)
{
  return strcmp (status, HP_STATUS_RESOLVED) == 0 || strcmp (status, HP_STATUS_CLOSED) == 0;
}

/* A message of a person that @answered does not name. Thanks open nothing that is done, and those
 * whose mail is blocked open nothing. */
static gboolean
has_unanswered (Derivation *self, GHashTable *answered, gboolean pass_thanks)
{
  for (guint i = 0; i < self->briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (self->briefs, HpMessageBrief, i);
      if (brief->is_inbound && brief->is_human && !(pass_thanks && brief->is_thanks) &&
          !g_hash_table_contains (answered, &brief->key) &&
          !hp_properties_is_blocked (self->db, brief->identity))
        return TRUE;
    }
  return FALSE;
}

static void
settle_status (Derivation *self)
{
  const char *status = self->row->status;

  if (status == NULL && self->row->identity != HP_DB_NULL_INT && !self->has_outbound &&
      self->row->assignee == NULL && hp_properties_is_blocked (self->db, self->row->identity))
    take_text (&self->row->status, HP_STATUS_SPAM);
  else if (status == NULL)
    take_text (&self->row->status,
               self->has_outbound || self->row->assignee != NULL ? HP_STATUS_OPEN : HP_STATUS_NEW);
  else if (hp_status_is_closing (status) && has_unanswered (self, self->answered, is_done (status)))
    take_text (&self->row->status, HP_STATUS_OPEN);
  if (self->row->snoozed != 0 && has_unanswered (self, self->slept, FALSE))
    self->row->snoozed = 0;
}

/* Who asks: the first person who wrote, else the first machine that wrote for one, else the first
 * to whom we wrote. */
static gint64
find_asker (GArray *briefs)
{
  gint64 fallback = HP_DB_NULL_INT;
  gboolean is_inbound = FALSE;

  for (guint i = 0; i < briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (briefs, HpMessageBrief, i);
      if (brief->identity == 0)
        continue;
      if (brief->is_inbound && brief->is_human)
        return brief->identity;
      if (fallback == HP_DB_NULL_INT || (brief->is_inbound && !is_inbound))
        {
          fallback = brief->identity;
          is_inbound = brief->is_inbound;
        }
    }
  return fallback;
}

static void
count_messages (Derivation *self)
{
  HpTicketRow *row = self->row;

  for (guint i = 0; i < self->briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (self->briefs, HpMessageBrief, i);
      row->updated = MAX (row->updated, brief->time);
      row->warnings |= brief->warnings;
      if (brief->is_note)
        continue;
      row->created = row->messages == 0 ? brief->time : MIN (row->created, brief->time);
      row->messages++;
      row->attachments += brief->has_files;
      self->has_outbound |= !brief->is_inbound;
    }
}

/* The mail that stands for the ticket: at its root, else the oldest. */
static gint64
find_first_message (HpDb *db, GArray *briefs, const HpKey *root)
{
  gint64 node = hp_nodes_find (db, root);
  gint64 first = 0;

  for (guint i = 0; i < briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (briefs, HpMessageBrief, i);
      if (brief->node == node)
        return brief->id;
      if (first == 0 && !brief->is_note)
        first = brief->id;
    }
  return first;
}

static void
describe (HpDb *db, Derivation *self)
{
  HpTicketRow *row = self->row;
  const HpMessageBrief *last = &g_array_index (self->briefs, HpMessageBrief, self->briefs->len - 1);
  g_autofree char *subject =
      hp_messages_dup_subject (db, find_first_message (db, self->briefs, &row->root));

  row->subject = hp_subject_strip (subject != NULL ? subject : "");
  row->snippet = hp_messages_dup_snippet (db, last->id);
  row->channel = g_strdup ("mail");
  row->identity = find_asker (self->briefs);
  row->customer = row->identity != HP_DB_NULL_INT ? hp_identities_get_customer (db, row->identity)
                                                  : HP_DB_NULL_INT;
  if (row->customer == 0)
    row->customer = HP_DB_NULL_INT;
}

static void
derive_row (HpApply *apply, Derivation *self)
{
  g_autoptr (GPtrArray) ops = hp_ops_list_active (apply->db, self->row->id);

  count_messages (self);
  describe (apply->db, self);
  self->row->priority = g_strdup (HP_PRIORITY_NORMAL);
  for (guint i = 0; i < ops->len; i++)
    apply_op (self, g_ptr_array_index (ops, i));
  settle_status (self);
  g_ptr_array_sort (self->tags, compare_tags);
  g_ptr_array_add (self->tags, NULL);
  self->row->tags = g_strjoinv ("\n", (char **) self->tags->pdata);
}

static gboolean
has_fact (GArray *briefs)
{
  for (guint i = 0; i < briefs->len; i++)
    if (!g_array_index (briefs, HpMessageBrief, i).is_note)
      return TRUE;
  return FALSE;
}

void
hp_derive_ticket (HpApply *apply, gint64 ticket)
{
  g_auto (HpTicketRow) row = { .id = ticket };
  g_autoptr (GArray) briefs = NULL;

  if (!hp_tickets_get_root (apply->db, ticket, &row.root))
    return;
  briefs = hp_messages_list_briefs (apply->db, ticket);
  if (!has_fact (briefs))
    {
      hp_tickets_remove (apply->db, ticket);
      return;
    }
  g_autoptr (GHashTable) answered =
      g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
  g_autoptr (GHashTable) slept =
      g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  Derivation self = { .db = apply->db,
                      .row = &row,
                      .briefs = briefs,
                      .answered = answered,
                      .slept = slept,
                      .tags = tags };
  derive_row (apply, &self);
  hp_tickets_write (apply->db, &row);
}
