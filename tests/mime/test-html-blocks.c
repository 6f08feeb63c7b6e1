/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTML and plain text as blocks. Blocks are compared as one line of a notation each: marks for
 * quote depth ">", list depth "." and kind, then the text, in which spans are "{style text}". */

#include "mime/hp-html-blocks.h"

#include <string.h>

#include "hp-html-scan.h"
#include "mime/hp-html-text.h"
#include "mime/hp-text-blocks.h"

static void
append_text (GString *out, const HpBlock *block)
{
  static const char MARKS[] = "biusc";
  gsize at = 0;

  for (guint i = 0; i < block->spans->len; i++)
    {
      const HpSpan *span = &g_array_index (block->spans, HpSpan, i);
      g_string_append_len (out, block->text + at, (gssize) (span->start - at));
      g_string_append_c (out, '{');
      for (guint j = 0; MARKS[j] != '\0'; j++)
        if ((span->style & (1u << j)) != 0)
          g_string_append_c (out, MARKS[j]);
      if (span->href != NULL)
        g_string_append_printf (out, "<%s>", span->href);
      g_string_append_c (out, ' ');
      g_string_append_len (out, block->text + span->start, (gssize) (span->end - span->start));
      g_string_append_c (out, '}');
      at = span->end;
    }
  g_string_append (out, block->text + at);
}

static void
append_block (GString *out, const HpBlock *block)
{
  static const char *const KINDS[] = { "", "=", "*", "|", "+", "---", "!" };

  for (guint i = 0; i < block->quote_depth; i++)
    g_string_append_c (out, '>');
  for (guint i = 0; i < block->depth; i++)
    g_string_append_c (out, '.');
  if (block->number > 0)
    g_string_append_printf (out, "%d", block->number);
  else
    g_string_append (out, KINDS[block->kind]);
  if (block->level > 0)
    g_string_append_printf (out, "%d", block->level);
  if (block->image != NULL)
    g_string_append_printf (out, "%s%s %dx%d:", block->is_remote ? "(remote) " : "", block->image,
                            block->width, block->height);
  append_text (out, block);
  g_string_append_c (out, '\n');
}

static void
assert_blocks (HpBlocks *blocks, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < blocks->blocks->len; i++)
    append_block (out, blocks->blocks->pdata[i]);
  hp_blocks_check (blocks);
  hp_blocks_unref (blocks);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
assert_html (const char *html, const char *expected)
{
  assert_blocks (hp_html_blocks (html, strlen (html)), expected);
}

static void
assert_text (const char *text, const char *expected)
{
  assert_blocks (hp_text_blocks (text), expected);
}

static void
test_paragraphs (void)
{
  assert_html ("", "");
  assert_html ("<p> </p><div></div><br>", "");
  assert_html ("Hei,\n  hyvä <p>väki</p>", "Hei, hyvä\nväki\n");
  assert_html ("<div>yksi</div><div>kaksi</div><div><br></div><div>kolme</div>",
               "yksi\nkaksi\nkolme\n");
  assert_html ("a<br>b<br><br>c", "a\nb\nc\n");
  assert_html ("<h2>Otsikko</h2>a<hr>b", "=2Otsikko\na\n---\nb\n");
  assert_html ("<pre>\n  if (x)\n    y;\n</pre>z", "|  if (x)\n    y;\nz\n");
}

static void
test_spans (void)
{
  assert_html ("a <b>b c</b> <i>d<u>e</u></i>", "a {b b c} {i d}{iu e}\n");
  assert_html ("<s>a</s><code>b</code><strong><em>ö</em></strong>", "{s a}{c b}{bi ö}\n");
  assert_html ("<b>a</b> <b>b</b>", "{b a b}\n");
  assert_html ("x <a href=' https://a.example/ä?b=1&amp;c'>lue <b>tämä</b></a> y",
               "x {<https://a.example/ä?b=1&c> lue} {b<https://a.example/ä?b=1&c> tämä} y\n");
  assert_html ("<a href='javascript:x'>a</a><a>b</a>", "ab\n");
  assert_html ("<p><b>a<p>b</b><p>c", "{b a}\nb\nc\n");
}

static void
test_lists (void)
{
  assert_html ("<ul><li>a<li><p>b</p><p>c</p><ol start=3><li>d<li><b>e</b></ol><li>f</ul>g",
               ".*a\n.*b\n.c\n..3d\n..4{b e}\n.*f\ng\n");
  assert_html ("<ol><li><li>b<li value=9>c<li>d</ol>", ".2b\n.9c\n.10d\n");
  assert_html ("<li>a", ".*a\n");
}

