/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The desks that were opened on this computer: their folders, kept in the settings. Forgetting one
 * leaves its folder alone. UI thread; nothing here touches the desks. */

/* Folders, the last opened first. Returns: (transfer full). */
char **hp_desk_book_list (void);

/* Puts @folder first. A path that is not UTF-8 can't be kept, and is passed over. */
void hp_desk_book_add (const char *folder);

void hp_desk_book_forget (const char *folder);

/* The desk to begin with: the last one, else the usual one. Returns: (transfer full). */
char *hp_desk_book_dup_first (void);

/* Where a desk lies when nobody says where: the first is the one that the command line takes too.
 * @is_demo: the demo desk. Returns: (transfer full). */
char *hp_desk_book_dup_usual (gboolean is_demo);

/* What people call a desk. Returns: (transfer full). */
char *hp_desk_book_dup_name (const char *folder);

/* The folder as people read it, with ~ for their home. Returns: (transfer full). */
char *hp_desk_book_dup_path (const char *folder);

G_END_DECLS
