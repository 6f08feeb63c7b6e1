/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-import-job.h"

G_BEGIN_DECLS

/* The page that asks what to import: mail, own addresses, the desk it goes into. Property
 * "is-ready" (boolean): there is enough to begin. */
#define HP_TYPE_IMPORT_SETUP (hp_import_setup_get_type ())
G_DECLARE_FINAL_TYPE (HpImportSetup, hp_import_setup, HP, IMPORT_SETUP, AdwBin)

/* Into which desk, so that it can be asked for more than one time. */
void hp_import_setup_set_folder (HpImportSetup *self, const char *folder);

/* Files and folders, in place of those chosen before. */
void hp_import_setup_set_paths (HpImportSetup *self, const char *const *paths);

/* Adds an own address. FALSE, and the person is told, if it is none. */
gboolean hp_import_setup_add_address (HpImportSetup *self, const char *address);

gboolean hp_import_setup_get_is_ready (HpImportSetup *self);

/* Begins the import, or says on the page what is missing and gives NULL. Returns: (transfer full)
 * (nullable). */
HpImportJob *hp_import_setup_begin (HpImportSetup *self);

G_END_DECLS
