/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns finding out what changed in a folder. Invariant: what it says is here is here or among the
 * mails that it gives; where the numbers do not add up, everything is compared. An account's
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-changes.h"

#include "mail/imap/hp-imap-fetch.h"
#include "mail/imap/hp-imap-select.h"
#include "mail/imap/hp-imap-uids.h"

/* One look into a folder. */
typedef struct
{
  HpImapClient *client;
  HpMailBackend *backend;
  const HpImapPlace *place;
  const HpImapFolder *folder;
  HpImapState state;
  HpImapChanges *changes;
  GArray *missing; /* (owned) UIDs that should be here and are not */
  GCancellable *cancellable;
} Look;

void
hp_imap_changes_free (HpImapChanges *changes)
{
  g_ptr_array_unref (changes->mails);
  g_ptr_array_unref (changes->gone);
  g_free (changes);
}

static HpImapChanges *
new_changes (const HpImapPlace *place)
{
  HpImapChanges *changes = g_new0 (HpImapChanges, 1);

  changes->after = *place;
  changes->after.name = NULL;
  changes->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_remote_mail_free);
  changes->gone = g_ptr_array_new_with_free_func (g_free);
  return changes;
}

/* All that lies there now, or at any of the folder's times. */
static gboolean
add_all_gone (HpImapChanges *changes, HpMailBackend *backend, const char *name, GError **error)
{
  g_autofree char *prefix = hp_imap_dup_prefix (name, 0);
  g_autoptr (GHashTable) known = hp_mail_backend_list_known (backend, prefix, error);
  GHashTableIter iter;
  gpointer id;

  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (changes->gone, g_strdup (id));
  return TRUE;
}

HpImapChanges *
hp_imap_changes_forget (HpMailBackend *backend, const HpImapPlace *place, GError **error)
{
  g_autoptr (HpImapChanges) changes = new_changes (place);

  return add_all_gone (changes, backend, place->name, error) ? g_steal_pointer (&changes) : NULL;
}

/* From here on everything below UIDNEXT is listed, and what is above it is new. */
static gboolean
begin_listing (Look *look, GError **error)
{
  HpImapPlace *after = &look->changes->after;

  after->validity = look->state.validity;
  after->next = MAX (look->state.next, 1);
  after->low = after->next;
  after->exists = HP_IMAP_UNKNOWN;
  after->modseq = look->state.modseq;
  look->changes->to_list = look->state.exists;
  return add_all_gone (look->changes, look->backend, look->place->name, error);
}

/* What is not in the folder's list yet is told by it. */
static gboolean
is_listed_later (const Look *look, guint32 uid)
{
  return look->place->low > 0 && uid < look->place->low;
}

/* "N:*" names the last mail also where it is older. */
static gboolean
add_new (Look *look, GError **error)
{
  HpImapPlace *after = &look->changes->after;
  g_autofree char *set = g_strdup_printf ("%u:*", look->place->next);

  if (look->state.exists == 0 || (look->state.next > 0 && look->state.next <= look->place->next))
    return TRUE;
  g_autoptr (GPtrArray) mails = hp_imap_fetch_mails (look->client, look->place, look->folder->role,
                                                     set, look->cancellable, error);
  if (mails == NULL)
    return FALSE;
  after->next = MAX (after->next, look->state.next);
  while (mails->len > 0)
    {
      HpRemoteMail *mail = g_ptr_array_steal_index (mails, mails->len - 1);
      guint32 uid = hp_imap_id_get_uid (mail->id);
      if (uid < look->place->next)
        {
          hp_remote_mail_free (mail);
          continue;
        }
      g_ptr_array_add (look->changes->mails, mail);
      after->next = MAX (after->next, uid + 1);
    }
  return TRUE;
}

static void
add_flags (Look *look, const char *id, const char *flags)
{
  HpRemoteMail *mail = g_new0 (HpRemoteMail, 1);

  mail->id = g_strdup (id);
  mail->folders = g_strdup (look->folder->role);
  mail->flags = g_strdup (flags);
  g_ptr_array_add (look->changes->mails, mail);
}

/* @known: (nullable) what the desk has, to leave out what is the same. */
static void
add_changed (Look *look, GPtrArray *changed, GHashTable *known)
{
  for (guint i = 0; i < changed->len; i++)
    {
      const HpImapFlags *flags = g_ptr_array_index (changed, i);
      g_autofree char *id = hp_imap_place_dup_id (look->place, flags->uid);
      const char *before = known != NULL ? g_hash_table_lookup (known, id) : NULL;
      if (flags->uid >= look->place->next)
        continue;
      gboolean is_here =
          known != NULL ? before != NULL : hp_mail_backend_is_known (look->backend, id);
      if (is_here && g_strcmp0 (before, flags->flags) != 0)
        add_flags (look, id, flags->flags);
      else if (!is_here && !is_listed_later (look, flags->uid))
        g_array_append_val (look->missing, flags->uid);
    }
}

static GHashTable *
list_known (Look *look, GError **error)
{
  g_autofree char *prefix = hp_imap_dup_prefix (look->place->name, look->place->validity);

  return hp_mail_backend_list_known (look->backend, prefix, error);
}

