/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hp-dice.h"

/* What one generated mail says; how it is dressed (parts, encodings, trace headers, attachments)
 * is the writer's choice by the dice. */
typedef struct
{
  gboolean outbound;
  const char *from_name, *from_addr;
  const char *to_name, *to_addr;
  const char *subject;
  const char *message_id; /* without angle brackets */
  GPtrArray *references;  /* (element-type utf8) oldest first, without angle brackets */
  gint64 time;            /* seconds since 1970 */
  const char *text;       /* UTF-8 within Latin-1, lines end with LF, quotes begin with ">" */
} HpMailPlan;

/* Appends the mail to @out, lines ending with LF. */
void hp_mail_writer_write (const HpMailPlan *plan, HpDice *dice, GString *out);
