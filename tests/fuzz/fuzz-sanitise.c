/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of any bytes safe HTML is made, also when they are made of it again, and no word is lost. */

#include <stdint.h>
#include <string.h>

#include "hp-html-scan.h"
#include "mime/hp-html-sanitise.h"
#include "mime/hp-html-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check (const HpHtmlClean *clean)
{
  g_autofree char *wrong = hp_html_scan (clean->html);

  if (wrong != NULL)
    g_error ("%s in %s", wrong, clean->html);
}

static void
check_words (const char *html, gsize length, const char *clean)
{
  g_autofree char *before = hp_html_text_dup (html, length);
  g_autofree char *after = hp_html_text_dup (clean, strlen (clean));
  g_autofree char *letters_before = hp_letters_dup (before);
  g_autofree char *letters_after = hp_letters_dup (after);

  g_assert_cmpstr (letters_after, ==, letters_before);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *html = (const char *) data;
  g_autoptr (HpHtmlClean) clean = hp_html_sanitise (html, size);
  g_autoptr (HpHtmlClean) again = hp_html_sanitise (clean->html, strlen (clean->html));

  check (clean);
  check (again);
  check_words (html, size, clean->html);
  return 0;
}