static void
add_gone_but (Look *look, GHashTable *known, GHashTable *there)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint32 uid = hp_imap_id_get_uid (id);
      if (uid < look->place->next && !g_hash_table_contains (there, GUINT_TO_POINTER (uid)))
        g_ptr_array_add (look->changes->gone, g_strdup (id));
    }
}

/* A server that counts no changes: all flags are asked for. */
static gboolean
compare_flags (Look *look, GError **error)
{
  g_autoptr (GPtrArray) all =
      hp_imap_fetch_flags (look->client, look->place, 0, look->cancellable, error);
  g_autoptr (GHashTable) known = all != NULL ? list_known (look, error) : NULL;
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);

  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (there, GUINT_TO_POINTER (((HpImapFlags *) all->pdata[i])->uid));
  add_changed (look, all, known);
  add_gone_but (look, known, there);
  return TRUE;
}

/* Which mails there are, and which of them are here. */
static gboolean
compare_uids (Look *look, GError **error)
{
  g_autoptr (GArray) uids =
      hp_imap_fetch_uids (look->client, look->place->next, look->cancellable, error);
  g_autoptr (GHashTable) known = uids != NULL ? list_known (look, error) : NULL;
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);

  if (known == NULL)
    return FALSE;
  g_ptr_array_set_size (look->changes->gone, 0);
  g_array_set_size (look->missing, 0);
  for (guint i = 0; i < uids->len; i++)
    {
      guint32 uid = g_array_index (uids, guint32, i);
      g_autofree char *id = hp_imap_place_dup_id (look->place, uid);
      g_hash_table_add (there, GUINT_TO_POINTER (uid));
      if (!g_hash_table_contains (known, id) && !is_listed_later (look, uid))
        g_array_append_val (look->missing, uid);
    }
  add_gone_but (look, known, there);
  return TRUE;
}

static gboolean
add_vanished (Look *look, GError **error)
{
  g_autoptr (GHashTable) known = NULL;
  GHashTableIter iter;
  gpointer id;

  if (look->state.vanished->len == 0)
    return TRUE;
  known = list_known (look, error);
  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (hp_imap_ranges_have (look->state.vanished, hp_imap_id_get_uid (id)))
      g_ptr_array_add (look->changes->gone, g_strdup (id));
  return TRUE;
}

static gboolean
add_changes (Look *look, GError **error)
{
  gboolean counts = look->place->modseq > 0 && look->state.modseq > 0;

  if (!counts)
    return compare_flags (look, error);
  if (look->place->modseq == look->state.modseq)
    return TRUE;
  if (!hp_imap_client_has_qresync (look->client))
    {
      g_autoptr (GPtrArray) changed = hp_imap_fetch_flags (
          look->client, look->place, look->place->modseq, look->cancellable, error);
      if (changed != NULL)
        add_changed (look, changed, NULL);
      return changed != NULL;
    }
  add_changed (look, look->state.changed, NULL);
  return add_vanished (look, error);
}

/* While the folder is listed nobody knows how many there should be. */
static gboolean
check_count (Look *look, GError **error)
{
  HpImapChanges *changes = look->changes;
  guint fresh = 0;

  if (look->place->low > 0 || look->state.exists == HP_IMAP_UNKNOWN)
    {
      changes->after.exists = HP_IMAP_UNKNOWN;
      return TRUE;
    }
  for (guint i = 0; i < changes->mails->len; i++)
    fresh +=
        hp_imap_id_get_uid (((HpRemoteMail *) changes->mails->pdata[i])->id) >= look->place->next;
  changes->after.exists = look->state.exists;
  gint64 expected = (gint64) look->place->exists + fresh - changes->gone->len;
  return (expected == look->state.exists && look->missing->len == 0) || compare_uids (look, error);
}

static gboolean
add_missing (Look *look, GError **error)
{
  if (look->missing->len == 0)
    return TRUE;
  g_autofree char *set = hp_imap_uids_dup_text (look->missing);
  g_autoptr (GPtrArray) mails = hp_imap_fetch_mails (look->client, look->place, look->folder->role,
                                                     set, look->cancellable, error);
  if (mails == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (look->changes->mails, g_steal_pointer (&mails));
  return TRUE;
}

static gboolean
look_into (Look *look, GError **error)
{
  if (!hp_imap_examine (look->client, look->folder->name,
                        look->place->validity > 0 ? look->place : NULL, &look->state,
                        look->cancellable, error))
    return FALSE;
  if (look->state.validity != look->place->validity)
    return begin_listing (look, error);
  if (!add_new (look, error) || !add_changes (look, error) || !check_count (look, error) ||
      !add_missing (look, error))
    return FALSE;
  look->changes->after.modseq = look->state.modseq;
  return TRUE;
}

HpImapChanges *
hp_imap_changes_get (HpImapClient *client,
                     HpMailBackend *backend,
                     const HpImapPlace *place,
                     const HpImapFolder *folder,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (HpImapChanges) changes = new_changes (place);
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (guint32));
  Look look = { .client = client,
                .backend = backend,
                .place = place,
                .folder = folder,
                .changes = changes,
                .missing = missing,
                .cancellable = cancellable };

  gboolean done = look_into (&look, error);
  hp_imap_state_clear (&look.state);
  return done ? g_steal_pointer (&changes) : NULL;
}
