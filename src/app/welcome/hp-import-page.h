/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-import-job.h"

G_BEGIN_DECLS

/* An import as it goes on, and what it came to. Signals "changed" and "ended": it is
 * no longer at work. Its buttons are the actions "welcome.again" and "welcome.work". */
#define HP_TYPE_IMPORT_PAGE (hp_import_page_get_type ())
G_DECLARE_FINAL_TYPE (HpImportPage, hp_import_page, HP, IMPORT_PAGE, AdwBin)

void hp_import_page_set_job (HpImportPage *self, HpImportJob *job);

/* The import at work, or the last one. (nullable) (transfer none) */
HpImportJob *hp_import_page_get_job (HpImportPage *self);
gboolean hp_import_page_is_working (HpImportPage *self);
/* Whether what it has read so far can be worked on. */
gboolean hp_import_page_is_usable (HpImportPage *self);
/* Whether what it makes is the demo desk. */
gboolean hp_import_page_is_demo (HpImportPage *self);

G_END_DECLS
