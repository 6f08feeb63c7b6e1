/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command that brings a ticket to paper. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include "desk/hp-commands.h"
#include "desk/hp-ticket-print.h"
#include "mime/hp-blocks-html.h"

gboolean
hp_cli_print_ticket (HpCli *cli, char **args, GError **error)
{
  gboolean with_notes = hp_cli_take_flag (args, "--notes");
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (!hp_cli_check_args (args, 1, 1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  g_autoptr (HpBlocks) blocks =
      ticket != 0 ? hp_ticket_print_blocks (cli->desk, ticket, with_notes, zone, error) : NULL;
  if (blocks == NULL)
    return FALSE;
  g_autofree char *html = hp_blocks_dup_html (blocks, NULL, HP_BLOCKS_HTML_PLAIN);
  g_print ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n%s</body></html>\n",
           html);
  return TRUE;
}
