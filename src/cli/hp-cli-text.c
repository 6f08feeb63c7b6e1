/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how tickets and messages look on a terminal: a line a ticket, a conversation to be read,
 * hits in bold. Times are local. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-text.h"

#include <string.h>
#include <unistd.h>

#include "base/hp-clock.h"
#include "base/hp-text.h"
#include "desk/hp-op-fields.h"

#define BOLD "\033[1m"
#define VALUE_LENGTH 60
#define PLAIN "\033[0m"

gboolean
hp_cli_is_for_people (HpCli *cli)
{
  return !cli->is_json && isatty (STDOUT_FILENO);
}

static char *
dup_local_time (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("");
}

void
hp_text_print_ticket (const HpTicket *ticket)
{
  g_autofree char *number = hp_key_dup_number (&ticket->key);
  g_autofree char *time = dup_local_time (ticket->updated);
  g_autofree char *subject = hp_text_dup_line (ticket->subject);
  g_autofree char *who =
      hp_text_dup_line (ticket->customer_name != NULL ? ticket->customer_name : "");
  g_autofree char *tags = g_strjoinv (" #", ticket->tags);

  g_print ("%s  %s  %-8s  " BOLD "%s" PLAIN "  %s", number, time, ticket->status, who, subject);
  if (ticket->assignee != NULL)
    g_print ("  @%s", ticket->assignee);
  g_print ("%s%s\n", *tags != '\0' ? "  #" : "", tags);
}

static void
print_people (const char *label, GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *name = hp_text_dup_line (address->name != NULL ? address->name : "");
      g_autofree char *addr = hp_text_dup_line (address->addr);
      g_print ("%s%s%s%s", i == 0 ? label : ", ", name, *name != '\0' && *addr != '\0' ? " " : "",
               addr);
    }
}

/* Line by line, so that no mail can command the terminal. */
static void
print_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = hp_text_dup_line (lines[i]);
      g_print ("%s\n", line);
    }
}

static void
print_message (const HpMessage *message)
{
  g_autofree char *time = dup_local_time (message->time);
  char id[HP_KEY_HEX_SIZE];

  hp_key_to_hex (&message->key, id);
  g_print ("\n" BOLD);
  print_people ("", message->from);
  g_print (PLAIN);
  print_people (" to ", message->to);
  g_print ("\n%s  %s  %s\n\n", time, message->kind, id);
  print_text (message->text);
  for (guint i = 0; i < message->attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (message->attachments, i);
      g_autofree char *size = g_format_size ((guint64) attachment->size);
      g_print ("[%s, %s]\n",
               attachment->filename != NULL ? attachment->filename : attachment->mime_type, size);
    }
}

void
hp_text_print_conversation (const HpTicket *ticket, GPtrArray *messages)
{
  hp_text_print_ticket (ticket);
  for (guint i = 0; i < messages->len; i++)
    print_message (g_ptr_array_index (messages, i));
}

void
hp_text_print_hit (const HpTicket *ticket, const HpSearchHit *hit)
{
  const char *at = hit->snippet;
  glong position = 0;

  hp_text_print_ticket (ticket);
  g_print ("    ");
  for (guint i = 0; i + 1 < hit->hits->len; i += 2)
    {
      const char *start =
          g_utf8_offset_to_pointer (at, g_array_index (hit->hits, guint, i) - position);
      const char *end = g_utf8_offset_to_pointer (start, g_array_index (hit->hits, guint, i + 1) -
                                                             g_array_index (hit->hits, guint, i));
      g_print ("%.*s" BOLD "%.*s" PLAIN, (int) (start - at), at, (int) (end - start), start);
      at = end;
      position = g_array_index (hit->hits, guint, i + 1);
    }
  g_autofree char *rest = hp_text_dup_line (at);
  g_print ("%s\n", rest);
}

/* What a value says in few words: a text as it is, of a status its name, of a snooze its moment. */
static char *
dup_value (const HpOp *op)
{
  g_autofree char *text = hp_op_dup_text (op);
  g_autofree char *status = hp_op_dup_status (op);

  if (strcmp (op->kind, HP_OP_RETRACT) == 0)
    {
      g_autoptr (GArray) ids = hp_op_dup_retracted (op);
      return g_strdup_printf ("%u decisions", ids->len);
    }
  if (status != NULL)
    return g_steal_pointer (&status);
  if (strcmp (op->field, HP_FIELD_SNOOZE) == 0)
    {
      gint64 until = hp_op_get_snooze (op);
      return until == 0            ? g_strdup ("awake")
             : until == G_MAXINT64 ? g_strdup ("until an answer")
                                   : dup_local_time (until);
    }
  return hp_text_dup_line (text != NULL ? text : op->value);
}

void
hp_text_print_op (const HpOp *op)
{
  gboolean is_about_ticket = strcmp (op->kind, HP_OP_TICKET) == 0;
  g_autofree char *time = dup_local_time (hp_clock_get_time (op->clock));
  g_autofree char *number = is_about_ticket ? hp_key_dup_number (&op->entity) : g_strdup (op->kind);
  g_autofree char *actor = hp_text_dup_line (op->actor);
  g_autofree char *member = hp_text_dup_line (op->member);
  g_autofree char *value = dup_value (op);
  g_autofree char *id = hp_key_dup_hex (&op->id);

  if (g_utf8_strlen (value, -1) > VALUE_LENGTH)
    *g_utf8_offset_to_pointer (value, VALUE_LENGTH) = '\0';
  g_print ("%s  %-11s  " BOLD "%s" PLAIN "  %s%s%s: %s%s  %s\n", time, number, actor, op->field,
           *member != '\0' ? " " : "", member, value, op->active ? "" : "  (undone)", id);
}
