/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words above what is quoted and forwarded. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-quote-line.h"

#include <string.h>

typedef struct
{
  const char *code;
  const char *wrote; /* a date (g_date_time_format), then "%%s" for who */
  const char *date;  /* in the header of a forwarded mail */
  const char *months;
  const char *forwarded;
  const char *from;
  const char *sent;
  const char *to;
  const char *cc;
  const char *subject;
} Words;

static const Words LANGUAGES[] = {
  { "en", "On %-d @ %Y at %H:%M, %%s wrote:", "%-d @ %Y at %H:%M",
    "January February March April May June July August September October November December",
    "---------- Forwarded message ----------", "From", "Date", "To", "Cc", "Subject" },
  { "fi", "%-d.%-m.%Y klo %-H.%M %%s kirjoitti:", "%-d.%-m.%Y klo %-H.%M", "",
    "---------- Välitetty viesti ----------", "Lähettäjä", "Päivämäärä", "Vastaanottaja", "Kopio",
    "Aihe" },
  { "sv", "Den %-d @ %Y kl. %H:%M skrev %%s:", "%-d @ %Y kl. %H:%M",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "---------- Vidarebefordrat meddelande ----------", "Från", "Datum", "Till", "Kopia", "Ämne" },
};

static const Words *
find_words (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    if (g_strcmp0 (LANGUAGES[i].code, language) == 0)
      return &LANGUAGES[i];
  return &LANGUAGES[0];
}

/* The program's own locale does not matter: "@" is the name of the month in these words. */
static char *
dup_date (const HpMail *mail, const Words *words, const char *format, GTimeZone *zone)
{
  gint64 time = mail->date != HP_TIME_NONE ? mail->date : mail->received;

  if (time == HP_TIME_NONE)
    return NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (local == NULL)
    return NULL;
  g_autofree char *text = g_date_time_format (local, format);
  g_auto (GStrv) months = g_strsplit (words->months, " ", -1);
  g_auto (GStrv) parts = g_strsplit (text, "@", 2);
  return g_strjoinv (*months != NULL ? months[g_date_time_get_month (local) - 1] : "", parts);
}

/* One line, whatever was written there. */
static char *
dup_person (const HpAddress *address)
{
  gboolean has_name = address->name != NULL && *address->name != '\0';
  char *name = g_strdup (has_name ? address->name : address->addr);

  return g_strdelimit (name, "\r\n\t<>", ' ');
}

static char *
dup_people (const GPtrArray *addresses)
{
  GString *people = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      gboolean has_name = address->name != NULL && *address->name != '\0';
      g_string_append (people, i > 0 ? ", " : "");
      if (has_name)
        g_string_append_printf (people, "%s <%s>", address->name, address->addr);
      else
        g_string_append (people, address->addr);
    }
  return g_strdelimit (g_string_free (people, FALSE), "\r\n", ' ');
}

char *
hp_quote_line_dup (const HpMail *mail, const char *language, GTimeZone *zone)
{
  const Words *words = find_words (language);
  const HpAddress *from = mail->from->len > 0 ? mail->from->pdata[0] : NULL;
  g_autofree char *who = from != NULL ? dup_person (from) : g_strdup ("?");
  g_autofree char *when = dup_date (mail, words, words->wrote, zone);

  if (when == NULL)
    return g_strdup_printf ("%s:", who);
  g_auto (GStrv) parts = g_strsplit (when, "%s", 2);
  return g_strjoinv (who, parts);
}

static void
append_field (GString *lines, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (lines, "%s: %s\n", name, value);
}

char *
hp_forward_lines_dup (const HpMail *mail, const char *language, GTimeZone *zone)
{
  const Words *words = find_words (language);
  GString *lines = g_string_new (words->forwarded);
  g_autofree char *from = dup_people (mail->from);
  g_autofree char *when = dup_date (mail, words, words->date, zone);
  g_autofree char *to = dup_people (mail->to);
  g_autofree char *cc = dup_people (mail->cc);
  g_autofree char *subject = g_strdelimit (g_strdup (mail->subject), "\r\n", ' ');

  g_string_append_c (lines, '\n');
  append_field (lines, words->from, from);
  append_field (lines, words->sent, when);
  append_field (lines, words->subject, subject);
  append_field (lines, words->to, to);
  append_field (lines, words->cc, cc);
  return g_strchomp (g_string_free (lines, FALSE));
}
