/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* What somebody says of a mailbox that is to be added. Nothing in it is owned. */
typedef struct
{
  const char *address;
  const char *name;   /* (nullable) of the sender, as recipients see it */
  const char *login;  /* (nullable) the address; with `smtp`, nobody logs in */
  const char *url;    /* (nullable) it is looked for */
  const char *smtp;   /* (nullable) a server that only sends, instead of a mailbox:
                         hp_smtp_account_dup_settings() */
  const char *tls;    /* (nullable) of `smtp` */
  const char *secret; /* where the password will be (HP_SECRET_…) */
  const char *password;
} HpAccountWish;

/* Finds the server, logs in, looks into the mailbox, and adds the account and its address as one of
 * ours: all or nothing. @agent: who decides. Errors: INVALID (what is said is wrong), EXISTS, and
 * those of a backend, with the server's own words. Blocks. Returns: (transfer full) (nullable). */
HpAccount *hp_account_add (HpDesk *desk,
                           const char *agent,
                           const HpAccountWish *wish,
                           GCancellable *cancellable,
                           GError **error);

/* Logs in and looks into the mailbox, if it is one; sends nothing. */
gboolean hp_account_test (const HpAccount *account, GCancellable *cancellable, GError **error);

/* The mails stay, the password is forgotten. */
gboolean hp_account_remove (HpDesk *desk, const HpAccount *account, GError **error);

/* The account with this address. Errors: NOT_FOUND. Returns: (transfer full) (nullable). */
HpAccount *hp_account_find (HpDesk *desk, const char *address, GError **error);

G_END_DECLS
