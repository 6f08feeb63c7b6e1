/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns logging in by IMAP (RFC 3501 section 6.2, RFC 4959). Tells a refusal, which is not tried
 * again, from a server that can't now (RFC 5530). */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-login.h"

#include <string.h>

#include "base/hp-error.h"

/* (transfer full) what it names as AUTH=... */
static GStrv
list_mechanisms (HpImapClient *client)
{
  const char *const *abilities = hp_imap_client_get_abilities (client);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (; *abilities != NULL; abilities++)
    if (g_str_has_prefix (*abilities, "AUTH="))
      g_strv_builder_add (names, *abilities + strlen ("AUTH="));
  return g_strv_builder_end (names);
}

static gboolean
can_say_login (HpImapClient *client, const HpLogin *login)
{
  return login->password != NULL && !hp_imap_client_can (client, "LOGINDISABLED");
}

/* The command of before there were mechanisms. */
static HpImapResponse *
say_login (HpImapClient *client, const HpLogin *login, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) command = g_string_new ("LOGIN ");

  hp_imap_append_quoted (command, login->user);
  g_string_append_c (command, ' ');
  hp_imap_append_quoted (command, login->password);
  HpImapResponse *done = hp_imap_client_run (client, command->str, NULL, NULL, cancellable, error);
  explicit_bzero (command->str, command->len);
  return done;
}

/* What we would not answer ends the exchange, not the connection. */
static char *
make_answer (HpSasl *sasl, const char *asked, char **first, GError **error)
{
  if (*first != NULL)
    return g_steal_pointer (first);
  return hp_sasl_dup_answer (sasl, asked, error);
}

static HpImapResponse *
authenticate (HpImapClient *client, HpSasl *sasl, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = hp_sasl_dup_begin (sasl);
  g_autofree char *command = g_strconcat ("AUTHENTICATE ", hp_sasl_get_mechanism (sasl), NULL);

  if (first != NULL && hp_imap_client_can (client, "SASL-IR"))
    {
      g_autofree char *head = g_steal_pointer (&command);
      command = g_strconcat (head, " ", *first != '\0' ? first : "=", NULL);
      g_clear_pointer (&first, g_free);
    }
  guint number = hp_imap_client_say (client, command, cancellable, error);
  while (number > 0)
    {
      g_autoptr (HpImapResponse) asked =
          hp_imap_client_wait_asked (client, number, cancellable, error);
      if (asked == NULL || asked->what == HP_IMAP_DONE)
        return g_steal_pointer (&asked);
      g_autofree char *answer = make_answer (sasl, asked->text, &first, error);
      if (answer == NULL || !hp_imap_client_answer (client, answer, cancellable, error))
        return NULL;
    }
  return NULL;
}

static gboolean
is_passing (const HpImapResponse *refusal)
{
  static const char *const CODES[] = { "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", NULL };

  for (guint i = 0; CODES[i] != NULL; i++)
    if (hp_imap_response_has_code (refusal, CODES[i]))
      return TRUE;
  return FALSE;
}

static gboolean
set_refused (const HpImapResponse *refusal, GError **error)
{
  if (is_passing (refusal))
    g_set_error (error, HP_ERROR, HP_ERROR_RATE_LIMITED, "The server lets nobody in now: %s",
                 refusal->text);
  else
    g_set_error (error, HP_ERROR, HP_ERROR_AUTH,
                 "The server does not accept the name and the password: %s", refusal->text);
  return FALSE;
}

gboolean
hp_imap_login (HpImapClient *client,
               const HpMailServer *server,
               const HpLogin *login,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (GStrv) mechanisms = list_mechanisms (client);
  g_autoptr (GError) none = NULL;
  g_autoptr (HpSasl) sasl =
      hp_sasl_new ((const char *const *) mechanisms, login, server->host, server->port, &none);

  if (sasl == NULL && !can_say_login (client, login))
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return FALSE;
    }
  g_autoptr (HpImapResponse) done = sasl != NULL ? authenticate (client, sasl, cancellable, error)
                                                 : say_login (client, login, cancellable, error);
  if (done == NULL)
    return FALSE;
  if (!hp_imap_response_is (done, "OK"))
    return set_refused (done, error);
  return sasl == NULL || hp_sasl_check_done (sasl, error);
}
