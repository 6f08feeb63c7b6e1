/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a message is to a reader. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-message.h"

#include <string.h>

#define UNIT "\x1f"
#define RECORD "\x1e"

HpMessage *
hp_message_new (void)
{
  HpMessage *message = g_atomic_rc_box_new0 (HpMessage);

  message->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_attachment_free);
  message->folds = g_array_new (FALSE, FALSE, sizeof (HpFold));
  return message;
}

HpMessage *
hp_message_ref (HpMessage *message)
{
  return g_atomic_rc_box_acquire (message);
}

static void
clear_message (gpointer data)
{
  HpMessage *message = data;

  g_free (message->kind);
  g_free (message->direction);
  g_free (message->mid);
  g_clear_pointer (&message->from, g_ptr_array_unref);
  g_clear_pointer (&message->to, g_ptr_array_unref);
  g_clear_pointer (&message->cc, g_ptr_array_unref);
  g_free (message->subject);
  g_free (message->text);
  g_array_unref (message->folds);
  g_ptr_array_unref (message->attachments);
}

void
hp_message_unref (HpMessage *message)
{
  g_atomic_rc_box_release_full (message, clear_message);
}

static void
append_clean (GString *packed, const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    g_string_append_c (packed, *text == *UNIT || *text == *RECORD ? ' ' : *text);
}

char *
hp_addresses_pack (GPtrArray *addresses)
{
  GString *packed = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      if (i > 0)
        g_string_append (packed, RECORD);
      append_clean (packed, address->name);
      g_string_append (packed, UNIT);
      append_clean (packed, address->addr);
    }
  return g_string_free (packed, FALSE);
}

GPtrArray *
hp_addresses_unpack (const char *packed)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  g_auto (GStrv) records = g_strsplit (packed, RECORD, -1);

  for (guint i = 0; records[i] != NULL; i++)
    {
      char *unit = strstr (records[i], UNIT);
      if (unit == NULL)
        continue;
      *unit = '\0';
      g_ptr_array_add (addresses,
                       hp_address_new (*records[i] != '\0' ? records[i] : NULL, unit + 1));
    }
  return addresses;
}
