/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTML made to hurt: text, safe HTML and blocks are made of it in linear time, and the last words
 * are there. The bound on time is loose, to hold on a busy machine under sanitizers; what is
 * quadratic misses it by far. */

#include "mime/hp-html-blocks.h"
#include "mime/hp-html-sanitise.h"

#include <string.h>

#include "hp-html-scan.h"
#include "mime/hp-html-text.h"
#include "mime/hp-text-blocks.h"

#define TIMES 200000
#define MAX_SECONDS 10
#define LAST " last words"

static char *
repeat (const char *const *pieces)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; pieces[i] != NULL; i++)
    for (gsize j = 0; j < TIMES; j++)
      g_string_append (text, pieces[i]);
  g_string_append (text, LAST);
  return g_string_free (text, FALSE);
}

static char *
join (const HpBlocks *blocks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < blocks->blocks->len; i++)
    g_string_append_printf (text, " %s", ((HpBlock *) blocks->blocks->pdata[i])->text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_quick (GTimer *timer, const char *what, const char *html)
{
  double seconds = g_timer_elapsed (timer, NULL);

  if (seconds > 0.5)
    g_test_message ("%s of %.30s: %.2f s", what, html, seconds);
  g_assert_cmpfloat (seconds, <, MAX_SECONDS);
  g_timer_start (timer);
}

static void
assert_read (const char *html, gsize length)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *text = hp_html_text_dup (html, length);
  assert_quick (timer, "text", html);
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, length);
  assert_quick (timer, "sanitise", html);
  g_autoptr (HpBlocks) blocks = hp_html_blocks (html, length);
  assert_quick (timer, "blocks", html);
  g_autofree char *wrong = hp_html_scan (clean->html);
  g_autofree char *joined = join (blocks);

  g_assert_null (wrong);
  hp_blocks_check (blocks);
  g_assert_true (g_str_has_suffix (text, "last words"));
  g_assert_nonnull (strstr (clean->html, LAST));
  g_assert_nonnull (strstr (joined, LAST));
}

static void
test_repeated (void)
{
  static const char *const PATTERNS[][4] = {
    { "<div>" },
    { "<b>" },
    { "<p>" },
    { "<li>" },
    { "<ul><li>" },
    { "<dl><dt>" },
    { "<table><tr><td>" },
    { "<td>" },
    { "<td>x" },
    { "<blockquote>" },
    { "<pre>\n" },
    { "<h1>" },
    { "<a href=\"http://x\">" },
    { "<img src=//x>" },
    { "<img src=cid:x alt=x>" },
    { "<select><option>" },
    { "<html>", "<body bgcolor=red>" },
    { "<b>", "</i>" },
    { "<p>", "<b>", "</p>" },
    { "<b>x", "</b>y" },
    { "<b><div></b></div>", "</u>" },
    { "</a>" },
    { "</body>x" },
    { "</pre>\n" },
    { "<!-- -->" },
    { "<![CDATA[" },
    { "<!x" },
    { "<!x>" },
    { "<" },
    { "&" },
    { "&amp;&#1;" },
    { "<p style='color:red;color:red'>" },
    { "<a href=x><b>x</b><i>y</i>" },
    { "<script></script>" },
    { "<title><i>" },
    { "<xml><p>" },
    { "<br>" },
    { "<hr>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PATTERNS); i++)
    {
      g_autofree char *html = repeat (PATTERNS[i]);
      assert_read (html, strlen (html));
    }
}

/* libxml2 compares each attribute of a tag with all before it, so that it must not see so many,
 * whatever stands before to hide where the tag begins. */
static void
test_attributes (void)
{
  static const char *const HIDES[] = {
    "<a ",
    "<!-- <a x=\" --> <a ",
    "<script>a=\"<a x='\"</script><a ",
    "<style>a=\"<a x='\"</style><a ",
    "<a b=\"x\"c='\"' ",
    "<a ='> <a ",
    "<a '> <a ",
    "<a b=''''> <a ",
    "<a/b='/> <a ",
    "<?a <a b='> <a ",
    "<!x <a b='> <a ",
    "</a <a b='> <a ",
    "<_ ",
    "<a:b ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (HIDES); i++)
    {
      g_autoptr (GString) html = g_string_new (HIDES[i]);
      for (guint j = 0; j < TIMES; j++)
        g_string_append_printf (html, "a%u=1 ", j);
      g_string_append (html, "'>" LAST);
      assert_read (html->str, html->len);
    }
}

static void
test_long_link (void)
{
  g_autoptr (GString) html = g_string_new ("<a href=\"http://");

  for (guint i = 0; i < TIMES; i++)
    g_string_append (html, "abcde");
  g_string_append (html, "\">");
  for (guint i = 0; i < TIMES; i++)
    g_string_append (html, "<b>x</b> y ");
  g_string_append (html, LAST);
  assert_read (html->str, html->len);
}

static void
test_plain_text (void)
{
  static const char *const PATTERNS[][4] = {
    { ">" },           { "> x\n" },   { "> ", "\n" }, { "@" },         { "a@" },
    { "a@b.c " },      { "www." },    { "http://" },  { "http://x(" }, { "http://x", ")" },
    { "http://x)\n" }, { "mailto:" }, { "\n" },       { " " },         { "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PATTERNS); i++)
    {
      g_autofree char *text = repeat (PATTERNS[i]);
      g_autoptr (GTimer) timer = g_timer_new ();
      g_autoptr (HpBlocks) blocks = hp_text_blocks (text);
      assert_quick (timer, "text blocks", text);
      g_autofree char *joined = join (blocks);
      hp_blocks_check (blocks);
      g_assert_true (g_str_has_suffix (joined, "last words"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-hostile/repeated", test_repeated);
  g_test_add_func ("/html-hostile/attributes", test_attributes);
  g_test_add_func ("/html-hostile/long-link", test_long_link);
  g_test_add_func ("/html-hostile/plain-text", test_plain_text);
  return g_test_run ();
}
