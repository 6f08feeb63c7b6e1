/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how drafts are kept. Local data of this desk folder; one transaction a change. Invariant: a
 * draft in the outbox does not change under it. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-drafting.h"

#include <string.h>

#include "base/hp-json.h"
#include "base/hp-sha256.h"
#include "base/hp-text.h"
#include "desk/hp-apply-private.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-status-value.h"
#include "mime/hp-html-text.h"
#include "store/hp-blob-files.h"
#include "store/hp-blob-table.h"
#include "store/hp-change-table.h"
#include "store/hp-draft-table.h"
#include "store/hp-outbox-table.h"

#define LOCAL_FILES_LIMIT "files-limit"
#define UNNAMED "file"

gint64
hp_drafting_get_files_limit (HpDesk *desk)
{
  return hp_locals_get_int (hp_desk_get_db (desk), LOCAL_FILES_LIMIT, HP_FILES_LIMIT_DEFAULT);
}

gboolean
hp_drafting_set_files_limit (HpDesk *desk, gint64 bytes, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);

  hp_locals_set_int (apply->db, LOCAL_FILES_LIMIT, MAX (bytes, 0));
  return hp_apply_commit (apply, error);
}

gint64
hp_drafting_get_seen (HpDesk *desk)
{
  return hp_drafts_get_seen (hp_desk_get_db (desk));
}

static gboolean
check_free (HpDb *db, const HpKey *id, GError **error)
{
  g_autoptr (HpOutboxEntry) entry = hp_outbox_find (db, id);

  if (entry == NULL || entry->state == HP_OUTBOX_DRAFT)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CONFLICT,
               "This mail is in the outbox. Take it back to change it");
  return FALSE;
}

static gboolean
commit_draft (HpApply *apply, const HpKey *id, GError **error)
{
  if (!check_free (apply->db, id, error))
    {
      hp_apply_abort (apply);
      return FALSE;
    }
  hp_changes_add (apply->db, HP_CHANGE_DRAFT, 0);
  return hp_apply_commit (apply, error);
}

/* What the draft no longer holds; that a sweep fails takes nothing from what was saved. */
static void
sweep (HpDesk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!hp_blobs_sweep (hp_desk_get_db (desk), hp_desk_get_blob_folder (desk), &error))
    g_info ("Files of drafts are still there: %s", error->message);
}

static void
write_draft (HpDb *db, const HpDraft *draft)
{
  g_autoptr (HpDraft) saved = hp_draft_copy (draft);

  saved->changed = g_get_real_time ();
  hp_drafts_write (db, saved);
}

gboolean
hp_drafting_save (HpDesk *desk, const HpDraft *draft, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);

  write_draft (apply->db, draft);
  if (!commit_draft (apply, &draft->id, error))
    return FALSE;
  sweep (desk);
  return TRUE;
}

static gboolean
check_size (HpDesk *desk, const HpDraft *draft, const char *filename, gsize size, GError **error)
{
  gint64 limit = hp_drafting_get_files_limit (desk);

  if ((gint64) size + hp_draft_get_files_size (draft) <= limit)
    return TRUE;
  g_autofree char *has = g_format_size (size);
  g_autofree char *can = g_format_size ((guint64) limit);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” is too large (%s): the files of one mail can have %s together. Share it in "
               "another way and send a link",
               filename, has, can);
  return FALSE;
}

static char *
dup_file_name (const char *filename)
{
  g_autofree char *line = hp_text_dup_line (filename);
  const char *slash = strrchr (line, '/');
  const char *name = slash != NULL ? slash + 1 : line;

  return g_strdup (*name != '\0' ? name : UNNAMED);
}

static char *
dup_type (const char *filename, GBytes *data, const char *mime_type)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (data, &size);

  if (mime_type != NULL)
    return g_ascii_strdown (mime_type, -1);
  g_autofree char *type = g_content_type_guess (filename, bytes, size, NULL);
  char *mime = g_content_type_get_mime_type (type);
  return mime != NULL ? mime : g_strdup ("application/octet-stream");
}

static char *
make_content_id (const HpDraft *draft)
{
  HpKey key = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&key);
  const char *domain = hp_address_get_domain (draft->from->addr);

  return g_strdup_printf ("%.16s@%s", hex, domain != NULL ? domain : "helppari.invalid");
}

static HpDraftFile *
make_file (const HpDraft *draft,
           GBytes *data,
           const char *filename,
           const char *mime_type,
           gboolean is_inline)
{
  HpDraftFile *file = g_new0 (HpDraftFile, 1);
  struct sha256_ctx hash;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  sha256_init (&hash);
  sha256_update (&hash, size, bytes);
  hp_sha256_finish (&hash, file->sha256);
  file->size = (gint64) size;
  file->filename = dup_file_name (filename);
  file->mime_type = dup_type (file->filename, data, mime_type);
  file->content_id = is_inline ? make_content_id (draft) : NULL;
  return file;
}

