/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/hp-import.h"

G_BEGIN_DECLS

/* Makes the demo desk in @folder out of the mails in @demo: beside it first, so that it appears
 * whole or not at all. Any thread; blocks. Errors: EXISTS (there is something), NOT_FOUND (no demo
 * in @demo), CANCELLED and what the store says. */
gboolean hp_demo_desk_make (const char *folder,
                            const char *agent,
                            const char *demo,
                            GCancellable *cancellable,
                            HpImportProgressFunc report,
                            gpointer data,
                            HpImportProgress *result,
                            GError **error);

G_END_DECLS
