/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of any bytes, read as HTML and as plain text, blocks are made that keep their promises; no word
 * is lost. */

#include <stdint.h>
#include <string.h>

#include "hp-html-scan.h"
#include "mime/hp-html-blocks.h"
#include "mime/hp-html-text.h"
#include "mime/hp-text-blocks.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check (const HpBlocks *blocks, const char *text)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  hp_blocks_check (blocks);
  for (guint i = 0; i < blocks->blocks->len; i++)
    g_string_append (joined, ((HpBlock *) blocks->blocks->pdata[i])->text);
  g_autofree char *letters = hp_letters_dup (joined->str);
  g_autofree char *expected = hp_letters_dup (text);
  g_assert_cmpstr (letters, ==, expected);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *html = (const char *) data;
  g_autofree char *read = hp_html_text_dup (html, size);
  g_autofree char *text = g_utf8_make_valid (html, (gssize) size);
  g_autoptr (HpBlocks) of_html = hp_html_blocks (html, size);
  g_autoptr (HpBlocks) of_text = hp_text_blocks (text);

  check (of_html, read);
  check (of_text, text);
  return 0;
}
