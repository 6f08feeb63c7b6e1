/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-draft.h"
#include "model/hp-letter.h"

G_BEGIN_DECLS

/* All that a mail is made of besides its draft. */
typedef struct
{
  const HpDraft *draft;
  const char *message_id; /* without angle brackets */
  const char *number;     /* (nullable) the ticket's, for the subject: "HP-7K3Q2M9X" */
  gint64 date;            /* us UTC */
  GTimeZone *zone;        /* of the desk's people, for the Date and the line above a quote */
  GBytes *answered;       /* (nullable) the mail that draft->answered names */
  GPtrArray *files;       /* (element-type GBytes) of draft->files, in their order */
} HpComposeInput;

/* Makes the mail: multipart/alternative of format=flowed text and HTML (RFC 2046, 3676), with its
 * images multipart/related, with files multipart/mixed; References as RFC 5322 section 3.6.4 says;
 * headers encoded as RFC 2047 and 2231 say. No text of the draft can add a line to the header:
 * control characters are blanks there. Any thread, after hp_mime_init(). Errors: INVALID (no
 * recipient, an address that no server would take). Returns: (transfer full) (nullable). */
HpLetter *hp_compose (const HpComposeInput *input, GError **error);

G_END_DECLS
