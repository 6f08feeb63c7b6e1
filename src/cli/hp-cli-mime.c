/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands that show what is understood of a mail; they need no desk. Output is JSON, or
 * the plain text or HTML asked for, also on a terminal. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/hp-json.h"
#include "cli/hp-cli-json.h"
#include "mime/hp-bounce-reason.h"
#include "mime/hp-charset.h"
#include "mime/hp-html-sanitise.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"
#include "mime/hp-new-words.h"

static void
add_people (JsonBuilder *builder, const char *name, GPtrArray *people)
{
  json_builder_begin_array (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < people->len; i++)
    {
      const HpAddress *address = people->pdata[i];
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", address->name);
      hp_json_add_string (builder, "addr", address->addr);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  if (time == HP_TIME_NONE)
    hp_json_add_string (builder, name, NULL);
  else
    hp_json_add_time (builder, name, time);
}

static void
add_attachments (JsonBuilder *builder, GPtrArray *attachments)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "attachments"));
  for (guint i = 0; i < attachments->len; i++)
    {
      const HpAttachment *attachment = attachments->pdata[i];
      char hex[65];
      for (int j = 0; j < 32; j++)
        g_snprintf (hex + 2 * j, 3, "%02x", attachment->sha256[j]);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "filename", attachment->filename);
      hp_json_add_string (builder, "mime_type", attachment->mime_type);
      hp_json_add_int (builder, "size", attachment->size);
      hp_json_add_string (builder, "sha256", hex);
      hp_json_add_string (builder, "content_id", attachment->content_id);
      hp_json_add_bool (builder, "inline", attachment->is_inline);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_invitation (JsonBuilder *builder, const HpInvitation *invitation)
{
  json_builder_set_member_name (builder, "invitation");
  if (invitation == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "method", invitation->method);
  hp_json_add_string (builder, "summary", invitation->summary);
  hp_json_add_string (builder, "location", invitation->location);
  hp_json_add_string (builder, "organiser", invitation->organiser);
  add_time (builder, "start", invitation->start);
  add_time (builder, "end", invitation->end);
  hp_json_add_bool (builder, "all_day", invitation->is_allday);
  json_builder_end_object (builder);
}

static void
add_cards (JsonBuilder *builder, GPtrArray *cards)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "cards"));
  for (guint i = 0; i < cards->len; i++)
    {
      const HpCard *card = cards->pdata[i];
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", card->name);
      hp_json_add_string (builder, "organisation", card->organisation);
      hp_json_add_strings (builder, "mails", card->mails);
      hp_json_add_strings (builder, "phones", card->phones);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
is_permanent (const HpMail *mail)
{
  for (guint i = 0; i < mail->failed->len; i++)
    if (((const HpFailedRecipient *) mail->failed->pdata[i])->is_permanent)
      return TRUE;
  return FALSE;
}

static void
add_failed (JsonBuilder *builder, GPtrArray *failed)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "failed"));
  for (guint i = 0; i < failed->len; i++)
    {
      const HpFailedRecipient *recipient = failed->pdata[i];
      HpBounceReason reason = hp_bounce_reason_get (recipient);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "addr", recipient->addr);
      hp_json_add_string (builder, "status", recipient->status);
      hp_json_add_string (builder, "reason", recipient->reason);
      hp_json_add_string (builder, "meaning", hp_bounce_reason_get_words (reason));
      hp_json_add_bool (builder, "permanent", recipient->is_permanent);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_recipients (JsonBuilder *builder, GPtrArray *failed)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "recipients"));
  for (guint i = 0; i < failed->len; i++)
    json_builder_add_string_value (builder, ((const HpFailedRecipient *) failed->pdata[i])->addr);
  json_builder_end_array (builder);
}

/* Safe HTML, and how many pictures were held back because they lie elsewhere. */
static void
add_html (JsonBuilder *builder, GBytes *raw)
{
  g_autofree char *html = hp_mail_dup_html_alone (raw);
  g_autoptr (HpHtmlClean) clean = html != NULL ? hp_html_sanitise (html, strlen (html)) : NULL;

  hp_json_add_string (builder, "html", clean != NULL ? clean->html : NULL);
  hp_json_add_int (builder, "remote_images", clean != NULL ? clean->remote_images->len : 0);
}

static void
add_mail (JsonBuilder *builder, const HpMail *mail, GBytes *raw)
{
  g_autofree char *reply = hp_text_dup_reply (mail->text, mail->folds);

  json_builder_begin_object (builder);
  add_people (builder, "from", mail->from);
  add_people (builder, "to", mail->to);
  add_people (builder, "cc", mail->cc);
  add_people (builder, "reply_to", mail->reply_to);
  hp_json_add_string (builder, "subject", mail->subject);
  add_time (builder, "date", mail->date);
  hp_json_add_string (builder, "message_id", mail->message_id);
  hp_json_add_strings (builder, "in_reply_to", mail->in_reply_to);
  hp_json_add_strings (builder, "references", mail->references);
  hp_json_add_string (builder, "text", mail->text);
  add_html (builder, raw);
  hp_json_add_string (builder, "reply", reply);
  hp_json_add_string (builder, "forwarded", mail->forwarded);
  add_attachments (builder, mail->attachments);
  add_invitation (builder, mail->invitation);
  add_cards (builder, mail->cards);
  hp_json_add_string (builder, "seal", hp_seal_get_name (mail->seal));
  hp_json_add_string (builder, "type", hp_mail_kind_get_name (mail->kind));
  add_recipients (builder, mail->failed);
  add_failed (builder, mail->failed);
  hp_json_add_bool (builder, "permanent", is_permanent (mail));
  hp_json_add_string (builder, "about", mail->about);
  hp_json_add_string (builder, "language", mail->language);
  hp_json_add_string (builder, "damage", mail->damage);
  json_builder_end_object (builder);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = hp_json_dup_text (root);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

static gboolean
parse_file (const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gsize length;
  char *data = hp_cli_read_all (path, &length, error);

  if (data == NULL)
    return FALSE;
  g_autoptr (GBytes) raw = g_bytes_new_take (data, length);
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  add_mail (builder, mail, raw);
  print_json (builder);
  return TRUE;
}

static gboolean
run_parse (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 1, -1, error))
    return FALSE;
  for (guint i = 0; args[i] != NULL; i++)
    if (!parse_file (args[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
run_trim (HpCli *cli, char **args, GError **error)
{
  gsize length;

  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autofree char *data = hp_cli_read_all ("-", &length, error);
  if (data == NULL)
    return FALSE;
  g_autoptr (GString) text = hp_charset_decode (data, length, NULL);
  g_autoptr (GArray) folds = hp_new_words_find (text->str, text->len);
  g_autofree char *reply = hp_text_dup_reply (text->str, folds);
  fputs (reply, stdout);
  fputc ('\n', stdout);
  return TRUE;
}

static gboolean
run_sanitize (HpCli *cli, char **args, GError **error)
{
  gsize length;

  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autofree char *html = hp_cli_read_all ("-", &length, error);
  if (html == NULL)
    return FALSE;
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, length);
  fputs (clean->html, stdout);
  return TRUE;
}

const HpCliCommand HP_CLI_MIME_COMMANDS[] = {
  { "parse", "FILE...", "Print what is understood of mails, one JSON object each", NULL,
    run_parse },
  { "trim", "", "Print the new words of the plain text of a message on standard input", NULL,
    run_trim },
  { "sanitize", "", "Make safe HTML of the HTML on standard input",
    "Nothing active is left and nothing that loads from elsewhere.", run_sanitize },
  { NULL },
};
