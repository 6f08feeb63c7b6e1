/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a mailbox, and connects it. Property "is-ready" (boolean): hp_connect_page_begin() may
 * be called. Signal "connected" (char *folder): of the desk that has it now. UI thread. */
#define HP_TYPE_CONNECT_PAGE (hp_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (HpConnectPage, hp_connect_page, HP, CONNECT_PAGE, AdwBin)

/* @folder: of the desk that is to have the mailbox; made once the login works. */
void hp_connect_page_set_folder (HpConnectPage *self, const char *folder);

gboolean hp_connect_page_get_is_ready (HpConnectPage *self);

/* Logs in; what is wrong shows on the page. */
void hp_connect_page_begin (HpConnectPage *self);
/* Gives up a login that takes long. */
void hp_connect_page_cancel (HpConnectPage *self);

G_END_DECLS
