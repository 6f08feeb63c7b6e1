/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What of a text is to be marked as found. The index knows exactly, but only of what it was asked
 * for; what is drawn around it is marked by how words begin: all forms of a word share most of it.
 * Immutable. */
typedef struct _HpSearchMarks HpSearchMarks;

/* @query: as typed. Returns: (transfer full). */
HpSearchMarks *hp_search_marks_new (const char *query);
void hp_search_marks_free (HpSearchMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSearchMarks, hp_search_marks_free)

/* The words of @text that are marked, as bytes [*start, *end), from *end on; *end is 0 at first.
 * @marks: (nullable). FALSE if there is no further one. */
gboolean
hp_search_marks_next (const HpSearchMarks *marks, const char *text, gsize *start, gsize *end);

G_END_DECLS
