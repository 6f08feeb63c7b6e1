/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The language of @text, valid UTF-8: "fi", "sv", "en", "de", "fr", "es", "it", "nl", "no", "da",
 * "pl", "ru" or "pt" (ISO 639-1). Only its beginning is read, without addresses, links, numbers and
 * codes. Returns: (transfer none) (nullable): static; NULL under 40 letters, in another language
 * and where it is not clear. Any thread. */
const char *hp_language_guess (const char *text);

G_END_DECLS
