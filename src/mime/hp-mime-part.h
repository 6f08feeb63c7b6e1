/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Takes the next decoded bytes of a part. */
typedef void (*HpPartSink) (const guint8 *data, gsize length, gpointer user_data);

/* Whether @part is a multipart in which no part was found: what it holds is plain text. */
gboolean hp_mime_part_is_unsplit (GMimeObject *part);

/* The decoded bytes of a part that has no parts of its own, piece by piece; of an attached mail,
 * the mail as it is. What is cut off or wrongly encoded comes as far as it can be read. */
void hp_mime_part_decode (GMimeObject *part, HpPartSink sink, gpointer user_data);

/* The same in one piece. Returns: (transfer full). */
GByteArray *hp_mime_part_dup_content (GMimeObject *part);

/* Whether a part says that it is base64 and its first line shows that it is not. */
gboolean hp_mime_part_is_no_base64 (GMimeObject *part);

/* The bytes of a leaf as they came, not decoded. Returns: (transfer full). */
GByteArray *hp_mime_part_dup_undecoded (GMimeObject *part);

/* The part with number @number, counted depth first from 0 = @root; attached mails count as one.
 * Returns: (transfer none) (nullable). */
GMimeObject *hp_mime_part_find (GMimeObject *root, guint number);

/* "text/plain": lower case, valid UTF-8. Returns: (transfer full). */
char *hp_mime_part_dup_type (GMimeObject *part);

/* The file name fit for a person and a file system: no path, no control or bidi characters.
 * Returns: (transfer full) (nullable). */
char *hp_mime_part_dup_filename (GMimeObject *part);

/* The same of a name as it was written. */
char *hp_mime_part_clean_filename (const char *raw);

gboolean hp_mime_part_is_attachment (GMimeObject *part);

G_END_DECLS
