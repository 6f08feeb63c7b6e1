/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-block.h"

/* Reads HTML that should be safe by other means than what made it. NULL if it is, else what is
 * wrong. Returns: (transfer full) (nullable). */
char *hp_html_scan (const char *html);

/* Holds blocks to what their header promises; aborts if they break it. */
void hp_blocks_check (const HpBlocks *blocks);

/* The words of a text in order, one blank between; marks of list items and of quotes do not count.
 * Returns: (transfer full). */
char *hp_words_dup (const char *text);

/* A text without white space, control characters, marks of list items and of quotes. Returns:
 * (transfer full). */
char *hp_letters_dup (const char *text);
