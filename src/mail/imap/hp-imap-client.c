/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns commands, their numbers and what comes back. Invariant: of one response no more is kept than
 * its bounds say, whatever sizes the server names. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-client.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-login.h"

#define COMMAND_S 60
#define LOGOUT_S 2
#define MAX_LINES ((gsize) 4 * 1024 * 1024)
#define MAX_RESPONSES (4 * 1024 * 1024)
#define STRINGS ((gsize) 64 * 1024)

struct _HpImapClient
{
  HpMailConnection *connection; /* (owned) */
  GStrv abilities;              /* (owned) in capitals */
  guint number;                 /* of the last command */
  guint idle;                   /* of the IDLE that goes on, or 0 */
  guint seconds;
  gsize bytes;
  gboolean has_qresync;
  gboolean has_news;
  gboolean is_telling; /* what comes now is what IDLE had to tell */
};

gboolean
hp_imap_client_can (HpImapClient *self, const char *name)
{
  return g_strv_contains ((const char *const *) self->abilities, name);
}

gboolean
hp_imap_client_has_qresync (HpImapClient *self)
{
  return self->has_qresync;
}

void
hp_imap_client_set_bounds (HpImapClient *self, guint seconds, gsize bytes)
{
  self->seconds = seconds;
  self->bytes = MAX (bytes, STRINGS);
}

static gboolean
set_too_much (GError **error)
{
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server sends more than was asked for");
  return FALSE;
}

/* @more: what @parser still waits for. @strings: (inout) bytes that were read. */
static gboolean
read_string (HpImapClient *self,
             HpImapParser *parser,
             gint64 more,
             gsize *strings,
             GCancellable *cancellable,
             GError **error)
{
  if ((guint64) more > self->bytes - *strings)
    return set_too_much (error);
  g_autoptr (GBytes) bytes =
      hp_mail_connection_read_bytes (self->connection, (gsize) more, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  *strings += (gsize) more;
  hp_imap_parser_add_bytes (parser, bytes);
  return TRUE;
}

/* One that says goodbye is the last. */
static HpImapResponse *
end_response (HpImapParser *parser, GError **error)
{
  g_autoptr (HpImapResponse) response = hp_imap_parser_end (parser, error);

  if (response == NULL || response->what != HP_IMAP_DATA || !hp_imap_response_is (response, "BYE"))
    return g_steal_pointer (&response);
  g_set_error (error, HP_ERROR, HP_ERROR_OFFLINE, "The server has closed the connection: %s",
               response->text);
  return NULL;
}

static HpImapResponse *
read_response (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpImapParser) parser = hp_imap_parser_new ();
  gsize lines = 0;
  gsize strings = 0;

  for (;;)
    {
      g_autofree char *line =
          hp_mail_connection_read_line (self->connection, MAX_LINES - lines, cancellable, error);
      if (line == NULL)
        return NULL;
      gint64 more = hp_imap_parser_add_line (parser, line);
      if (more < 0)
        return end_response (parser, error);
      lines += MIN (strlen (line) + 64, MAX_LINES - lines);
      if (!read_string (self, parser, more, &strings, cancellable, error))
        return NULL;
    }
}

/* What tells that the selected folder is another. */
static void
note_news (HpImapClient *self, const HpImapResponse *response)
{
  static const char *const NAMES[] = { "EXISTS", "EXPUNGE", "VANISHED", NULL };

  if (g_strv_contains (NAMES, response->name) ||
      (self->is_telling && hp_imap_response_is (response, "FETCH")))
    self->has_news = TRUE;
}

gboolean
hp_imap_client_has_news (HpImapClient *self)
{
  return self->has_news;
}

gboolean
hp_imap_client_take_news (HpImapClient *self)
{
  gboolean had = self->has_news;

  self->has_news = FALSE;
  return had;
}

static gboolean
write_text (HpImapClient *self, const char *text, GCancellable *cancellable, GError **error)
{
  return hp_mail_connection_write (self->connection, text, strlen (text), cancellable, error);
}

guint
hp_imap_client_say (HpImapClient *self,
                    const char *command,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *line = g_strdup_printf ("H%u %s\r\n", ++self->number, command);

  hp_mail_connection_set_deadline (self->connection, self->seconds);
  gboolean done = write_text (self, line, cancellable, error);
  explicit_bzero (line, strlen (line));
  return done ? self->number : 0;
}

/* The next that is for the caller: the end of command @number, or "+". */
static HpImapResponse *
read_for (HpImapClient *self,
          guint number,
          HpImapDataFunc func,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *tag = g_strdup_printf ("H%u", number);

  for (guint count = 0; count < MAX_RESPONSES; count++)
    {
      g_autoptr (HpImapResponse) response = read_response (self, cancellable, error);
      if (response == NULL)
        return NULL;
      if (response->what == HP_IMAP_CONTINUE ||
          (response->what == HP_IMAP_DONE && strcmp (response->tag, tag) == 0))
        return g_steal_pointer (&response);
      if (response->what == HP_IMAP_DONE)
        {
          g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server answers what was not asked");
          return NULL;
        }
      note_news (self, response);
      if (func != NULL)
        func (response, data);
    }
  set_too_much (error);
  return NULL;
}

