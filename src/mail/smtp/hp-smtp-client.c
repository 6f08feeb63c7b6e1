/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a conversation begins: greeting, EHLO, STARTTLS, login. Invariant: what a server said
 * before it was secured counts for nothing afterwards. */

#define G_LOG_DOMAIN "helppari"

#include "mail/smtp/hp-smtp-client.h"

#include <string.h>

#include "base/hp-error.h"

#define MAX_LINE 16384
#define BEGIN_S 60
#define QUIT_S 2
/* The same for all: where we are is nobody's business. */
#define OUR_NAME "[127.0.0.1]"

struct _HpSmtpClient
{
  HpMailConnection *connection; /* (owned) */
  HpSmtpCapabilities capabilities;
};

const HpSmtpCapabilities *
hp_smtp_client_get_capabilities (HpSmtpClient *self)
{
  return &self->capabilities;
}

HpMailConnection *
hp_smtp_client_get_connection (HpSmtpClient *self)
{
  return self->connection;
}

HpSmtpReply *
hp_smtp_client_read (HpSmtpClient *self, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpSmtpReply) reply = hp_smtp_reply_new ();
  gboolean is_last = FALSE;

  hp_mail_connection_set_deadline (self->connection, seconds);
  while (!is_last)
    {
      g_autofree char *line =
          hp_mail_connection_read_line (self->connection, MAX_LINE, cancellable, error);
      if (line == NULL || !hp_smtp_reply_add (reply, line, &is_last, error))
        return NULL;
    }
  return g_steal_pointer (&reply);
}

static gboolean
write_line (HpSmtpClient *self, const char *line, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_strconcat (line, "\r\n", NULL);

  gboolean done =
      hp_mail_connection_write (self->connection, text, strlen (text), cancellable, error);
  explicit_bzero (text, strlen (text));
  return done;
}

HpSmtpReply *
hp_smtp_client_run (HpSmtpClient *self,
                    const char *command,
                    guint seconds,
                    GCancellable *cancellable,
                    GError **error)
{
  hp_mail_connection_set_deadline (self->connection, seconds);
  return write_line (self, command, cancellable, error)
             ? hp_smtp_client_read (self, seconds, cancellable, error)
             : NULL;
}

static void
read_capability (HpSmtpCapabilities *capabilities, const char *line)
{
  g_autofree char *upper = g_ascii_strup (line, -1);
  g_auto (GStrv) words = g_strsplit_set (upper, " ", -1);
  const struct
  {
    const char *name;
    gboolean *has;
  } known[] = {
    { "STARTTLS", &capabilities->has_starttls }, { "8BITMIME", &capabilities->has_8bit },
    { "SMTPUTF8", &capabilities->has_utf8 },     { "DSN", &capabilities->has_dsn },
    { "SIZE", &capabilities->has_size },         { "PIPELINING", &capabilities->has_pipelining }
  };

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (known); i++)
    if (strcmp (words[0], known[i].name) == 0)
      *known[i].has = TRUE;
  if (g_strcmp0 (words[0], "SIZE") == 0 && words[1] != NULL)
    g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXUINT64, &capabilities->most, NULL);
  if (g_strcmp0 (words[0], "AUTH") == 0)
    {
      g_strfreev (capabilities->logins);
      capabilities->logins = g_strdupv (words + 1);
    }
}

static gboolean
greet (HpSmtpClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpSmtpReply) reply =
      hp_smtp_client_run (self, "EHLO " OUR_NAME, BEGIN_S, cancellable, error);

  if (reply == NULL)
    return FALSE;
  if (!hp_smtp_reply_is (reply, 2))
    return hp_smtp_reply_set_error (reply, error);
  g_strfreev (self->capabilities.logins);
  self->capabilities = (HpSmtpCapabilities){ .logins = g_new0 (char *, 1) };
  for (guint i = 1; i < reply->lines->len; i++)
    read_capability (&self->capabilities, g_ptr_array_index (reply->lines, i));
  return TRUE;
}

