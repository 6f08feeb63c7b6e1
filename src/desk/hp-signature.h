/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Which mails a signature is for; "" in a field: whichever. */
typedef struct
{
  char *agent;
  char *brand;    /* normalised address it is sent from */
  char *language; /* ISO 639-1 code of the reply */
  char *html;     /* of the blocks a draft may have; "" for no signature */
} HpSignature;

void hp_signature_free (HpSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSignature, hp_signature_free)

/* Decides on the signature of those mails; @html NULL takes it away. A setting of the desk, shared
 * as all decisions are. @decider: the agent who decides; @agent, @brand, @language: (nullable)
 * whichever. Errors: as hp_command_set_view(); INVALID (no such address or language code). Returns:
 * (transfer full) (element-type HpKey) (nullable). */
GArray *hp_command_set_signature (HpDesk *desk,
                                  const char *decider,
                                  const char *agent,
                                  const char *brand,
                                  const char *language,
                                  const char *html,
                                  GError **error);

/* All that are set, in order of their fields. Returns: (element-type HpSignature). */
GPtrArray *hp_signatures_list (HpDesk *desk);

/* The one for a mail: that of the agent before that of the brand before that of the language, the
 * more of them it names the sooner. The desk's thread. Returns: (transfer full): HTML, "" for
 * none. */
char *
hp_signatures_dup_for (HpDesk *desk, const char *agent, const char *brand, const char *language);

/* The end of a draft's HTML with that signature: below the line "--", which programs know. What
 * hp_draft_begin_*() puts below the caret, and the composer instead of the former when the sender
 * or the language changes. Returns: (transfer full): "" for none. */
char *hp_signature_dup_block (const char *html);

G_END_DECLS
