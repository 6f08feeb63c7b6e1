/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-accounts.h"
#include "live/hp-overview.h"

G_BEGIN_DECLS

/* The views of a desk with their counts. Signals "chosen" (HpViewItem) when another view is
 * selected, "activated" when a row was clicked or Enter pressed on it. */
#define HP_TYPE_SIDEBAR (hp_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (HpSidebar, hp_sidebar, HP, SIDEBAR, AdwBin)

void hp_sidebar_set_overview (HpSidebar *self, HpOverview *overview);
void hp_sidebar_set_names (HpSidebar *self, const char *desk, const char *agent);
/* Whose state is told below the names. */
void hp_sidebar_set_accounts (HpSidebar *self, HpLiveAccounts *accounts);

/* Shows a view as the chosen one, without "chosen". @view: (nullable) none. */
void hp_sidebar_select (HpSidebar *self, HpViewItem *view);

/* While something is searched no view is the chosen one; choosing it then is a choice, too. */
void hp_sidebar_set_searching (HpSidebar *self, gboolean is_searching);

/* How many mails have not left yet; @is_trouble: one of them waits for a decision. */
void hp_sidebar_set_n_outgoing (HpSidebar *self, guint n, gboolean is_trouble);

G_END_DECLS