/* RFC 3207. */
static gboolean
start_tls (HpSmtpClient *self, GCancellable *cancellable, GError **error)
{
  if (!self->capabilities.has_starttls)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TLS,
                   "No secure connection: the server, or somebody on the way to it, does not offer "
                   "STARTTLS");
      return FALSE;
    }
  g_autoptr (HpSmtpReply) reply =
      hp_smtp_client_run (self, "STARTTLS", BEGIN_S, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (!hp_smtp_reply_is (reply, 2))
    {
      g_autofree char *text = hp_smtp_reply_dup_text (reply);
      g_set_error (error, HP_ERROR, HP_ERROR_TLS, "No secure connection: the server says: %s",
                   text);
      return FALSE;
    }
  return hp_mail_connection_secure (self->connection, cancellable, error) &&
         greet (self, cancellable, error);
}

/* Takes @reply. Returns: (transfer full) (nullable): the answer to the last challenge. */
static HpSmtpReply *
answer_challenges (HpSmtpClient *self,
                   HpSasl *sasl,
                   HpSmtpReply *reply,
                   GCancellable *cancellable,
                   GError **error)
{
  while (reply != NULL && reply->code == 334)
    {
      g_autoptr (HpSmtpReply) asked = reply;
      g_autofree char *answer =
          hp_sasl_dup_answer (sasl, g_ptr_array_index (asked->lines, 0), error);
      reply =
          answer != NULL ? hp_smtp_client_run (self, answer, BEGIN_S, cancellable, error) : NULL;
    }
  return reply;
}

/* RFC 4954. */
static gboolean
log_in (HpSmtpClient *self,
        const HpMailServer *server,
        const HpLogin *login,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (HpSasl) sasl = hp_sasl_new ((const char *const *) self->capabilities.logins, login,
                                         server->host, server->port, error);

  if (sasl == NULL)
    return FALSE;
  g_autofree char *first = hp_sasl_dup_begin (sasl);
  g_autofree char *command =
      g_strconcat ("AUTH ", hp_sasl_get_mechanism (sasl), first != NULL ? " " : NULL, first, NULL);
  HpSmtpReply *begun = hp_smtp_client_run (self, command, BEGIN_S, cancellable, error);
  g_autoptr (HpSmtpReply) reply = answer_challenges (self, sasl, begun, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (reply->code == 235)
    return hp_sasl_check_done (sasl, error);
  if (!hp_smtp_reply_is (reply, 5))
    return hp_smtp_reply_set_error (reply, error);
  g_autofree char *text = hp_smtp_reply_dup_text (reply);
  g_set_error (error, HP_ERROR, HP_ERROR_AUTH,
               "The server does not accept the name and the password: %s", text);
  return FALSE;
}

static gboolean
begin (HpSmtpClient *self,
       const HpMailServer *server,
       const HpLogin *login,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (HpSmtpReply) greeting = hp_smtp_client_read (self, BEGIN_S, cancellable, error);

  if (greeting == NULL)
    return FALSE;
  if (!hp_smtp_reply_is (greeting, 2))
    return hp_smtp_reply_set_error (greeting, error);
  return greet (self, cancellable, error) &&
         (server->tls != HP_MAIL_TLS_STARTTLS || start_tls (self, cancellable, error)) &&
         (login->user == NULL || log_in (self, server, login, cancellable, error));
}

HpSmtpClient *
hp_smtp_client_open (const HpMailServer *server,
                     const HpLogin *login,
                     GCancellable *cancellable,
                     GError **error)
{
  HpMailConnection *connection = hp_mail_connection_open (server, cancellable, error);

  if (connection == NULL)
    return NULL;
  g_autoptr (HpSmtpClient) self = g_new0 (HpSmtpClient, 1);
  self->connection = connection;
  return begin (self, server, login, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
hp_smtp_client_free (HpSmtpClient *self)
{
  hp_mail_connection_set_deadline (self->connection, QUIT_S);
  write_line (self, "QUIT", NULL, NULL);
  hp_mail_connection_free (self->connection);
  g_strfreev (self->capabilities.logins);
  g_free (self);
}
