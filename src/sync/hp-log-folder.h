/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/hp-log.h"

G_BEGIN_DECLS

/* A team's log in a plain folder: a stick, a share, a folder that something else keeps the same on
 * several machines. One file each, named NAME.HASH.helppari. */
#define HP_TYPE_LOG_FOLDER (hp_log_folder_get_type ())
G_DECLARE_FINAL_TYPE (HpLogFolder, hp_log_folder, HP, LOG_FOLDER, HpLog)

/* Nothing is made or read yet. */
HpLog *hp_log_folder_new (const char *path);

G_END_DECLS
