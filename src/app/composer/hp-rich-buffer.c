/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a text that is edited with its formatting. A line's marker is whole and at its beginning, or
 * none. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-buffer.h"

#include <string.h>

#include "app/composer/hp-rich-blocks.h"
#include "app/composer/hp-rich-history.h"
#include "app/composer/hp-rich-tags.h"
#include "mime/hp-blocks-html.h"
#include "mime/hp-html-blocks.h"
#include "mime/hp-text-blocks.h"

#define CID "cid:"

struct _HpRichBuffer
{
  GtkTextBuffer parent_instance;

  HpRichHistory *history; /* (owned) */
  GHashTable *pictures;   /* (owned) (element-type char GdkPaintable) by source */
  HpSpanStyle typing;     /* how what is typed next looks */
  int caret;              /* where it was last */
  guint guard;            /* changes that are no edits by themselves */
};

G_DEFINE_FINAL_TYPE (HpRichBuffer, hp_rich_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  EDITED,
  STYLE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef void (*LineFunc) (HpRichLine *line, gboolean is_on);

static GtkTextBuffer *
get_base (HpRichBuffer *self)
{
  return GTK_TEXT_BUFFER (self);
}

static void
get_caret_iter (HpRichBuffer *self, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_mark (get_base (self), iter,
                                    gtk_text_buffer_get_insert (get_base (self)));
}

static HpRichState *
make_state (HpRichBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter bound;

  gtk_text_buffer_get_bounds (get_base (self), &start, &end);
  gtk_text_buffer_get_iter_at_mark (get_base (self), &bound,
                                    gtk_text_buffer_get_selection_bound (get_base (self)));
  return hp_rich_state_new (hp_rich_blocks_read (&start, &end), hp_rich_buffer_get_caret (self),
                            gtk_text_iter_get_offset (&bound));
}

static void
select_offsets (HpRichBuffer *self, int caret, int bound)
{
  GtkTextIter at;
  GtkTextIter other;

  gtk_text_buffer_get_iter_at_offset (get_base (self), &at, caret);
  gtk_text_buffer_get_iter_at_offset (get_base (self), &other, bound);
  gtk_text_buffer_select_range (get_base (self), &at, &other);
}

static void
set_blocks (HpRichBuffer *self, const HpBlocks *blocks)
{
  GtkTextIter start;
  GtkTextIter end;

  self->guard++;
  gtk_text_buffer_get_bounds (get_base (self), &start, &end);
  gtk_text_buffer_delete (get_base (self), &start, &end);
  hp_rich_blocks_insert (&end, blocks, self->pictures);
  self->guard--;
}

static void
set_typing (HpRichBuffer *self, HpSpanStyle style)
{
  if (self->typing == style)
    return;
  self->typing = style;
  g_signal_emit (self, signals[STYLE_CHANGED], 0);
}

/* What is typed looks like the letter before it, at the beginning of a line like the one behind. */
static void
update_typing (HpRichBuffer *self)
{
  GtkTextIter at;
  GtkTextIter words;

  get_caret_iter (self, &at);
  hp_rich_blocks_get_line (&at, &words);
  if (gtk_text_iter_compare (&at, &words) > 0)
    gtk_text_iter_backward_char (&at);
  set_typing (self, hp_rich_tags_get_style (&at));
}

static void
begin_edit (HpRichBuffer *self)
{
  if (self->guard == 0 && hp_rich_history_is_new (self->history, HP_EDIT_OTHER, 0, 0, FALSE))
    hp_rich_history_push (self->history, make_state (self));
  self->guard++;
}

static void
end_edit (HpRichBuffer *self)
{
  self->guard--;
  self->caret = hp_rich_buffer_get_caret (self);
  hp_rich_history_end_step (self->history);
  if (self->guard == 0)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
delete_marker (HpRichBuffer *self, GtkTextIter *line)
{
  GtkTextIter words;

  gtk_text_iter_set_line_offset (line, 0);
  words = *line;
  while (!gtk_text_iter_ends_line (&words) && hp_rich_tags_is_marker (&words))
    gtk_text_iter_forward_char (&words);
  if (!gtk_text_iter_equal (line, &words))
    gtk_text_buffer_delete (get_base (self), line, &words);
}

static void
set_line (HpRichBuffer *self, int number, const HpRichLine *line)
{
  g_autofree char *marker = hp_rich_line_dup_marker (line);
  GtkTextIter at;
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_line (get_base (self), &at, number);
  delete_marker (self, &at);
  gtk_text_buffer_insert (get_base (self), &at, marker, -1);
  start = at;
  gtk_text_iter_set_line_offset (&start, 0);
  gtk_text_buffer_remove_all_tags (get_base (self), &start, &at);
  gtk_text_buffer_apply_tag (get_base (self), hp_rich_tags_get_marker (get_base (self)), &start,
                             &at);
}

static HpRichLine
get_line (HpRichBuffer *self, int number)
{
  GtkTextIter at;
  GtkTextIter words;

  gtk_text_buffer_get_iter_at_line (get_base (self), &at, number);
  return hp_rich_blocks_get_line (&at, &words);
}

#define MAX_DEPTH 10

/* Numbers count from 1 in each list; a line that is deeper does not end it. */
static void
renumber (HpRichBuffer *self)
{
  int counts[MAX_DEPTH] = { 0 };
  guint quotes = 0;

  for (int i = 0; i < gtk_text_buffer_get_line_count (get_base (self)); i++)
    {
      HpRichLine line = get_line (self, i);
      guint depth = MIN (line.depth, MAX_DEPTH - 1);
      gboolean goes_on = line.quotes == quotes && depth > 0;
      for (guint d = goes_on ? depth + 1 : 0; d < MAX_DEPTH; d++)
        counts[d] = 0;
      quotes = line.quotes;
      if (line.number == 0)
        counts[depth] = 0;
      else if (line.number != ++counts[depth])
        {
          line.number = counts[depth];
          set_line (self, i, &line);
        }
    }
}

/* Takes away what is left of markers in the line of @iter, which stays at its words. */
static void
mend_line (HpRichBuffer *self, GtkTextIter *iter)
{
  GtkTextMark *place = gtk_text_buffer_create_mark (get_base (self), NULL, iter, TRUE);
  GtkTextIter at = *iter;
  GtkTextIter words;
  g_autofree char *marker = NULL;

  hp_rich_blocks_get_line (iter, &words);
  gtk_text_iter_set_line_offset (&at, 0);
  marker = gtk_text_iter_get_slice (&at, &words);
  HpRichLine line;
  if (!hp_rich_line_parse (marker, &line))
    {
      delete_marker (self, &at);
      words = at;
    }
  while (!gtk_text_iter_ends_line (&words))
    {
      GtkTextIter next = words;
      gtk_text_iter_forward_char (&next);
      if (hp_rich_tags_is_marker (&words))
        gtk_text_buffer_delete (get_base (self), &words, &next);
      else
        words = next;
    }
  gtk_text_buffer_get_iter_at_mark (get_base (self), iter, place);
  gtk_text_buffer_delete_mark (get_base (self), place);
}

static void
hp_rich_buffer_insert_text (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, int length)
{
  HpRichBuffer *self = HP_RICH_BUFFER (buffer);
  int from = gtk_text_iter_get_offset (iter);
  int size = (int) g_utf8_strlen (text, length);
  gboolean is_space = size == 1 && g_unichar_isspace (g_utf8_get_char (text));
  GtkTextIter start;

  if (self->guard == 0 &&
      hp_rich_history_is_new (self->history, size == 1 ? HP_EDIT_INSERT : HP_EDIT_OTHER, from,
                              from + size, is_space))
    hp_rich_history_push (self->history, make_state (self));
  GTK_TEXT_BUFFER_CLASS (hp_rich_buffer_parent_class)->insert_text (buffer, iter, text, length);
  if (self->guard > 0)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_remove_tag (buffer, hp_rich_tags_get_marker (buffer), &start, iter);
  hp_rich_tags_set_style (&start, iter, self->typing);
  self->caret = from + size;
  g_signal_emit (self, signals[EDITED], 0);
}

static void
hp_rich_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  HpRichBuffer *self = HP_RICH_BUFFER (buffer);
  int from = gtk_text_iter_get_offset (start);
  int to = gtk_text_iter_get_offset (end);
  gboolean is_by_line = gtk_text_iter_get_line (start) != gtk_text_iter_get_line (end) ||
                        hp_rich_tags_is_marker (start);

  if (self->guard == 0 && hp_rich_history_is_new (self->history, HP_EDIT_DELETE, from, to, FALSE))
    hp_rich_history_push (self->history, make_state (self));
  GTK_TEXT_BUFFER_CLASS (hp_rich_buffer_parent_class)->delete_range (buffer, start, end);
  if (self->guard > 0)
    return;
  self->guard++;
  if (is_by_line)
    {
      mend_line (self, start);
      int offset = gtk_text_iter_get_offset (start);
      renumber (self);
      gtk_text_buffer_get_iter_at_offset (buffer, start, offset);
      *end = *start;
    }
  self->guard--;
  self->caret = hp_rich_buffer_get_caret (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* The caret does not stand in a marker: from its words it goes on to the line before. */
static void
leave_marker (HpRichBuffer *self, GtkTextMark *mark)
{
  GtkTextIter at;
  GtkTextIter words;

  gtk_text_buffer_get_iter_at_mark (get_base (self), &at, mark);
  hp_rich_blocks_get_line (&at, &words);
  if (gtk_text_iter_compare (&at, &words) >= 0)
    return;
  if (self->caret == gtk_text_iter_get_offset (&words) &&
      gtk_text_iter_get_offset (&at) == self->caret - 1 && gtk_text_iter_get_line (&at) > 0)
    {
      gtk_text_iter_set_line_offset (&at, 0);
      gtk_text_iter_backward_char (&at);
    }
  else
    {
      at = words;
    }
  self->guard++;
  if (gtk_text_buffer_get_has_selection (get_base (self)))
    gtk_text_buffer_move_mark (get_base (self), mark, &at);
  else
    gtk_text_buffer_place_cursor (get_base (self), &at);
  self->guard--;
}

static void
hp_rich_buffer_mark_set (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark)
{
  HpRichBuffer *self = HP_RICH_BUFFER (buffer);

  GTK_TEXT_BUFFER_CLASS (hp_rich_buffer_parent_class)->mark_set (buffer, iter, mark);
  if (mark != gtk_text_buffer_get_insert (buffer) || self->guard > 0)
    return;
  leave_marker (self, mark);
  self->caret = hp_rich_buffer_get_caret (self);
  hp_rich_history_end_step (self->history);
  update_typing (self);
}

/* What was copied from lines with markers may have them in the midst of others. */
static void
hp_rich_buffer_paste_done (GtkTextBuffer *buffer, GdkClipboard *clipboard)
{
  HpRichBuffer *self = HP_RICH_BUFFER (buffer);

  GTK_TEXT_BUFFER_CLASS (hp_rich_buffer_parent_class)->paste_done (buffer, clipboard);
  self->guard++;
  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    {
      GtkTextIter line;
      gtk_text_buffer_get_iter_at_line (buffer, &line, i);
      mend_line (self, &line);
    }
  renumber (self);
  self->guard--;
}

static void
hp_rich_buffer_constructed (GObject *object)
{
  G_OBJECT_CLASS (hp_rich_buffer_parent_class)->constructed (object);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (object), FALSE);
  hp_rich_tags_add (GTK_TEXT_BUFFER (object));
}

static void
hp_rich_buffer_finalize (GObject *object)
{
  HpRichBuffer *self = HP_RICH_BUFFER (object);

  hp_rich_history_free (self->history);
  g_hash_table_unref (self->pictures);
  G_OBJECT_CLASS (hp_rich_buffer_parent_class)->finalize (object);
}

static void
hp_rich_buffer_class_init (HpRichBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hp_rich_buffer_constructed;
  G_OBJECT_CLASS (klass)->finalize = hp_rich_buffer_finalize;
  buffer_class->insert_text = hp_rich_buffer_insert_text;
  buffer_class->delete_range = hp_rich_buffer_delete_range;
  buffer_class->paste_done = hp_rich_buffer_paste_done;
  buffer_class->mark_set = hp_rich_buffer_mark_set;
  signals[EDITED] = g_signal_new ("edited", HP_TYPE_RICH_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[STYLE_CHANGED] = g_signal_new ("style-changed", HP_TYPE_RICH_BUFFER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_rich_buffer_init (HpRichBuffer *self)
{
  self->history = hp_rich_history_new ();
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

HpRichBuffer *
hp_rich_buffer_new (void)
{
  return g_object_new (HP_TYPE_RICH_BUFFER, NULL);
}

void
hp_rich_buffer_set_html (HpRichBuffer *self, const char *html)
{
  g_autoptr (HpBlocks) blocks = hp_html_blocks (html, strlen (html));

  set_blocks (self, blocks);
  hp_rich_history_clear (self->history);
  update_typing (self);
}

void
hp_rich_buffer_leave_room (HpRichBuffer *self)
{
  GtkTextIter start;

  self->guard++;
  gtk_text_buffer_get_start_iter (get_base (self), &start);
  gtk_text_buffer_insert (get_base (self), &start, "\n\n", -1);
  self->guard--;
  hp_rich_history_clear (self->history);
}

/* Content ids, by which a text refers to its pictures. */
static GPtrArray *
list_images (HpRichBuffer *self)
{
  GPtrArray *images = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    if (g_str_has_prefix (source, CID))
      g_ptr_array_add (images, (char *) source + strlen (CID));
  return images;
}

char *
hp_rich_buffer_dup_html (HpRichBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_buffer_get_char_count (get_base (self)) == 0)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (get_base (self), &start, &end);
  g_autoptr (HpBlocks) blocks = hp_rich_blocks_read (&start, &end);
  g_autoptr (GPtrArray) images = list_images (self);
  return hp_blocks_dup_html (blocks, images, HP_BLOCKS_HTML_PLAIN);
}

char *
hp_rich_buffer_dup_text (HpRichBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_base (self), &start, &end);
  return gtk_text_iter_get_text (&start, &end);
}

gboolean
hp_rich_buffer_is_empty (HpRichBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_base (self), &start, &end);
  g_autofree char *text = gtk_text_iter_get_slice (&start, &end);
  return *g_strstrip (text) == '\0';
}

void
hp_rich_buffer_add_picture (HpRichBuffer *self, const char *source, GdkPaintable *picture)
{
  hp_rich_blocks_name_picture (picture, source);
  g_hash_table_replace (self->pictures, g_strdup (source), g_object_ref (picture));
}

static void
insert_blocks (HpRichBuffer *self, const HpBlocks *blocks)
{
  GtkTextIter at;

  begin_edit (self);
  gtk_text_buffer_delete_selection (get_base (self), FALSE, TRUE);
  get_caret_iter (self, &at);
  mend_line (self, &at);
  hp_rich_blocks_insert (&at, blocks, self->pictures);
  gtk_text_buffer_place_cursor (get_base (self), &at);
  renumber (self);
  end_edit (self);
}

void
hp_rich_buffer_insert_html (HpRichBuffer *self, const char *html)
{
  g_autoptr (HpBlocks) blocks = hp_html_blocks (html, strlen (html));

  insert_blocks (self, blocks);
}

void
hp_rich_buffer_insert_words (HpRichBuffer *self, const char *text)
{
  GtkTextIter at;

  begin_edit (self);
  gtk_text_buffer_delete_selection (get_base (self), FALSE, TRUE);
  get_caret_iter (self, &at);
  mend_line (self, &at);
  gtk_text_buffer_insert (get_base (self), &at, text, -1);
  renumber (self);
  end_edit (self);
}

/* On a line of its own, as it will be sent. */
void
hp_rich_buffer_insert_picture (HpRichBuffer *self, const char *source)
{
  GdkPaintable *picture = g_hash_table_lookup (self->pictures, source);
  GtkTextIter at;

  g_return_if_fail (picture != NULL);
  begin_edit (self);
  gtk_text_buffer_delete_selection (get_base (self), FALSE, TRUE);
  get_caret_iter (self, &at);
  if (!gtk_text_iter_starts_line (&at))
    gtk_text_buffer_insert (get_base (self), &at, "\n", 1);
  gtk_text_buffer_insert_paintable (get_base (self), &at, picture);
  gtk_text_buffer_insert (get_base (self), &at, "\n", 1);
  gtk_text_buffer_place_cursor (get_base (self), &at);
  end_edit (self);
}

/* Calls back for each line that is selected, with its words in the selection. */
static void
get_selected_lines (HpRichBuffer *self, int *first, int *last)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (get_base (self), &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

/* The words of one line that are selected. Returns: FALSE if none is. */
static gboolean
get_selected_words (HpRichBuffer *self, int number, GtkTextIter *from, GtkTextIter *to)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter line;

  gtk_text_buffer_get_selection_bounds (get_base (self), &start, &end);
  gtk_text_buffer_get_iter_at_line (get_base (self), &line, number);
  hp_rich_blocks_get_line (&line, from);
  *to = *from;
  if (!gtk_text_iter_ends_line (to))
    gtk_text_iter_forward_to_line_end (to);
  if (gtk_text_iter_compare (from, &start) < 0)
    *from = start;
  if (gtk_text_iter_compare (to, &end) > 0)
    *to = end;
  return gtk_text_iter_compare (from, to) < 0;
}

static gboolean
has_style (HpRichBuffer *self, HpSpanStyle style, int first, int last)
{
  for (int i = first; i <= last; i++)
    {
      GtkTextIter at;
      GtkTextIter to;
      if (!get_selected_words (self, i, &at, &to))
        continue;
      for (; gtk_text_iter_compare (&at, &to) < 0; gtk_text_iter_forward_char (&at))
        if ((hp_rich_tags_get_style (&at) & style) != style)
          return FALSE;
    }
  return TRUE;
}

void
hp_rich_buffer_toggle_style (HpRichBuffer *self, HpSpanStyle style)
{
  gboolean is_added;
  int first;
  int last;

  if (!gtk_text_buffer_get_has_selection (get_base (self)))
    {
      set_typing (self, self->typing ^ style);
      return;
    }
  get_selected_lines (self, &first, &last);
  is_added = !has_style (self, style, first, last);
  begin_edit (self);
  for (int i = first; i <= last; i++)
    {
      GtkTextIter from;
      GtkTextIter to;
      if (get_selected_words (self, i, &from, &to))
        hp_rich_tags_change (&from, &to, style, is_added);
    }
  end_edit (self);
  update_typing (self);
}

HpSpanStyle
hp_rich_buffer_get_style (HpRichBuffer *self)
{
  return self->typing;
}

static void
make_bullet (HpRichLine *line, gboolean is_on)
{
  line->depth = is_on ? MAX (line->depth, 1) : 0;
  line->number = 0;
}

static void
make_number (HpRichLine *line, gboolean is_on)
{
  line->depth = is_on ? MAX (line->depth, 1) : 0;
  line->number = is_on ? 1 : 0;
}

static void
make_quote (HpRichLine *line, gboolean is_on)
{
  line->quotes = is_on ? MAX (line->quotes, 1) : 0;
}

static gboolean
is_same (const HpRichLine *one, const HpRichLine *other)
{
  return one->quotes == other->quotes && one->depth == other->depth &&
         (one->number > 0) == (other->number > 0);
}

static void
toggle_lines (HpRichBuffer *self, LineFunc make)
{
  gboolean is_on = FALSE;
  int first;
  int last;

  get_selected_lines (self, &first, &last);
  for (int i = first; i <= last; i++)
    {
      HpRichLine line = get_line (self, i);
      HpRichLine made = line;
      make (&made, TRUE);
      is_on |= !is_same (&line, &made);
    }
  begin_edit (self);
  for (int i = first; i <= last; i++)
    {
      HpRichLine line = get_line (self, i);
      make (&line, is_on);
      set_line (self, i, &line);
    }
  renumber (self);
  end_edit (self);
}

void
hp_rich_buffer_toggle_bullets (HpRichBuffer *self)
{
  toggle_lines (self, make_bullet);
}

void
hp_rich_buffer_toggle_numbers (HpRichBuffer *self)
{
  toggle_lines (self, make_number);
}

void
hp_rich_buffer_toggle_quote (HpRichBuffer *self)
{
  toggle_lines (self, make_quote);
}

gboolean
hp_rich_buffer_indent (HpRichBuffer *self, int by)
{
  gboolean is_any = FALSE;
  int first;
  int last;

  get_selected_lines (self, &first, &last);
  for (int i = first; i <= last; i++)
    is_any |= get_line (self, i).depth > 0;
  if (!is_any)
    return FALSE;
  begin_edit (self);
  for (int i = first; i <= last; i++)
    {
      HpRichLine line = get_line (self, i);
      if (line.depth == 0)
        continue;
      line.depth = (guint) CLAMP ((int) line.depth + by, 1, MAX_DEPTH - 1);
      set_line (self, i, &line);
    }
  renumber (self);
  end_edit (self);
  return TRUE;
}

void
hp_rich_buffer_break_line (HpRichBuffer *self)
{
  const HpRichLine plain = { 0 };
  GtkTextIter at;
  GtkTextIter words;
  HpSpanStyle typing = self->typing;

  begin_edit (self);
  gtk_text_buffer_delete_selection (get_base (self), FALSE, TRUE);
  get_caret_iter (self, &at);
  mend_line (self, &at);
  HpRichLine line = hp_rich_blocks_get_line (&at, &words);
  if (line.quotes + line.depth > 0 && gtk_text_iter_ends_line (&words))
    set_line (self, gtk_text_iter_get_line (&at), &plain);
  else
    {
      gtk_text_buffer_insert (get_base (self), &at, "\n", 1);
      if (line.quotes + line.depth > 0)
        set_line (self, gtk_text_iter_get_line (&at), &line);
    }
  renumber (self);
  end_edit (self);
  set_typing (self, typing);
}

/* What a link would be about: the selection, the link at the caret, or the word there. */
static gboolean
get_link_range (HpRichBuffer *self, GtkTextIter *start, GtkTextIter *end)
{
  if (gtk_text_buffer_get_selection_bounds (get_base (self), start, end))
    return TRUE;
  const char *href = hp_rich_tags_get_href (start);
  if (href != NULL)
    {
      GtkTextTag *tag = hp_rich_tags_ensure_link (get_base (self), href);
      if (!gtk_text_iter_starts_tag (start, tag))
        gtk_text_iter_backward_to_tag_toggle (start, tag);
      gtk_text_iter_forward_to_tag_toggle (end, tag);
      return TRUE;
    }
  if (!gtk_text_iter_inside_word (start) && !gtk_text_iter_ends_word (start))
    return FALSE;
  if (!gtk_text_iter_starts_word (start))
    gtk_text_iter_backward_word_start (start);
  if (!gtk_text_iter_ends_word (end))
    gtk_text_iter_forward_word_end (end);
  return gtk_text_iter_compare (start, end) < 0;
}

char *
hp_rich_buffer_dup_link (HpRichBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (get_base (self), &start, &end);
  return g_strdup (hp_rich_tags_get_href (&start));
}

static void
remove_links (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (start);
  GtkTextIter at = *start;

  for (; gtk_text_iter_compare (&at, end) < 0; gtk_text_iter_forward_char (&at))
    {
      const char *href = hp_rich_tags_get_href (&at);
      if (href != NULL)
        gtk_text_buffer_remove_tag (buffer, hp_rich_tags_ensure_link (buffer, href), start, end);
    }
}

void
hp_rich_buffer_set_link (HpRichBuffer *self, const char *href)
{
  GtkTextIter start;
  GtkTextIter end;

  begin_edit (self);
  if (!get_link_range (self, &start, &end) && *href != '\0')
    {
      int from = gtk_text_iter_get_offset (&start);
      gtk_text_buffer_insert (get_base (self), &start, href, -1);
      end = start;
      gtk_text_buffer_get_iter_at_offset (get_base (self), &start, from);
    }
  remove_links (&start, &end);
  if (*href != '\0')
    gtk_text_buffer_apply_tag (get_base (self), hp_rich_tags_ensure_link (get_base (self), href),
                               &start, &end);
  gtk_text_buffer_place_cursor (get_base (self), &end);
  end_edit (self);
}

gboolean
hp_rich_buffer_can_undo (HpRichBuffer *self)
{
  return hp_rich_history_can_step (self->history, FALSE);
}

gboolean
hp_rich_buffer_can_redo (HpRichBuffer *self)
{
  return hp_rich_history_can_step (self->history, TRUE);
}

static void
step (HpRichBuffer *self, gboolean is_redo)
{
  if (!hp_rich_history_can_step (self->history, is_redo))
    return;
  g_autoptr (HpRichState) state = hp_rich_history_step (self->history, is_redo, make_state (self));
  set_blocks (self, state->blocks);
  select_offsets (self, state->caret, state->bound);
  hp_rich_history_end_step (self->history);
  g_signal_emit (self, signals[EDITED], 0);
}

void
hp_rich_buffer_undo (HpRichBuffer *self)
{
  step (self, FALSE);
}

void
hp_rich_buffer_redo (HpRichBuffer *self)
{
  step (self, TRUE);
}

int
hp_rich_buffer_get_caret (HpRichBuffer *self)
{
  GtkTextIter at;

  get_caret_iter (self, &at);
  return gtk_text_iter_get_offset (&at);
}

void
hp_rich_buffer_set_caret (HpRichBuffer *self, int offset)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_offset (get_base (self), &at, offset);
  gtk_text_buffer_place_cursor (get_base (self), &at);
}
