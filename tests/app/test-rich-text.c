/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text that an agent writes: every edit can be undone with its formatting, lists keep their
 * marks, and what is kept as HTML is the same text again, character by character. Needs no display.
 */

#include "app/composer/hp-rich-buffer.h"

#include <string.h>

static void
type (HpRichBuffer *buffer, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (*at == '\n')
      hp_rich_buffer_break_line (buffer);
    else if (*at == '\b')
      {
        GtkTextIter caret;
        gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (buffer), &caret,
                                          gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
        gtk_text_buffer_backspace (GTK_TEXT_BUFFER (buffer), &caret, TRUE, TRUE);
      }
    else
      gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (buffer), at,
                                                    (int) (g_utf8_next_char (at) - at), TRUE);
}

static void
select_range (HpRichBuffer *buffer, int from, int to)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &start, from);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &end, to);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &end, &start);
}

/* Without what only its readers see, blanks that stay as their name. */
static char *
dup_html (HpRichBuffer *buffer)
{
  g_autofree char *html = hp_rich_buffer_dup_html (buffer);
  g_autoptr (GString) plain = g_string_new (html);

  g_string_replace (plain, "\n", "", 0);
  g_string_replace (plain, " type=\"cite\"", "", 0);
  g_string_replace (plain, "\302\240", "&nbsp;", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
assert_html (HpRichBuffer *buffer, const char *expected)
{
  g_autofree char *html = dup_html (buffer);

  g_assert_cmpstr (html, ==, expected);
}

/* A line of nothing but one blank is kept as an empty one. */
static gboolean
has_lone_blank (const char *text)
{
  return g_regex_match_simple ("^(▎+ )?( {4})*(• |[0-9]+\\. )? $", text, G_REGEX_MULTILINE, 0);
}

static char *
dup_blanks_alike (HpRichBuffer *buffer)
{
  g_autofree char *text = hp_rich_buffer_dup_text (buffer);
  g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);

  return g_strjoinv (" ", parts);
}

/* What is kept gives the same text again. */
static void
assert_kept (HpRichBuffer *buffer)
{
  g_autofree char *html = hp_rich_buffer_dup_html (buffer);
  g_autofree char *text = dup_blanks_alike (buffer);
  g_autoptr (HpRichBuffer) other = hp_rich_buffer_new ();

  if (has_lone_blank (text))
    return;
  hp_rich_buffer_set_html (other, html);
  g_autofree char *again = hp_rich_buffer_dup_html (other);
  g_autofree char *text_again = dup_blanks_alike (other);
  g_assert_cmpstr (text_again, ==, text);
  /* How a blank looks at the ends of a run is lost, as HTML has it. */
  if (strstr (html, "> ") == NULL && strstr (html, " <") == NULL)
    g_assert_cmpstr (again, ==, html);
}

static void
test_typing (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  type (buffer, "Hei Liisa,\n\nse on ");
  hp_rich_buffer_toggle_style (buffer, HP_SPAN_BOLD);
  type (buffer, "perillä");
  hp_rich_buffer_toggle_style (buffer, HP_SPAN_BOLD);
  type (buffer, " nyt, 10\302\240€");
  assert_html (buffer, "<p>Hei Liisa,</p><p>se on <b>perillä</b> nyt, 10&nbsp;€</p>");
  assert_kept (buffer);
}

static void
test_undo_style (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  type (buffer, "one two");
  select_range (buffer, 4, 7);
  hp_rich_buffer_toggle_style (buffer, HP_SPAN_ITALIC);
  assert_html (buffer, "<p>one <i>two</i></p>");
  hp_rich_buffer_toggle_style (buffer, HP_SPAN_ITALIC);
  assert_html (buffer, "<p>one two</p>");
  hp_rich_buffer_undo (buffer);
  assert_html (buffer, "<p>one <i>two</i></p>");
  hp_rich_buffer_undo (buffer);
  assert_html (buffer, "<p>one two</p>");
  hp_rich_buffer_undo (buffer);
  assert_html (buffer, "<p>one&nbsp;</p>");
  hp_rich_buffer_redo (buffer);
  hp_rich_buffer_redo (buffer);
  assert_html (buffer, "<p>one <i>two</i></p>");
  type (buffer, "x");
  g_assert_false (hp_rich_buffer_can_redo (buffer));
}

static void
test_lists (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  hp_rich_buffer_toggle_numbers (buffer);
  type (buffer, "one\ntwo\nthree");
  assert_html (buffer, "<ol><li>one</li><li>two</li><li>three</li></ol>");
  assert_kept (buffer);
  hp_rich_buffer_indent (buffer, 1);
  assert_html (buffer, "<ol><li>one</li><li>two<ol><li>three</li></ol></li></ol>");
  assert_kept (buffer);
  type (buffer, "\n\nafter");
  assert_html (buffer, "<ol><li>one</li><li>two<ol><li>three</li></ol></li></ol><p>after</p>");
  assert_kept (buffer);
  /* A line that joins another leaves its number behind; those below count on. */
  hp_rich_buffer_set_html (buffer, "<ol><li>a</li><li>b</li><li>c</li></ol>");
  select_range (buffer, 4, 8);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (buffer), TRUE, TRUE);
  assert_html (buffer, "<ol><li>ab</li><li>c</li></ol>");
}

/* Backspace at its words makes an item a line. */
static void
test_leave_list (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  hp_rich_buffer_toggle_bullets (buffer);
  type (buffer, "one\n\b");
  assert_html (buffer, "<ul><li>one</li></ul><p>&nbsp;</p>");
  hp_rich_buffer_undo (buffer);
  assert_html (buffer, "<ul><li>one</li><li>&nbsp;</li></ul>");
  assert_kept (buffer);
}

