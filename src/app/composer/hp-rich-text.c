/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the keys and the clipboard of rich text. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-text.h"

/* A clipboard holds what a person copied; more than this is no letter. */
#define MAX_HTML (4 * 1024 * 1024)

struct _HpRichText
{
  GtkTextView parent_instance;

  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpRichText, hp_rich_text, GTK_TYPE_TEXT_VIEW)

enum
{
  FILES,
  PICTURE,
  EDIT_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggle_bold (HpRichText *self)
{
  hp_rich_buffer_toggle_style (hp_rich_text_get_rich (self), HP_SPAN_BOLD);
}

static void
toggle_italic (HpRichText *self)
{
  hp_rich_buffer_toggle_style (hp_rich_text_get_rich (self), HP_SPAN_ITALIC);
}

static void
toggle_code (HpRichText *self)
{
  hp_rich_buffer_toggle_style (hp_rich_text_get_rich (self), HP_SPAN_CODE);
}

static void
toggle_bullets (HpRichText *self)
{
  hp_rich_buffer_toggle_bullets (hp_rich_text_get_rich (self));
}

static void
toggle_numbers (HpRichText *self)
{
  hp_rich_buffer_toggle_numbers (hp_rich_text_get_rich (self));
}

static void
toggle_quote (HpRichText *self)
{
  hp_rich_buffer_toggle_quote (hp_rich_text_get_rich (self));
}

static void
edit_link (HpRichText *self)
{
  g_signal_emit (self, signals[EDIT_LINK], 0);
}

static void
paste_plain (HpRichText *self)
{
  GTK_TEXT_VIEW_CLASS (hp_rich_text_parent_class)->paste_clipboard (GTK_TEXT_VIEW (self));
}

static const struct
{
  const char *action;
  void (*run) (HpRichText *self);
  const char *key;
} ACTIONS[] = {
  { "format.bold", toggle_bold, "<Control>b" },
  { "format.italic", toggle_italic, "<Control>i" },
  { "format.code", toggle_code, "<Control><Shift>m" },
  { "format.bullets", toggle_bullets, "<Control><Shift>8" },
  { "format.numbers", toggle_numbers, "<Control><Shift>7" },
  { "format.quote", toggle_quote, "<Control><Shift>9" },
  { "format.link", edit_link, "<Control>l" },
  { "format.paste-plain", paste_plain, "<Control><Shift>v" },
};

static void
on_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].action, name))
      ACTIONS[i].run (HP_RICH_TEXT (widget));
}

/* Shift with a digit gives a sign, another one on each keyboard: the key counts. */
static gboolean
has_key (HpRichText *self, guint code, guint wanted)
{
  g_autofree guint *keyvals = NULL;
  int n;

  if (!gdk_display_map_keycode (gtk_widget_get_display (GTK_WIDGET (self)), code, NULL, &keyvals,
                                &n))
    return FALSE;
  for (int i = 0; i < n; i++)
    if (keyvals[i] == wanted)
      return TRUE;
  return FALSE;
}

static gboolean
is_key (HpRichText *self, const char *key, guint keyval, guint code, GdkModifierType pressed)
{
  GdkModifierType modifiers;
  guint wanted;

  gtk_accelerator_parse (key, &wanted, &modifiers);
  return pressed == modifiers && (gdk_keyval_to_lower (keyval) == wanted ||
                                  (g_ascii_isdigit (wanted) && has_key (self, code, wanted)));
}

static gboolean
on_key_pressed_cb (HpRichText *self, guint keyval, guint code, GdkModifierType state)
{
  HpRichBuffer *buffer = hp_rich_text_get_rich (self);
  GdkModifierType pressed = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (is_key (self, ACTIONS[i].key, keyval, code, pressed))
      {
        ACTIONS[i].run (self);
        return GDK_EVENT_STOP;
      }
  if (is_enter && (pressed & ~(guint) GDK_SHIFT_MASK) == 0)
    hp_rich_buffer_break_line (buffer);
  else if (keyval == GDK_KEY_Tab && pressed == 0)
    return hp_rich_buffer_indent (buffer, 1);
  else if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && pressed == GDK_SHIFT_MASK))
    return hp_rich_buffer_indent (buffer, -1);
  else
    return GDK_EVENT_PROPAGATE;
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
  return GDK_EVENT_STOP;
}

