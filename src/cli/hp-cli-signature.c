/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about signatures. */

#define G_LOG_DOMAIN "helppari"

#include "cli/hp-cli-account.h"

#include <string.h>

#include "cli/hp-cli-json.h"
#include "desk/hp-signature.h"
#include "mime/hp-blocks-html.h"
#include "mime/hp-html-text.h"
#include "mime/hp-text-blocks.h"

/* Which mails it is for; (nullable) whichever. */
typedef struct
{
  char *agent;
  char *brand;
  char *language;
} For;

static void
clear_for (For *self)
{
  g_free (self->agent);
  g_free (self->brand);
  g_free (self->language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (For, clear_for)

static gboolean
take_for (For *self, char **args, GError **error)
{
  GError *local = NULL;

  self->agent = hp_cli_take_option (args, "--agent", &local);
  self->brand = local == NULL ? hp_cli_take_option (args, "--brand", &local) : NULL;
  self->language = local == NULL ? hp_cli_take_option (args, "--language", &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
print_signature (HpCli *cli, const HpSignature *signature)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = hp_html_text_dup (signature->html, strlen (signature->html));

  json_builder_begin_object (builder);
  hp_json_add_string (builder, "agent", *signature->agent != '\0' ? signature->agent : NULL);
  hp_json_add_string (builder, "brand", *signature->brand != '\0' ? signature->brand : NULL);
  hp_json_add_string (builder, "language",
                      *signature->language != '\0' ? signature->language : NULL);
  hp_json_add_string (builder, "text", text);
  hp_json_add_string (builder, "html", signature->html);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
list (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autoptr (GPtrArray) signatures = hp_signatures_list (cli->desk);
  for (guint i = 0; i < signatures->len; i++)
    print_signature (cli, g_ptr_array_index (signatures, i));
  return TRUE;
}

/* @html: (nullable) to take it away. */
static gboolean
decide (HpCli *cli, const For *which, const char *html, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) ids = hp_command_set_signature (cli->desk, cli->agent, which->agent,
                                                     which->brand, which->language, html, error);

  if (ids == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_keys (builder, "ops", ids);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
set (HpCli *cli, char **args, GError **error)
{
  gboolean is_html = hp_cli_take_flag (args, "--html");
  g_auto (For) which = { 0 };
  gsize length;

  if (!take_for (&which, args, error) || !hp_cli_check_args (args, 1, 1, error))
    return FALSE;
  g_autofree char *text =
      strcmp (args[0], "-") == 0 ? hp_cli_read_all ("-", &length, error) : g_strdup (args[0]);
  if (text == NULL)
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The text is not UTF-8");
      return FALSE;
    }
  g_autoptr (HpBlocks) blocks = hp_text_blocks (text);
  g_autofree char *html =
      is_html ? g_strdup (text) : hp_blocks_dup_html (blocks, NULL, HP_BLOCKS_HTML_PLAIN);
  return decide (cli, &which, html, error);
}

static gboolean
take_away (HpCli *cli, char **args, GError **error)
{
  g_auto (For) which = { 0 };

  return take_for (&which, args, error) && hp_cli_check_args (args, 0, 0, error) &&
         decide (cli, &which, NULL, error);
}

gboolean
hp_cli_signature (HpCli *cli, char **args, GError **error)
{
  if (hp_cli_open (cli, HP_DB_WRITE, error) == NULL)
    return FALSE;
  if (args[0] == NULL || strcmp (args[0], "list") == 0)
    return list (cli, args[0] != NULL ? args + 1 : args, error);
  if (strcmp (args[0], "set") == 0)
    return set (cli, args + 1, error);
  if (strcmp (args[0], "remove") == 0)
    return take_away (cli, args + 1, error);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is not known here", args[0]);
  return FALSE;
}
