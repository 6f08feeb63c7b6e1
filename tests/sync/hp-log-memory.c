/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a team's log in memory, with faults. */

#define G_LOG_DOMAIN "helppari-test"

#include "hp-log-memory.h"

#include <string.h>

#include "base/hp-error.h"

typedef struct
{
  char *id;
  char *name;
  GBytes *sealed;
} Part;

struct _HpMemory
{
  GPtrArray *parts; /* (owned) (element-type Part) */
  guint last;
};

struct _HpLogMemory
{
  HpLog parent;
  HpMemory *memory; /* (unowned) */
  gboolean is_offline;
  gboolean is_counting;
  guint calls_left;
};

G_DEFINE_FINAL_TYPE (HpLogMemory, hp_log_memory, HP_TYPE_LOG)

static void
free_part (gpointer data)
{
  Part *part = data;

  g_free (part->id);
  g_free (part->name);
  g_bytes_unref (part->sealed);
  g_free (part);
}

HpMemory *
hp_memory_new (void)
{
  HpMemory *memory = g_new0 (HpMemory, 1);

  memory->parts = g_ptr_array_new_with_free_func (free_part);
  return memory;
}

void
hp_memory_free (HpMemory *memory)
{
  g_ptr_array_unref (memory->parts);
  g_free (memory);
}

static Part *
add (HpMemory *memory, const char *name, GBytes *sealed)
{
  Part *part = g_new0 (Part, 1);

  part->id = g_strdup_printf ("%u", ++memory->last);
  part->name = g_strdup (name);
  part->sealed = g_bytes_ref (sealed);
  g_ptr_array_add (memory->parts, part);
  return part;
}

void
hp_memory_put (HpMemory *memory, const char *name, GBytes *sealed)
{
  add (memory, name, sealed);
}

void
hp_memory_lose (HpMemory *memory, GRand *random, double share)
{
  for (guint i = memory->parts->len; i > 0; i--)
    if (g_rand_double (random) < share)
      g_ptr_array_remove_index (memory->parts, i - 1);
}

void
hp_memory_damage (HpMemory *memory, GRand *random, guint n)
{
  for (guint i = 0; i < n && memory->parts->len > 0; i++)
    {
      Part *part = g_ptr_array_index (
          memory->parts, (guint) g_rand_int_range (random, 0, (gint32) memory->parts->len));
      gsize size;
      guint8 *copy =
          g_memdup2 (g_bytes_get_data (part->sealed, NULL), g_bytes_get_size (part->sealed));
      size = g_bytes_get_size (part->sealed);
      copy[g_rand_int_range (random, 0, (gint32) size)] ^= 0x40;
      g_bytes_unref (part->sealed);
      part->sealed = g_bytes_new_take (copy, size);
      g_free (part->id);
      part->id = g_strdup_printf ("%u", ++memory->last);
    }
}

guint
hp_memory_count (HpMemory *memory, const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < memory->parts->len; i++)
    n += g_str_has_prefix (((Part *) g_ptr_array_index (memory->parts, i))->name, prefix);
  return n;
}

gsize
hp_memory_get_size (HpMemory *memory, const char *prefix)
{
  gsize size = 0;

  for (guint i = 0; i < memory->parts->len; i++)
    {
      Part *part = g_ptr_array_index (memory->parts, i);
      if (g_str_has_prefix (part->name, prefix))
        size += g_bytes_get_size (part->sealed);
    }
  return size;
}

GBytes *
hp_memory_dup_all (HpMemory *memory)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < memory->parts->len; i++)
    {
      Part *part = g_ptr_array_index (memory->parts, i);
      g_byte_array_append (all, (const guint8 *) part->name, (guint) strlen (part->name));
      g_byte_array_append (all, g_bytes_get_data (part->sealed, NULL),
                           (guint) g_bytes_get_size (part->sealed));
    }
  return g_byte_array_free_to_bytes (all);
}

/* TRUE where the call is to be done; *fails where it is to fail afterwards. */
static gboolean
begin_call (HpLogMemory *self, gboolean *fails, GError **error)
{
  *fails = self->is_offline || (self->is_counting && self->calls_left == 0);
  if (self->is_counting && self->calls_left > 0)
    self->calls_left--;
  if (*fails)
    g_set_error (error, HP_ERROR, HP_ERROR_OFFLINE, "cut");
  return !self->is_offline;
}

static GPtrArray *
hp_log_memory_list (HpLog *log, GCancellable *cancellable, GError **error)
{
  HpLogMemory *self = HP_LOG_MEMORY (log);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_log_item_free);
  gboolean fails;

  if (!begin_call (self, &fails, error) || fails)
    return NULL;
  for (guint i = 0; i < self->memory->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->memory->parts, i);
      g_ptr_array_add (items, hp_log_item_new (part->id, part->name));
    }
  return g_steal_pointer (&items);
}

static Part *
find (HpMemory *memory, const char *id, guint *at)
{
  for (*at = 0; *at < memory->parts->len; (*at)++)
    {
      Part *part = g_ptr_array_index (memory->parts, *at);
      if (strcmp (part->id, id) == 0)
        return part;
    }
  return NULL;
}

static GBytes *
hp_log_memory_read (HpLog *log, const char *id, GCancellable *cancellable, GError **error)
{
  HpLogMemory *self = HP_LOG_MEMORY (log);
  gboolean fails;
  guint at;

  if (!begin_call (self, &fails, error) || fails)
    return NULL;
  Part *part = find (self->memory, id, &at);
  if (part == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "gone");
  return part != NULL ? g_bytes_ref (part->sealed) : NULL;
}

static char *
hp_log_memory_append (HpLog *log,
                      const char *name,
                      GBytes *sealed,
                      GCancellable *cancellable,
                      GError **error)
{
  HpLogMemory *self = HP_LOG_MEMORY (log);
  gboolean fails;

  if (!begin_call (self, &fails, error))
    return NULL;
  Part *part = add (self->memory, name, sealed);
  return fails ? NULL : g_strdup (part->id);
}

static gboolean
hp_log_memory_remove (HpLog *log, const char *id, GCancellable *cancellable, GError **error)
{
  HpLogMemory *self = HP_LOG_MEMORY (log);
  gboolean fails;
  guint at;

  if (!begin_call (self, &fails, error))
    return FALSE;
  if (find (self->memory, id, &at) != NULL)
    g_ptr_array_remove_index (self->memory->parts, at);
  return !fails;
}

static void
hp_log_memory_class_init (HpLogMemoryClass *klass)
{
  HpLogClass *log_class = HP_LOG_CLASS (klass);

  log_class->list = hp_log_memory_list;
  log_class->read = hp_log_memory_read;
  log_class->append = hp_log_memory_append;
  log_class->remove = hp_log_memory_remove;
}

static void
hp_log_memory_init (HpLogMemory *self)
{
}

HpLog *
hp_log_memory_new (HpMemory *memory)
{
  HpLogMemory *self = g_object_new (HP_TYPE_LOG_MEMORY, NULL);

  self->memory = memory;
  return HP_LOG (self);
}

void
hp_log_memory_set_offline (HpLogMemory *self, gboolean is_offline)
{
  self->is_offline = is_offline;
}

void
hp_log_memory_cut_after (HpLogMemory *self, guint calls)
{
  self->is_counting = TRUE;
  self->calls_left = calls;
}
