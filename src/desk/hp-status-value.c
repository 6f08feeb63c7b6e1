/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which messages a status answers: those its author had seen. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-status-value.h"

#include "model/hp-ticket.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"

static gboolean
contains (GArray *rows, gint64 row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;
  return FALSE;
}

void
hp_status_append_answers (GString *value, HpDb *db, gint64 ticket, gint64 seen)
{
  g_autoptr (GArray) briefs = hp_messages_list_briefs (db, ticket);
  g_autoptr (GArray) later = seen < G_MAXINT64 ? hp_drafts_list_later (db, ticket, seen) : NULL;
  const char *comma = "";

  g_string_append (value, ",\"answers\":[");
  for (guint i = 0; i < briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (briefs, HpMessageBrief, i);
      char hex[HP_KEY_HEX_SIZE];
      if (!brief->is_inbound || (later != NULL && contains (later, brief->id)))
        continue;
      hp_key_to_hex (&brief->key, hex);
      g_string_append_printf (value, "%s\"%s\"", comma, hex);
      comma = ",";
    }
  g_string_append_c (value, ']');
}

char *
hp_status_value_make (HpDb *db, gint64 ticket, const char *status, gint64 seen)
{
  GString *value = g_string_new (NULL);

  g_string_printf (value, "{\"status\":\"%s\"", status);
  if (hp_status_is_closing (status))
    hp_status_append_answers (value, db, ticket, seen);
  return g_string_free (g_string_append_c (value, '}'), FALSE);
}
