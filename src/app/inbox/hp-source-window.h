/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* A mail as it came, byte for byte where it is text. */
#define HP_TYPE_SOURCE_WINDOW (hp_source_window_get_type ())
G_DECLARE_FINAL_TYPE (HpSourceWindow, hp_source_window, HP, SOURCE_WINDOW, AdwWindow)

/* @message: its row. Shown by gtk_window_present(). */
GtkWidget *hp_source_window_new (GtkWindow *parent, HpLiveDesk *desk, gint64 message);

G_END_DECLS
