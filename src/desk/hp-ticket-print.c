/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a ticket looks on paper. Reads only. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-ticket-print.h"

#include <string.h>

#include "mime/hp-mail-address.h"
#include "mime/hp-text-blocks.h"
#include "model/hp-message.h"
#include "model/hp-ticket.h"
#include "store/hp-message-table.h"
#include "store/hp-ticket-table.h"

/* Takes @text. */
static HpBlock *
add (HpBlocks *blocks, HpBlockKind kind, guint8 level, char *text)
{
  HpBlock *block = hp_blocks_add (blocks, kind);

  block->level = level;
  g_free (block->text);
  block->text = text;
  return block;
}

static char *
dup_time (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static void
add_ticket (HpBlocks *blocks, const HpTicket *ticket, GTimeZone *zone)
{
  g_autofree char *number = hp_key_dup_number (&ticket->key);
  g_autofree char *created = dup_time (ticket->created, zone);

  add (blocks, HP_BLOCK_HEADING, 1, g_strdup (ticket->subject));
  add (blocks, HP_BLOCK_PARAGRAPH, 0,
       g_strdup_printf ("%s · %s · %s", number, ticket->status, created));
  if (ticket->customer_address != NULL)
    add (blocks, HP_BLOCK_PARAGRAPH, 0,
         g_strdup_printf ("%s · %s", ticket->customer_name, ticket->customer_address));
}

static void
add_people (HpBlocks *blocks, const HpMessage *message, GTimeZone *zone)
{
  g_autofree char *from = hp_mail_address_list_dup_text (message->from);
  g_autofree char *to = hp_mail_address_list_dup_text (message->to);
  g_autofree char *cc = hp_mail_address_list_dup_text (message->cc);
  g_autofree char *time = dup_time (message->time, zone);

  add (blocks, HP_BLOCK_HEADING, 3,
       g_strdup_printf ("%s · %s%s%s%s%s", time, from, *to != '\0' ? " → " : "", to,
                        *cc != '\0' ? ", " : "", cc));
}

static void
add_files (HpBlocks *blocks, const HpMessage *message)
{
  for (guint i = 0; i < message->attachments->len; i++)
    {
      const HpAttachment *file = g_ptr_array_index (message->attachments, i);
      HpBlock *item;
      if (file->is_logo)
        continue;
      item = add (blocks, HP_BLOCK_LIST_ITEM, 0,
                  g_strdup (file->filename != NULL ? file->filename : file->mime_type));
      item->depth = 1;
    }
}

static void
add_message (HpBlocks *blocks, const HpMessage *message, GTimeZone *zone)
{
  gboolean is_note = strcmp (message->direction, HP_DIRECTION_NOTE) == 0;
  g_autoptr (HpBlocks) text = hp_text_blocks (message->text);

  hp_blocks_add (blocks, HP_BLOCK_RULE);
  add_people (blocks, message, zone);
  for (guint i = 0; is_note && i < text->blocks->len; i++)
    ((HpBlock *) text->blocks->pdata[i])->quote_depth++;
  g_ptr_array_extend_and_steal (blocks->blocks, g_steal_pointer (&text->blocks));
  text->blocks = g_ptr_array_new ();
  add_files (blocks, message);
}

HpBlocks *
hp_ticket_print_blocks (HpDesk *desk,
                        gint64 ticket,
                        gboolean with_notes,
                        GTimeZone *zone,
                        GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpTicket) shown = hp_tickets_get (db, ticket);
  g_autoptr (GPtrArray) messages = hp_messages_list (db, ticket);

  if (shown == NULL)
    {
      if (hp_db_check (db, error))
        g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such ticket");
      return NULL;
    }
  HpBlocks *blocks = hp_blocks_new ();
  add_ticket (blocks, shown, zone);
  for (guint i = 0; i < messages->len; i++)
    {
      const HpMessage *message = g_ptr_array_index (messages, i);
      if (!message->is_variant &&
          (with_notes || strcmp (message->direction, HP_DIRECTION_NOTE) != 0))
        add_message (blocks, message, zone);
    }
  return blocks;
}
