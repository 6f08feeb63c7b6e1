/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands that only look. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "cli/hp-cli-decide.h"
#include "cli/hp-cli-json.h"
#include "cli/hp-cli-text.h"
#include "desk/hp-commands.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-search.h"
#include "store/hp-ticket-table.h"

#define DEFAULT_LIMIT 50
#define PAGE 500

static void
print_ticket (HpCli *cli, const HpTicket *ticket)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) mids = hp_tickets_list_mids (hp_desk_get_db (cli->desk), ticket->row);

  if (hp_cli_is_for_people (cli))
    {
      hp_text_print_ticket (ticket);
      return;
    }
  hp_json_add_ticket (builder, ticket, mids);
  hp_cli_print (cli, builder);
}

static gboolean
take_cursor (char **args, HpTicketCursor *cursor, gboolean *has_cursor, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = hp_cli_take_option (args, "--after", &local);

  *has_cursor = text != NULL;
  if (text != NULL && !hp_cursor_parse (text, &cursor->place, &cursor->key))
    local = g_error_new (HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                         "--after wants a cursor from an earlier list");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
run_tickets (HpCli *cli, char **args, GError **error)
{
  gint64 limit = DEFAULT_LIMIT;
  HpTicketCursor cursor;
  gboolean has_cursor;

  if (!hp_cli_take_number (args, "--limit", &limit, error) ||
      !take_cursor (args, &cursor, &has_cursor, error) || !hp_cli_check_args (args, 0, -1, error) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  g_autoptr (HpQuery) query = hp_cli_join_query (args);
  HpDb *db = hp_desk_get_db (cli->desk);
  gboolean more = limit > 0;
  while (more)
    {
      guint page = (guint) MIN (limit, PAGE);
      g_autoptr (GPtrArray) tickets =
          hp_search_tickets (db, query, cli->agent, has_cursor ? &cursor : NULL, page);
      for (guint i = 0; i < tickets->len; i++)
        {
          const HpTicket *ticket = g_ptr_array_index (tickets, i);
          print_ticket (cli, ticket);
          cursor = (HpTicketCursor){ .place = ticket->place, .key = ticket->key };
          has_cursor = TRUE;
        }
      limit -= page;
      more = tickets->len == page && limit > 0;
    }
  return hp_db_check (db, error);
}

static void
add_links (HpCli *cli, JsonBuilder *builder, gint64 ticket)
{
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) links = hp_ticket_links_list (db, ticket);

  json_builder_begin_array (json_builder_set_member_name (builder, "links"));
  for (guint i = 0; i < links->len; i++)
    {
      const HpTicketLink *link = g_ptr_array_index (links, i);
      g_autoptr (HpTicket) other = hp_tickets_get (db, link->ticket);
      if (other == NULL)
        continue;
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "relation", link->relation);
      hp_json_add_key (builder, "ticket", &other->key);
      hp_json_add_string (builder, "subject", other->subject);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
run_show (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!hp_cli_check_args (args, 1, 1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  gint64 row = hp_desk_find_ticket (cli->desk, args[0], error);
  if (row == 0)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (HpTicket) ticket = hp_tickets_get (db, row);
  g_autoptr (GPtrArray) messages = hp_messages_list (db, row);
  g_autoptr (GPtrArray) mids = hp_tickets_list_mids (db, row);
  if (!hp_db_check (db, error))
    return FALSE;
  if (hp_cli_is_for_people (cli))
    {
      hp_text_print_conversation (ticket, messages);
      return TRUE;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ticket");
  hp_json_add_ticket (builder, ticket, mids);
  json_builder_begin_array (json_builder_set_member_name (builder, "messages"));
  for (guint i = 0; i < messages->len; i++)
    hp_json_add_message (builder, g_ptr_array_index (messages, i));
  json_builder_end_array (builder);
  add_links (cli, builder, row);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static void
print_hit (HpCli *cli, const HpSearchHit *hit)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (hp_cli_is_for_people (cli))
    {
      g_autoptr (HpTicket) ticket = hp_tickets_get (hp_desk_get_db (cli->desk), hit->ticket_row);
      if (ticket != NULL)
        hp_text_print_hit (ticket, hit);
      return;
    }
  json_builder_begin_object (builder);
  hp_json_add_key (builder, "ticket", &hit->ticket);
  hp_json_add_key (builder, "message", &hit->message);
  hp_json_add_string (builder, "snippet", hit->snippet);
  json_builder_begin_array (json_builder_set_member_name (builder, "hits"));
  for (guint i = 0; i + 1 < hit->hits->len; i += 2)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, g_array_index (hit->hits, guint, i));
      json_builder_add_int_value (builder, g_array_index (hit->hits, guint, i + 1));
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
run_search (HpCli *cli, char **args, GError **error)
{
  gint64 limit = DEFAULT_LIMIT;
  gboolean is_cut = FALSE;

  if (!hp_cli_take_number (args, "--limit", &limit, error) ||
      !hp_cli_check_args (args, 1, -1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  g_autoptr (HpQuery) query = hp_cli_join_query (args);
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) hits = hp_search_messages (db, query, cli->agent, (guint) limit, &is_cut);
  if (!hp_db_check (db, error))
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    print_hit (cli, g_ptr_array_index (hits, i));
  if (is_cut)
    g_printerr ("Ranked among the newest %d messages that match.\n", HP_SEARCH_RANKED);
  return TRUE;
}

static void
print_customer (HpCli *cli, const HpCustomer *customer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  hp_json_add_customer (builder, customer);
  hp_cli_print (cli, builder);
}

static gboolean
run_customers (HpCli *cli, char **args, GError **error)
{
  gint64 limit = DEFAULT_LIMIT;

  if (!hp_cli_take_number (args, "--limit", &limit, error) ||
      !hp_cli_check_args (args, 0, -1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autofree char *text = g_strjoinv (" ", args);
  g_autoptr (GPtrArray) customers =
      hp_customers_list (db, *text != '\0' ? text : NULL, (guint) limit);
  for (guint i = 0; i < customers->len; i++)
    print_customer (cli, g_ptr_array_index (customers, i));
  return hp_db_check (db, error);
}

static void
print_op (HpCli *cli, const HpOp *op)
{
  if (hp_cli_is_for_people (cli))
    {
      hp_text_print_op (op);
      return;
    }
  g_autofree char *line = hp_op_dup_json (op);
  fputs (line, stdout);
  fputc ('\n', stdout);
}

static gboolean
list_ops (HpCli *cli, gint64 ticket, gint64 after, GError **error)
{
  HpDb *db = hp_desk_get_db (cli->desk);
  guint n = PAGE;

  while (n == PAGE)
    {
      guint limit = ticket != 0 ? G_MAXINT32 : PAGE;
      g_autoptr (GPtrArray) ops = hp_ops_list (db, ticket, after, limit);
      n = ops->len;
      for (guint i = 0; i < n; i++)
        {
          const HpOp *op = g_ptr_array_index (ops, i);
          print_op (cli, op);
          after = op->seq;
        }
      if (ticket != 0)
        break;
    }
  return hp_db_check (db, error);
}

static gboolean
import_ops (HpCli *cli, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gsize length;
  guint added;
  g_autofree char *text = hp_cli_read_all (path, &length, error);

  if (text == NULL || hp_cli_open (cli, HP_DB_WRITE, error) == NULL ||
      !hp_command_import_ops (cli->desk, text, length, &added, error))
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_int (builder, "ops", added);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
run_ops (HpCli *cli, char **args, GError **error)
{
  gint64 after = 0;
  gint64 ticket = 0;

  if (args[0] != NULL && strcmp (args[0], "import") == 0)
    return hp_cli_check_args (args, 2, 2, error) && import_ops (cli, args[1], error);
  if (!hp_cli_take_number (args, "--after", &after, error) ||
      !hp_cli_check_args (args, 0, 1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  if (args[0] != NULL && strcmp (args[0], "export") != 0)
    {
      ticket = hp_desk_find_ticket (cli->desk, args[0], error);
      if (ticket == 0)
        return FALSE;
    }
  return list_ops (cli, ticket, after, error);
}

const HpCliCommand HP_CLI_READ_COMMANDS[] = {
  { "tickets", "[QUERY] [--limit N] [--after CURSOR]", "List tickets, latest activity first",
    "QUERY is words, and from: to: assignee: tag: status: priority: channel: is: before: after:\n"
    "has:attachment; “-” before one turns it round. 50 tickets unless told otherwise; each\n"
    "carries a cursor from which --after goes on. With words the newest message that holds\n"
    "them decides the order.",
    run_tickets },
  { "show", "TICKET", "Show a ticket with its messages", NULL, run_show },
  { "print", "TICKET [--notes]", "A ticket as HTML for paper, internal notes only where asked for",
    NULL, hp_cli_print_ticket },
  { "search", "QUERY [--limit N]", "Find messages, best first",
    "Finds every inflected form in Finnish, Swedish and English.", run_search },
  { "customers", "[TEXT] [--limit N]", "List customers, latest contact first", NULL,
    run_customers },
  { "customer", "ID|ADDRESS | set A OPTION… | merge A B | export A FOLDER",
    "Show, describe, merge or export a customer",
    "--name NAME, --segment SEGMENT, --language fi|sv|en, --field NAME=VALUE as often as wanted;\n"
    "NAME:number=, :date=, :choice= and :link= are fields of these types, an empty value takes\n"
    "one away. “export” writes customer.json and every mail as it came.",
    hp_cli_run_customer },
  { "ops", "[TICKET | export [--after SEQ] | import FILE|-]",
    "List decisions, or carry them from desk to desk",
    "Without TICKET all of the desk's, in order of arrival. “import” takes what “export” gave;\n"
    "what is there already is passed over.",
    run_ops },
  { 0 },
};
