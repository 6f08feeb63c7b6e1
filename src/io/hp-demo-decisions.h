/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Whether decisions can be written before the mails are there. */
typedef enum
{
  HP_DEMO_BEFORE_MAIL, /* all but statuses, which name the mails that they answer */
  HP_DEMO_AFTER_MAIL,
} HpDemoStage;

/* Writes the decisions in @lines (hp-demo.h) that belong to @stage. All or none.
 * Errors: INVALID with the number of the line, and what the store says. */
gboolean hp_demo_decisions_apply (HpDesk *desk,
                                  const char *lines,
                                  HpDemoStage stage,
                                  const char *agent,
                                  GError **error);

G_END_DECLS
