/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "desk/hp-desk.h"
#include "model/hp-query.h"

G_BEGIN_DECLS

/* One run of the command line. */
typedef struct
{
  char *folder;              /* (owned) of the desk */
  char *agent;               /* (owned) who decides */
  gboolean is_json;          /* JSON, also on a terminal */
  HpDesk *desk;              /* (owned) (nullable) opened when first asked for */
  GCancellable *cancellable; /* (owned) Ctrl+C */
} HpCli;

/* @args: NULL-terminated, behind the command's name. FALSE with an error for exit status 1; usage
 * errors (HP_CLI_ERROR_USAGE) end with 2; FALSE without an error is exit status 1 and silent. */
typedef gboolean (*HpCliRun) (HpCli *cli, char **args, GError **error);

typedef struct
{
  const char *name;
  const char *usage; /* behind the name */
  const char *summary;
  const char *detail; /* (nullable) further lines of the help and the man page */
  HpCliRun run;
} HpCliCommand;

/* Ends with an entry without a name. */
extern const HpCliCommand HP_CLI_READ_COMMANDS[];
extern const HpCliCommand HP_CLI_DECIDE_COMMANDS[];
extern const HpCliCommand HP_CLI_SEND_COMMANDS[];
extern const HpCliCommand HP_CLI_ACCOUNT_COMMANDS[];
extern const HpCliCommand HP_CLI_DESK_COMMANDS[];
extern const HpCliCommand HP_CLI_MIME_COMMANDS[];

#define HP_CLI_ERROR (hp_cli_error_quark ())
typedef enum
{
  HP_CLI_ERROR_USAGE,
} HpCliError;
GQuark hp_cli_error_quark (void);

/* The desk, opened on first use. NULL with an error. */
HpDesk *hp_cli_open (HpCli *cli, HpDbMode mode, GError **error);

/* Takes "--NAME VALUE" out of @args. NULL if it is not there, or with an error. */
char *hp_cli_take_option (char **args, const char *name, GError **error);
/* All of an option that may stand more than once. NULL with an error. */
GStrv hp_cli_take_options (char **args, const char *name, GError **error);
/* The same where nothing else is to be told from an error: FALSE with one. @value: (out) (nullable)
 * (transfer full). */
gboolean hp_cli_take_text (char **args, const char *name, char **value, GError **error);
/* All of @name, and those of @opposite with "-" before each. NULL with an error. */
GStrv hp_cli_take_additions (char **args, const char *name, const char *opposite, GError **error);
gboolean hp_cli_take_flag (char **args, const char *name);
/* After the options are out: how many words may be left (@max -1: any number). */
gboolean hp_cli_check_args (char **args, int min, int max, GError **error);
/* Takes "--limit N". FALSE with a usage error if it is no number. */
gboolean hp_cli_take_number (char **args, const char *name, gint64 *value, GError **error);

/* What is left of @args as one query, its last word whole; says on stderr what looks mistyped.
 * Returns: (transfer full). */
HpQuery *hp_cli_join_query (char **args);

/* Prints what @builder built as one line of JSON, or on a terminal readably. */
void hp_cli_print (HpCli *cli, JsonBuilder *builder);

/* The whole of stdin or of a file ("-" is stdin). Errors: what the disk says. */
char *hp_cli_read_all (const char *path, gsize *length, GError **error);

void hp_cli_print_help (const HpCliCommand *command);
void hp_cli_print_all_help (void);
void hp_cli_print_man_page (void);
const HpCliCommand *hp_cli_find_command (const char *name);

/* A command of its own file (hp-cli-print.c). */
gboolean hp_cli_print_ticket (HpCli *cli, char **args, GError **error);

G_END_DECLS
