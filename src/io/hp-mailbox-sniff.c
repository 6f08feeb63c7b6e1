/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling mail from other files by their beginning. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-mailbox-sniff.h"

#include <string.h>

#include "io/hp-mbox-from.h"

/* Fields of which every mail has one, and other files with colons hardly ever. */
static const char *const MAIL_FIELDS[] = { "From",         "To",           "Subject",
                                           "Date",         "Received",     "Message-ID",
                                           "Return-Path",  "MIME-Version", "Delivered-To",
                                           "Content-Type", "Reply-To",     "X-Mailer",
                                           "In-Reply-To",  "References",   NULL };

static gsize
measure_line (const char *at, const char *end)
{
  const char *stop = memchr (at, '\n', (gsize) (end - at));

  return stop != NULL ? (gsize) (stop - at) : (gsize) (end - at);
}

static gsize
measure_name (const char *line, gsize length)
{
  gsize size = 0;

  while (size < length && line[size] > ' ' && line[size] < 0x7f && line[size] != ':')
    size++;
  return size < length && line[size] == ':' ? size : 0;
}

static gboolean
is_mail_field (const char *line, gsize size)
{
  for (gsize i = 0; MAIL_FIELDS[i] != NULL; i++)
    if (strlen (MAIL_FIELDS[i]) == size && g_ascii_strncasecmp (MAIL_FIELDS[i], line, size) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_mail_field (const char *at, const char *end)
{
  for (; at < end; at += measure_line (at, end) + 1)
    {
      gsize name = measure_name (at, measure_line (at, end));
      if (name > 0 && is_mail_field (at, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_empty_line (const char *line, gsize length)
{
  return length == 0 || (length == 1 && line[0] == '\r');
}

/* Its first line is a header field and one of the fields before the blank line is one of mail. */
static gboolean
has_mail_header (const char *at, const char *end)
{
  gboolean is_first = TRUE;

  for (; at < end; at += measure_line (at, end) + 1)
    {
      gsize length = measure_line (at, end);
      gsize name = measure_name (at, length);
      if (is_empty_line (at, length) || (is_first && name == 0))
        return FALSE;
      if (name > 0 && is_mail_field (at, name))
        return TRUE;
      is_first = FALSE;
    }
  return FALSE;
}

/* A From line behind a blank line, or at the beginning. */
static gboolean
has_from_line (const char *at, const char *end, gboolean only_first)
{
  gboolean after_blank = TRUE;
  gint64 time;

  for (; at < end; at += measure_line (at, end) + 1)
    {
      gsize length = measure_line (at, end);
      if (after_blank && hp_mbox_from_parse (at, length, &time))
        return TRUE;
      after_blank = is_empty_line (at, length);
      if (only_first)
        return FALSE;
    }
  return FALSE;
}

HpMailboxLook
hp_mailbox_sniff (const char *head, gsize length)
{
  const char *at = head;
  const char *end = head + length;

  while (at < end && (*at == '\n' || *at == '\r'))
    at++;
  if (has_from_line (at, end, TRUE))
    return HP_MAILBOX_LOOK_MBOX;
  if (has_mail_header (at, end))
    return HP_MAILBOX_LOOK_MAIL;
  if (has_from_line (at, end, FALSE))
    return HP_MAILBOX_LOOK_MBOX;
  return has_mail_field (at, end) ? HP_MAILBOX_LOOK_REST : HP_MAILBOX_LOOK_NONE;
}
