/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns FETCH and SEARCH. Invariant: sizes that the server names decide nothing but how it is asked:
 * a step takes no more memory than its bounds, and a mail is what came. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-fetch.h"

#include <stdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-select.h"
#include "mail/imap/hp-imap-uids.h"
#include "model/hp-mail.h"

#define MIB ((gsize) 1024 * 1024)
/* A mail that is said to be larger comes in pieces. */
#define WHOLE (8 * MIB)
#define PIECE (4 * MIB)
/* What one mail, and all of a step, may have in truth. */
#define MOST_WHOLE (64 * MIB)
#define MOST_MAIL (512 * MIB)
#define MOST_STEP (64 * MIB)
#define SECONDS 120
#define SLOWEST 4096 /* bytes a second */
#define MAX_UIDS (4 * 1024 * 1024)

static guint32
get_uid (const GPtrArray *attributes)
{
  return (guint32) MIN (
      hp_imap_values_get_number (attributes, hp_imap_values_find (attributes, "UID"), 0),
      G_MAXUINT32);
}

static void
add_range (GArray *uids, const HpImapRange *range)
{
  for (guint64 uid = range->first; uid <= range->last && uids->len < MAX_UIDS; uid++)
    {
      guint32 value = (guint32) uid;
      g_array_append_val (uids, value);
    }
}

/* "SEARCH 3 7", and "ESEARCH (TAG "H7") UID ALL 3,7:12" (RFC 4731). */
static void
on_found_cb (HpImapResponse *response, gpointer data)
{
  gboolean is_extended = hp_imap_response_is (response, "ESEARCH");

  if (!is_extended && !hp_imap_response_is (response, "SEARCH"))
    return;
  for (guint i = 0; i < response->values->len; i++)
    {
      if (is_extended &&
          (i == 0 ||
           g_ascii_strcasecmp (hp_imap_values_get_text (response->values, i - 1), "ALL") != 0))
        continue;
      g_autoptr (GArray) ranges =
          hp_imap_ranges_parse (hp_imap_values_get_text (response->values, i));
      for (guint n = 0; ranges != NULL && n < ranges->len; n++)
        add_range (data, &g_array_index (ranges, HpImapRange, n));
    }
}

static gboolean
set_nonsense (GError **error)
{
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server names mails that can't be");
  return FALSE;
}

GArray *
hp_imap_fetch_uids (HpImapClient *client, guint32 below, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *command =
      g_strdup_printf ("UID SEARCH %sUID 1:%u",
                       hp_imap_client_can (client, "ESEARCH") ? "RETURN (ALL) " : "", below - 1);

  if (below <= 1)
    return g_steal_pointer (&uids);
  hp_imap_client_set_bounds (client, SECONDS, 0);
  if (!hp_imap_client_check (
          hp_imap_client_run (client, command, on_found_cb, uids, cancellable, error), error))
    return NULL;
  g_array_sort (uids, hp_imap_uids_compare);
  while (uids->len > 0 && g_array_index (uids, guint32, uids->len - 1) >= below)
    g_array_set_size (uids, uids->len - 1);
  if (uids->len >= MAX_UIDS && !set_nonsense (error))
    return NULL;
  return g_steal_pointer (&uids);
}

/* "17-Jul-1996 02:44:25 -0700" */
static gint64
read_time (const char *text)
{
  static const char *const MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int day, year, hour, minute, second;
  char month[4] = "";
  char zone[6] = "";
  guint at = 0;

  if (sscanf (text, " %2d-%3s-%4d %2d:%2d:%2d %5s", &day, month, &year, &hour, &minute, &second,
              zone) != 7)
    return HP_TIME_NONE;
  while (at < G_N_ELEMENTS (MONTHS) && g_ascii_strcasecmp (MONTHS[at], month) != 0)
    at++;
  g_autoptr (GTimeZone) where = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) time =
      where != NULL && at < G_N_ELEMENTS (MONTHS)
          ? g_date_time_new (where, year, (int) at + 1, day, hour, minute, second)
          : NULL;
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : HP_TIME_NONE;
}

typedef struct
{
  const HpImapPlace *place;
  const char *role;
  GPtrArray *mails;
} Reading;

