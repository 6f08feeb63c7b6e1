/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Whether GMime's tree of a mail shows that something is wrong with its multiparts: one has no
 * parts, is not closed, or lost the last byte of a part. What is inside attached mails is theirs.
 */
gboolean hp_mime_mend_is_needed (GMimeObject *root);

/* The body of a mail with its delimiters mended, from the tree that GMime makes of it as it is: one
 * of a multipart that is over delimits in the multipart that goes on, and a closing one that hangs
 * on the last line stands alone. Linear. Returns: (transfer full) (nullable): NULL if there is
 * nothing to mend. */
GByteArray *hp_mime_mend_body (GMimeObject *root, const char *body, gsize length);

/* Gives back to parts their last byte, which GMime takes for half of a line end where line ends
 * differ. Changes the parts below @root. */
void hp_mime_mend_ends (GMimeObject *root);

/* The part that ends with the mail instead of with a delimiter, perhaps cut off: a leaf, or a
 * multipart without parts. Returns: (transfer none) (nullable). */
GMimeObject *hp_mime_mend_find_open (GMimeObject *root);

G_END_DECLS
