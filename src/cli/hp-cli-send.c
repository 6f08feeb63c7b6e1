/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands that answer: what is written, what is in the outbox, by which accounts it
 * leaves. */

#define G_LOG_DOMAIN "helppari"

#include "cli/hp-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/hp-when-text.h"
#include "cli/hp-cli-json.h"
#include "cli/hp-cli-send-json.h"
#include "desk/hp-commands.h"
#include "desk/hp-draft-begin.h"
#include "desk/hp-drafting.h"
#include "desk/hp-recipient-guard.h"
#include "desk/hp-sending.h"
#include "desk/hp-signature.h"
#include "engine/hp-outbox.h"
#include "mime/hp-blocks-html.h"
#include "mime/hp-mail-address.h"
#include "mime/hp-text-blocks.h"
#include "model/hp-ticket.h"

/* What the options of one mail say; (nullable) where they don't. */
typedef struct
{
  char *text;
  char *html;
  char *to;
  char *cc;
  char *bcc;
  char *from;
  char *subject;
  char *status;
  char *at;
  char *quote;
  GStrv files;
  gint64 undo; /* seconds */
  gboolean keeps_draft;
  gboolean cancels;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->text);
  g_free (self->html);
  g_free (self->to);
  g_free (self->cc);
  g_free (self->bcc);
  g_free (self->from);
  g_free (self->subject);
  g_free (self->status);
  g_free (self->at);
  g_free (self->quote);
  g_strfreev (self->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
fail_usage (GError **error, const char *text)
{
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "%s", text);
  return FALSE;
}

static gboolean
take_options (Options *self, char **args, GError **error)
{
  const struct
  {
    const char *name;
    char **value;
  } texts[] = {
    { "--text", &self->text },   { "--html", &self->html },       { "--to", &self->to },
    { "--cc", &self->cc },       { "--bcc", &self->bcc },         { "--from", &self->from },
    { "--at", &self->at },       { "--subject", &self->subject }, { "--status", &self->status },
    { "--quote", &self->quote },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GError *local = NULL;
      *texts[i].value = hp_cli_take_option (args, texts[i].name, &local);
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  self->undo = HP_UNDO_SECONDS_DEFAULT;
  self->keeps_draft = hp_cli_take_flag (args, "--draft");
  self->cancels = hp_cli_take_flag (args, "--cancel-if-answered");
  self->files = hp_cli_take_options (args, "--attach", error);
  if (self->files == NULL || !hp_cli_take_number (args, "--undo", &self->undo, error))
    return FALSE;
  return (self->undo >= 0 && self->undo <= HP_UNDO_SECONDS_MAX) ||
         fail_usage (error, "--undo is 0 to 60 seconds");
}

/* The value of an option that "-" reads from stdin. Errors: what is no UTF-8. */
static char *
read_value (const char *value, GError **error)
{
  gsize length;
  g_autofree char *text =
      strcmp (value, "-") == 0 ? hp_cli_read_all ("-", &length, error) : g_strdup (value);

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);
  if (text != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The text is not UTF-8");
  return NULL;
}

static char *
dup_html (const char *text)
{
  g_autoptr (HpBlocks) blocks = hp_text_blocks (text);
  return hp_blocks_dup_html (blocks, NULL, HP_BLOCKS_HTML_PLAIN);
}

/* Above the signature for this sender. */
static gboolean
set_words (HpDesk *desk, HpDraft *draft, const Options *options, GError **error)
{
  const char *given = options->html != NULL ? options->html : options->text;
  g_autofree char *value = given != NULL ? read_value (given, error) : NULL;

  if (value == NULL)
    return given == NULL;
  if (value[strspn (value, " \t\r\n")] == '\0' && draft->kind != HP_DRAFT_FORWARD &&
      !options->keeps_draft)
    return fail_usage (error, "There are no words to send");
  g_autofree char *html = options->html != NULL ? g_strdup (value) : dup_html (value);
  g_autofree char *signature =
      hp_signatures_dup_for (desk, draft->agent, draft->from->addr, draft->language);
  g_autofree char *block = hp_signature_dup_block (signature);
  g_autofree char *whole = g_strconcat (html, block, NULL);
  hp_draft_set_text (&draft->html, whole);
  return TRUE;
}

static void
set_people (GPtrArray *field, const char *text)
{
  if (text == NULL)
    return;
  g_autoptr (GPtrArray) addresses = hp_mail_address_list_parse (text);
  hp_draft_set_addresses (field, addresses);
}

static gboolean
set_when (HpDraft *draft, const Options *options, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  draft->cancel_if_answered |= options->cancels;
  if (options->at == NULL || hp_when_parse (options->at, now, &draft->send_at))
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” says no time to come. It can be: tomorrow 9, på måndag, 24.12. klo 8, in 2 h",
               options->at);
  return FALSE;
}

