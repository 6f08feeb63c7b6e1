/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/inbox/hp-search-marks.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Joins lines that were broken only because the next word did not fit, as mail programs do at about
 * 72 columns; quotes, lists, signatures and short lines stay as they are. For display only.
 * Returns: (transfer full). */
char *hp_message_body_flow (const char *text);

/* Which kinds of folds are open. */
typedef enum
{
  HP_SHOWN_NONE = 0,
  HP_SHOWN_QUOTES = 1 << HP_FOLD_QUOTE,
  HP_SHOWN_SIGNATURES = 1 << HP_FOLD_SIGNATURE,
} HpShownFolds;

/* Fills @buffer with a message's text: flowed, without blank lines at its ends; what @folds
 * (element-type HpFold) mark is left out, or dimmed where @shown says so. */
void hp_message_body_fill (GtkTextBuffer *buffer,
                           const char *text,
                           const GArray *folds,
                           HpShownFolds shown);

/* Marks what was found in what @buffer holds. @marks: (nullable) nothing. @color: of the marks. */
void hp_message_body_mark (GtkTextBuffer *buffer, const HpSearchMarks *marks, const GdkRGBA *color);

G_END_DECLS
