/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a mail means to a desk: which way it went, whose it is, which ticket it speaks of.
 * Depends on the mail, its copies and the own addresses alone. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-mail-facts.h"

#include <string.h>

#include "desk/hp-incoming.h"
#include "model/hp-message.h"
#include "store/hp-customer-table.h"
#include "store/hp-fact-table.h"

#define NUMBER_LENGTH 11

/* Local parts that stand for a machine, not for a person who can be answered. */
static const char *const SHARED_SENDERS[] = {
  "no-reply",      "noreply",      "no_reply",  "donotreply", "do-not-reply", "do_not_reply",
  "ei-vastausta",  "eivastausta",  "alavastaa", "ala-vastaa", "svara-inte",   "svarainte",
  "notifications", "notification", "mailer",    "automailer", "postmaster",   "mailer-daemon",
  "shop",          "verkkokauppa", "webshop",   "orders",     "tilaukset",    NULL
};

const char *
hp_mail_get_answered (const HpMail *mail)
{
  if (mail->kind == HP_MAIL_KIND_BOUNCE && mail->about != NULL)
    return mail->about;
  if (mail->references->len > 0)
    return g_ptr_array_index (mail->references, mail->references->len - 1);
  if (mail->in_reply_to->len > 0)
    return g_ptr_array_index (mail->in_reply_to, 0);
  return mail->about;
}

/* "HP-7K3Q2M9X" standing alone. */
static gboolean
find_number_in (const char *text, guint8 prefix[5])
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_strncasecmp (at, "HP-", 3) != 0 || (at > text && g_ascii_isalnum (at[-1])))
        continue;
      g_autofree char *number = g_strndup (at, NUMBER_LENGTH);
      if (strlen (number) == NUMBER_LENGTH && !g_ascii_isalnum (at[NUMBER_LENGTH]) &&
          at[NUMBER_LENGTH] != '-' && hp_number_parse (number, prefix))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_number_in_addresses (GPtrArray *addresses, guint8 prefix[5])
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *local = g_strndup (address->addr, strcspn (address->addr, "@"));
      if (find_number_in (local, prefix))
        return TRUE;
    }
  return FALSE;
}

gboolean
hp_mail_find_number (const HpMail *mail, guint8 prefix[5])
{
  return find_number_in (mail->subject, prefix) || find_number_in_addresses (mail->to, prefix) ||
         find_number_in_addresses (mail->cc, prefix);
}

char *
hp_mail_dup_file_names (const HpMail *mail)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < mail->attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (mail->attachments, i);
      if (names->len > 0)
        g_string_append_c (names, '\n');
      g_string_append (names,
                       attachment->filename != NULL ? attachment->filename : attachment->mime_type);
    }
  return g_string_free (names, FALSE);
}

static gboolean
is_own (HpDb *db, const HpAddress *address)
{
  g_autofree char *normal = hp_address_normalise (address->addr);
  return normal != NULL && hp_own_addresses_has (db, normal);
}

static gboolean
is_local_host (const char *host)
{
  return host == NULL || strcmp (host, "localhost") == 0 || g_str_has_prefix (host, "127.") ||
         strcmp (host, "::1") == 0;
}

/* A hop is ours if one of our hosts took the mail from one of ours or from somebody logged in. */
static gboolean
is_foreign_hop (HpDb *db, const HpHop *hop)
{
  if (hop->by == NULL || (!is_local_host (hop->by) && !hp_own_addresses_has_host (db, hop->by)))
    return TRUE;
  gboolean logged_in = hop->with != NULL && (g_str_has_suffix (hop->with, "SMTPA") ||
                                             g_str_has_suffix (hop->with, "SMTPSA"));
  return !logged_in && !is_local_host (hop->from) && !hp_own_addresses_has_host (db, hop->from);
}

static gboolean
has_foreign_hop (HpDb *db, const HpMail *mail)
{
  for (guint i = 0; i < mail->hops->len; i++)
    if (is_foreign_hop (db, g_ptr_array_index (mail->hops, i)))
      return TRUE;
  return FALSE;
}

/* The further copies came other ways. */
static gboolean
has_copy_without_foreign_hop (HpDesk *desk, GArray *copies)
{
  HpDb *db = hp_desk_get_db (desk);

  for (guint i = 1; i < copies->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) raw = hp_copies_read (db, hp_desk_get_blob_folder (desk),
                                               g_array_index (copies, HpCopy, i).id, &error);
      if (raw == NULL)
        {
          hp_db_fail (db, g_steal_pointer (&error));
          return FALSE;
        }
      g_autoptr (HpMail) mail = hp_incoming_read_mail (raw);
      if (!has_foreign_hop (db, mail))
        return TRUE;
    }
  return FALSE;
}

static gboolean
was_in_sent (GArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    if (g_array_index (copies, HpCopy, i).in_sent)
      return TRUE;
  return FALSE;
}

const char *
hp_mail_resolve_direction (HpDesk *desk, const HpMail *mail, GArray *copies, HpWarnings *warnings)
{
  HpDb *db = hp_desk_get_db (desk);

  *warnings = (HpWarnings) mail->auth_failed;
  if (mail->damage != NULL)
    *warnings |= HP_WARNING_DAMAGED;
  if (mail->from->len == 0 || !is_own (db, g_ptr_array_index (mail->from, 0)))
    return HP_DIRECTION_IN;
  if (was_in_sent (copies) || !has_foreign_hop (db, mail) ||
      has_copy_without_foreign_hop (desk, copies))
    return HP_DIRECTION_OUT;
  *warnings |= HP_WARNING_CLAIMS_OWN;
  return HP_DIRECTION_IN;
}

static gboolean
is_shared_sender (const char *normal)
{
  g_autofree char *local = g_strndup (normal, strcspn (normal, "@+"));
  return g_strv_contains (SHARED_SENDERS, local);
}

static char *
dup_first_foreign (HpDb *db, GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      char *normal = hp_address_normalise (address->addr);
      if (normal != NULL && !hp_own_addresses_has (db, normal))
        return normal;
      g_free (normal);
    }
  return NULL;
}

char *
hp_mail_dup_customer_address (HpDb *db, const HpMail *mail, const char *direction)
{
  if (strcmp (direction, HP_DIRECTION_OUT) == 0)
    {
      char *recipient = dup_first_foreign (db, mail->to);
      return recipient != NULL ? recipient : dup_first_foreign (db, mail->cc);
    }
  if (mail->kind == HP_MAIL_KIND_BOUNCE || mail->kind == HP_MAIL_KIND_FEEDBACK)
    return NULL;
  g_autofree char *sender = dup_first_foreign (db, mail->from);
  if (sender != NULL && is_shared_sender (sender) && mail->reply_to->len > 0)
    {
      char *asker = dup_first_foreign (db, mail->reply_to);
      if (asker != NULL)
        return asker;
    }
  return g_steal_pointer (&sender);
}
