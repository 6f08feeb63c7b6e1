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

typedef struct
{
  const char *ending;
  HpAttachedKind kind;
} KnownName;

static const KnownType TYPES[] = {
  { "text/calendar", HP_ATTACHED_KIND_CALENDAR },
  { "application/ics", HP_ATTACHED_KIND_CALENDAR },
  { "text/vcard", HP_ATTACHED_KIND_CARDS },
  { "text/x-vcard", HP_ATTACHED_KIND_CARDS },
  { "text/directory", HP_ATTACHED_KIND_CARDS },
  { "message/rfc822", HP_ATTACHED_KIND_MAIL },
  { "application/ms-tnef", HP_ATTACHED_KIND_TNEF },
  { "application/vnd.ms-tnef", HP_ATTACHED_KIND_TNEF },
};

/* Endings of names, for types that say nothing. */
static const KnownName NAMES[] = {
  { "winmail.dat", HP_ATTACHED_KIND_TNEF },
  { ".ics", HP_ATTACHED_KIND_CALENDAR },
  { ".vcf", HP_ATTACHED_KIND_CARDS },
};

HpAttachedKind
hp_mail_attached_get_kind (const char *mime_type, const char *filename)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (strcmp (TYPES[i].mime_type, mime_type) == 0)
      return TYPES[i].kind;
  for (gsize i = 0; filename != NULL && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_has_suffix (filename, NAMES[i].ending))
      return NAMES[i].kind;
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
