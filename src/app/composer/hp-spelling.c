/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the marks under misspelt words. What was touched is judged a moment after the last key, some
 * words at a time; the word that is being written is left in peace. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-spelling.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/composer/hp-rich-tags.h"
#include "app/hp-settings.h"
#include "mime/hp-language.h"

#define PAUSE_MS 300
#define WORDS_AT_ONCE 100
#define MAX_WORD 64
#define SETTING "spelling"

struct _HpSpelling
{
  GObject parent_instance;

  HpRichText *text;      /* whose life it shares */
  GtkTextBuffer *buffer; /* (owned) */
  HpSpeller *speller;    /* (owned) */
  GtkTextTag *tag;       /* of misspelt words */
  GtkTextMark *from;     /* what is to be judged */
  GtkTextMark *to;
  GtkTextMark *written; /* in the word that was left out */
  char *proposed;       /* (owned) (nullable) a language */
  guint pause;
  GtkTextMark *asked; /* in the word that the menu is about */
};

G_DEFINE_FINAL_TYPE (HpSpelling, hp_spelling, G_TYPE_OBJECT)

static const struct
{
  const char *code;
  const char *name;
} LANGUAGES[] = {
  { "auto", N_ ("The Text’s Language") },
  { "fi", N_ ("Finnish") },
  { "sv", N_ ("Swedish") },
  { "en", N_ ("English") },
  { "off", N_ ("Off") },
};

static void
get_iter (HpSpelling *self, GtkTextMark *mark, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, iter, mark);
}

/* Of an address, a link or a number no dictionary knows. */
static gboolean
is_glued (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter before = *start;
  GtkTextIter after = *end;
  gunichar next = gtk_text_iter_get_char (end);
  gboolean has_before = !gtk_text_iter_starts_line (start) && gtk_text_iter_backward_char (&before);

  if (has_before && gtk_text_iter_get_char (&before) < 128 &&
      strchr ("@/._\\#&=", (int) gtk_text_iter_get_char (&before)) != NULL)
    return TRUE;
  if (next > 0 && next < 128 && strchr ("@/_\\=", (int) next) != NULL)
    return TRUE;
  return next == '.' && gtk_text_iter_forward_char (&after) &&
         g_unichar_isalnum (gtk_text_iter_get_char (&after));
}

static gboolean
is_plain_word (const char *word)
{
  gboolean has_lower = FALSE;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_unichar_isdigit (g_utf8_get_char (at)))
        return FALSE;
      has_lower |= g_unichar_islower (g_utf8_get_char (at));
    }
  return has_lower && g_utf8_strlen (word, -1) <= MAX_WORD;
}

static gboolean
is_written (HpSpelling *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter caret;

  get_iter (self, gtk_text_buffer_get_insert (self->buffer), &caret);
  return gtk_text_iter_compare (start, &caret) <= 0 && gtk_text_iter_compare (&caret, end) <= 0 &&
         gtk_widget_has_focus (GTK_WIDGET (self->text));
}

static void
judge_word (HpSpelling *self, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *word = gtk_text_iter_get_text (start, end);

  if (is_written (self, start, end))
    {
      gtk_text_buffer_move_mark (self->buffer, self->written, start);
      return;
    }
  if (!is_plain_word (word) || (hp_rich_tags_get_style (start) & HP_SPAN_CODE) != 0 ||
      hp_rich_tags_get_href (start) != NULL || is_glued (start, end))
    return;
  if (!hp_speller_is_right (self->speller, word))
    gtk_text_buffer_apply_tag (self->buffer, self->tag, start, end);
}

/* Judges some words from where it stopped. Returns: TRUE if more are left. */
static gboolean
judge_some (HpSpelling *self)
{
  GtkTextIter at;
  GtkTextIter end;
  GtkTextIter done;

  get_iter (self, self->from, &at);
  get_iter (self, self->to, &end);
  done = at;
  for (int i = 0; i < WORDS_AT_ONCE; i++)
    {
      GtkTextIter start;
      if (!gtk_text_iter_forward_word_end (&at))
        at = end;
      if (gtk_text_iter_compare (&at, &end) >= 0 && !gtk_text_iter_ends_word (&at))
        {
          gtk_text_buffer_remove_tag (self->buffer, self->tag, &done, &end);
          return FALSE;
        }
      start = at;
      gtk_text_iter_backward_word_start (&start);
      gtk_text_buffer_remove_tag (self->buffer, self->tag, &done, &at);
      judge_word (self, &start, &at);
      done = at;
      if (gtk_text_iter_compare (&at, &end) >= 0)
        return FALSE;
    }
  gtk_text_buffer_move_mark (self->buffer, self->from, &done);
  return TRUE;
}

