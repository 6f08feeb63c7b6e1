/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* An attachment that is dragged out of the window: it is read and written to a file when it is
 * dropped, not before. */
#define HP_TYPE_FILE_CONTENT (hp_file_content_get_type ())
G_DECLARE_FINAL_TYPE (HpFileContent, hp_file_content, HP, FILE_CONTENT, GdkContentProvider)

GdkContentProvider *hp_file_content_new (HpLiveDesk *desk, gint64 message, guint part);

G_END_DECLS