static gboolean
set_status (HpDraft *draft, const Options *options, GError **error)
{
  if (options->status == NULL)
    return TRUE;
  hp_draft_set_text (&draft->status, options->status);
  if (g_strv_contains (HP_STATUSES, options->status))
    return TRUE;
  g_autofree char *all = g_strjoinv (", ", (char **) HP_STATUSES);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no status. It can be: %s",
               options->status, all);
  return FALSE;
}

static gboolean
set_quote (HpDraft *draft, const Options *options, GError **error)
{
  if (options->quote == NULL)
    return TRUE;
  draft->quote = hp_quote_from_name (options->quote);
  if (strcmp (hp_quote_get_name (draft->quote), options->quote) == 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” is no place of a quote. It can be: none, below, above, attached",
               options->quote);
  return FALSE;
}

/* Writes what the options say into @draft. */
static gboolean
fill (HpDesk *desk, HpDraft *draft, const Options *options, GError **error)
{
  set_people (draft->to, options->to);
  set_people (draft->cc, options->cc);
  set_people (draft->bcc, options->bcc);
  if (options->from != NULL)
    {
      g_autoptr (GPtrArray) from = hp_mail_address_list_parse (options->from);
      const HpAddress *address = from->len > 0 ? from->pdata[0] : NULL;
      hp_draft_set_from (draft, address != NULL ? address->name : NULL,
                         address != NULL ? address->addr : "");
    }
  if (options->subject != NULL)
    hp_draft_set_text (&draft->subject, options->subject);
  return set_words (desk, draft, options, error) && set_when (draft, options, error) &&
         set_status (draft, options, error) && set_quote (draft, options, error);
}

/* Keeps the draft, with its files. Takes @draft. */
static HpDraft *
keep (HpCli *cli, HpDraft *draft, const Options *options, GError **error)
{
  g_autoptr (HpDraft) kept = draft;

  if (!hp_drafting_save (cli->desk, kept, error))
    return NULL;
  for (guint i = 0; options->files[i] != NULL; i++)
    {
      const char *path = options->files[i];
      gsize length;
      char *data = hp_cli_read_all (path, &length, error);
      if (data == NULL)
        return NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
      HpDraft *more = hp_drafting_attach (cli->desk, kept, bytes, path, NULL, FALSE, error);
      if (more == NULL)
        return NULL;
      hp_draft_unref (kept);
      kept = more;
    }
  return g_steal_pointer (&kept);
}

