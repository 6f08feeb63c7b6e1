/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sanitiser writes is safe, judged by a scanner that shares nothing with it; words stay.
 */

#include "mime/hp-html-sanitise.h"

#include <string.h>

#include "hp-html-scan.h"
#include "hp-html-vectors.h"
#include "mime/hp-html-text.h"

static HpHtmlClean *
sanitise (const char *html)
{
  return hp_html_sanitise (html, strlen (html));
}

static void
assert_html (const char *html, const char *expected)
{
  g_autoptr (HpHtmlClean) clean = sanitise (html);

  g_assert_cmpstr (clean->html, ==, expected);
}

static void
assert_safe (const char *html, gsize length)
{
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, length);
  g_autoptr (HpHtmlClean) again = sanitise (clean->html);
  g_autofree char *wrong = hp_html_scan (clean->html);
  g_autofree char *wrong_again = hp_html_scan (again->html);

  if (wrong != NULL || wrong_again != NULL)
    g_error ("%s | %s\nof %s\nis %s", wrong, wrong_again, html, clean->html);
}

static void
assert_words_stay (const char *html, gsize length)
{
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, length);
  g_autofree char *before = hp_html_text_dup (html, length);
  g_autofree char *after = hp_html_text_dup (clean->html, strlen (clean->html));
  g_autofree char *words_before = hp_words_dup (before);
  g_autofree char *words_after = hp_words_dup (after);

  g_assert_cmpstr (words_after, ==, words_before);
}

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (HP_HTML_VECTORS); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (HP_HTML_FRAMES); j++)
      {
        g_auto (GStrv) pieces = g_strsplit (HP_HTML_FRAMES[j], "%", -1);
        g_autofree char *html = g_strjoinv (HP_HTML_VECTORS[i], pieces);
        assert_safe (html, strlen (html));
      }
}

