/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* The content of a text part as UTF-8, NULs left out, line ends LF alone; format=flowed is put
 * together again (RFC 3676). @decoded: its bytes; where it only says that they were base64, it is
 * read as it came. Returns: (transfer full). */
GString *hp_mime_text_decode (GMimeObject *part, const GByteArray *decoded);

G_END_DECLS
