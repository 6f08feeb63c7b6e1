/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* An attachment in a message: a click opens it, its menu saves it, it can be dragged out. */
#define HP_TYPE_FILE_CHIP (hp_file_chip_get_type ())
G_DECLARE_FINAL_TYPE (HpFileChip, hp_file_chip, HP, FILE_CHIP, GtkBox)

/* @message: its row. */
GtkWidget *hp_file_chip_new (gint64 message, const HpAttachment *file);

/* HpAttachment.part of its file. */
guint hp_file_chip_get_part (HpFileChip *self);

G_END_DECLS
