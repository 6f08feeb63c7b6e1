/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* What an attachment means to us beyond its bytes. */
typedef enum
{
  HP_ATTACHED_KIND_FILE,
  HP_ATTACHED_KIND_CALENDAR,
  HP_ATTACHED_KIND_CARDS,
  HP_ATTACHED_KIND_TNEF, /* winmail.dat */
  HP_ATTACHED_KIND_MAIL,
} HpAttachedKind;

/* @filename: (nullable). */
HpAttachedKind hp_mail_attached_get_kind (const char *mime_type, const char *filename);

/* Reads a calendar or cards into @mail. @charset, @method: (nullable): what the part's type
 * says. */
void hp_mail_attached_read (HpMail *mail,
                            HpAttachedKind kind,
                            GBytes *content,
                            const char *charset,
                            const char *method);

G_END_DECLS
