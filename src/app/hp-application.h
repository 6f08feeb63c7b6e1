/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/original/hp-original-viewer.h"

G_BEGIN_DECLS

/* The program: one instance for all windows; a second start raises the window of its desk. */
#define HP_TYPE_APPLICATION (hp_application_get_type ())
G_DECLARE_FINAL_TYPE (HpApplication, hp_application, HP, APPLICATION, AdwApplication)

HpApplication *hp_application_new (void);

/* The one way to the program that shows originals. (transfer none) */
HpOriginalViewer *hp_application_get_viewer (HpApplication *self);

G_END_DECLS
