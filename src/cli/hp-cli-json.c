/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the JSON of the command line: absent is null, empty is [], times are ISO 8601 with Z, ids
 * strings, Message-IDs without angle brackets. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-json.h"

#include <string.h>

#include "base/hp-time.h"

void
hp_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
hp_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_add_int_value (json_builder_set_member_name (builder, name), value);
}

void
hp_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_add_boolean_value (json_builder_set_member_name (builder, name), value);
}

void
hp_json_add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autofree char *text = hp_time_dup_iso (time);
  hp_json_add_string (builder, name, text);
}

void
hp_json_add_key (JsonBuilder *builder, const char *name, const HpKey *key)
{
  g_autofree char *hex = key != NULL ? hp_key_dup_hex (key) : NULL;

  hp_json_add_string (builder, name, hex);
}

void
hp_json_add_strings (JsonBuilder *builder, const char *name, GPtrArray *values)
{
  json_builder_begin_array (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < values->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (values, i));
  json_builder_end_array (builder);
}

void
hp_json_add_keys (JsonBuilder *builder, const char *name, GArray *keys)
{
  json_builder_begin_array (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *hex = hp_key_dup_hex (&g_array_index (keys, HpKey, i));
      json_builder_add_string_value (builder, hex);
    }
  json_builder_end_array (builder);
}

static void
add_ticket_customer (JsonBuilder *builder, const HpTicket *ticket)
{
  json_builder_set_member_name (builder, "customer");
  if (ticket->customer_address == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &ticket->customer);
  hp_json_add_string (builder, "name", ticket->customer_name);
  hp_json_add_string (builder, "address", ticket->customer_address);
  json_builder_end_object (builder);
}

static void
add_warnings (JsonBuilder *builder, HpWarnings warnings)
{
  static const struct
  {
    HpWarnings bit;
    const char *name;
  } NAMES[] = { { HP_WARNING_SPF, "spf_failed" },
                { HP_WARNING_DKIM, "dkim_failed" },
                { HP_WARNING_DMARC, "dmarc_failed" },
                { HP_WARNING_CLAIMS_OWN, "claims_to_be_from_you" },
                { HP_WARNING_DAMAGED, "damaged" } };

  json_builder_begin_array (json_builder_set_member_name (builder, "warnings"));
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (warnings & NAMES[i].bit)
      json_builder_add_string_value (builder, NAMES[i].name);
  json_builder_end_array (builder);
}

char *
hp_cursor_dup_text (const HpTicket *ticket)
{
  char hex[HP_KEY_HEX_SIZE];

  hp_key_to_hex (&ticket->key, hex);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", ticket->place, hex);
}

gboolean
hp_cursor_parse (const char *text, gint64 *updated, HpKey *key)
{
  const char *dot = strchr (text, '.');
  g_autofree char *number = dot != NULL ? g_strndup (text, (gsize) (dot - text)) : NULL;

  return number != NULL &&
         g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, updated, NULL) &&
         hp_key_from_hex (dot + 1, key);
}

/* A moment to come, "answer", or null: what is past is awake. */
static void
add_snooze (JsonBuilder *builder, gint64 until)
{
  if (until == G_MAXINT64)
    hp_json_add_string (builder, "snoozed", "answer");
  else if (until > g_get_real_time ())
    hp_json_add_time (builder, "snoozed", until);
  else
    hp_json_add_string (builder, "snoozed", NULL);
}

void
hp_json_add_ticket (JsonBuilder *builder, const HpTicket *ticket, GPtrArray *mids)
{
  g_autofree char *number = hp_key_dup_number (&ticket->key);
  g_autofree char *cursor = hp_cursor_dup_text (ticket);

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &ticket->key);
  hp_json_add_string (builder, "number", number);
  hp_json_add_string (builder, "subject", ticket->subject);
  hp_json_add_string (builder, "status", ticket->status);
  add_snooze (builder, ticket->snoozed);
  hp_json_add_string (builder, "priority", ticket->priority);
  hp_json_add_string (builder, "assignee", ticket->assignee);
  add_ticket_customer (builder, ticket);
  hp_json_add_string (builder, "channel", ticket->channel);
  json_builder_begin_array (json_builder_set_member_name (builder, "tags"));
  for (guint i = 0; ticket->tags[i] != NULL; i++)
    json_builder_add_string_value (builder, ticket->tags[i]);
  json_builder_end_array (builder);
  hp_json_add_time (builder, "created", ticket->created);
  hp_json_add_time (builder, "updated", ticket->updated);
  hp_json_add_int (builder, "messages", ticket->messages);
  if (mids != NULL)
    hp_json_add_strings (builder, "mids", mids);
  add_warnings (builder, ticket->warnings);
  hp_json_add_string (builder, "cursor", cursor);
  json_builder_end_object (builder);
}