static void
choose_language (HpSpelling *self)
{
  g_autofree char *setting = hp_settings_dup_text (SETTING);
  g_autofree char *text = NULL;
  const char *guess;

  if (g_str_equal (setting, "off"))
    {
      hp_speller_set_language (self->speller, NULL);
      return;
    }
  if (*setting != '\0' && !g_str_equal (setting, "auto"))
    {
      hp_speller_set_language (self->speller, setting);
      return;
    }
  text = hp_rich_buffer_dup_text (HP_RICH_BUFFER (self->buffer));
  guess = hp_language_guess (text);
  hp_speller_set_language (self->speller, guess != NULL ? guess : self->proposed);
}

static gboolean
on_pause_cb (gpointer data)
{
  HpSpelling *self = data;

  choose_language (self);
  if (!hp_speller_is_loading (self->speller) && judge_some (self))
    return G_SOURCE_CONTINUE;
  self->pause = 0;
  return G_SOURCE_REMOVE;
}

static void
wait (HpSpelling *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

static void
touch (HpSpelling *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from = *start;
  GtkTextIter to = *end;
  GtkTextIter old;

  gtk_text_iter_set_line_offset (&from, 0);
  if (!gtk_text_iter_ends_line (&to))
    gtk_text_iter_forward_to_line_end (&to);
  get_iter (self, self->from, &old);
  if (self->pause == 0 || gtk_text_iter_compare (&from, &old) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->from, &from);
  get_iter (self, self->to, &old);
  if (self->pause == 0 || gtk_text_iter_compare (&to, &old) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->to, &to);
  wait (self);
}

static void
touch_all (HpSpelling *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  touch (self, &start, &end);
}

static void
on_inserted_cb (HpSpelling *self, GtkTextIter *end, const char *text, int length)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  touch (self, &start, end);
}

static void
on_deleted_cb (HpSpelling *self, GtkTextIter *start, GtkTextIter *end)
{
  touch (self, start, end);
}

/* The caret left the word that was being written. */
static void
on_caret_cb (HpSpelling *self)
{
  GtkTextIter start;
  GtkTextIter end;

  get_iter (self, self->written, &start);
  end = start;
  gtk_text_iter_forward_word_end (&end);
  if (!is_written (self, &start, &end))
    touch (self, &start, &end);
}

/* The misspelt word at @iter. Returns: FALSE where there is none. */
static gboolean
get_misspelt (HpSpelling *self, const GtkTextIter *iter, GtkTextIter *start, GtkTextIter *end)
{
  *start = *end = *iter;
  if (!gtk_text_iter_has_tag (iter, self->tag) && !gtk_text_iter_ends_tag (iter, self->tag))
    return FALSE;
  if (!gtk_text_iter_starts_tag (start, self->tag))
    gtk_text_iter_backward_to_tag_toggle (start, self->tag);
  if (!gtk_text_iter_ends_tag (end, self->tag))
    gtk_text_iter_forward_to_tag_toggle (end, self->tag);
  return TRUE;
}

static GMenuModel *
make_language_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (LANGUAGES[i].name), NULL);
      g_menu_item_set_action_and_target (item, "spelling.language", "s", LANGUAGES[i].code);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_word_menu (HpSpelling *self, const char *word)
{
  GMenu *menu = g_menu_new ();
  g_auto (GStrv) suggestions = hp_speller_suggest (self->speller, word);
  g_autoptr (GMenu) rest = g_menu_new ();

  for (guint i = 0; suggestions[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (suggestions[i], NULL);
      g_menu_item_set_action_and_target (item, "spelling.replace", "s", suggestions[i]);
      g_menu_append_item (menu, item);
    }
  g_menu_append (rest, _ ("_Add to Dictionary"), "spelling.add");
  g_menu_append (rest, _ ("_Ignore"), "spelling.ignore");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

static void
set_menu (HpSpelling *self, const GtkTextIter *iter)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) languages = make_language_menu ();
  GtkTextIter start;
  GtkTextIter end;

  if (get_misspelt (self, iter, &start, &end))
    {
      g_autofree char *word = gtk_text_iter_get_text (&start, &end);
      g_autoptr (GMenuModel) words = make_word_menu (self, word);
      gtk_text_buffer_move_mark (self->buffer, self->asked, &start);
      g_menu_append_section (menu, NULL, words);
    }
  g_menu_append_submenu (menu, _ ("S_pelling"), languages);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->text), G_MENU_MODEL (menu));
}

