/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  HP_CHOOSE_FOLDER,
  HP_CHOOSE_FILES, /* one or more */
} HpChoose;

/* @paths: what was chosen, at least one. @data: the widget that asked. */
typedef void (*HpFolderChooserFunc) (char **paths, gpointer data);

/* Asks with the system's own chooser, which a sandbox lets reach what is chosen. @func is not
 * called when the person thinks better of it, nor when @widget is gone by then. UI thread. */
void hp_folder_chooser_ask (GtkWidget *widget,
                            const char *title,
                            HpChoose what,
                            HpFolderChooserFunc func);

G_END_DECLS
