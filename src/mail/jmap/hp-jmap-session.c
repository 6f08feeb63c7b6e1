/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the reading of a session object. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-session.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"

#define MAX_AT_ONCE 4

static char *
resolve (const char *base, JsonObject *object, const char *member)
{
  const char *text = hp_json_get_string (object, member);

  /* The braces of a template are no part of an address, but may stand in one here. */
  return text != NULL ? g_uri_resolve_relative (base, text, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
}

static guint
get_limit (JsonObject *core, const char *member, guint least, guint most)
{
  gint64 value = core != NULL ? hp_json_get_int (core, member, least) : least;

  return (guint) CLAMP (value, 1, most);
}

static gboolean
has_mail (JsonObject *account)
{
  JsonObject *capabilities = hp_json_get_object (account, "accountCapabilities");

  return capabilities != NULL && json_object_has_member (capabilities, HP_JMAP_MAIL);
}

/* The id of the mailbox that is called @name, or of the only one. */
static const char *
find_account (JsonObject *accounts, const char *name, GString *others)
{
  JsonObjectIter iter;
  const char *id;
  const char *last = NULL;
  guint count = 0;
  JsonNode *node;

  json_object_iter_init (&iter, accounts);
  while (json_object_iter_next (&iter, &id, &node))
    {
      JsonObject *account = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *called = account != NULL ? hp_json_get_string (account, "name") : NULL;
      if (account == NULL || !has_mail (account))
        continue;
      if (g_ascii_strcasecmp (id, name) == 0 ||
          (called != NULL && g_ascii_strcasecmp (called, name) == 0))
        return id;
      g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "",
                              called != NULL ? called : id);
      last = id;
      count++;
    }
  return count == 1 ? last : NULL;
}

static gboolean
choose_account (HpJmapSession *self, JsonObject *root, const char *mailbox, GError **error)
{
  JsonObject *accounts = hp_json_get_object (root, "accounts");
  JsonObject *primary = hp_json_get_object (root, "primaryAccounts");
  g_autoptr (GString) others = g_string_new (NULL);

  self->own = primary != NULL ? g_strdup (hp_json_get_string (primary, HP_JMAP_MAIL)) : NULL;
  const char *found = mailbox != NULL && accounts != NULL ? find_account (accounts, mailbox, others)
                      : mailbox == NULL                   ? self->own
                                                          : NULL;
  self->account = g_strdup (found);
  if (found != NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
               "%s has no mailbox %s on this server. There is: %s",
               self->user != NULL ? self->user : "This login",
               mailbox != NULL ? mailbox : "for mail", others->len > 0 ? others->str : "none");
  return FALSE;
}

static void
read_capabilities (HpJmapSession *self, JsonObject *root)
{
  JsonObject *capabilities = hp_json_get_object (root, "capabilities");
  JsonObject *core = capabilities != NULL ? hp_json_get_object (capabilities, HP_JMAP_CORE) : NULL;

  self->max_get = get_limit (core, "maxObjectsInGet", 256, 4096);
  self->max_calls = get_limit (core, "maxCallsInRequest", 16, 64);
  self->max_requests = get_limit (core, "maxConcurrentRequests", 4, MAX_AT_ONCE);
  if (capabilities == NULL)
    return;
  self->can_submit = json_object_has_member (capabilities, HP_JMAP_SUBMISSION);
  if (json_object_has_member (capabilities, HP_JMAP_BLOB))
    self->blob = HP_JMAP_BLOB;
  else if (json_object_has_member (capabilities, HP_JMAP_CYRUS_BLOB))
    self->blob = HP_JMAP_CYRUS_BLOB;
}

HpJmapSession *
hp_jmap_session_parse (GBytes *json, const char *address, const char *mailbox, GError **error)
{
  g_autoptr (HpJmapSession) self = g_new0 (HpJmapSession, 1);
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr (JsonObject) root = hp_json_parse_object (text, (gssize) length, NULL);

  if (root != NULL)
    {
      self->api = resolve (address, root, "apiUrl");
      self->download = resolve (address, root, "downloadUrl");
      self->upload = resolve (address, root, "uploadUrl");
      self->events = resolve (address, root, "eventSourceUrl");
      self->state = g_strdup (hp_json_get_string (root, "state"));
      self->user = g_strdup (hp_json_get_string (root, "username"));
    }
  if (self->api == NULL || self->download == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "%s is no JMAP server", address);
      return NULL;
    }
  read_capabilities (self, root);
  return choose_account (self, root, mailbox, error) ? g_steal_pointer (&self) : NULL;
}

void
hp_jmap_session_free (HpJmapSession *session)
{
  g_free (session->api);
  g_free (session->download);
  g_free (session->upload);
  g_free (session->events);
  g_free (session->state);
  g_free (session->user);
  g_free (session->account);
  g_free (session->own);
  g_free (session);
}

/* A variable as it stands in a template, or as an address that was resolved has it. */
static void
replace (GString *text, const char *name, const char *value)
{
  g_autofree char *plain = g_strconcat ("{", name, "}", NULL);
  g_autofree char *escaped = g_strconcat ("%7B", name, "%7D", NULL);
  g_autofree char *coded = g_uri_escape_string (value, NULL, FALSE);

  g_string_replace (text, plain, coded, 0);
  g_string_replace (text, escaped, coded, 0);
}

char *
hp_jmap_expand (const char *template, ...)
{
  g_autoptr (GString) text = g_string_new (template);
  const char *name;
  va_list args;

  va_start (args, template);
  while ((name = va_arg (args, const char *)) != NULL)
    replace (text, name, va_arg (args, const char *));
  va_end (args);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
