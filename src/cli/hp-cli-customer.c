/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about one customer. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-decide.h"

#include <string.h>

#include "base/hp-error.h"
#include "cli/hp-cli-json.h"
#include "desk/hp-commands.h"
#include "desk/hp-customer-facts.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-ticket-table.h"

#define MAX_FIELDS 32

/* 0 with an error. */
static gint64
find_customer (HpCli *cli, char **args, int at, int n, GError **error)
{
  if (!hp_cli_check_args (args, n, n, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return 0;
  return hp_desk_find_customer (cli->desk, args[at], error);
}

static gboolean
show_customer (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 row = find_customer (cli, args, 0, 1, error);

  if (row == 0)
    return FALSE;
  g_autoptr (HpCustomer) customer = hp_customers_get (hp_desk_get_db (cli->desk), row);
  hp_json_add_customer (builder, customer);
  hp_cli_print (cli, builder);
  return TRUE;
}

/* "NAME=VALUE" or "NAME:TYPE=VALUE"; an empty value takes the field away. Cuts the text. */
static gboolean
read_field (char *text, HpCustomerFieldChange *field, GError **error)
{
  char *equals = strchr (text, '=');
  char *colon = equals != NULL ? g_strrstr_len (text, equals - text, ":") : NULL;

  if (equals == NULL)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                   "--field wants NAME=VALUE or NAME:TYPE=VALUE, not “%s”", text);
      return FALSE;
    }
  *equals = '\0';
  if (colon != NULL)
    *colon = '\0';
  field->name = text;
  field->type = colon != NULL ? colon + 1 : "text";
  field->value = equals[1] != '\0' ? equals + 1 : NULL;
  return TRUE;
}

static GArray *
set_customer (HpCli *cli, char **args, GError **error)
{
  HpCustomerFieldChange fields[MAX_FIELDS];
  HpCustomerChange change = { .fields = fields };
  g_autofree char *name = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *language = NULL;
  g_auto (GStrv) texts = hp_cli_take_options (args, "--field", error);

  if (texts == NULL || !hp_cli_take_text (args, "--name", &name, error) ||
      !hp_cli_take_text (args, "--segment", &segment, error) ||
      !hp_cli_take_text (args, "--language", &language, error))
    return NULL;
  for (; texts[change.n_fields] != NULL && change.n_fields < MAX_FIELDS; change.n_fields++)
    if (!read_field (texts[change.n_fields], &fields[change.n_fields], error))
      return NULL;
  gint64 row = find_customer (cli, args, 1, 2, error);
  change.name = name;
  change.segment = segment;
  change.language = language;
  return row != 0 ? hp_command_set_customer (cli->desk, cli->agent, row, &change, error) : NULL;
}

static GArray *
merge_customers (HpCli *cli, char **args, GError **error)
{
  gint64 one = find_customer (cli, args, 1, 3, error);
  gint64 other = one != 0 ? hp_desk_find_customer (cli->desk, args[2], error) : 0;

  return other != 0 ? hp_command_link_customers (cli->desk, cli->agent, one, other, error) : NULL;
}

static void
add_ticket (JsonBuilder *builder, HpDb *db, gint64 row)
{
  g_autoptr (HpTicket) ticket = hp_tickets_get (db, row);
  g_autoptr (GPtrArray) messages = hp_messages_list (db, row);
  g_autoptr (GPtrArray) mids = hp_tickets_list_mids (db, row);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ticket");
  hp_json_add_ticket (builder, ticket, mids);
  json_builder_begin_array (json_builder_set_member_name (builder, "messages"));
  for (guint i = 0; i < messages->len; i++)
    hp_json_add_message (builder, g_ptr_array_index (messages, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Everything on a person: what is known, every ticket with its messages and notes. */
static char *
dup_everything (HpDb *db, gint64 row)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (HpCustomer) customer = hp_customers_get (db, row);
  g_autoptr (GArray) tickets = hp_tickets_list_of_customer (db, row);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "customer");
  hp_json_add_customer (builder, customer);
  json_builder_begin_array (json_builder_set_member_name (builder, "tickets"));
  for (guint i = 0; i < tickets->len; i++)
    add_ticket (builder, db, g_array_index (tickets, gint64, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

static gboolean
export_customer (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 row = find_customer (cli, args, 1, 3, error);
  guint mails = 0;

  if (row == 0 ||
      !hp_customer_export_mails (cli->desk, row, args[2], cli->cancellable, &mails, error))
    return FALSE;
  g_autofree char *text = dup_everything (hp_desk_get_db (cli->desk), row);
  g_autofree char *path = g_build_filename (args[2], "customer.json", NULL);
  if (!hp_db_check (hp_desk_get_db (cli->desk), error))
    return FALSE;
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error))
    {
      hp_error_adopt (error);
      return FALSE;
    }
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "folder", args[2]);
  hp_json_add_int (builder, "mails", mails);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

gboolean
hp_cli_run_customer (HpCli *cli, char **args, GError **error)
{
  const char *verb = args[0] != NULL ? args[0] : "";
  g_autoptr (GArray) ids = NULL;

  if (strcmp (verb, "export") == 0)
    return export_customer (cli, args, error);
  if (strcmp (verb, "set") == 0)
    ids = set_customer (cli, args, error);
  else if (strcmp (verb, "merge") == 0)
    ids = merge_customers (cli, args, error);
  else
    return show_customer (cli, args, error);
  return hp_cli_print_ids (cli, "ops", ids);
}
