/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how drafts, the outbox and accounts look as JSON. */

#define G_LOG_DOMAIN "helppari"

#include "cli/hp-cli-send-json.h"

#include <string.h>

#include "base/hp-json.h"
#include "cli/hp-cli-json.h"
#include "desk/hp-recipient-guard.h"
#include "mime/hp-html-text.h"
#include "mime/hp-mail-address.h"
#include "model/hp-message.h"
#include "store/hp-account-status-table.h"
#include "store/hp-location-table.h"

static void
add_people (JsonBuilder *builder, const char *name, const GPtrArray *addresses)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", address->name);
      hp_json_add_string (builder, "address", address->addr);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_warnings (JsonBuilder *builder, GPtrArray *warnings)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const HpGuardWarning *warning = g_ptr_array_index (warnings, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "kind", hp_guard_kind_get_name (warning->kind));
      hp_json_add_string (builder, "detail", warning->detail);
      hp_json_add_bool (builder, "blocks", warning->blocks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_files (JsonBuilder *builder, const GPtrArray *files)
{
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const HpDraftFile *file = g_ptr_array_index (files, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "filename", file->filename);
      hp_json_add_string (builder, "mime_type", file->mime_type);
      hp_json_add_int (builder, "size", file->size);
      hp_json_add_bool (builder, "inline", file->content_id != NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* null for none. */
static void
add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  if (time != HP_TIME_NONE)
    hp_json_add_time (builder, name, time);
  else
    hp_json_add_string (builder, name, NULL);
}

void
hp_json_add_draft (JsonBuilder *builder, const HpDraft *draft, GPtrArray *warnings)
{
  g_autofree char *text = hp_html_text_dup (draft->html, strlen (draft->html));

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &draft->id);
  hp_json_add_string (builder, "state", "draft");
  hp_json_add_string (builder, "kind", hp_draft_kind_get_name (draft->kind));
  hp_json_add_string (builder, "agent", draft->agent);
  hp_json_add_key (builder, "ticket", draft->has_ticket ? &draft->ticket : NULL);
  hp_json_add_string (builder, "from", draft->from->addr);
  add_people (builder, "to", draft->to);
  add_people (builder, "cc", draft->cc);
  add_people (builder, "bcc", draft->bcc);
  hp_json_add_string (builder, "subject", draft->subject);
  hp_json_add_string (builder, "text", text);
  hp_json_add_string (builder, "html", draft->html);
  hp_json_add_string (builder, "quote", hp_quote_get_name (draft->quote));
  hp_json_add_string (builder, "language", draft->language);
  add_files (builder, draft->files);
  hp_json_add_string (builder, "status", draft->status);
  add_time (builder, "send_at", draft->send_at);
  add_time (builder, "changed", draft->changed);
  add_warnings (builder, warnings);
  json_builder_end_object (builder);
}

static void
add_news (JsonBuilder *builder, GPtrArray *news)
{
  json_builder_set_member_name (builder, "news");
  json_builder_begin_array (builder);
  for (guint i = 0; news != NULL && i < news->len; i++)
    hp_json_add_message (builder, g_ptr_array_index (news, i));
  json_builder_end_array (builder);
}

void
hp_json_add_outbox_entry (JsonBuilder *builder,
                          const HpOutboxEntry *entry,
                          GPtrArray *news,
                          GPtrArray *warnings)
{
  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &entry->id);
  hp_json_add_string (builder, "state", hp_outbox_state_get_name (entry->state));
  hp_json_add_bool (builder, "held", entry->is_held);
  hp_json_add_string (builder, "agent", entry->agent);
  hp_json_add_key (builder, "ticket", entry->has_ticket ? &entry->ticket : NULL);
  hp_json_add_string (builder, "subject", entry->subject);
  hp_json_add_string (builder, "recipients", entry->recipients);
  hp_json_add_string (builder, "mid", entry->message_id);
  add_time (builder, "due", entry->due);
  hp_json_add_int (builder, "tries", entry->tries);
  hp_json_add_string (builder, "problem", entry->problem);
  hp_json_add_strings (builder, "refused", entry->refused);
  add_time (builder, "changed", entry->changed);
  add_news (builder, news);
  add_warnings (builder, warnings);
  json_builder_end_object (builder);
}

void
hp_json_add_account (JsonBuilder *builder, HpDb *db, const HpAccount *account)
{
  g_autoptr (JsonNode) settings = json_from_string (account->settings, NULL);
  gint64 row = hp_account_status_find_row (db, &account->key);
  g_autoptr (HpAccountStatus) status = hp_account_status_get (db, row);

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &account->key);
  hp_json_add_string (builder, "kind", account->kind);
  hp_json_add_string (builder, "address", account->address);
  hp_json_add_string (builder, "name", *account->name != '\0' ? account->name : NULL);
  json_builder_set_member_name (builder, "settings");
  if (settings != NULL)
    json_builder_add_value (builder, g_steal_pointer (&settings));
  else
    json_builder_add_null_value (builder);
  hp_json_add_string (builder, "state", hp_account_state_get_name (status->state));
  hp_json_add_string (builder, "problem", status->problem);
  hp_json_add_int (builder, "mails", hp_locations_count (db, row));
  if (status->contact == HP_TIME_NONE)
    hp_json_add_string (builder, "contact", NULL);
  else
    hp_json_add_time (builder, "contact", status->contact);
  json_builder_end_object (builder);
}
