/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words that people read for stored names. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-labels.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *name;
  const char *words;
} Entry;

static const Entry STATUSES[] = {
  { HP_STATUS_NEW, NC_ ("status", "New") },
  { HP_STATUS_OPEN, NC_ ("status", "Open") },
  { HP_STATUS_WAITING, NC_ ("status", "Waiting") },
  { HP_STATUS_RESOLVED, NC_ ("status", "Resolved") },
  { HP_STATUS_CLOSED, NC_ ("status", "Closed") },
  { HP_STATUS_SPAM, NC_ ("status", "Spam") },
  { NULL, NULL },
};

static const Entry CHANNELS[] = {
  { "mail", NC_ ("channel", "Mail") },
  { "chat", NC_ ("channel", "Chat") },
  { "phone", NC_ ("channel", "Phone") },
  { "form", NC_ ("channel", "Form") },
  { NULL, NULL },
};

static const Entry PRIORITIES[] = {
  { HP_PRIORITY_LOW, NC_ ("priority", "Low priority") },
  { HP_PRIORITY_HIGH, NC_ ("priority", "High priority") },
  { HP_PRIORITY_URGENT, NC_ ("priority", "Urgent") },
  { NULL, NULL },
};

static const char *
find_words (const Entry *entries, const char *context, const char *name, const char *fallback)
{
  for (; entries->name != NULL; entries++)
    if (g_str_equal (entries->name, name))
      return g_dpgettext2 (NULL, context, entries->words);
  return fallback;
}

const char *
hp_labels_get_status (const char *status)
{
  return find_words (STATUSES, "status", status, status);
}

const char *
hp_labels_get_channel (const char *channel)
{
  return find_words (CHANNELS, "channel", channel, channel);
}

const char *
hp_labels_get_priority (const char *priority)
{
  return find_words (PRIORITIES, "priority", priority, "");
}

static void
append_check (GString *checks, gboolean has_failed, const char *name)
{
  if (has_failed)
    g_string_append_printf (checks, "%s%s", checks->len > 0 ? ", " : "", name);
}

static void
append_line (GString *lines, const char *line)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

char *
hp_labels_dup_warnings (HpWarnings warnings)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) checks = g_string_new (NULL);

  append_check (checks, (warnings & HP_WARNING_SPF) != 0, "SPF");
  append_check (checks, (warnings & HP_WARNING_DKIM) != 0, "DKIM");
  append_check (checks, (warnings & HP_WARNING_DMARC) != 0, "DMARC");
  if ((warnings & HP_WARNING_CLAIMS_OWN) != 0)
    append_line (lines, _ ("Claims to be from you"));
  if ((warnings & HP_WARNING_DAMAGED) != 0)
    append_line (lines, _ ("Could not be read; the original is attached"));
  if (checks->len > 0)
    {
      g_autofree char *line =
          /* Translators: %s lists the checks, such as “SPF, DMARC” */
          g_strdup_printf (_ ("The sender is not confirmed (%s failed)"), checks->str);
      append_line (lines, line);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}