/* Where the server asks for more, there is no more. */
static HpImapResponse *
set_unasked (HpImapResponse *asked, GError **error)
{
  hp_imap_response_free (asked);
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server asks for what was not offered");
  return NULL;
}

HpImapResponse *
hp_imap_client_wait (HpImapClient *self,
                     guint number,
                     HpImapDataFunc func,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  hp_mail_connection_set_deadline (self->connection, self->seconds);
  HpImapResponse *done = read_for (self, number, func, data, cancellable, error);

  return done != NULL && done->what == HP_IMAP_CONTINUE ? set_unasked (done, error) : done;
}

HpImapResponse *
hp_imap_client_run (HpImapClient *self,
                    const char *command,
                    HpImapDataFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  guint number = hp_imap_client_say (self, command, cancellable, error);

  return number > 0 ? hp_imap_client_wait (self, number, func, data, cancellable, error) : NULL;
}

/* With LITERAL+ (RFC 7888) nobody waits; else the server says that it wants the bytes. */
HpImapResponse *
hp_imap_client_run_with (HpImapClient *self,
                         const char *command,
                         GBytes *bytes,
                         GCancellable *cancellable,
                         GError **error)
{
  gboolean at_once = hp_imap_client_can (self, "LITERAL+");
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strdup_printf ("%s {%zu%s}", command, size, at_once ? "+" : "");
  guint number = hp_imap_client_say (self, head, cancellable, error);

  if (number == 0)
    return NULL;
  if (!at_once)
    {
      g_autoptr (HpImapResponse) go = read_for (self, number, NULL, NULL, cancellable, error);
      if (go == NULL || go->what == HP_IMAP_DONE)
        return g_steal_pointer (&go);
    }
  return hp_mail_connection_write (self->connection, data, size, cancellable, error) &&
                 write_text (self, "\r\n", cancellable, error)
             ? hp_imap_client_wait (self, number, NULL, NULL, cancellable, error)
             : NULL;
}

gboolean
hp_imap_client_check (HpImapResponse *done, GError **error)
{
  g_autoptr (HpImapResponse) response = done;

  if (response == NULL)
    return FALSE;
  if (hp_imap_response_is (response, "OK"))
    return TRUE;
  int code = hp_imap_response_is (response, "BAD") ? HP_ERROR_PROTOCOL : HP_ERROR_FAILED;
  if (hp_imap_response_has_code (response, "UNAVAILABLE") ||
      hp_imap_response_has_code (response, "INUSE") ||
      hp_imap_response_has_code (response, "LIMIT") ||
      hp_imap_response_has_code (response, "OVERQUOTA"))
    code = HP_ERROR_RATE_LIMITED;
  else if (hp_imap_response_has_code (response, "NONEXISTENT") ||
           hp_imap_response_has_code (response, "TRYCREATE"))
    code = HP_ERROR_NOT_FOUND;
  g_set_error (error, HP_ERROR, code, "The server says: %s", response->text);
  return FALSE;
}

gboolean
hp_imap_client_begin_idle (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  guint number = hp_imap_client_say (self, "IDLE", cancellable, error);
  HpImapResponse *go = number > 0 ? read_for (self, number, NULL, NULL, cancellable, error) : NULL;

  if (go == NULL)
    return FALSE;
  if (go->what == HP_IMAP_DONE)
    {
      if (hp_imap_client_check (go, error))
        g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server does not wait for changes");
      return FALSE;
    }
  hp_imap_response_free (go);
  self->idle = number;
  return TRUE;
}

gboolean
hp_imap_client_end_idle (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  guint number = self->idle;

  if (number == 0)
    return TRUE;
  self->idle = 0;
  self->is_telling = TRUE;
  hp_imap_client_set_bounds (self, COMMAND_S, 0);
  hp_mail_connection_set_deadline (self->connection, self->seconds);
  gboolean done = write_text (self, "DONE\r\n", cancellable, error) &&
                  hp_imap_client_check (
                      hp_imap_client_wait (self, number, NULL, NULL, cancellable, error), error);
  self->is_telling = FALSE;
  return done;
}

GSource *
hp_imap_client_create_source (HpImapClient *self)
{
  return hp_mail_connection_create_source (self->connection);
}

static void
on_ability_cb (HpImapResponse *response, gpointer data)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  GStrv *abilities = data;

  if (!hp_imap_response_is (response, "CAPABILITY"))
    return;
  for (guint i = 0; i < response->values->len; i++)
    {
      g_autofree char *word = g_ascii_strup (hp_imap_values_get_text (response->values, i), -1);
      g_strv_builder_add (words, word);
    }
  g_strfreev (*abilities);
  *abilities = g_strv_builder_end (words);
}

