/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the names of what lies in the team's log. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-log-name.h"

#include <string.h>

static const struct
{
  HpLogKind kind;
  const char *word;
  guint numbers;
} KINDS[] = {
  { HP_LOG_OPS, "ops", 2 },     { HP_LOG_DESK, "desk", 1 }, { HP_LOG_JOIN, "join", 0 },
  { HP_LOG_GRANT, "grant", 0 }, { HP_LOG_KEYS, "keys", 1 },
};

char *
hp_log_name_dup (HpLogKind kind, const HpKey *key, gint64 first, gint64 last)
{
  g_autofree char *hex = hp_key_dup_hex (key);

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (KINDS[i].kind != kind)
        continue;
      GString *name = g_string_new (KINDS[i].word);
      g_string_append_printf (name, ".%s", hex);
      if (KINDS[i].numbers > 0)
        g_string_append_printf (name, ".%" G_GINT64_FORMAT, first);
      if (KINDS[i].numbers > 1)
        g_string_append_printf (name, ".%" G_GINT64_FORMAT, last);
      return g_string_free (name, FALSE);
    }
  g_return_val_if_reached (NULL);
}

static gboolean
read_number (const char *text, gint64 *number)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, number, NULL);
}

static gboolean
read_parts (HpLogName *name, char **parts, guint numbers)
{
  if (g_strv_length (parts) != 2 + numbers || !hp_key_from_hex (parts[1], &name->key))
    return FALSE;
  if (numbers > 0 && !read_number (parts[2], &name->first))
    return FALSE;
  name->last = name->first;
  return numbers < 2 || (read_number (parts[3], &name->last) && name->first <= name->last);
}

HpLogName
hp_log_name_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 5);
  const HpLogName other = { .kind = HP_LOG_OTHER };

  for (guint i = 0; parts[0] != NULL && i < G_N_ELEMENTS (KINDS); i++)
    {
      HpLogName name = { .kind = KINDS[i].kind };
      if (strcmp (parts[0], KINDS[i].word) == 0)
        return read_parts (&name, parts, KINDS[i].numbers) ? name : other;
    }
  return other;
}