static void
test_nul (void)
{
  static const char *const HTML[] = {
    "<scr\1ipt>alert(1)</scr\1ipt>",         "<\1script>alert(1)</script>",
    "<img src=x on\1error=alert(1)>",        "<a href='java\1script:alert(1)'>x</a>",
    "<a href='\1javascript:alert(1)'>x</a>", "\1<b>\1",
    "<p style='posi\1tion:fixed'>x</p>",     "<!-\1- <b> --\1>x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (HTML); i++)
    {
      g_autofree char *html = g_strdup (HTML[i]);
      gsize length = strlen (html);
      for (char *at = html; (at = strchr (at, '\1')) != NULL; at++)
        *at = '\0';
      assert_safe (html, length);
    }
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise ("a\0b<i>c", 7);
  g_assert_cmpstr (clean->html, ==, "ab<i>c</i>");
}

static void
test_huge (void)
{
  g_autofree char *value = g_strnfill (3000000, 'a');
  g_autofree char *quoted = g_strdup_printf ("<b title=\"%s\">x</b>", value);
  g_autofree char *name = g_strdup_printf ("<b %s=1 onclick=x>x</b>", value);
  g_autofree char *element = g_strdup_printf ("<%s onclick=x>x</%s>", value, value);
  g_autofree char *entity = g_strdup_printf ("&%s;<b>&#%s;</b>", value, value);
  g_autofree char *style = g_strdup_printf ("<b style='color:%s'>x</b>", value);
  g_autofree char *image = g_strdup_printf ("<img src='data:image/png;base64,%s'>", value);
  g_autoptr (HpHtmlClean) clean = sanitise (image);

  assert_safe (quoted, strlen (quoted));
  assert_safe (name, strlen (name));
  assert_safe (element, strlen (element));
  assert_safe (entity, strlen (entity));
  assert_html (style, "<b>x</b>");
  g_assert_cmpuint (strlen (clean->html), >, 3000000);
}

static void
test_kept (void)
{
  assert_html ("Hei <b>Aino</b>!<br>Terveisin Åsa", "Hei <b>Aino</b>!<br>Terveisin Åsa");
  assert_html ("a < b & c > d \"e\"", "a &lt; b &amp; c &gt; d &quot;e&quot;");
  assert_html ("<a href=' HTTPS://example.com/a b?c=1&amp;d=2 '>x</a>",
               "<a href=\"https://example.com/a%20b?c=1&amp;d=2\">x</a>");
  assert_html ("<a href=mailto:tuki@example.com>x</a><a href=tel:+358401234567>y</a>",
               "<a href=\"mailto:tuki@example.com\">x</a><a href=\"tel:+358401234567\">y</a>");
  assert_html ("<p style='color: #FF0000; position:fixed; FONT-WEIGHT:bold' class=x>x</p>",
               "<p style=\"color:#ff0000;font-weight:bold\">x</p>");
  assert_html ("<td bgcolor=red width=50% height=1e9 colspan=2>x</td>",
               "<td width=\"50%\" bgcolor=\"red\" colspan=\"2\">x</td>");
  assert_html ("<img src=cid:logo@x alt='Kuva' width=10><img src='data:image/png;base64,AA=='>",
               "<img src=\"cid:logo@x\" alt=\"Kuva\" width=\"10\">"
               "<img src=\"data:image/png;base64,AA==\" alt=\"\">");
  assert_html ("<ol start=3><li>x</ol>", "<ol start=\"3\"><li>x</li></ol>");
  assert_html ("<pre>\n\nx</pre>", "<pre>\n\n\nx</pre>");
}

static void
test_left_out (void)
{
  assert_html ("<script>a</script><style>b</style><title>c</title>d", "d");
  assert_html ("<form>a<input><button>b</button></form><svg><text>c</text></svg>",
               "<div>ab</div>c");
  assert_html ("<a href=javascript:x>a</a>", "<a>a</a>");
  assert_html ("<b>a<i>b", "<b>a<i>b</i></b>");
  assert_html ("</b>a</table>b", "ab");
}

/* What a parser of HTML 4 would take for the end. */
static void
test_behind_the_end (void)
{
  assert_html ("<html><body><p>a</p></body></html>\n", "<p>a</p>\n");
  assert_html ("<html><body>a</body></html>b", "a<div></div>b");
  assert_html ("a</BODY></HTML ><html><body><p>b</body>", "a<div></div><p>b</p>");
  assert_html ("</a></b>a", "a");
  assert_html ("<!-- </body --> a", " a");
}

static void
test_as_browsers_read (void)
{
  assert_html ("It&#146;s &#x80;5 &#150; &#xe4;", "It’s €5 – ä");
  assert_html ("It\xc2\x92s \xc2\x80<b>\xc2\x99</b>&gt;\xc2\x99&#153;\xc2\xa0",
               "It’s €<b>™</b>&gt;™™\xc2\xa0");
  assert_html ("<img src=cid:a alt='It&#146;s \xc2\x99'>", "<img src=\"cid:a\" alt=\"It’s ™\">");
  assert_html ("<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><p>a</p>", "<p>a</p>");
  assert_html ("<p><![if !supportLists]><b>1.</b><![endif]>a</p>", "<p><b>1.</b>a</p>");
  assert_html ("<!--[if mso]><p>a</p><![endif]-->b<!--[if !mso]><!-->c<!--<![endif]-->", "bc");
}

static const HpHtmlImage *
get_image (const HpHtmlClean *clean, guint index)
{
  g_assert_cmpuint (clean->remote_images->len, >, index);
  return clean->remote_images->pdata[index];
}

static void
test_remote_images (void)
{
  g_autoptr (HpHtmlClean) clean = sanitise (
      "<img src='http://a.example/1.png' width=600 height='200' alt='Kesäale &amp; muuta'>"
      "<img src='//a.example/p' width=1 height=1><img src=cid:x>"
      "<img src='https://a.example/x' style='WIDTH:0; width: 1px; height:1px'>"
      "<img src='https://a.example/wf/open?u=1'><img src='https://a.example/q' "
      "style='display:none'><img src='https://a.example/pixel/2.png' width=300>");
  static const gboolean TRACKERS[] = { FALSE, TRUE, TRUE, TRUE, TRUE, FALSE };

  g_assert_cmpstr (clean->html, ==, "Kesäale &amp; muuta<img src=\"cid:x\" alt=\"\">");
  g_assert_cmpuint (clean->remote_images->len, ==, G_N_ELEMENTS (TRACKERS));
  for (guint i = 0; i < G_N_ELEMENTS (TRACKERS); i++)
    g_assert_cmpint (get_image (clean, i)->is_tracker, ==, TRACKERS[i]);
  g_assert_cmpstr (get_image (clean, 0)->url, ==, "http://a.example/1.png");
  g_assert_cmpint (get_image (clean, 0)->width, ==, 600);
  g_assert_cmpint (get_image (clean, 0)->height, ==, 200);
  g_assert_cmpstr (get_image (clean, 1)->url, ==, "https://a.example/p");
  g_assert_cmpint (get_image (clean, 3)->width, ==, -1);
}

static void
test_words_stay (void)
{
  static const char *const MAILS[] = {
    "<html><head><title>x</title><style>p{color:red}</style></head><body><div dir=ltr>Hei,<div>"
    "<br></div><div>laskussa <b>4711</b> on virhe.</div></div><br><div class=gmail_quote><div>On "
    "Mon, Aino wrote:</div><blockquote class=gmail_quote style='margin:0 0 0 .8ex'>Vanhaa "
    "tekstiä</blockquote></div></body></html>",
    "<html xmlns:o='urn:x'><head><!--[if gte mso "
    "9]><xml><o:x>1</o:x></xml><![endif]--></head><body "
    "lang=SV><div class=WordSection1><p class=MsoNormal><span "
    "style='font-size:11pt'>Hej!<o:p></o:p>"
    "</span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><table border=1><tr><td><p>Artikel</p></td>"
    "<td><p>Pris</p></td></tr></table><p>Med v&auml;nlig h&auml;lsning</p></div></body></html>",
    "<center><table width=600><tr><td><img src=https://x.example/a.png alt='Kesäale'></td></tr><tr>"
    "<td><h1>Tarjous</h1><ul><li>yksi<li>kaksi</ul><select><option>a<option>b</select>"
    "<textarea>t</textarea><button>Osta</button></td></tr></table></center>",
    "a</body></html>b<html><body>c<div>d</div></body></html>\n-- \nfooter",
    "<pre>int  main\n  (void)</pre>loppu<p>x<hr>y<dl><dt>t<dd>d</dl>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (MAILS); i++)
    assert_words_stay (MAILS[i], strlen (MAILS[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpuint (G_N_ELEMENTS (HP_HTML_VECTORS), >, 100);
  g_test_add_func ("/sanitise/vectors", test_vectors);
  g_test_add_func ("/sanitise/nul", test_nul);
  g_test_add_func ("/sanitise/huge", test_huge);
  g_test_add_func ("/sanitise/kept", test_kept);
  g_test_add_func ("/sanitise/left-out", test_left_out);
  g_test_add_func ("/sanitise/behind-the-end", test_behind_the_end);
  g_test_add_func ("/sanitise/as-browsers-read", test_as_browsers_read);
  g_test_add_func ("/sanitise/remote-images", test_remote_images);
  g_test_add_func ("/sanitise/words-stay", test_words_stay);
  return g_test_run ();
}