static void
on_html_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) html = G_OUTPUT_STREAM (source);
  HpRichText *self = data;

  g_output_stream_splice_finish (html, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL ||
      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (html)) > MAX_HTML)
    {
      paste_plain (self);
      return;
    }
  g_autofree char *text =
      g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (html)),
                 g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (html)));
  hp_rich_buffer_insert_html (hp_rich_text_get_rich (self), text);
}

static void
on_html_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (stream == NULL)
    paste_plain (HP_RICH_TEXT (data));
  else
    g_output_stream_splice_async (
        g_memory_output_stream_new_resizable (), stream,
        G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
        G_PRIORITY_DEFAULT, HP_RICH_TEXT (data)->cancellable, on_html_read_cb, data);
}

static void
on_texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (texture == NULL)
    return;
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);
  g_signal_emit (data, signals[PICTURE], 0, png);
}

static void
on_files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (value == NULL)
    return;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  for (GSList *at = g_value_get_boxed (value); at != NULL; at = at->next)
    g_list_store_append (files, at->data);
  g_signal_emit (data, signals[FILES], 0, files);
}

/* What was copied here is pasted with its tags; elsewhere files, then words, then a picture count.
 */
static void
hp_rich_text_paste_clipboard (GtkTextView *view)
{
  HpRichText *self = HP_RICH_TEXT (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  const char *html[] = { "text/html", NULL };
  gboolean has_words = gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
                       gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8");

  if (gdk_content_formats_contain_gtype (formats, GTK_TYPE_TEXT_BUFFER))
    paste_plain (self);
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    self->cancellable, on_files_cb, self);
  else if (gdk_content_formats_contain_mime_type (formats, "text/html") && has_words)
    gdk_clipboard_read_async (clipboard, html, G_PRIORITY_DEFAULT, self->cancellable, on_html_cb,
                              self);
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, self->cancellable, on_texture_cb, self);
  else
    paste_plain (self);
}

static void
hp_rich_text_dispose (GObject *object)
{
  g_cancellable_cancel (HP_RICH_TEXT (object)->cancellable);
  G_OBJECT_CLASS (hp_rich_text_parent_class)->dispose (object);
}

static void
hp_rich_text_finalize (GObject *object)
{
  g_object_unref (HP_RICH_TEXT (object)->cancellable);
  G_OBJECT_CLASS (hp_rich_text_parent_class)->finalize (object);
}

static GtkTextBuffer *
hp_rich_text_create_buffer (GtkTextView *view)
{
  return GTK_TEXT_BUFFER (hp_rich_buffer_new ());
}

static void
hp_rich_text_class_init (HpRichTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = hp_rich_text_dispose;
  object_class->finalize = hp_rich_text_finalize;
  view_class->paste_clipboard = hp_rich_text_paste_clipboard;
  view_class->create_buffer = hp_rich_text_create_buffer;
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), ACTIONS[i].action, NULL,
                                     on_action_cb);
  signals[FILES] = g_signal_new ("files", HP_TYPE_RICH_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
  signals[PICTURE] = g_signal_new ("picture", HP_TYPE_RICH_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[EDIT_LINK] = g_signal_new ("edit-link", HP_TYPE_RICH_TEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_rich_text_init (HpRichText *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

HpRichBuffer *
hp_rich_text_get_rich (HpRichText *self)
{
  return HP_RICH_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

gboolean
hp_rich_text_step (HpRichText *self, gboolean is_redo)
{
  HpRichBuffer *buffer = hp_rich_text_get_rich (self);

  if (is_redo ? !hp_rich_buffer_can_redo (buffer) : !hp_rich_buffer_can_undo (buffer))
    return FALSE;
  if (is_redo)
    hp_rich_buffer_redo (buffer);
  else
    hp_rich_buffer_undo (buffer);
  return TRUE;
}
