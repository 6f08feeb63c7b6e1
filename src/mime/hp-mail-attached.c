/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which attachments mean something to a help desk, and reading those that do. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-attached.h"

#include <string.h>

#include "mime/hp-cards.h"
#include "mime/hp-charset.h"
#include "mime/hp-invitation.h"

/* Nobody invites by more than that. */
#define MAX_READ (1024 * 1024)

typedef struct
{
  const char *mime_type;
  HpAttachedKind kind;
} KnownType;

static const KnownType TYPES[] = {
  { "text/calendar", HP_ATTACHED_KIND_CALENDAR },
  { "application/ics", HP_ATTACHED_KIND_CALENDAR },
  { "text/vcard", HP_ATTACHED_KIND_CARDS },
  { "text/x-vcard", HP_ATTACHED_KIND_CARDS },
  { "text/directory", HP_ATTACHED_KIND_CARDS },
  { "application/ms-tnef", HP_ATTACHED_KIND_TNEF },
  { "application/vnd.ms-tnef", HP_ATTACHED_KIND_TNEF },
};

HpAttachedKind
hp_mail_attached_get_kind (const char *mime_type, const char *filename)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (strcmp (TYPES[i].mime_type, mime_type) == 0)
      return TYPES[i].kind;
  if (filename != NULL && g_ascii_strcasecmp (filename, "winmail.dat") == 0)
    return HP_ATTACHED_KIND_TNEF;
  return HP_ATTACHED_KIND_FILE;
}

void
hp_mail_attached_read (HpMail *mail,
                       HpAttachedKind kind,
                       GBytes *content,
                       const char *charset,
                       const char *method)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  if (length == 0 || (kind != HP_ATTACHED_KIND_CALENDAR && kind != HP_ATTACHED_KIND_CARDS))
    return;
  g_autoptr (GString) text = hp_charset_decode (data, MIN (length, MAX_READ), charset);
  if (kind == HP_ATTACHED_KIND_CARDS)
    hp_cards_read (mail->cards, text->str);
  else if (mail->invitation == NULL)
    mail->invitation = hp_invitation_new (text->str, method);
}
