/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"

G_BEGIN_DECLS

/* Writes mails into a folder, one file each, named by the Message-ID: exactly once, never
 * uncertain. Others (a mail server, a person) may take the files away as they like. */
#define HP_TYPE_FOLDER_SENDER (hp_folder_sender_get_type ())
G_DECLARE_FINAL_TYPE (HpFolderSender, hp_folder_sender, HP, FOLDER_SENDER, HpMailSender)

/* @folder is made when the first mail is written. Returns: (transfer full). */
HpMailSender *hp_folder_sender_new (const char *folder);

G_END_DECLS
