/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to be asked before a draft is sent, in a calm strip above the button: Enter there (or the
 * key for sending, once more) sends it anyway. Buttons do composer.send-anyway and
 * composer.keep-writing. */
#define HP_TYPE_GUARD_STRIP (hp_guard_strip_get_type ())
G_DECLARE_FINAL_TYPE (HpGuardStrip, hp_guard_strip, HP, GUARD_STRIP, GtkBox)

/* @warnings: (nullable) (element-type HpGuardWarning); none: it hides. */
void hp_guard_strip_set_warnings (HpGuardStrip *self, const GPtrArray *warnings);

/* Shows one sentence with its own way on. @label, @action: (nullable). */
void hp_guard_strip_set_problem (HpGuardStrip *self,
                                 const char *words,
                                 const char *label,
                                 const char *action);

/* TRUE where it shows something that can't be sent anyway. */
gboolean hp_guard_strip_blocks (HpGuardStrip *self);

G_END_DECLS
