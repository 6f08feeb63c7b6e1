/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-import-job.h"

G_BEGIN_DECLS

/* The page that shows an import while it runs, and at its end what it found. */
#define HP_TYPE_IMPORT_VIEW (hp_import_view_get_type ())
G_DECLARE_FINAL_TYPE (HpImportView, hp_import_view, HP, IMPORT_VIEW, AdwBin)

/* Follows @job in place of the one before. */
void hp_import_view_set_job (HpImportView *self, HpImportJob *job);

/* How long the rest will take, in words; "" while nobody can tell. Returns: (transfer full). */
char *hp_import_view_dup_time_left (const HpImportProgress *progress);

G_END_DECLS
