/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what can be decided about any number of tickets at once: status, assignee, priority, tags
 * and sleep. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-ticket-change.h"

#include <string.h>

#include "base/hp-json.h"
#include "base/hp-text.h"
#include "base/hp-time.h"
#include "desk/hp-agents.h"
#include "desk/hp-commands.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-status-value.h"
#include "model/hp-ticket.h"
#include "store/hp-ticket-table.h"

#define MAX_TAG_LENGTH 64

static char *
make_snooze_value (HpDb *db, gint64 ticket, gint64 until)
{
  GString *value = g_string_new ("{\"until\":");
  g_autofree char *time = until < G_MAXINT64 ? hp_time_dup_iso (until) : NULL;

  if (time != NULL)
    g_string_append_printf (value, "\"%s\"", time);
  else
    g_string_append (value, "null");
  hp_status_append_answers (value, db, ticket, G_MAXINT64);
  return g_string_free (g_string_append_c (value, '}'), FALSE);
}

static gboolean
check_word (const char *word, const char *const *words, const char *what, GError **error)
{
  if (g_strv_contains (words, word))
    return TRUE;
  g_autofree char *all = g_strjoinv (", ", (char **) words);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no %s. It can be: %s", word, what, all);
  return FALSE;
}

static gboolean
check_tag (const char *tag, GError **error)
{
  const char *name = *tag == '-' ? tag + 1 : tag;
  g_autofree char *line = hp_text_dup_line (name);

  if (*name != '\0' && strcmp (line, name) == 0 && g_utf8_strlen (name, -1) <= MAX_TAG_LENGTH)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” can't be a tag. A tag is a word of up to %d letters", line, MAX_TAG_LENGTH);
  return FALSE;
}

gboolean
hp_ticket_change_check (const HpTicketChange *change, GError **error)
{
  if (change->status != NULL && !check_word (change->status, HP_STATUSES, "status", error))
    return FALSE;
  if (change->priority != NULL && !check_word (change->priority, HP_PRIORITIES, "priority", error))
    return FALSE;
  for (guint n = 0; change->tags != NULL && change->tags[n] != NULL; n++)
    if (!check_tag (change->tags[n], error))
      return FALSE;
  if (!change->sets_snooze || change->snooze == HP_SNOOZE_AWAKE ||
      change->snooze > g_get_real_time ())
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "A ticket sleeps until a moment to come");
  return FALSE;
}

static gboolean
check_assignee (HpDesk *desk, const char *agent, const char *assignee, GError **error)
{
  return assignee == NULL || *assignee == '\0' ||
         (hp_command_check_agent (assignee, error) &&
          hp_agents_check (hp_desk_get_db (desk), assignee, agent, error));
}

/* What waits or is closed is opened, so that it is there when it wakes. */
static void
write_snooze (HpDecide *self, gint64 ticket, const HpKey *root, const HpTicketChange *change)
{
  g_autoptr (HpTicket) state = hp_tickets_get (self->db, ticket);
  gboolean sleeps = change->snooze != HP_SNOOZE_AWAKE;

  if (sleeps && change->status == NULL && hp_status_is_closing (state->status))
    hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_STATUS, "",
                  hp_status_value_make (self->db, ticket, HP_STATUS_OPEN, G_MAXINT64));
  hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_SNOOZE, "",
                sleeps ? make_snooze_value (self->db, ticket, change->snooze) : g_strdup ("null"));
}

static void
write_change (HpDecide *self, gint64 ticket, const HpKey *root, const HpTicketChange *change)
{
  if (change->status != NULL)
    hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_STATUS, "",
                  hp_status_value_make (self->db, ticket, change->status, G_MAXINT64));
  if (change->priority != NULL)
    hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_PRIORITY, "",
                  hp_json_quote (change->priority));
  if (change->assignee != NULL)
    hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_ASSIGNEE, "",
                  *change->assignee != '\0' ? hp_json_quote (change->assignee) : g_strdup ("null"));
  for (guint n = 0; change->tags != NULL && change->tags[n] != NULL; n++)
    hp_decide_op (self, HP_OP_TICKET, root, HP_FIELD_TAG,
                  change->tags[n] + (*change->tags[n] == '-'),
                  g_strdup (*change->tags[n] == '-' ? "false" : "true"));
  if (change->sets_snooze)
    write_snooze (self, ticket, root, change);
}

static gboolean
change_all (HpDecide *self,
            GArray *tickets,
            const HpTicketChange *change,
            GCancellable *cancellable,
            HpTicketChangeFunc report,
            gpointer data,
            GError **error)
{
  guint left = self->batch;

  for (guint i = 0; i < tickets->len; i++, left--)
    {
      gint64 ticket = g_array_index (tickets, gint64, i);
      HpKey root;
      if (left == 0)
        {
          if (!hp_decide_go_on (self, error) ||
              g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (report != NULL)
            report (i, tickets->len, data);
          left = self->batch;
        }
      if (!hp_decide_get_root (self, ticket, &root, error))
        return FALSE;
      write_change (self, ticket, &root, change);
    }
  return TRUE;
}

GArray *
hp_command_change_tickets (HpDesk *desk,
                           const char *agent,
                           GArray *tickets,
                           const HpTicketChange *change,
                           GCancellable *cancellable,
                           HpTicketChangeFunc report,
                           gpointer data,
                           GError **error)
{
  HpDecide self;

  if (!hp_ticket_change_check (change, error) ||
      !check_assignee (desk, agent, change->assignee, error) ||
      !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!change_all (&self, tickets, change, cancellable, report, data, error))
    return hp_decide_fail (&self);
  return hp_decide_end (&self, error);
}

static GArray *
change_quietly (HpDesk *desk,
                const char *agent,
                GArray *tickets,
                const HpTicketChange *change,
                GError **error)
{
  return hp_command_change_tickets (desk, agent, tickets, change, NULL, NULL, NULL, error);
}

GArray *
hp_command_set_status (HpDesk *desk,
                       const char *agent,
                       GArray *tickets,
                       const char *status,
                       GError **error)
{
  return change_quietly (desk, agent, tickets, &(HpTicketChange){ .status = status }, error);
}

GArray *
hp_command_assign (HpDesk *desk,
                   const char *agent,
                   GArray *tickets,
                   const char *assignee,
                   GError **error)
{
  HpTicketChange change = { .assignee = assignee != NULL ? assignee : "" };

  if (assignee != NULL && !hp_command_check_agent (assignee, error))
    return NULL;
  return change_quietly (desk, agent, tickets, &change, error);
}

GArray *
hp_command_set_priority (HpDesk *desk,
                         const char *agent,
                         GArray *tickets,
                         const char *priority,
                         GError **error)
{
  return change_quietly (desk, agent, tickets, &(HpTicketChange){ .priority = priority }, error);
}

GArray *
hp_command_tag (HpDesk *desk,
                const char *agent,
                GArray *tickets,
                const char *const *tags,
                GError **error)
{
  return change_quietly (desk, agent, tickets, &(HpTicketChange){ .tags = tags }, error);
}

GArray *
hp_command_snooze (HpDesk *desk, const char *agent, GArray *tickets, gint64 until, GError **error)
{
  HpTicketChange change = { .sets_snooze = TRUE, .snooze = until };
  return change_quietly (desk, agent, tickets, &change, error);
}