static void
on_mail_cb (HpImapResponse *response, gpointer data)
{
  Reading *reading = data;

  if (!hp_imap_response_is (response, "FETCH"))
    return;
  const GPtrArray *attributes = hp_imap_values_get_list (response->values, 0);
  guint32 uid = get_uid (attributes);
  guint size = hp_imap_values_find (attributes, "RFC822.SIZE");
  char *flags = uid > 0 && size != G_MAXUINT ? hp_imap_flags_dup (attributes) : NULL;
  if (flags == NULL)
    return; /* what it says unasked of a flag that changed */
  HpRemoteMail *mail = g_new0 (HpRemoteMail, 1);
  mail->id = hp_imap_place_dup_id (reading->place, uid);
  mail->folders = g_strdup (reading->role);
  mail->flags = flags;
  mail->size = (gsize) hp_imap_values_get_number (attributes, size, 0);
  mail->received = read_time (
      hp_imap_values_get_text (attributes, hp_imap_values_find (attributes, "INTERNALDATE")));
  mail->in_sent = strcmp (reading->role, "sent") == 0;
  g_ptr_array_add (reading->mails, mail);
}

static gint
compare_mails (gconstpointer a, gconstpointer b)
{
  guint32 left = hp_imap_id_get_uid ((*(HpRemoteMail *const *) a)->id);
  guint32 right = hp_imap_id_get_uid ((*(HpRemoteMail *const *) b)->id);

  return (left > right) - (left < right);
}

/* A server may tell of one twice. */
static void
drop_doubles (GPtrArray *mails)
{
  for (guint i = mails->len; i > 1; i--)
    if (compare_mails (&mails->pdata[i - 1], &mails->pdata[i - 2]) == 0)
      g_ptr_array_remove_index (mails, i - 1);
}

GPtrArray *
hp_imap_fetch_mails (HpImapClient *client,
                     const HpImapPlace *place,
                     const char *role,
                     const char *set,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) mails =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_remote_mail_free);
  Reading reading = { place, role, mails };
  g_autofree char *command =
      g_strdup_printf ("UID FETCH %s (UID FLAGS INTERNALDATE RFC822.SIZE)", set);

  hp_imap_client_set_bounds (client, SECONDS, 0);
  if (!hp_imap_client_check (
          hp_imap_client_run (client, command, on_mail_cb, &reading, cancellable, error), error))
    return NULL;
  g_ptr_array_sort (mails, compare_mails);
  drop_doubles (mails);
  return g_steal_pointer (&mails);
}

typedef struct
{
  GHashTable *wanted; /* (owned) of HpRemoteMail by UID */
  gsize bytes;
  gboolean is_cut;
} Bodies;

/* (nullable) (transfer none) */
static GBytes *
find_body (const GPtrArray *attributes)
{
  for (guint i = 0; attributes != NULL && i + 1 < attributes->len; i += 2)
    if (g_ascii_strncasecmp (hp_imap_values_get_text (attributes, i), "BODY[]", 6) == 0)
      return hp_imap_values_get (attributes, i + 1)->bytes;
  return NULL;
}

static void
on_body_cb (HpImapResponse *response, gpointer data)
{
  Bodies *bodies = data;

  if (!hp_imap_response_is (response, "FETCH"))
    return;
  const GPtrArray *attributes = hp_imap_values_get_list (response->values, 0);
  GBytes *body = find_body (attributes);
  HpRemoteMail *mail =
      g_hash_table_lookup (bodies->wanted, GUINT_TO_POINTER (get_uid (attributes)));
  if (body == NULL || mail == NULL || mail->raw != NULL)
    return;
  if (bodies->bytes >= MOST_STEP)
    {
      bodies->is_cut = TRUE;
      return;
    }
  bodies->bytes += g_bytes_get_size (body);
  mail->raw = g_bytes_ref (body);
}

/* A NO after some of them means that the others are gone, or as good as: they are looked for again
 * when the folder's mails are counted. */