static void
on_pressed_cb (HpSpelling *self, int n, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->text);
  GtkTextIter iter;
  int in_x;
  int in_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &in_x,
                                         &in_y);
  gtk_text_view_get_iter_at_location (view, &iter, in_x, in_y);
  set_menu (self, &iter);
}

static gboolean
on_key_pressed_cb (HpSpelling *self, guint keyval, guint code, GdkModifierType state)
{
  GtkTextIter caret;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      get_iter (self, gtk_text_buffer_get_insert (self->buffer), &caret);
      set_menu (self, &caret);
    }
  return GDK_EVENT_PROPAGATE;
}

static char *
dup_asked (HpSpelling *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter at;

  get_iter (self, self->asked, &at);
  return get_misspelt (self, &at, start, end) ? gtk_text_iter_get_text (start, end) : NULL;
}

static void
on_replace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HpSpelling *self = data;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *word = dup_asked (self, &start, &end);

  if (word == NULL)
    return;
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  hp_rich_buffer_insert_words (HP_RICH_BUFFER (self->buffer),
                               g_variant_get_string (parameter, NULL));
}

static void
on_add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HpSpelling *self = data;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *word = dup_asked (self, &start, &end);

  if (word != NULL)
    hp_speller_add (self->speller, word);
}

static void
on_ignore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HpSpelling *self = data;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *word = dup_asked (self, &start, &end);

  if (word != NULL)
    hp_speller_ignore (self->speller, word);
}

static void
on_language_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  hp_settings_set_text (SETTING, g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
  touch_all (data);
}

static const GActionEntry ACTIONS[] = {
  { "replace", on_replace_cb, "s" },
  { "add", on_add_cb },
  { "ignore", on_ignore_cb },
  { "language", NULL, "s", "'auto'", on_language_cb },
};

static void
hp_spelling_finalize (GObject *object)
{
  HpSpelling *self = HP_SPELLING (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_object_unref (self->speller);
  g_object_unref (self->buffer);
  g_free (self->proposed);
  G_OBJECT_CLASS (hp_spelling_parent_class)->finalize (object);
}

static void
hp_spelling_class_init (HpSpellingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_spelling_finalize;
}

static void
hp_spelling_init (HpSpelling *self)
{
  self->speller = hp_speller_new ();
  g_signal_connect_object (self->speller, "changed", G_CALLBACK (touch_all), self,
                           G_CONNECT_SWAPPED);
}

static GtkTextMark *
make_mark (HpSpelling *self, gboolean is_left)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  return gtk_text_buffer_create_mark (self->buffer, NULL, &start, is_left);
}

static void
add_actions (HpSpelling *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autofree char *setting = hp_settings_dup_text (SETTING);

  g_action_map_add_action_entries (G_ACTION_MAP (group), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  if (*setting != '\0')
    g_simple_action_set_state (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (group), "language")),
        g_variant_new_string (setting));
  gtk_widget_insert_action_group (GTK_WIDGET (self->text), "spelling", G_ACTION_GROUP (group));
}

/* Before the text shows its menu. */
static void
add_controllers (HpSpelling *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
}

HpSpelling *
hp_spelling_new (HpRichText *text)
{
  HpSpelling *self = g_object_new (HP_TYPE_SPELLING, NULL);
  const GConnectFlags flags = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  self->text = text;
  self->buffer = GTK_TEXT_BUFFER (g_object_ref (hp_rich_text_get_rich (text)));
  self->tag =
      gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->from = make_mark (self, TRUE);
  self->to = make_mark (self, FALSE);
  self->written = make_mark (self, TRUE);
  self->asked = make_mark (self, TRUE);
  add_actions (self);
  add_controllers (self);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (on_inserted_cb), self, flags);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (on_deleted_cb), self, flags);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (on_caret_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
hp_spelling_propose (HpSpelling *self, const char *language)
{
  g_free (self->proposed);
  self->proposed = g_strdup (language);
}

gboolean
hp_spelling_is_busy (HpSpelling *self)
{
  return self->pause != 0 || hp_speller_is_loading (self->speller);
}
