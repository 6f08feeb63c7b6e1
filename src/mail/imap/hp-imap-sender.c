/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the copy of what was sent. Invariant: a copy is filed only after a look that did not find
 * it, so a cut between leaves one. An account's thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-sender.h"

#include "base/hp-error.h"
#include "mail/imap/hp-imap-select.h"
#include "mail/smtp/hp-smtp-sender.h"

#define SENT "Sent"
#define FOUND_S 120
#define SLOWEST 4096 /* bytes a second */

struct _HpImapSender
{
  HpMailSender parent_instance;

  HpImapMailbox mailbox; /* (owned) */
  HpMailSender *smtp;    /* (owned) */
  gboolean files;
};

G_DEFINE_FINAL_TYPE (HpImapSender, hp_imap_sender, HP_TYPE_MAIL_SENDER)

static void
hp_imap_sender_send (HpMailSender *sender,
                     HpLetter *letter,
                     HpSendResult *result,
                     GCancellable *cancellable)
{
  hp_mail_sender_send (HP_IMAP_SENDER (sender)->smtp, letter, result, cancellable);
}

static void
on_found_cb (HpImapResponse *response, gpointer count)
{
  if (hp_imap_response_is (response, "SEARCH"))
    *(guint *) count += response->values->len;
}

/* Servers that write a Message-ID of their own leave X-Helppari-ID. */
static gboolean
find (HpImapClient *client,
      const char *folder,
      const HpLetter *letter,
      gboolean *is_there,
      GCancellable *cancellable,
      GError **error)
{
  g_auto (HpImapState) state = { 0 };
  g_autoptr (GString) command = g_string_new ("UID SEARCH OR HEADER Message-ID ");
  guint count = 0;

  if (!hp_imap_examine (client, folder, NULL, &state, cancellable, error))
    return FALSE;
  hp_imap_append_quoted (command, letter->message_id);
  g_string_append (command, " HEADER X-Helppari-ID ");
  hp_imap_append_quoted (command, letter->message_id);
  hp_imap_client_set_bounds (client, FOUND_S, 0);
  if (!hp_imap_client_check (
          hp_imap_client_run (client, command->str, on_found_cb, &count, cancellable, error),
          error))
    return FALSE;
  *is_there = count > 0;
  return TRUE;
}

static gboolean
hp_imap_sender_look_up (HpMailSender *sender,
                        HpLetter *letter,
                        HpTrace *trace,
                        GCancellable *cancellable,
                        GError **error)
{
  HpImapSender *self = HP_IMAP_SENDER (sender);
  g_autoptr (HpImapClient) client = hp_imap_mailbox_open (&self->mailbox, cancellable, error);
  g_autoptr (HpImapFolders) folders =
      client != NULL ? hp_imap_mailbox_get_folders (&self->mailbox, client, cancellable, error)
                     : NULL;
  gboolean is_there = FALSE;

  if (folders == NULL)
    return FALSE;
  const HpImapFolder *sent = hp_imap_folders_find (folders, "sent");
  if (sent != NULL && !find (client, sent->name, letter, &is_there, cancellable, error))
    return FALSE;
  *trace = is_there ? HP_TRACE_SENT : HP_TRACE_UNKNOWN;
  return TRUE;
}

static gboolean
append (HpImapClient *client,
        const char *folder,
        const HpLetter *letter,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GString) command = g_string_new ("APPEND ");
  gsize size = g_bytes_get_size (letter->bytes);

  hp_imap_append_quoted (command, folder);
  g_string_append (command, " (\\Seen)");
  hp_imap_client_set_bounds (client, FOUND_S + (guint) (size / SLOWEST), 0);
  return hp_imap_client_check (
      hp_imap_client_run_with (client, command->str, letter->bytes, cancellable, error), error);
}

/* (transfer full) (nullable) the name of the Sent folder, which is made where there is none */
static char *
ensure_sent (HpImapClient *client,
             const HpImapFolders *folders,
             GCancellable *cancellable,
             GError **error)
{
  const HpImapFolder *sent = hp_imap_folders_find (folders, "sent");

  return sent != NULL ? g_strdup (sent->name)
                      : hp_imap_folders_create (client, folders, SENT, cancellable, error);
}

static gboolean
hp_imap_sender_file (HpMailSender *sender,
                     HpLetter *letter,
                     GCancellable *cancellable,
                     GError **error)
{
  HpImapSender *self = HP_IMAP_SENDER (sender);
  gboolean is_there = FALSE;

  if (!self->files)
    return TRUE;
  g_autoptr (HpImapClient) client = hp_imap_mailbox_open (&self->mailbox, cancellable, error);
  g_autoptr (HpImapFolders) folders =
      client != NULL ? hp_imap_mailbox_get_folders (&self->mailbox, client, cancellable, error)
                     : NULL;
  g_autofree char *sent =
      folders != NULL ? ensure_sent (client, folders, cancellable, error) : NULL;
  return sent != NULL && find (client, sent, letter, &is_there, cancellable, error) &&
         (is_there || append (client, sent, letter, cancellable, error));
}

gboolean
hp_imap_sender_try (HpImapSender *self, GCancellable *cancellable, GError **error)
{
  return hp_smtp_sender_try (HP_SMTP_SENDER (self->smtp), cancellable, error);
}

static void
hp_imap_sender_finalize (GObject *object)
{
  HpImapSender *self = HP_IMAP_SENDER (object);

  hp_imap_mailbox_clear (&self->mailbox);
  g_object_unref (self->smtp);
  G_OBJECT_CLASS (hp_imap_sender_parent_class)->finalize (object);
}

static void
hp_imap_sender_class_init (HpImapSenderClass *klass)
{
  HpMailSenderClass *sender_class = HP_MAIL_SENDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_imap_sender_finalize;
  sender_class->send = hp_imap_sender_send;
  sender_class->look_up = hp_imap_sender_look_up;
  sender_class->file = hp_imap_sender_file;
}

static void
hp_imap_sender_init (HpImapSender *self)
{
}

HpMailSender *
hp_imap_sender_new (const HpImapMailbox *mailbox, const HpMailServer *smtp, gboolean files)
{
  HpImapSender *self = g_object_new (HP_TYPE_IMAP_SENDER, NULL);

  self->mailbox = hp_imap_mailbox_copy (mailbox);
  self->smtp = hp_smtp_sender_new (smtp, &mailbox->login);
  self->files = files;
  return HP_MAIL_SENDER (self);
}
