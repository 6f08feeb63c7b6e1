/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any text has its new words told from the rest by folds in order, on boundaries of lines. */

#include <stdint.h>
#include <string.h>

#include "mime/hp-mail-parser.h"
#include "mime/hp-new-words.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
is_line_start (const char *text, gsize length, gsize at)
{
  return at == 0 || at == length || (at < length && text[at - 1] == '\n');
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  hp_mime_init ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  gsize length = strlen (text);
  g_autoptr (GArray) folds = hp_new_words_find (text, length);
  g_autofree char *reply = hp_text_dup_reply (text, folds);
  gsize done = 0;

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      g_assert_true (fold->start >= done && fold->start < fold->end && fold->end <= length);
      g_assert_true (is_line_start (text, length, fold->start));
      g_assert_true (is_line_start (text, length, fold->end));
      done = fold->end;
    }
  g_assert_true (g_utf8_validate (reply, -1, NULL));
  return 0;
}