static void
test_caret_leaves_marker (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  hp_rich_buffer_set_html (buffer, "<p>x</p><ul><li>one</li></ul>");
  hp_rich_buffer_set_caret (buffer, 2);
  g_assert_cmpint (hp_rich_buffer_get_caret (buffer), ==, 4);
  hp_rich_buffer_set_caret (buffer, 3);
  g_assert_cmpint (hp_rich_buffer_get_caret (buffer), ==, 1);
}

static void
test_quote_and_code (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  hp_rich_buffer_toggle_quote (buffer);
  type (buffer, "they said\nmore\n\n");
  assert_html (buffer, "<blockquote><p>they said<br>more</p></blockquote><p>&nbsp;</p>");
  hp_rich_buffer_toggle_style (buffer, HP_SPAN_CODE);
  type (buffer, "a  <b>");
  assert_html (buffer, "<blockquote><p>they said<br>more</p></blockquote><pre>a  &lt;b&gt;</pre>");
  assert_kept (buffer);
}

static void
test_links (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  type (buffer, "see here");
  hp_rich_buffer_set_link (buffer, "https://shop.example/?a=1&b=2");
  assert_html (buffer, "<p>see <a href=\"https://shop.example/?a=1&amp;b=2\">here</a></p>");
  type (buffer, " now");
  assert_kept (buffer);
  hp_rich_buffer_set_caret (buffer, 6);
  g_autofree char *href = hp_rich_buffer_dup_link (buffer);
  g_assert_cmpstr (href, ==, "https://shop.example/?a=1&b=2");
  hp_rich_buffer_set_link (buffer, "");
  assert_html (buffer, "<p>see here now</p>");
  hp_rich_buffer_undo (buffer);
  assert_kept (buffer);
}

static void
test_paste (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();

  type (buffer, "begin  end");
  hp_rich_buffer_set_caret (buffer, 6);
  hp_rich_buffer_insert_html (buffer, "<style>p{}</style><script>x</script>a <b onclick=y>bold</b>"
                                      "<ul><li>1<li>2</ul><table><tr><td>c1<td>c2</table>");
  assert_html (buffer, "<p>begin a <b>bold</b></p><ul><li>1</li><li>2</li></ul>"
                       "<p>c1 c2 end</p>");
  assert_kept (buffer);
  hp_rich_buffer_undo (buffer);
  assert_html (buffer, "<p>begin &nbsp;end</p>");
  assert_kept (buffer);
}

static void
test_pictures (void)
{
  g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();
  g_autoptr (GdkPaintable) picture = gdk_paintable_new_empty (3, 2);

  hp_rich_buffer_add_picture (buffer, "cid:a@b", picture);
  type (buffer, "look:");
  hp_rich_buffer_insert_picture (buffer, "cid:a@b");
  type (buffer, "there");
  assert_html (buffer, "<p>look:</p><p><img src=\"cid:a@b\" alt=\"\" width=\"3\" height=\"2\"></p>"
                       "<p>there</p>");
  hp_rich_buffer_undo (buffer);
  hp_rich_buffer_undo (buffer);
  hp_rich_buffer_redo (buffer);
  assert_html (buffer, "<p>look:</p><p><img src=\"cid:a@b\" alt=\"\" width=\"3\" height=\"2\"></p>"
                       "<p>&nbsp;</p>");
}

/* Whatever is done, what is kept is the same text, and undo leads back to each text there was. */
static void
test_random (void)
{
  static const char *const WORDS[] = { "a", " ", "  ", "<&\">", "ä€ ", "\n", "\n\n", "\b" };

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GRand) dice = g_rand_new_with_seed ((guint32) round);
      g_autoptr (HpRichBuffer) buffer = hp_rich_buffer_new ();
      for (int i = 0; i < 30; i++)
        {
          int size = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer));
          g_autofree char *before = dup_html (buffer);
          gboolean could = hp_rich_buffer_can_undo (buffer);
          int what = g_rand_int_range (dice, 0, 10);
          if (what < 5)
            type (buffer, WORDS[g_rand_int_range (dice, 0, G_N_ELEMENTS (WORDS))]);
          else if (what == 5)
            select_range (buffer, g_rand_int_range (dice, 0, size + 1),
                          g_rand_int_range (dice, 0, size + 1));
          else if (what == 6)
            hp_rich_buffer_toggle_style (buffer, 1u << g_rand_int_range (dice, 0, 5));
          else if (what == 7)
            hp_rich_buffer_toggle_bullets (buffer);
          else if (what == 8)
            hp_rich_buffer_toggle_numbers (buffer);
          else
            hp_rich_buffer_toggle_quote (buffer);
          assert_kept (buffer);
          g_autofree char *after = dup_html (buffer);
          if (strcmp (before, after) == 0 || !could)
            continue;
          hp_rich_buffer_undo (buffer);
          hp_rich_buffer_redo (buffer);
          assert_html (buffer, after);
        }
      while (hp_rich_buffer_can_undo (buffer))
        {
          hp_rich_buffer_undo (buffer);
          assert_kept (buffer);
        }
      assert_html (buffer, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rich-text/typing", test_typing);
  g_test_add_func ("/rich-text/undo-style", test_undo_style);
  g_test_add_func ("/rich-text/lists", test_lists);
  g_test_add_func ("/rich-text/leave-list", test_leave_list);
  g_test_add_func ("/rich-text/caret-leaves-marker", test_caret_leaves_marker);
  g_test_add_func ("/rich-text/quote-and-code", test_quote_and_code);
  g_test_add_func ("/rich-text/links", test_links);
  g_test_add_func ("/rich-text/paste", test_paste);
  g_test_add_func ("/rich-text/pictures", test_pictures);
  g_test_add_func ("/rich-text/random", test_random);
  return g_test_run ();
}
