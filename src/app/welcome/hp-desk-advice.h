/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What went wrong with a desk or an import, and what a person can do about it. */
typedef struct
{
  const char *title;
  const char *text;
  gboolean is_gone; /* the desk is not where it was */
} HpDeskAdvice;

/* @error: (nullable) NULL: the desk is gone. */
HpDeskAdvice hp_desk_advice_for_desk (const GError *error);
HpDeskAdvice hp_desk_advice_for_import (const GError *error);

G_END_DECLS
