/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* Why a desk can't be opened, and what can be done. Its buttons are the actions "welcome.retry",
 * "welcome.choose-desk" and "welcome.forget". */
#define HP_TYPE_TROUBLE_PAGE (hp_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (HpTroublePage, hp_trouble_page, HP, TROUBLE_PAGE, AdwBin)

/* @desk: missing or failed. */
void hp_trouble_page_show (HpTroublePage *self, HpLiveDesk *desk);

G_END_DECLS