/* What it could before it was secured or we were logged in counts for nothing. */
static gboolean
learn_abilities (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  g_strfreev (self->abilities);
  self->abilities = g_new0 (char *, 1);
  return hp_imap_client_check (
      hp_imap_client_run (self, "CAPABILITY", on_ability_cb, &self->abilities, cancellable, error),
      error);
}

static gboolean
start_tls (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  if (!hp_imap_client_can (self, "STARTTLS"))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TLS,
                   "No secure connection: the server, or somebody on the way to it, does not offer "
                   "STARTTLS");
      return FALSE;
    }
  g_autoptr (HpImapResponse) done =
      hp_imap_client_run (self, "STARTTLS", NULL, NULL, cancellable, error);
  if (done == NULL)
    return FALSE;
  if (!hp_imap_response_is (done, "OK"))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TLS, "No secure connection: the server says: %s",
                   done->text);
      return FALSE;
    }
  return hp_mail_connection_secure (self->connection, cancellable, error) &&
         learn_abilities (self, cancellable, error);
}

/* Who is logged in before TLS can't be secured, and could be anybody's. */
static gboolean
check_greeting (const HpImapResponse *greeting, const HpMailServer *server, GError **error)
{
  if (greeting->what == HP_IMAP_DATA && hp_imap_response_is (greeting, "OK"))
    return TRUE;
  if (greeting->what == HP_IMAP_DATA && hp_imap_response_is (greeting, "PREAUTH"))
    {
      if (server->tls != HP_MAIL_TLS_STARTTLS)
        return TRUE;
      g_set_error (error, HP_ERROR, HP_ERROR_TLS,
                   "No secure connection: the server, or somebody on the way to it, lets us in "
                   "before it is secured");
      return FALSE;
    }
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper IMAP");
  return FALSE;
}

static gboolean
enable (HpImapClient *self, GCancellable *cancellable, GError **error)
{
  if (!hp_imap_client_can (self, "QRESYNC") || !hp_imap_client_can (self, "ENABLE"))
    return TRUE;
  self->has_qresync = TRUE;
  return hp_imap_client_check (
      hp_imap_client_run (self, "ENABLE QRESYNC", NULL, NULL, cancellable, error), error);
}

static gboolean
begin (HpImapClient *self,
       const HpMailServer *server,
       const HpLogin *login,
       GCancellable *cancellable,
       GError **error)
{
  hp_mail_connection_set_deadline (self->connection, self->seconds);
  g_autoptr (HpImapResponse) greeting = read_response (self, cancellable, error);

  if (greeting == NULL || !check_greeting (greeting, server, error) ||
      !learn_abilities (self, cancellable, error))
    return FALSE;
  if (server->tls == HP_MAIL_TLS_STARTTLS && !start_tls (self, cancellable, error))
    return FALSE;
  return (hp_imap_response_is (greeting, "PREAUTH") ||
          hp_imap_login (self, server, login, cancellable, error)) &&
         learn_abilities (self, cancellable, error) && enable (self, cancellable, error);
}

HpImapClient *
hp_imap_client_open (const HpMailServer *server,
                     const HpLogin *login,
                     GCancellable *cancellable,
                     GError **error)
{
  HpMailConnection *connection = hp_mail_connection_open (server, cancellable, error);

  if (connection == NULL)
    return NULL;
  g_autoptr (HpImapClient) self = g_new0 (HpImapClient, 1);
  self->connection = connection;
  self->abilities = g_new0 (char *, 1);
  hp_imap_client_set_bounds (self, COMMAND_S, 0);
  return begin (self, server, login, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
hp_imap_client_free (HpImapClient *self)
{
  hp_imap_client_set_bounds (self, LOGOUT_S, 0);
  hp_mail_connection_set_deadline (self->connection, LOGOUT_S);
  if (self->idle > 0)
    write_text (self, "DONE\r\n", NULL, NULL);
  hp_imap_client_say (self, "LOGOUT", NULL, NULL);
  hp_mail_connection_free (self->connection);
  g_strfreev (self->abilities);
  g_free (self);
}

const char *const *
hp_imap_client_get_abilities (HpImapClient *self)
{
  return (const char *const *) self->abilities;
}

/* A server's question of AUTHENTICATE, or how it ended. */
HpImapResponse *
hp_imap_client_wait_asked (HpImapClient *self,
                           guint number,
                           GCancellable *cancellable,
                           GError **error)
{
  hp_mail_connection_set_deadline (self->connection, self->seconds);
  return read_for (self, number, NULL, NULL, cancellable, error);
}

gboolean
hp_imap_client_answer (HpImapClient *self,
                       const char *answer,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *line = g_strconcat (answer, "\r\n", NULL);

  gboolean done = write_text (self, line, cancellable, error);
  explicit_bzero (line, strlen (line));
  return done;
}

void
hp_imap_append_quoted (GString *command, const char *text)
{
  g_string_append_c (command, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (command, '\\');
      if (*text != '\r' && *text != '\n')
        g_string_append_c (command, *text);
    }
  g_string_append_c (command, '"');
}
