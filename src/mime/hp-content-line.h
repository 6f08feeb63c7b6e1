/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of a calendar or card; valid until the next is read. */
typedef struct
{
  GString *buffer;    /* (owned) what the others point into */
  const char *name;   /* without its group */
  const char *params; /* ";TZID=...;VALUE=..." or "" */
  char *value;        /* as written */
} HpContentLine;

void hp_content_line_init (HpContentLine *self);
void hp_content_line_clear (HpContentLine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpContentLine, hp_content_line_clear)

/* Reads the line at *@at, put together again where it is folded, and moves behind it; lines that
 * are none are passed over. Linear. Returns: FALSE at the end. */
gboolean hp_content_line_next (HpContentLine *self, const char **at);

/* Whether it is @name, and @value if that is not NULL, whatever the case. */
gboolean hp_content_line_is (const HpContentLine *self, const char *name, const char *value);

/* The value of a parameter, without quotes: (transfer full) (nullable). */
char *hp_content_line_dup_param (const HpContentLine *self, const char *name);

/* The value as one line of text for people, without escapes and transfer encoding; only the
 * @piece-th of those between ";" if that is not negative. Returns: (transfer full) (nullable):
 * NULL if there is no text. */
char *hp_content_line_dup_text (const HpContentLine *self, int piece);

/* The value without "mailto:" or "tel:" before it: (transfer full) (nullable). */
char *hp_content_line_dup_address (const HpContentLine *self);

G_END_DECLS