static void
add_addresses (JsonBuilder *builder, const char *name, GPtrArray *addresses)
{
  json_builder_begin_array (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", address->name);
      hp_json_add_string (builder, "addr", *address->addr != '\0' ? address->addr : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_attachments (JsonBuilder *builder, GPtrArray *attachments)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "attachments"));
  for (guint i = 0; i < attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GString) sha256 = g_string_new (NULL);
      for (guint n = 0; n < sizeof attachment->sha256; n++)
        g_string_append_printf (sha256, "%02x", attachment->sha256[n]);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "filename", attachment->filename);
      hp_json_add_string (builder, "mime_type", attachment->mime_type);
      hp_json_add_int (builder, "size", attachment->size);
      hp_json_add_string (builder, "sha256", sha256->str);
      hp_json_add_string (builder, "content_id", attachment->content_id);
      hp_json_add_bool (builder, "inline", attachment->is_inline);
      hp_json_add_bool (builder, "logo", attachment->is_logo);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hp_json_add_message (JsonBuilder *builder, const HpMessage *message)
{
  gboolean is_in = strcmp (message->direction, HP_DIRECTION_IN) == 0;
  gboolean is_out = strcmp (message->direction, HP_DIRECTION_OUT) == 0;
  g_autofree char *reply = hp_text_dup_reply (message->text, message->folds);

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &message->key);
  hp_json_add_string (builder, "mid", message->mid);
  hp_json_add_string (builder, "kind", message->kind);
  hp_json_add_string (builder, "direction", is_in ? "inbound" : is_out ? "outbound" : "note");
  add_addresses (builder, "from", message->from);
  add_addresses (builder, "to", message->to);
  add_addresses (builder, "cc", message->cc);
  hp_json_add_time (builder, "date", message->time);
  hp_json_add_string (builder, "subject", message->subject);
  hp_json_add_string (builder, "text", message->text);
  hp_json_add_string (builder, "reply", reply);
  hp_json_add_string (builder, "language", message->language);
  add_attachments (builder, message->attachments);
  hp_json_add_string (builder, "state", is_in ? "received" : is_out ? "sent" : "noted");
  add_warnings (builder, message->warnings);
  if (message->is_variant)
    hp_json_add_key (builder, "variant_of", &message->variant_of);
  else
    hp_json_add_string (builder, "variant_of", NULL);
  json_builder_end_object (builder);
}

static void
add_customer_fields (JsonBuilder *builder, const HpCustomer *customer)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "fields"));
  for (guint i = 0; customer->fields != NULL && i < customer->fields->len; i++)
    {
      const HpCustomerField *field = g_ptr_array_index (customer->fields, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", field->name);
      hp_json_add_string (builder, "type", field->type);
      hp_json_add_string (builder, "value", field->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hp_json_add_customer (JsonBuilder *builder, const HpCustomer *customer)
{
  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &customer->key);
  hp_json_add_string (builder, "name", customer->name);
  hp_json_add_string (builder, "address", customer->address);
  hp_json_add_string (builder, "organisation", customer->organisation);
  if (customer->identities != NULL)
    {
      json_builder_begin_array (json_builder_set_member_name (builder, "identities"));
      for (guint i = 0; customer->identities[i] != NULL; i++)
        json_builder_add_string_value (builder, customer->identities[i]);
      json_builder_end_array (builder);
      hp_json_add_string (builder, "language", customer->language);
      hp_json_add_string (builder, "segment", customer->segment);
      add_customer_fields (builder, customer);
    }
  hp_json_add_time (builder, "first_contact", customer->first_contact);
  hp_json_add_time (builder, "last_contact", customer->last_contact);
  hp_json_add_int (builder, "messages", customer->messages);
  hp_json_add_int (builder, "tickets", customer->tickets);
  json_builder_end_object (builder);
}
