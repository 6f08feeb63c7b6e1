/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the making of a request. One thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-request.h"

#include <string.h>

struct _HpJmapRequest
{
  const HpJmapSession *session; /* (unowned) */
  JsonBuilder *builder;         /* (owned) the list of calls */
  guint calls;
};

HpJmapRequest *
hp_jmap_request_new (const HpJmapSession *session)
{
  HpJmapRequest *self = g_new0 (HpJmapRequest, 1);

  self->session = session;
  self->builder = json_builder_new ();
  json_builder_begin_object (self->builder);
  json_builder_begin_array (json_builder_set_member_name (self->builder, "using"));
  json_builder_add_string_value (self->builder, HP_JMAP_CORE);
  json_builder_add_string_value (self->builder, HP_JMAP_MAIL);
  if (session->can_submit)
    json_builder_add_string_value (self->builder, HP_JMAP_SUBMISSION);
  if (session->blob != NULL)
    json_builder_add_string_value (self->builder, session->blob);
  json_builder_end_array (self->builder);
  json_builder_begin_array (json_builder_set_member_name (self->builder, "methodCalls"));
  return self;
}

void
hp_jmap_request_free (HpJmapRequest *self)
{
  g_object_unref (self->builder);
  g_free (self);
}

JsonBuilder *
hp_jmap_request_begin_on (HpJmapRequest *self, const char *method, const char *account)
{
  json_builder_begin_array (self->builder);
  json_builder_add_string_value (self->builder, method);
  json_builder_begin_object (self->builder);
  json_builder_set_member_name (self->builder, "accountId");
  json_builder_add_string_value (self->builder, account);
  return self->builder;
}

JsonBuilder *
hp_jmap_request_begin (HpJmapRequest *self, const char *method)
{
  return hp_jmap_request_begin_on (self, method, self->session->account);
}

guint
hp_jmap_request_end (HpJmapRequest *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->calls);

  json_builder_end_object (self->builder);
  json_builder_add_string_value (self->builder, number);
  json_builder_end_array (self->builder);
  return self->calls++;
}

void
hp_jmap_request_refer (HpJmapRequest *self,
                       const char *argument,
                       guint call,
                       const char *method,
                       const char *path)
{
  g_autofree char *name = g_strconcat ("#", argument, NULL);
  g_autofree char *number = g_strdup_printf ("%u", call);

  json_builder_begin_object (json_builder_set_member_name (self->builder, name));
  json_builder_set_member_name (self->builder, "resultOf");
  json_builder_add_string_value (self->builder, number);
  json_builder_set_member_name (self->builder, "name");
  json_builder_add_string_value (self->builder, method);
  json_builder_set_member_name (self->builder, "path");
  json_builder_add_string_value (self->builder, path);
  json_builder_end_object (self->builder);
}

void
hp_jmap_request_add_strings (HpJmapRequest *self, const char *argument, const char *const *values)
{
  json_builder_begin_array (json_builder_set_member_name (self->builder, argument));
  for (; *values != NULL; values++)
    json_builder_add_string_value (self->builder, *values);
  json_builder_end_array (self->builder);
}

GBytes *
hp_jmap_request_to_bytes (HpJmapRequest *self)
{
  json_builder_end_array (self->builder);
  json_builder_end_object (self->builder);
  g_autoptr (JsonNode) root = json_builder_get_root (self->builder);
  char *text = hp_json_dup_text (root);

  return g_bytes_new_take (text, strlen (text));
}
