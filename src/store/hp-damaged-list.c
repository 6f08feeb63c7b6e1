/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the question which mails could not be read. The thread of the connection. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-damaged-list.h"

#include "model/hp-message.h"

void
hp_damaged_mail_free (HpDamagedMail *mail)
{
  g_free (mail->subject);
  g_free (mail->sender);
  g_free (mail->snippet);
  g_free (mail);
}

gint64
hp_damaged_list_mark (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT max (id) FROM original", NULL);
}

static char *
dup_sender (const char *packed)
{
  g_autoptr (GPtrArray) addresses = hp_addresses_unpack (packed);
  const HpAddress *first = addresses->len > 0 ? g_ptr_array_index (addresses, 0) : NULL;

  if (first == NULL)
    return g_strdup ("");
  return g_strdup (first->name != NULL && *first->name != '\0' ? first->name : first->addr);
}

GPtrArray *
hp_damaged_list (HpDb *db, gint64 mark, guint limit)
{
  GPtrArray *mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_damaged_mail_free);
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT m.subject, m.from_, t.snippet FROM ticket t JOIN message m ON m.ticket = t.id "
      "WHERE t.warnings & ?1 AND m.warnings & ?1 AND m.original > ?2 ORDER BY m.original LIMIT ?3",
      "iii", (gint64) HP_WARNING_DAMAGED, mark, (gint64) limit);

  while (hp_rows_next (&rows))
    {
      HpDamagedMail *mail = g_new0 (HpDamagedMail, 1);
      mail->subject = hp_rows_dup_text (&rows, 0);
      mail->sender = dup_sender (hp_rows_text (&rows, 1));
      mail->snippet = hp_rows_dup_text (&rows, 2);
      g_ptr_array_add (mails, mail);
    }
  return mails;
}
