/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mail that is ready to leave and will never change: immutable, reference counted, any thread. */
typedef struct
{
  char *message_id; /* without angle brackets; X-Helppari-ID says the same, for servers that
                       write a Message-ID of their own */
  char *sender;     /* the envelope's, as servers write it: local@ascii-domain */
  GPtrArray
      *recipients; /* (element-type utf8) the envelope's, likewise, none twice; Bcc included */
  GBytes *bytes;   /* RFC 5322, line ends CRLF, without Bcc */
} HpLetter;

/* Takes over @recipients. Returns: (transfer full). */
HpLetter *
hp_letter_new (const char *message_id, const char *sender, GPtrArray *recipients, GBytes *bytes);
HpLetter *hp_letter_ref (HpLetter *letter);
void hp_letter_unref (HpLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpLetter, hp_letter_unref)

G_END_DECLS
