/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* What somebody says of a mailbox that is to be added. Nothing in it is owned. */
typedef struct
{
  const char *address;
  const char *name;     /* (nullable) of the sender, as recipients see it */
  const char *login;    /* (nullable) the address; with `smtp`, nobody logs in */
  const char *url;      /* (nullable) it is looked for */
  const char *imap;     /* (nullable) an IMAP server instead: HpImapWish */
  const char *imap_tls; /* (nullable) */
  const char *mailbox;  /* (nullable) of `imap`: the name of a shared inbox */
  gboolean is_token;    /* of `imap`: the password is a token of OAuth 2 */
  const char *smtp;     /* (nullable) where it sends; without `imap`, a server that only sends:
                           hp_smtp_account_dup_settings() */
  const char *tls;      /* (nullable) of `smtp` */
  const char *secret;   /* where the password will be (HP_SECRET_…) */
  const char *password;
} HpAccountWish;

/* Finds the server, logs in and looks into the mailbox: an account as it would be, in no desk yet.
 * Errors: INVALID (what is said is wrong), and those of a backend, with the server's own words.
 * Blocks; any thread. Returns: (transfer full) (nullable). */
HpAccount *hp_account_try (const HpAccountWish *wish, GCancellable *cancellable, GError **error);

/* Adds what hp_account_try() gave, and its address as one of ours: all or nothing. @agent: who
 * decides. Errors: EXISTS, what the keyring and the store say. Returns: (transfer full)
 * (nullable). */
HpAccount *hp_account_add (HpDesk *desk,
                           const char *agent,
                           const HpAccount *account,
                           const HpAccountWish *wish,
                           GCancellable *cancellable,
                           GError **error);

/* Logs in and looks into the mailbox, if it is one; sends nothing. Where that works the account is
 * tried again by whoever works on it, whatever it waited for. */
gboolean
hp_account_test (HpDesk *desk, const HpAccount *account, GCancellable *cancellable, GError **error);

/* Keeps another password in the keyring, once it works, and has the account tried again. Errors:
 * those of hp_account_test(); UNSUPPORTED where the password is not in the keyring. */
gboolean hp_account_set_password (HpDesk *desk,
                                  const HpAccount *account,
                                  const char *password,
                                  GCancellable *cancellable,
                                  GError **error);

/* The mails stay, the password is forgotten. */
gboolean hp_account_remove (HpDesk *desk, const HpAccount *account, GError **error);

/* The account with this address. Errors: NOT_FOUND. Returns: (transfer full) (nullable). */
HpAccount *hp_account_find (HpDesk *desk, const char *address, GError **error);

G_END_DECLS
