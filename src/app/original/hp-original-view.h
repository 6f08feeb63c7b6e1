/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <webkit/webkit.h>

#include "app/original/hp-original-message.h"

G_BEGIN_DECLS

/* A web view that shows one message and can reach nothing else: no script, no network, no file, no
 * other page. Signals: "shown" once a message is drawn; "failed" (GError) where it can't be;
 * "link" (string) when a person follows a link, "pointed" (string, nullable) while the pointer is
 * over one. UI thread. */
#define HP_TYPE_ORIGINAL_VIEW (hp_original_view_get_type ())
G_DECLARE_FINAL_TYPE (HpOriginalView, hp_original_view, HP, ORIGINAL_VIEW, AdwBin)

/* Shows @message in place of the one before, once the lock is in place; never without it. Takes
 * @message. */
void hp_original_view_show (HpOriginalView *self, HpOriginalMessage *message);

/* For finding, printing and zooming. */
WebKitWebView *hp_original_view_get_web_view (HpOriginalView *self);

G_END_DECLS
