/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/composer/hp-composer.h"

G_BEGIN_DECLS

/* Where a mail is written that begins a ticket. It closes when the mail was sent, or with Escape;
 * the draft stays. */
#define HP_TYPE_COMPOSER_WINDOW (hp_composer_window_get_type ())
G_DECLARE_FINAL_TYPE (HpComposerWindow, hp_composer_window, HP, COMPOSER_WINDOW, AdwWindow)

GtkWidget *hp_composer_window_new (GtkWindow *parent, HpLiveDesk *desk);

/* (transfer none) */
HpComposer *hp_composer_window_get_composer (HpComposerWindow *self);

G_END_DECLS
