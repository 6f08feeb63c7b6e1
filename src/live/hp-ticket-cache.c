/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the ticket items that lists hand out, and forgets the one used longest ago when there are
 * too many. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-ticket-cache.h"

typedef struct
{
  gint64 row;
  HpTicketItem *item; /* (owned) */
  GList link;         /* in the order of use */
} Entry;

struct _HpTicketCache
{
  GHashTable *entries; /* (owned) row to Entry */
  GQueue order;        /* latest used first */
  guint limit;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->item);
  g_free (entry);
}

HpTicketCache *
hp_ticket_cache_new (guint limit)
{
  HpTicketCache *cache = g_new0 (HpTicketCache, 1);

  cache->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  g_queue_init (&cache->order);
  cache->limit = limit;
  return cache;
}

void
hp_ticket_cache_free (HpTicketCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

HpTicketItem *
hp_ticket_cache_find (HpTicketCache *cache, gint64 row)
{
  Entry *entry = g_hash_table_lookup (cache->entries, &row);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&cache->order, &entry->link);
  g_queue_push_head_link (&cache->order, &entry->link);
  return entry->item;
}

gboolean
hp_ticket_cache_has (HpTicketCache *cache, gint64 row)
{
  return g_hash_table_contains (cache->entries, &row);
}

void
hp_ticket_cache_add (HpTicketCache *cache, HpTicketItem *item)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->row = hp_ticket_item_get_row (item);
  entry->item = item;
  entry->link.data = entry;
  g_queue_push_head_link (&cache->order, &entry->link);
  g_hash_table_insert (cache->entries, &entry->row, entry);
  while (cache->order.length > cache->limit)
    {
      Entry *oldest = g_queue_pop_tail_link (&cache->order)->data;
      g_hash_table_remove (cache->entries, &oldest->row);
    }
}

GArray *
hp_ticket_cache_list_rows (HpTicketCache *cache)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), cache->order.length);

  for (GList *at = cache->order.head; at != NULL; at = at->next)
    if (hp_ticket_item_is_loaded (((Entry *) at->data)->item))
      g_array_append_val (rows, ((Entry *) at->data)->row);
  return rows;
}
