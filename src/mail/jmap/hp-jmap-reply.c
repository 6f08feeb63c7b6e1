/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the reading of a reply. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-reply.h"

#include "base/hp-error.h"

struct _HpJmapReply
{
  JsonObject *root; /* (owned) */
  JsonArray *calls; /* (unowned) */
};

static const struct
{
  const char *type;
  HpError code;
} ERRORS[] = {
  { "serverUnavailable", HP_ERROR_RATE_LIMITED },
  { "serverFail", HP_ERROR_RATE_LIMITED },
  { "serverPartialFail", HP_ERROR_RATE_LIMITED },
  { "forbidden", HP_ERROR_AUTH },
  { "accountNotFound", HP_ERROR_NOT_FOUND },
  { "unknownMethod", HP_ERROR_UNSUPPORTED },
  { "stateMismatch", HP_ERROR_CONFLICT },
  { "accountNotSupportedByMethod", HP_ERROR_UNSUPPORTED },
};

HpJmapReply *
hp_jmap_reply_parse (GBytes *json, GError **error)
{
  g_autoptr (HpJmapReply) self = g_new0 (HpJmapReply, 1);
  gsize length;
  const char *text = g_bytes_get_data (json, &length);

  self->root = hp_json_parse_object (text, (gssize) length, NULL);
  self->calls = self->root != NULL ? hp_json_get_array (self->root, "methodResponses") : NULL;
  if (self->calls != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server's answer is no JMAP");
  return NULL;
}

void
hp_jmap_reply_free (HpJmapReply *self)
{
  g_clear_pointer (&self->root, json_object_unref);
  g_free (self);
}

const char *
hp_jmap_reply_get_session_state (HpJmapReply *self)
{
  return hp_json_get_string (self->root, "sessionState");
}

static const char *
get_text (JsonArray *answer, guint n)
{
  JsonNode *node = json_array_get_element (answer, n);

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* The answer [name, arguments, call] of that name; a call may have several. */
static JsonObject *
find (HpJmapReply *self, guint call, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%u", call);

  for (guint i = 0; i < json_array_get_length (self->calls); i++)
    {
      JsonNode *node = json_array_get_element (self->calls, i);
      JsonArray *answer = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      if (answer == NULL || json_array_get_length (answer) != 3 ||
          g_strcmp0 (get_text (answer, 0), name) != 0 ||
          g_strcmp0 (get_text (answer, 2), number) != 0)
        continue;
      JsonNode *arguments = json_array_get_element (answer, 1);
      return JSON_NODE_HOLDS_OBJECT (arguments) ? json_node_get_object (arguments) : NULL;
    }
  return NULL;
}

static void
set_error (GError **error, const char *method, JsonObject *said)
{
  const char *type = hp_json_get_string (said, "type");
  const char *description = hp_json_get_string (said, "description");
  HpError code = HP_ERROR_PROTOCOL;

  for (guint i = 0; i < G_N_ELEMENTS (ERRORS); i++)
    if (g_strcmp0 (type, ERRORS[i].type) == 0)
      code = ERRORS[i].code;
  g_set_error (error, HP_ERROR, code, "The server refuses %s: %s%s%s", method,
               type != NULL ? type : "no reason", description != NULL ? ", " : "",
               description != NULL ? description : "");
}

JsonObject *
hp_jmap_reply_get (HpJmapReply *self, guint call, const char *method, GError **error)
{
  JsonObject *answer = find (self, call, method);
  JsonObject *refusal = answer == NULL ? find (self, call, "error") : NULL;

  if (refusal != NULL)
    set_error (error, method, refusal);
  else if (answer == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server does not answer %s", method);
  return answer;
}

gboolean
hp_jmap_reply_is_error (HpJmapReply *self, guint call, const char *type)
{
  JsonObject *refusal = find (self, call, "error");

  return refusal != NULL && g_strcmp0 (hp_json_get_string (refusal, "type"), type) == 0;
}
