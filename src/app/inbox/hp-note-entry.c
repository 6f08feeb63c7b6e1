/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the drafts of notes while the window is open. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-note-entry.h"

#include <string.h>

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-note-entry.ui"

struct _HpNoteEntry
{
  GtkBox parent_instance;

  gint64 row;         /* 0: none */
  GHashTable *drafts; /* (owned) row to text */

  GtkTextView *text;
  GtkLabel *placeholder;
  GtkWidget *tools;
};

G_DEFINE_FINAL_TYPE (HpNoteEntry, hp_note_entry, GTK_TYPE_BOX)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (HpNoteEntry *self)
{
  char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  return text;
}

static void
update (HpNoteEntry *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = g_strstrip (g_strdup (text));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *focus = root != NULL ? gtk_window_get_focus (GTK_WINDOW (root)) : NULL;
  gboolean has_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), *text == '\0');
  gtk_widget_set_visible (self->tools, has_focus || *words != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.add", *words != '\0');
}

static void
set_text (HpNoteEntry *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

static void
on_focus_cb (HpNoteEntry *self)
{
  update (self);
}

static void
on_add_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpNoteEntry *self = HP_NOTE_ENTRY (widget);
  g_autofree char *text = dup_text (self);

  if (self->row == 0 || *g_strchomp (text) == '\0')
    return;
  set_text (self, "");
  g_signal_emit (self, signals[ADDED], 0, text);
}

static gboolean
on_key_pressed_cb (HpNoteEntry *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (is_enter && (state & GDK_CONTROL_MASK) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "note.add", NULL);
  else if (key == GDK_KEY_Escape)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-list", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
hp_note_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HP_NOTE_ENTRY (widget)->text));
}

static void
hp_note_entry_finalize (GObject *object)
{
  g_hash_table_unref (HP_NOTE_ENTRY (object)->drafts);
  G_OBJECT_CLASS (hp_note_entry_parent_class)->finalize (object);
}

static void
hp_note_entry_class_init (HpNoteEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_note_entry_finalize;
  widget_class->grab_focus = hp_note_entry_grab_focus;
  signals[ADDED] = g_signal_new ("added", HP_TYPE_NOTE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpNoteEntry, text);
  gtk_widget_class_bind_template_child (widget_class, HpNoteEntry, placeholder);
  gtk_widget_class_bind_template_child (widget_class, HpNoteEntry, tools);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "note.add", NULL, on_add_cb);
}

static void
hp_note_entry_init (HpNoteEntry *self)
{
  self->drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (update),
                            self);
  update (self);
}

void
hp_note_entry_set_ticket (HpNoteEntry *self, gint64 row)
{
  g_autofree char *text = dup_text (self);
  const char *draft;

  if (row == self->row)
    return;
  if (self->row != 0 && *text != '\0')
    g_hash_table_insert (self->drafts, g_memdup2 (&self->row, sizeof self->row),
                         g_steal_pointer (&text));
  else
    g_hash_table_remove (self->drafts, &self->row);
  self->row = row;
  draft = g_hash_table_lookup (self->drafts, &row);
  set_text (self, draft != NULL ? draft : "");
}

void
hp_note_entry_restore (HpNoteEntry *self, gint64 row, const char *text)
{
  g_autofree char *now = dup_text (self);

  if (row == self->row && *now == '\0')
    set_text (self, text);
  else if (row != self->row && !g_hash_table_contains (self->drafts, &row))
    g_hash_table_insert (self->drafts, g_memdup2 (&row, sizeof row), g_strdup (text));
}
