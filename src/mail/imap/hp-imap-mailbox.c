/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is said of a mailbox. Any one thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-mailbox.h"

#include <string.h>

HpImapMailbox
hp_imap_mailbox_copy (const HpImapMailbox *mailbox)
{
  const HpLogin *login = &mailbox->login;
  HpImapMailbox copy = *mailbox;

  copy.server.host = g_strdup (mailbox->server.host);
  if (mailbox->server.authorities != NULL)
    g_object_ref (mailbox->server.authorities);
  copy.login =
      (HpLogin){ g_strdup (login->user), g_strdup (login->password), g_strdup (login->token) };
  copy.address = g_strdup (mailbox->address);
  copy.mailbox = g_strdup (mailbox->mailbox);
  return copy;
}

static void
free_secret (const char *text)
{
  if (text != NULL)
    explicit_bzero ((char *) text, strlen (text));
  g_free ((char *) text);
}

void
hp_imap_mailbox_clear (HpImapMailbox *mailbox)
{
  g_free ((char *) mailbox->server.host);
  g_clear_object (&mailbox->server.authorities);
  g_free ((char *) mailbox->login.user);
  free_secret (mailbox->login.password);
  free_secret (mailbox->login.token);
  g_free ((char *) mailbox->address);
  g_free ((char *) mailbox->mailbox);
}

HpImapClient *
hp_imap_mailbox_open (const HpImapMailbox *mailbox, GCancellable *cancellable, GError **error)
{
  return hp_imap_client_open (&mailbox->server, &mailbox->login, cancellable, error);
}

HpImapFolders *
hp_imap_mailbox_get_folders (const HpImapMailbox *mailbox,
                             HpImapClient *client,
                             GCancellable *cancellable,
                             GError **error)
{
  return hp_imap_folders_get (client, mailbox->mailbox, mailbox->address, mailbox->login.user,
                              cancellable, error);
}
