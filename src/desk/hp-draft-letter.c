/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a mail takes from the desk besides its draft. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-draft-letter.h"

#include "desk/hp-apply.h"
#include "desk/hp-drafting.h"
#include "mime/hp-compose.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"
#include "store/hp-ticket-table.h"

/* Of the sender's domain, and nobody else's. */
static char *
make_message_id (const HpDraft *draft)
{
  HpKey key = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&key);
  g_autofree char *sender = hp_address_normalise (draft->from->addr);
  const char *domain = hp_address_get_domain (sender);

  return g_strdup_printf ("%s@%s", hex, domain != NULL ? domain : "helppari.invalid");
}

/* The ticket as it stands now; a new one gets the number of its first mail. */
static char *
dup_number (HpDb *db, const HpDraft *draft, const char *message_id)
{
  HpKey root = hp_node_hash (message_id);

  if (draft->has_ticket && !hp_tickets_get_root (db, hp_drafts_find_ticket (db, draft), &root))
    root = draft->ticket;
  return hp_key_dup_number (&root);
}

static GPtrArray *
read_files (HpDesk *desk, const HpDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < draft->files->len; i++)
    {
      GBytes *data = hp_drafting_read_file (desk, draft->files->pdata[i], error);
      if (data == NULL)
        return NULL;
      g_ptr_array_add (files, data);
    }
  return g_steal_pointer (&files);
}

/* @answered: (out) (nullable) */
static gboolean
read_answered (HpDesk *desk, const HpDraft *draft, GBytes **answered, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  gint64 row = draft->has_answered ? hp_messages_find (db, &draft->answered) : 0;

  *answered = row != 0 ? hp_desk_dup_original (desk, row, error) : NULL;
  return row == 0 ? hp_db_check (db, error) : *answered != NULL;
}

HpLetter *
hp_draft_dup_letter (HpDesk *desk, const HpDraft *draft, GError **error)
{
  g_autofree char *message_id = make_message_id (draft);
  g_autofree char *number = dup_number (hp_desk_get_db (desk), draft, message_id);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GPtrArray) files = read_files (desk, draft, error);
  g_autoptr (GBytes) answered = NULL;

  if (files == NULL || !read_answered (desk, draft, &answered, error))
    return NULL;
  HpComposeInput input = { .draft = draft,
                           .message_id = message_id,
                           .number = number,
                           .date = g_get_real_time (),
                           .zone = zone,
                           .answered = answered,
                           .files = files };
  return hp_compose (&input, error);
}
