/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns guessing the time of undated mail. What it does is part of state: it changes with the
 * understanding's version only. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-time.h"

#include <string.h>

/* 1995-01-01 and 2038-01-19, in seconds: what lies outside is a number, not a time. */
#define EARLIEST 788918400
#define LATEST 2147483647

static int
read_number (const char *digits, gsize length)
{
  int number = 0;

  for (gsize i = 0; i < length; i++)
    number = number * 10 + (digits[i] - '0');
  return number;
}

/* Seconds of "20260407100001", or -1. */
static gint64
read_calendar (const char *digits)
{
  int month = read_number (digits + 4, 2);
  int day = read_number (digits + 6, 2);
  int year = read_number (digits, 4);

  if (year == 0 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return -1;
  g_autoptr (GDateTime) time =
      g_date_time_new_utc (year, month, day, read_number (digits + 8, 2),
                           read_number (digits + 10, 2), read_number (digits + 12, 2));
  return time != NULL ? g_date_time_to_unix (time) : -1;
}

/* Seconds, or -1: 14 digits are a calendar's (17 with milliseconds), 10 are seconds since 1970, 12
 * hundredths and 13 thousandths of them. */
static gint64
read_digits (const char *digits, gsize length)
{
  switch (length)
    {
    case 14:
    case 17:
      return read_calendar (digits);
    case 10:
      return g_ascii_strtoll (digits, NULL, 10);
    case 12:
      return g_ascii_strtoll (digits, NULL, 10) / 100;
    case 13:
      return g_ascii_strtoll (digits, NULL, 10) / 1000;
    default:
      return -1;
    }
}

/* Message-IDs are mostly made of the time (RFC 5322 section 3.6.4 proposes it): the first number
 * that can be one and stands alone. */
static gint64
read_message_id (const char *id)
{
  const char *end = id + strcspn (id, "@");

  for (const char *at = id; at < end;)
    {
      gsize length = strspn (at, "0123456789");
      gboolean is_alone = (at == id || !g_ascii_isalnum (at[-1])) && !g_ascii_isalpha (at[length]);
      gint64 seconds = length > 0 && is_alone ? read_digits (at, length) : -1;
      if (seconds >= EARLIEST && seconds <= LATEST)
        return seconds * G_USEC_PER_SEC;
      at += MAX (length, 1);
    }
  return HP_TIME_NONE;
}

static gint64
find_newest (GPtrArray *ids)
{
  gint64 newest = HP_TIME_NONE;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 time = read_message_id (ids->pdata[i]);
      if (newest == HP_TIME_NONE || (time != HP_TIME_NONE && time > newest))
        newest = time;
    }
  return newest;
}

gint64
hp_mail_time_guess (const HpMail *mail)
{
  gint64 time = HP_TIME_NONE;

  for (guint i = 0; i < mail->hops->len && time == HP_TIME_NONE; i++)
    time = ((const HpHop *) mail->hops->pdata[i])->time;
  if (time == HP_TIME_NONE && mail->message_id != NULL)
    time = read_message_id (mail->message_id);
  if (time == HP_TIME_NONE)
    time = find_newest (mail->references);
  return time != HP_TIME_NONE ? time : find_newest (mail->in_reply_to);
}
