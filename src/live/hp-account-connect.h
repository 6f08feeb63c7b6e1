/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person says of a mailbox. Nothing in it is owned. */
typedef struct
{
  const char *address;
  const char *password;
  const char *name;  /* of the sender, as customers see it */
  const char *url;   /* (nullable) it is looked for */
  const char *login; /* (nullable) the address */
} HpConnectWish;

/* Logs in on a thread beside the UI and adds the mailbox to the desk in @folder, which is made
 * where there is none, but not before the login works. The password goes into the keyring. Errors:
 * the server's own words, and what the keyring and the store say. */
void hp_account_connect_async (const char *folder,
                               const char *agent,
                               const HpConnectWish *wish,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
gboolean hp_account_connect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
