/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a draft is made of. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-draft.h"

#include <string.h>

static const char *const KINDS[] = { "reply", "forward", "new", "note" };
static const char *const QUOTES[] = { "none", "below", "above", "attached" };

static GPtrArray *
new_addresses (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
}

static void
clear_draft (gpointer data)
{
  HpDraft *draft = data;

  g_free (draft->agent);
  hp_address_free (draft->from);
  g_ptr_array_unref (draft->to);
  g_ptr_array_unref (draft->cc);
  g_ptr_array_unref (draft->bcc);
  g_free (draft->subject);
  g_free (draft->html);
  g_free (draft->language);
  g_ptr_array_unref (draft->files);
  g_free (draft->status);
}

HpDraft *
hp_draft_new (HpDraftKind kind)
{
  HpDraft *draft = g_atomic_rc_box_new0 (HpDraft);

  draft->id = hp_key_random ();
  draft->kind = kind;
  draft->agent = g_strdup ("");
  draft->from = hp_address_new (NULL, "");
  draft->to = new_addresses ();
  draft->cc = new_addresses ();
  draft->bcc = new_addresses ();
  draft->subject = g_strdup ("");
  draft->html = g_strdup ("");
  draft->language = g_strdup ("");
  draft->files = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_draft_file_free);
  draft->send_at = HP_TIME_NONE;
  return draft;
}

HpDraft *
hp_draft_ref (HpDraft *draft)
{
  return g_atomic_rc_box_acquire (draft);
}

void
hp_draft_unref (HpDraft *draft)
{
  g_atomic_rc_box_release_full (draft, clear_draft);
}

void
hp_draft_set_text (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
hp_draft_set_from (HpDraft *draft, const char *name, const char *addr)
{
  HpAddress *from = hp_address_new (name, addr);

  hp_address_free (draft->from);
  draft->from = from;
}

void
hp_draft_set_addresses (GPtrArray *field, const GPtrArray *addresses)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_ptr_array_add (copies, hp_address_new (address->name, address->addr));
    }
  g_ptr_array_set_size (field, 0);
  g_ptr_array_extend (field, copies, NULL, NULL);
}

HpDraft *
hp_draft_copy (const HpDraft *draft)
{
  HpDraft *copy = hp_draft_new (draft->kind);

  copy->id = draft->id;
  hp_draft_set_text (&copy->agent, draft->agent);
  copy->has_ticket = draft->has_ticket;
  copy->ticket = draft->ticket;
  copy->has_answered = draft->has_answered;
  copy->answered = draft->answered;
  hp_draft_set_from (copy, draft->from->name, draft->from->addr);
  hp_draft_set_addresses (copy->to, draft->to);
  hp_draft_set_addresses (copy->cc, draft->cc);
  hp_draft_set_addresses (copy->bcc, draft->bcc);
  hp_draft_set_text (&copy->subject, draft->subject);
  hp_draft_set_text (&copy->html, draft->html);
  copy->quote = draft->quote;
  hp_draft_set_text (&copy->language, draft->language);
  for (guint i = 0; i < draft->files->len; i++)
    g_ptr_array_add (copy->files, hp_draft_file_copy (draft->files->pdata[i]));
  copy->seen = draft->seen;
  copy->send_at = draft->send_at;
  hp_draft_set_text (&copy->status, draft->status);
  copy->cancel_if_answered = draft->cancel_if_answered;
  copy->changed = draft->changed;
  return copy;
}

HpDraftFile *
hp_draft_file_copy (const HpDraftFile *file)
{
  HpDraftFile *copy = g_new0 (HpDraftFile, 1);

  memcpy (copy->sha256, file->sha256, sizeof copy->sha256);
  copy->size = file->size;
  copy->filename = g_strdup (file->filename);
  copy->mime_type = g_strdup (file->mime_type);
  copy->content_id = g_strdup (file->content_id);
  return copy;
}

void
hp_draft_file_free (HpDraftFile *file)
{
  g_free (file->filename);
  g_free (file->mime_type);
  g_free (file->content_id);
  g_free (file);
}

gint64
hp_draft_get_files_size (const HpDraft *draft)
{
  gint64 size = 0;

  for (guint i = 0; i < draft->files->len; i++)
    size += ((const HpDraftFile *) g_ptr_array_index (draft->files, i))->size;
  return size;
}

static guint
find_name (const char *const *names, guint count, const char *name)
{
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return 0;
}

const char *
hp_draft_kind_get_name (HpDraftKind kind)
{
  return KINDS[kind];
}

HpDraftKind
hp_draft_kind_from_name (const char *name)
{
  return (HpDraftKind) find_name (KINDS, G_N_ELEMENTS (KINDS), name);
}

const char *
hp_quote_get_name (HpQuote quote)
{
  return QUOTES[quote];
}

HpQuote
hp_quote_from_name (const char *name)
{
  return (HpQuote) find_name (QUOTES, G_N_ELEMENTS (QUOTES), name);
}
