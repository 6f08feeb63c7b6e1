/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns adding accounts and taking them away. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-accounts.h"

#include "base/hp-json.h"
#include "desk/hp-apply-private.h"
#include "desk/hp-commands.h"
#include "mime/hp-mail-address.h"
#include "model/hp-mail.h"
#include "store/hp-account-table.h"
#include "store/hp-change-table.h"
#include "store/hp-outbox-table.h"

static gboolean
write_account (HpDesk *desk, const HpAccount *account, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);
  g_autoptr (HpAccount) there = hp_accounts_find_by_address (apply->db, account->address);

  if (there != NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_EXISTS, "There is an account with %s already",
                   account->address);
      hp_apply_abort (apply);
      return FALSE;
    }
  hp_accounts_write (apply->db, account);
  hp_changes_add (apply->db, HP_CHANGE_OUTBOX, 0);
  return hp_apply_commit (apply, error);
}

HpAccount *
hp_accounts_add (HpDesk *desk,
                 const char *agent,
                 const char *kind,
                 const char *address,
                 const char *name,
                 const char *settings,
                 GError **error)
{
  g_autofree char *wire = hp_mail_address_dup_wire (address, error);
  g_autofree char *normal = wire != NULL ? hp_address_normalise (wire) : NULL;
  HpKey key = hp_key_random ();

  if (normal == NULL)
    return NULL;
  g_autoptr (HpAccount) account =
      hp_account_new (&key, kind, normal, name != NULL ? name : "", settings);
  g_autoptr (GArray) ops = hp_command_set_own_address (desk, agent, normal, TRUE, error);
  if (ops == NULL || !write_account (desk, account, error))
    return NULL;
  return g_steal_pointer (&account);
}

HpAccount *
hp_accounts_add_folder (HpDesk *desk,
                        const char *agent,
                        const char *address,
                        const char *name,
                        const char *folder,
                        GError **error)
{
  g_autofree char *quoted = hp_json_quote (folder);
  g_autofree char *settings = g_strdup_printf ("{\"folder\":%s}", quoted);

  if (!g_path_is_absolute (folder))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The folder must be named from / on");
  else if (g_file_test (folder, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "%s is no folder", folder);
  else
    return hp_accounts_add (desk, agent, HP_ACCOUNT_FOLDER, address, name, settings, error);
  return NULL;
}

static gboolean
check_unused (HpDb *db, const HpAccount *account, GError **error)
{
  g_autoptr (GPtrArray) entries = hp_outbox_list (db, FALSE);

  for (guint i = 0; i < entries->len; i++)
    {
      const HpOutboxEntry *entry = g_ptr_array_index (entries, i);
      if (!entry->has_account || !hp_key_equal (&entry->account, &account->key))
        continue;
      g_set_error (error, HP_ERROR, HP_ERROR_CONFLICT,
                   "Mails of this account are in the outbox. Wait until they are sent, or take "
                   "them back");
      return FALSE;
    }
  return TRUE;
}

gboolean
hp_accounts_take_away (HpDesk *desk, const char *address, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);
  g_autofree char *normal = hp_address_normalise (address);
  g_autoptr (HpAccount) account =
      normal != NULL ? hp_accounts_find_by_address (apply->db, normal) : NULL;

  if (account == NULL && hp_db_check (apply->db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no account with “%s”", address);
  if (account == NULL || !check_unused (apply->db, account, error))
    {
      hp_apply_abort (apply);
      return FALSE;
    }
  hp_accounts_remove (apply->db, &account->key);
  hp_changes_add (apply->db, HP_CHANGE_OUTBOX, 0);
  return hp_apply_commit (apply, error);
}
