/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* Mails are written into a folder, one .eml each: settings {"folder": DIR}. */
#define HP_ACCOUNT_FOLDER "folder"
/* A mailbox on a JMAP server: settings {"url": of the server or its session, "login": NAME,
 * "secret": where the password is}. */
#define HP_ACCOUNT_JMAP "jmap"
/* A server that only sends: settings {"host", "port": digits, "tls": "implicit", "starttls" or
 * "none-on-loopback-only", "login" and "secret" where somebody logs in}. */
#define HP_ACCOUNT_SMTP "smtp"
/* A mailbox on an IMAP server, whose mails leave by SMTP: settings {"host", "port", "tls" as above,
 * "login", "secret", "mailbox": the name of a shared inbox where it is one, "auth": "token" where
 * the secret is a token of OAuth 2; "smtp-host", "smtp-port", "smtp-tls" where it sends; "files":
 * "server" where that server files what it sent, else we do}. */
#define HP_ACCOUNT_IMAP "imap"

/* One mailbox or other way out: immutable once shared, reference counted, any thread. */
typedef struct
{
  HpKey key;
  char *kind;     /* HP_ACCOUNT_* */
  char *address;  /* normalised: what is sent from it leaves by this account */
  char *name;     /* of the sender, as recipients see it; "" for none */
  char *settings; /* one JSON object, by kind; no secrets */
} HpAccount;

/* @settings: a JSON object. Returns: (transfer full). */
HpAccount *hp_account_new (const HpKey *key,
                           const char *kind,
                           const char *address,
                           const char *name,
                           const char *settings);
HpAccount *hp_account_ref (HpAccount *account);
void hp_account_unref (HpAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpAccount, hp_account_unref)

/* One text of the settings. Returns: (transfer full) (nullable). */
char *hp_account_dup_setting (const HpAccount *account, const char *name);

G_END_DECLS