HpDraft *
hp_drafting_attach (HpDesk *desk,
                    const HpDraft *draft,
                    GBytes *data,
                    const char *filename,
                    const char *mime_type,
                    gboolean is_inline,
                    GError **error)
{
  const char *folder = hp_desk_get_blob_folder (desk);
  g_autoptr (HpDraft) more = hp_draft_copy (draft);
  HpDraftFile *file = make_file (draft, data, filename, mime_type, is_inline);

  g_ptr_array_add (more->files, file);
  if (!check_size (desk, draft, file->filename, g_bytes_get_size (data), error))
    return NULL;
  if (g_bytes_get_size (data) > HP_BLOB_INLINE_MAX &&
      !hp_blob_file_write (folder, file->sha256, data, error))
    return NULL;
  HpApply *apply = hp_apply_begin (desk);
  gint64 blob = hp_blobs_ref (apply->db, folder, file->sha256, data);
  write_draft (apply->db, more);
  hp_blobs_unref (apply->db, blob);
  return commit_draft (apply, &draft->id, error) ? g_steal_pointer (&more) : NULL;
}

gboolean
hp_drafting_discard (HpDesk *desk, const HpKey *id, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);
  g_autoptr (HpDraft) draft = hp_drafts_find (apply->db, id);

  if (draft == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such draft");
      hp_apply_abort (apply);
      return FALSE;
    }
  if (!check_free (apply->db, id, error))
    {
      hp_apply_abort (apply);
      return FALSE;
    }
  hp_outbox_remove (apply->db, id);
  hp_drafts_remove (apply->db, id);
  if (!commit_draft (apply, id, error))
    return FALSE;
  sweep (desk);
  return TRUE;
}

HpDraft *
hp_drafting_find (HpDesk *desk, const HpKey *id, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  HpDraft *draft = hp_drafts_find (db, id);

  if (draft == NULL && hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such draft");
  return draft;
}

/* Those that are not in the outbox. Takes @all. */
static GPtrArray *
pick_free (HpDb *db, GPtrArray *all)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_draft_unref);

  for (guint i = 0; i < all->len; i++)
    {
      HpDraft *draft = g_ptr_array_index (all, i);
      if (check_free (db, &draft->id, NULL))
        g_ptr_array_add (drafts, hp_draft_ref (draft));
    }
  g_ptr_array_unref (all);
  return drafts;
}

GPtrArray *
hp_drafting_list (HpDesk *desk, gint64 ticket, const char *agent)
{
  HpDb *db = hp_desk_get_db (desk);
  return pick_free (db, hp_drafts_list_of_ticket (db, ticket, agent));
}

GPtrArray *
hp_drafting_list_all (HpDesk *desk)
{
  HpDb *db = hp_desk_get_db (desk);
  return pick_free (db, hp_drafts_list (db));
}

GBytes *
hp_drafting_read_file (HpDesk *desk, const HpDraftFile *file, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  return hp_blobs_read (db, hp_desk_get_blob_folder (desk), hp_blobs_find (db, file->sha256),
                        error);
}

static gboolean
check_note (HpDb *db, const HpDraft *draft, const char *text, GError **error)
{
  if (draft->kind == HP_DRAFT_NOTE && *text != '\0' && hp_drafts_find_ticket (db, draft) != 0)
    return TRUE;
  if (hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                 *text == '\0' ? "The note is empty" : "This is no note of a ticket");
  return FALSE;
}

GArray *
hp_drafting_finish_note (HpDesk *desk, const HpKey *id, GError **error)
{
  g_autoptr (HpDraft) draft = hp_drafting_find (desk, id, error);
  g_autofree char *text =
      draft != NULL ? hp_html_text_dup (draft->html, strlen (draft->html)) : NULL;
  HpDecide decide;

  if (draft == NULL || !hp_decide_begin (&decide, desk, draft->agent, error))
    return NULL;
  if (!check_note (decide.db, draft, text, error))
    return hp_decide_fail (&decide);
  hp_decide_op (&decide, HP_OP_TICKET, &draft->ticket, HP_FIELD_NOTE, "", hp_json_quote (text));
  if (draft->status != NULL)
    hp_decide_op (&decide, HP_OP_TICKET, &draft->ticket, HP_FIELD_STATUS, "",
                  hp_status_value_make (decide.db, hp_drafts_find_ticket (decide.db, draft),
                                        draft->status, draft->seen));
  hp_drafts_remove (decide.db, id);
  hp_changes_add (decide.db, HP_CHANGE_DRAFT, 0);
  g_autoptr (GArray) ids = hp_decide_end (&decide, error);
  if (ids != NULL)
    sweep (desk);
  return g_steal_pointer (&ids);
}
