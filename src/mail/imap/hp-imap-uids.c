/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns sets of UIDs. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-uids.h"

#include <string.h>

static gboolean
read_number (const char **at, guint32 *number)
{
  guint64 value = 0;
  const char *begin = *at;

  for (; g_ascii_isdigit (**at) && value <= G_MAXUINT32; ++*at)
    value = value * 10 + (guint64) g_ascii_digit_value (**at);
  *number = (guint32) value;
  return *at > begin && value > 0 && value <= G_MAXUINT32;
}

GArray *
hp_imap_ranges_parse (const char *text)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (HpImapRange));
  const char *at = text;

  for (;;)
    {
      HpImapRange range;
      if (!read_number (&at, &range.first))
        return NULL;
      range.last = range.first;
      if (*at == ':')
        {
          at++;
          if (!read_number (&at, &range.last))
            return NULL;
        }
      if (range.first > range.last)
        range = (HpImapRange){ range.last, range.first };
      g_array_append_val (ranges, range);
      if (*at == '\0')
        return g_steal_pointer (&ranges);
      if (*at++ != ',')
        return NULL;
    }
}

gboolean
hp_imap_ranges_have (const GArray *ranges, guint32 uid)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const HpImapRange *range = &g_array_index (ranges, HpImapRange, i);
      if (uid >= range->first && uid <= range->last)
        return TRUE;
    }
  return FALSE;
}

guint64
hp_imap_ranges_count (const GArray *ranges)
{
  guint64 count = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const HpImapRange *range = &g_array_index (ranges, HpImapRange, i);
      count += (guint64) range->last - range->first + 1;
    }
  return count;
}

char *
hp_imap_uids_dup_text (const GArray *uids)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *) uids);
  GString *text = g_string_new (NULL);

  g_array_sort (sorted, hp_imap_uids_compare);
  for (guint i = 0, next; i < sorted->len; i = next)
    {
      guint32 first = g_array_index (sorted, guint32, i);
      guint32 last = first;
      for (next = i + 1; next < sorted->len && g_array_index (sorted, guint32, next) - last <= 1;
           next++)
        last = g_array_index (sorted, guint32, next);
      g_string_append_printf (text, text->len > 0 ? ",%u" : "%u", first);
      if (last > first)
        g_string_append_printf (text, ":%u", last);
    }
  return g_string_free (text, FALSE);
}

gint
hp_imap_uids_compare (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}
