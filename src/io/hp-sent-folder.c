/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the names that mail programs give the folder of sent mail. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-sent-folder.h"

#include <string.h>

/* Case folded and composed. */
static const char *const NAMES[] = { "sent",
                                     "sent items",
                                     "sent mail",
                                     "sent messages",
                                     "sent-mail",
                                     "sent_mail",
                                     "sent objects",
                                     /* fi */ "lähetetyt",
                                     "lähetetyt viestit",
                                     "lähetetyt kohteet",
                                     "lähetetty",
                                     "lähetetyt sähköpostit",
                                     /* sv */ "skickat",
                                     "skickade",
                                     "skickade objekt",
                                     "skickade meddelanden",
                                     "skickad e-post",
                                     /* da, nb */ "sendt",
                                     "sendt post",
                                     "sendte elementer",
                                     "sendte meldinger",
                                     "sende elementer",
                                     "sendte mails",
                                     /* de */ "gesendet",
                                     "gesendete",
                                     "gesendete elemente",
                                     "gesendete objekte",
                                     "gesendete nachrichten",
                                     /* nl */ "verzonden",
                                     "verzonden items",
                                     "verzonden berichten",
                                     /* fr */ "envoyés",
                                     "éléments envoyés",
                                     "messages envoyés",
                                     "objets envoyés",
                                     /* es */ "enviados",
                                     "elementos enviados",
                                     "mensajes enviados",
                                     /* pt */ "enviadas",
                                     "itens enviados",
                                     "mensagens enviadas",
                                     "e-mails enviados",
                                     /* it */ "inviati",
                                     "posta inviata",
                                     "inviata",
                                     "elementi inviati",
                                     /* pl */ "wysłane",
                                     "elementy wysłane",
                                     /* et */ "saadetud",
                                     "saadetud kirjad",
                                     /* lv, lt */ "nosūtītie",
                                     "išsiųsta",
                                     "išsiųsti laiškai",
                                     /* ru */ "отправленные",
                                     "отправленные элементы",
                                     NULL };

static char *
decode_utf7 (const char *name, gsize length)
{
  g_autofree char *text = g_strndup (name, length);
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean inside = FALSE;

  /* Modified UTF-7 (RFC 3501 section 5.1.3) is UTF-7 with "&" for "+" and "," for "/". */
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '&')
        inside = TRUE;
      else if (*at == '-')
        inside = FALSE;
      if (*at == '+' && !inside)
        g_string_append (plain, "+-");
      else
        g_string_append_c (plain, *at == '&' ? '+' : inside && *at == ',' ? '/' : *at);
    }
  return g_convert (plain->str, (gssize) plain->len, "UTF-8", "UTF-7", NULL, NULL, NULL);
}

static char *
fold (const char *name, gsize length)
{
  g_autofree char *decoded = memchr (name, '&', length) != NULL ? decode_utf7 (name, length) : NULL;
  g_autofree char *valid =
      decoded != NULL ? g_steal_pointer (&decoded) : g_utf8_make_valid (name, (gssize) length);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);

  return composed != NULL ? g_strstrip (g_steal_pointer (&composed)) : g_strdup ("");
}

gboolean
hp_sent_folder_is_name (const char *name)
{
  while (*name != '\0')
    {
      gsize length = strcspn (name, "./");
      g_autofree char *part = fold (name, length);
      if (g_strv_contains (NAMES, part))
        return TRUE;
      name += length + (name[length] != '\0');
    }
  return FALSE;
}