static void
test_quotes (void)
{
  assert_html ("a<blockquote>b<blockquote><p>c</p></blockquote>d</blockquote>e",
               "a\n>b\n>>c\n>d\ne\n");
  assert_html ("<blockquote><ul><li>a</ul></blockquote>", ">.*a\n");
}

static void
test_tables (void)
{
  assert_html (
      "<table><tr><th>Tuote<th>Hinta</tr><tr><td>Viltti</td><td>49,90 €</td></tr></table>x",
      "+{b Tuote}\t{b Hinta}\n+Viltti\t49,90 €\nx\n");
  assert_html ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "+a\tb\n");
  assert_html ("<table><tr><td></td><td>a</td><td></td><td>b</td></tr></table>", "+\ta\t\tb\n");
  assert_html ("<table><tr><td> </td><td><b>a</b></td></tr></table>", "{b a}\n");
  assert_html ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "+a\nb\tc\n");
  assert_html ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\nb\nc\n");
  assert_html ("<table><tr><td><table><tr><td>a<td>b</table>c</td><td>d</td></tr></table>",
               "+a\tb\nc\nd\n");
  assert_html ("<table><tr><td><ul><li>a</ul></td><td>b</td></tr></table>", ".*a\nb\n");
}

static void
test_images (void)
{
  assert_html ("a <img src=cid:x@y width=20 alt='Logo'> b", "a\n!cid:x@y 20x-1:Logo\nb\n");
  assert_html ("<a href=http://b.example><img src=//a.example/x.png alt='Kuva'></a>",
               "!(remote) https://a.example/x.png -1x-1:{<http://b.example> Kuva}\n");
  assert_html ("a<img src=http://a.example/1 width=1 height=1>b<img src=javascript:x alt=c>",
               "abc\n");
}

static void
test_text (void)
{
  assert_text ("", "");
  assert_text ("Hei,\r\nmoi\r\n\r\n\r\ntoinen  \n", "Hei,\nmoi\ntoinen\n");
  assert_text ("a\n> b\n> > c\n>> d\n>\n>e\nf > g", "a\n>b\n>>c\nd\n>e\nf > g\n");
  assert_text ("  sisennys\n> \n", "  sisennys\n");
}

static void
test_links (void)
{
  assert_text ("Katso https://a.example/b?c=1&d=(e), ja (www.b.example/x).",
               "Katso {<https://a.example/b?c=1&d=(e)> https://a.example/b?c=1&d=(e)}, ja "
               "({<http://www.b.example/x> www.b.example/x}).\n");
  assert_text ("<HTTP://A.example> ”http://b.example/ä”",
               "<{<http://A.example> HTTP://A.example}> ”{<http://b.example/ä> "
               "http://b.example/ä}”\n");
  assert_text ("tuki@havukka.example.com, mailto:a@b.example? x@y",
               "{<mailto:tuki@havukka.example.com> tuki@havukka.example.com}, "
               "{<mailto:a@b.example> mailto:a@b.example}? x@y\n");
  assert_text ("xhttp://a.b http:// http://) www. awww.b.c @a.b a@.b",
               "xhttp://a.b http:// http://) www. awww.b.c @a.b a@.b\n");
}

static void
test_words_stay (void)
{
  static const char HTML[] =
      "<title>x</title><h1>a <b>b</b>c</h1><table><tr><td>d<p>e</td><td>f<div>g<tr><td><th>h "
      "<img alt=i src=cid:x> j</table><ul>k<li>l<ol>m<li>n</ul>o<pre> p\nq "
      "</pre><dl><dt>r<dd>s</dl>"
      "<select><option>t<option>u</select><svg><text>v</text></svg></body></html>w <td>x<td>y";
  g_autoptr (HpBlocks) blocks = hp_html_blocks (HTML, strlen (HTML));
  g_autofree char *text = hp_html_text_dup (HTML, strlen (HTML));
  g_autofree char *expected = hp_words_dup (text);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < blocks->blocks->len; i++)
    g_string_append_printf (joined, "%s\n", ((HpBlock *) blocks->blocks->pdata[i])->text);
  g_autofree char *words = hp_words_dup (joined->str);
  g_assert_cmpstr (words, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blocks/paragraphs", test_paragraphs);
  g_test_add_func ("/blocks/spans", test_spans);
  g_test_add_func ("/blocks/lists", test_lists);
  g_test_add_func ("/blocks/quotes", test_quotes);
  g_test_add_func ("/blocks/tables", test_tables);
  g_test_add_func ("/blocks/images", test_images);
  g_test_add_func ("/blocks/text", test_text);
  g_test_add_func ("/blocks/links", test_links);
  g_test_add_func ("/blocks/words-stay", test_words_stay);
  return g_test_run ();
}
