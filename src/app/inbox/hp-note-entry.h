/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where internal notes are written: one line until it has the focus. A draft stays with its ticket
 * while others are read. Signal "added" (text) when the note is to be kept. Escape gives the focus
 * back by the action "win.focus-list". */
#define HP_TYPE_NOTE_ENTRY (hp_note_entry_get_type ())
G_DECLARE_FINAL_TYPE (HpNoteEntry, hp_note_entry, HP, NOTE_ENTRY, GtkBox)

/* Shows the draft of the ticket in @row. */
void hp_note_entry_set_ticket (HpNoteEntry *self, gint64 row);

/* Puts the text back that was taken by "added", if the ticket has no other draft. */
void hp_note_entry_restore (HpNoteEntry *self, gint64 row, const char *text);

G_END_DECLS
