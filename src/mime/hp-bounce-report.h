/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* What a part of type message/delivery-status says. */
typedef enum
{
  HP_BOUNCE_REPORT_NONE,    /* nothing of any recipient */
  HP_BOUNCE_REPORT_REACHED, /* all were reached: a receipt */
  HP_BOUNCE_REPORT_FAILED,
} HpBounceReport;

/* Adds the recipients that the delivery reports (RFC 3464, 6533) below @root call failed or delayed
 * to @failed (element-type HpFailedRecipient). Of attached mails only a report
 * in place of one's own is looked into. Linear. */
HpBounceReport hp_bounce_report_read (GPtrArray *failed, GMimeObject *root);

G_END_DECLS
