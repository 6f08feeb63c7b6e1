/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a ticket is to a reader, and the words for its fields. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-ticket.h"

#include <string.h>

const char *const HP_STATUSES[] = { HP_STATUS_NEW,
                                    HP_STATUS_OPEN,
                                    HP_STATUS_WAITING,
                                    HP_STATUS_RESOLVED,
                                    HP_STATUS_CLOSED,
                                    HP_STATUS_SPAM,
                                    NULL };
const char *const HP_PRIORITIES[] = { HP_PRIORITY_LOW, HP_PRIORITY_NORMAL, HP_PRIORITY_HIGH,
                                      HP_PRIORITY_URGENT, NULL };

/* What mail programs put before a subject when answering or forwarding, in lower case. */
static const char *const PREFIXES[] = { "re",  "fw",   "fwd",    "vs",   "vl",  "sv",
                                        "vb",  "aw",   "wg",     "antw", "rv",  "rif",
                                        "tr",  "r",    "i",      "enc",  "res", "odp",
                                        "pd",  "ynt",  "doorst", "vast", "ref", "на",
                                        "отв", "答复", "转发",   "回复", NULL };

const char *const HP_RELATIONS[] = { "parent", "child", "related", "duplicate", "original", NULL };
static const char *const INVERSE[] = { "child", "parent", "related", "original", "duplicate" };

const char *
hp_relation_invert (const char *relation)
{
  for (guint i = 0; HP_RELATIONS[i] != NULL; i++)
    if (g_strcmp0 (HP_RELATIONS[i], relation) == 0)
      return INVERSE[i];
  return NULL;
}

gboolean
hp_status_is_closing (const char *status)
{
  return strcmp (status, HP_STATUS_NEW) != 0 && strcmp (status, HP_STATUS_OPEN) != 0;
}

HpTicket *
hp_ticket_new (void)
{
  return g_atomic_rc_box_new0 (HpTicket);
}

HpTicket *
hp_ticket_ref (HpTicket *ticket)
{
  return g_atomic_rc_box_acquire (ticket);
}

static void
clear_ticket (gpointer data)
{
  HpTicket *ticket = data;

  g_free (ticket->subject);
  g_free (ticket->status);
  g_free (ticket->priority);
  g_free (ticket->channel);
  g_free (ticket->assignee);
  g_free (ticket->customer_name);
  g_free (ticket->customer_address);
  g_free (ticket->snippet);
  g_strfreev (ticket->tags);
}

void
hp_ticket_unref (HpTicket *ticket)
{
  g_atomic_rc_box_release_full (ticket, clear_ticket);
}

gboolean
hp_ticket_is_snoozed (const HpTicket *ticket, gint64 now)
{
  return ticket->snoozed > now;
}

static const char *
skip_space (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return text;
}

/* "[2]" or "(2)" or "^2" as some programs count answers. */
static const char *
skip_count (const char *text)
{
  if (*text != '[' && *text != '(' && *text != '^')
    return text;
  char end = *text == '[' ? ']' : *text == '(' ? ')' : '\0';
  const char *rest = text + 1;
  while (g_ascii_isdigit (*rest))
    rest++;
  if (rest == text + 1 || (end != '\0' && *rest != end))
    return text;
  return end != '\0' ? rest + 1 : rest;
}

static const char *
skip_prefix (const char *text)
{
  for (guint i = 0; PREFIXES[i] != NULL; i++)
    {
      gsize length = strlen (PREFIXES[i]);
      g_autofree char *start = g_strndup (text, length);
      g_autofree char *lower =
          g_utf8_validate (start, -1, NULL) ? g_utf8_strdown (start, -1) : NULL;
      if (lower == NULL || strcmp (lower, PREFIXES[i]) != 0)
        continue;
      const char *rest = skip_space (skip_count (skip_space (text + length)));
      if (*rest == ':')
        return skip_space (rest + 1);
      if (g_str_has_prefix (rest, "："))
        return skip_space (rest + strlen ("："));
    }
  return text;
}

/* "[HP-7K3Q2M9X]" anywhere. */
static void
erase_numbers (char *subject)
{
  for (char *at = subject; (at = strstr (at, "[HP-")) != NULL;)
    {
      guint8 prefix[5];
      g_autofree char *number = g_strndup (at + 1, 11);
      if (strlen (number) < 11 || at[12] != ']' || !hp_number_parse (number, prefix))
        {
          at++;
          continue;
        }
      char *rest = at + 13;
      if (*rest == ' ' && (at == subject || at[-1] == ' '))
        rest++;
      memmove (at, rest, strlen (rest) + 1);
    }
}

char *
hp_subject_strip (const char *subject)
{
  g_autofree char *copy = g_strdup (subject);
  const char *at;
  const char *next;

  erase_numbers (copy);
  next = skip_space (copy);
  do
    {
      at = next;
      next = skip_prefix (at);
    }
  while (next != at);
  return g_strchomp (g_strdup (at));
}