static gboolean
fetch_whole (HpImapClient *client,
             GArray *uids,
             gsize bytes,
             Bodies *bodies,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *set = hp_imap_uids_dup_text (uids);
  g_autofree char *command = g_strdup_printf ("UID FETCH %s (UID BODY.PEEK[])", set);

  hp_imap_client_set_bounds (client, SECONDS + (guint) (bytes / SLOWEST), MOST_WHOLE);
  g_autoptr (HpImapResponse) done =
      hp_imap_client_run (client, command, on_body_cb, bodies, cancellable, error);
  if (done == NULL)
    return FALSE;
  return !hp_imap_response_is (done, "BAD") ||
         hp_imap_client_check (g_steal_pointer (&done), error);
}

/* Piece by piece, until one is shorter than asked for. */
static gboolean
fetch_in_pieces (HpImapClient *client,
                 HpRemoteMail *mail,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  guint32 uid = hp_imap_id_get_uid (mail->id);
  gsize size = PIECE;

  hp_imap_client_set_bounds (client, SECONDS + PIECE / SLOWEST, PIECE + MIB);
  while (size == PIECE && whole->len < MOST_MAIL)
    {
      HpRemoteMail piece = { .id = mail->id };
      g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
      Bodies bodies = { .wanted = wanted };
      g_autofree char *command =
          g_strdup_printf ("UID FETCH %u (UID BODY.PEEK[]<%u.%zu>)", uid, whole->len, PIECE);
      g_hash_table_insert (wanted, GUINT_TO_POINTER (uid), &piece);
      if (!hp_imap_client_check (
              hp_imap_client_run (client, command, on_body_cb, &bodies, cancellable, error), error))
        {
          g_clear_pointer (&piece.raw, g_bytes_unref);
          return FALSE;
        }
      if (piece.raw == NULL && whole->len == 0)
        return TRUE; /* it is gone */
      size = piece.raw != NULL ? g_bytes_get_size (piece.raw) : 0;
      if (size > 0)
        g_byte_array_append (whole, g_bytes_get_data (piece.raw, NULL), (guint) size);
      g_clear_pointer (&piece.raw, g_bytes_unref);
    }
  mail->raw = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  return TRUE;
}

gboolean
hp_imap_fetch_bytes (HpImapClient *client,
                     GPtrArray *mails,
                     gboolean *is_cut,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  Bodies bodies = { .wanted = wanted };
  gsize bytes = 0;

  for (guint i = 0; i < mails->len; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (mails, i);
      guint32 uid = hp_imap_id_get_uid (mail->id);
      if (mail->size > WHOLE)
        {
          if (!fetch_in_pieces (client, mail, cancellable, error))
            return FALSE;
          continue;
        }
      g_array_append_val (uids, uid);
      g_hash_table_insert (wanted, GUINT_TO_POINTER (uid), mail);
      bytes += mail->size;
    }
  if (uids->len > 0 && !fetch_whole (client, uids, bytes, &bodies, cancellable, error))
    return FALSE;
  *is_cut = bodies.is_cut;
  return TRUE;
}

static void
on_flags_cb (HpImapResponse *response, gpointer data)
{
  if (!hp_imap_response_is (response, "FETCH"))
    return;
  const GPtrArray *attributes = hp_imap_values_get_list (response->values, 0);
  guint32 uid = get_uid (attributes);
  char *text = uid > 0 ? hp_imap_flags_dup (attributes) : NULL;
  if (text == NULL)
    return;
  HpImapFlags *flags = g_new0 (HpImapFlags, 1);
  flags->uid = uid;
  flags->flags = text;
  g_ptr_array_add (data, flags);
}

GPtrArray *
hp_imap_fetch_flags (HpImapClient *client,
                     const HpImapPlace *place,
                     guint64 modseq,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) flags =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_imap_flags_free);
  g_autoptr (GString) command = g_string_new (NULL);

  if (place->next <= 1)
    return g_steal_pointer (&flags);
  g_string_printf (command, "UID FETCH 1:%u (UID FLAGS)", place->next - 1);
  if (modseq > 0)
    g_string_append_printf (command, " (CHANGEDSINCE %" G_GUINT64_FORMAT ")", modseq);
  hp_imap_client_set_bounds (client, SECONDS, 0);
  return hp_imap_client_check (
             hp_imap_client_run (client, command->str, on_flags_cb, flags, cancellable, error),
             error)
             ? g_steal_pointer (&flags)
             : NULL;
}
