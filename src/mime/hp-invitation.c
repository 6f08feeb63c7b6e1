/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading calendar invitations (RFC 5545, 5546, 6047). Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-invitation.h"

#include <string.h>

#include "mime/hp-content-line.h"
#include "mime/hp-time-rule.h"

#define DAY_SECONDS (24 * 60 * 60)
#define MAX_COUNT 1000000

/* "P1DT2H30M", "-PT15M", "P2W" in seconds (RFC 5545 section 3.3.6). */
static gint64
parse_duration (const char *value)
{
  gint64 seconds = 0;
  gint64 count = 0;

  for (const char *at = value; *at != '\0'; at++)
    {
      char unit = g_ascii_toupper (*at);
      if (g_ascii_isdigit (unit))
        {
          count = MIN (count * 10 + unit - '0', MAX_COUNT);
          continue;
        }
      seconds += count * (unit == 'W'   ? 7 * DAY_SECONDS
                          : unit == 'D' ? DAY_SECONDS
                          : unit == 'H' ? 3600
                          : unit == 'M' ? 60
                          : unit == 'S' ? 1
                                        : 0);
      count = 0;
    }
  return value[0] == '-' ? -seconds : seconds;
}

static gint64
read_time (const HpContentLine *line, const char *calendar, gboolean *is_date)
{
  gboolean is_utc;
  gint64 local = hp_time_rule_parse_local (line->value, is_date, &is_utc);
  g_autofree char *tzid = hp_content_line_dup_param (line, "TZID");

  if (local == HP_LOCAL_NONE)
    return HP_TIME_NONE;
  if (!*is_date && !is_utc && tzid != NULL)
    local -= hp_time_rule_get_offset (calendar, tzid, local);
  return local * G_USEC_PER_SEC;
}

static void
take_text (char **to, const HpContentLine *line)
{
  if (*to == NULL)
    *to = hp_content_line_dup_text (line, -1);
}

static void
read_event_line (HpInvitation *self,
                 const HpContentLine *line,
                 const char *calendar,
                 gint64 *duration)
{
  gboolean ignored;

  if (hp_content_line_is (line, "SUMMARY", NULL))
    take_text (&self->summary, line);
  else if (hp_content_line_is (line, "LOCATION", NULL))
    take_text (&self->location, line);
  else if (hp_content_line_is (line, "ORGANIZER", NULL) && self->organiser == NULL)
    self->organiser = hp_content_line_dup_address (line);
  else if (hp_content_line_is (line, "DTSTART", NULL) && self->start == HP_TIME_NONE)
    self->start = read_time (line, calendar, &self->is_allday);
  else if (hp_content_line_is (line, "DTEND", NULL) && self->end == HP_TIME_NONE)
    self->end = read_time (line, calendar, &ignored);
  else if (hp_content_line_is (line, "DURATION", NULL))
    *duration = parse_duration (line->value) * G_USEC_PER_SEC;
}

/* The lines up to the end of the event; alarms in it are passed over. */
static void
read_event (HpInvitation *self, HpContentLine *line, const char **at, const char *calendar)
{
  gint64 duration = 0;
  guint depth = 0;

  while (hp_content_line_next (line, at))
    {
      if (hp_content_line_is (line, "BEGIN", NULL))
        depth++;
      else if (hp_content_line_is (line, "END", NULL) && depth-- == 0)
        break;
      else if (depth == 0)
        read_event_line (self, line, calendar, &duration);
    }
  if (self->end != HP_TIME_NONE || self->start == HP_TIME_NONE)
    return;
  if (duration == 0 && self->is_allday)
    duration = (gint64) DAY_SECONDS * G_USEC_PER_SEC;
  self->end = self->start + duration;
}

HpInvitation *
hp_invitation_new (const char *calendar, const char *method)
{
  g_auto (HpContentLine) line;
  HpInvitation *self = NULL;
  g_autofree char *own = NULL;
  const char *at = calendar;

  hp_content_line_init (&line);
  while (self == NULL && hp_content_line_next (&line, &at))
    {
      if (hp_content_line_is (&line, "METHOD", NULL) && own == NULL)
        own = hp_content_line_dup_text (&line, -1);
      if (!hp_content_line_is (&line, "BEGIN", "VEVENT"))
        continue;
      self = g_new0 (HpInvitation, 1);
      self->start = HP_TIME_NONE;
      self->end = HP_TIME_NONE;
      read_event (self, &line, &at, calendar);
    }
  if (self != NULL && (own != NULL || method != NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (own != NULL ? own : method, -1);
      self->method = g_ascii_strdown (valid, -1);
    }
  return self;
}