static gboolean
print_entry (HpCli *cli, const HpKey *id, GPtrArray *warnings, GError **error)
{
  g_autoptr (HpOutboxEntry) entry = hp_sending_find (cli->desk, id, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (entry == NULL)
    return FALSE;
  hp_json_add_outbox_entry (builder, entry, NULL, warnings);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
print_draft (HpCli *cli, const HpDraft *draft, GPtrArray *warnings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  hp_json_add_draft (builder, draft, warnings);
  hp_cli_print (cli, builder);
  return TRUE;
}

/* As it was kept, with the time of that. */
static gboolean
print_kept (HpCli *cli, const HpKey *id, GPtrArray *warnings, GError **error)
{
  g_autoptr (HpDraft) draft = hp_drafting_find (cli->desk, id, error);

  return draft != NULL && print_draft (cli, draft, warnings);
}

/* Nothing is half done: what can't be queued is no draft either. Takes @draft. */
static gboolean
finish (HpCli *cli, HpDraft *draft, const Options *options, gboolean is_new, GError **error)
{
  HpKey id = draft->id;
  g_autoptr (HpDraft) kept = NULL;
  g_autoptr (GPtrArray) warnings = NULL;

  if (!fill (cli->desk, draft, options, error))
    hp_draft_unref (draft);
  else
    kept = keep (cli, draft, options, error);
  if (kept != NULL)
    warnings = hp_recipient_guard_check (cli->desk, kept);
  if (kept != NULL && options->keeps_draft)
    return print_kept (cli, &id, warnings, error);
  if (kept != NULL && hp_sending_queue (cli->desk, &id, (guint) options->undo, error))
    return print_entry (cli, &id, warnings, error);
  if (is_new)
    hp_drafting_discard (cli->desk, &id, NULL);
  return FALSE;
}

static gboolean
run_reply (HpCli *cli, char **args, GError **error)
{
  g_auto (Options) options = { 0 };
  gboolean to_all = hp_cli_take_flag (args, "--all");

  if (!take_options (&options, args, error) || !hp_cli_check_args (args, 1, 1, error) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  if (options.text == NULL && options.html == NULL)
    return fail_usage (error, "What shall it say? --text or --html");
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  HpDraft *draft = ticket != 0
                       ? hp_draft_begin_reply (cli->desk, cli->agent, ticket, NULL, to_all, error)
                       : NULL;
  return draft != NULL && finish (cli, draft, &options, TRUE, error);
}

static gboolean
run_forward (HpCli *cli, char **args, GError **error)
{
  g_auto (Options) options = { 0 };
  gboolean as_file = hp_cli_take_flag (args, "--as-file");

  if (!take_options (&options, args, error) || !hp_cli_check_args (args, 1, 1, error) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  HpDraft *draft =
      ticket != 0 ? hp_draft_begin_forward (cli->desk, cli->agent, ticket, NULL, as_file, error)
                  : NULL;
  return draft != NULL && finish (cli, draft, &options, TRUE, error);
}

static gboolean
run_new (HpCli *cli, char **args, GError **error)
{
  g_auto (Options) options = { 0 };

  if (!take_options (&options, args, error) || !hp_cli_check_args (args, 0, 0, error) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDraft *draft = hp_draft_begin_new (cli->desk, cli->agent, error);
  return draft != NULL && finish (cli, draft, &options, TRUE, error);
}

/* The outbox */

static gboolean
read_id (const char *text, HpKey *id, GError **error)
{
  if (hp_key_from_hex (text, id))
    return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is no id of the outbox", text);
  return FALSE;
}

static gboolean
list_outbox (HpCli *cli, char **args, GError **error)
{
  gboolean all = hp_cli_take_flag (args, "--all");

  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autoptr (GPtrArray) entries = hp_sending_list (cli->desk, all);
  for (guint i = 0; i < entries->len; i++)
    {
      const HpOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (GPtrArray) news =
          entry->is_held ? hp_sending_list_news (cli->desk, &entry->id) : NULL;
      hp_json_add_outbox_entry (builder, entry, news, NULL);
      hp_cli_print (cli, builder);
    }
  return TRUE;
}

static gboolean
list_drafts (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autoptr (GPtrArray) drafts = hp_drafting_list_all (cli->desk);
  for (guint i = 0; i < drafts->len; i++)
    print_draft (cli, g_ptr_array_index (drafts, i), NULL);
  return TRUE;
}

static gboolean
retry (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  return hp_cli_check_args (args, 1, 1, error) && read_id (args[0], &id, error) &&
         hp_sending_retry (cli->desk, &id, 0, error) && print_entry (cli, &id, NULL, error);
}

static gboolean
confirm (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  return hp_cli_check_args (args, 1, 1, error) && read_id (args[0], &id, error) &&
         hp_sending_confirm (cli->desk, &id, error) && print_entry (cli, &id, NULL, error);
}

static gboolean
cancel (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  if (!hp_cli_check_args (args, 1, 1, error) || !read_id (args[0], &id, error) ||
      !hp_sending_take_back (cli->desk, &id, error))
    return FALSE;
  g_autoptr (HpDraft) draft = hp_drafting_find (cli->desk, &id, error);
  return draft != NULL && print_draft (cli, draft, NULL);
}

static gboolean
discard (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  return hp_cli_check_args (args, 1, 1, error) && read_id (args[0], &id, error) &&
         hp_drafting_discard (cli->desk, &id, error);
}

/* Takes it back, changes it, and puts it in again. */
static gboolean
edit (HpCli *cli, char **args, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) not_there = NULL;
  HpKey id;

  if (!take_options (&options, args, error) || !hp_cli_check_args (args, 1, 1, error) ||
      !read_id (args[0], &id, error))
    return FALSE;
  if (!hp_sending_take_back (cli->desk, &id, &not_there) &&
      !g_error_matches (not_there, HP_ERROR, HP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&not_there));
      return FALSE;
    }
  g_autoptr (HpDraft) draft = hp_drafting_find (cli->desk, &id, error);
  return draft != NULL && finish (cli, hp_draft_copy (draft), &options, FALSE, error);
}

static gboolean
wait_until (HpCli *cli, gint64 next)
{
  gint64 left = next - g_get_real_time ();
  GPollFD fd;

  if (!g_cancellable_make_pollfd (cli->cancellable, &fd))
    return FALSE;
  g_poll (&fd, 1, (int) CLAMP (left / 1000 + 1, 0, 1000));
  g_cancellable_release_fd (cli->cancellable);
  return !g_cancellable_is_cancelled (cli->cancellable);
}

/* --once: what is due now; else until it is interrupted. */
static gboolean
run_engine (HpCli *cli, char **args, GError **error)
{
  gboolean once = hp_cli_take_flag (args, "--once");
  g_autoptr (HpOutbox) outbox = NULL;
  gint64 next;

  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  outbox = hp_outbox_new (cli->desk, NULL, NULL);
  do
    if (!hp_outbox_run (outbox, &next, cli->cancellable, error))
      {
        if (g_error_matches (*error, HP_ERROR, HP_ERROR_BUSY))
          {
            g_clear_error (error);
            g_set_error (error, HP_ERROR, HP_ERROR_BUSY,
                         "Another Helppari has this desk open and sends its mails");
          }
        if (once || !g_cancellable_is_cancelled (cli->cancellable))
          return FALSE;
        g_clear_error (error);
        return TRUE;
      }
  while (!once && wait_until (cli, next));
  return TRUE;
}

/* A word of "outbox" or "account". */
typedef struct
{
  const char *name;
  HpCliRun run;
} Verb;

static gboolean
run_verb (HpCli *cli,
          char **args,
          const Verb *verbs,
          guint count,
          const char *otherwise,
          GError **error)
{
  g_autofree char *word = g_strdup (args[0] != NULL ? args[0] : otherwise);

  if (hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (strcmp (verbs[i].name, word) == 0)
      return verbs[i].run (cli, args[0] != NULL ? args + 1 : args, error);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is not known here", word);
  return FALSE;
}

static gboolean
run_outbox (HpCli *cli, char **args, GError **error)
{
  static const Verb verbs[] = {
    { "list", list_outbox }, { "drafts", list_drafts }, { "retry", retry },
    { "sent", confirm },     { "cancel", cancel },      { "edit", edit },
    { "discard", discard },  { "run", run_engine },
  };

  return run_verb (cli, args, verbs, G_N_ELEMENTS (verbs), "list", error);
}

const HpCliCommand HP_CLI_SEND_COMMANDS[] = {
  { "reply", "TICKET --text TEXT|- [OPTION...]", "Answer the newest message of the customer",
    "  --all             also to its other recipients\n"
    "  --text TEXT       what it says; “-” reads it from stdin\n"
    "  --html HTML       the same with formatting\n"
    "  --attach FILE     with a file; may stand more than once\n"
    "  --to, --cc, --bcc ADDRESSES, --from ADDRESS, --subject TEXT\n"
    "  --quote WHERE     the message answered: below, above, none or attached\n"
    "  --status STATUS   of the ticket, as soon as it is sent\n"
    "  --at WHEN         send later: “tomorrow 9”, “på måndag”, “in 2 h”\n"
    "  --cancel-if-answered  not if the customer writes first\n"
    "  --undo SECONDS    how long it waits to be taken back, 0 to 60 (default: 10)\n"
    "  --draft           only keep it as a draft\n"
    "It waits in the outbox; “outbox run” or the open window sends it.",
    run_reply },
  { "forward", "TICKET --to ADDRESSES [OPTION...]", "Send the newest message of the customer on",
    "  --as-file         the whole mail as a file\n"
    "and the options of reply.",
    run_forward },
  { "new", "--to ADDRESSES --subject TEXT --text TEXT|- [OPTION...]",
    "Write to somebody; begins a ticket", "With the options of reply.", run_new },
  { "outbox", "[list [--all]|drafts|retry ID|cancel ID|edit ID|discard ID|sent ID|run [--once]]",
    "What is on its way out",
    "list    what is not done yet; --all: also what was sent in the last month\n"
    "drafts  what is written and not in the outbox\n"
    "retry   let it go on: also where somebody wrote meanwhile, and what failed; what is\n"
    "        uncertain is sent once more\n"
    "cancel  make it a draft again, while nothing has left\n"
    "edit    change it with the options of reply and put it in again; a draft, too\n"
    "discard take a draft away\n"
    "sent    an uncertain one has left\n"
    "run     send what is due, until interrupted (--once: what is due now). One process at a\n"
    "        time does, the open window too",
    run_outbox },
  { 0 },
};
