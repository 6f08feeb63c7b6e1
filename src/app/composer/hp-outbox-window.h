/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-outgoing.h"

G_BEGIN_DECLS

/* All mails that are not gone yet. Its buttons do what the window that it belongs to can do. */
GtkWidget *hp_outbox_window_new (GtkWindow *parent, HpLiveDesk *desk, HpOutgoing *outgoing);

G_END_DECLS
