/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* Adds an account that writes mails from @address as files into @folder (an absolute path), on the
 * writer's thread. Errors: as hp_accounts_add_folder(). */
void hp_account_add_folder_async (HpLiveDesk *desk,
                                  const char *address,
                                  const char *folder,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean hp_account_add_folder_finish (GAsyncResult *result, GError **error);

G_END_DECLS
