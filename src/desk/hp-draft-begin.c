/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a draft begins with: to whom, from whom, about what. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-draft-begin.h"

#include <string.h>

#include "desk/hp-drafting.h"
#include "desk/hp-signature.h"
#include "mime/hp-mail-parser.h"
#include "model/hp-message.h"
#include "model/hp-ticket.h"
#include "store/hp-account-table.h"
#include "store/hp-customer-table.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"
#include "store/hp-ticket-table.h"

/* The message that is answered, with what only its original says. */
typedef struct
{
  HpMessage *message; /* (owned) */
  GBytes *original;   /* (owned) */
  HpMail *mail;       /* (owned) */
} Answered;

static void
clear_answered (Answered *self)
{
  g_clear_pointer (&self->message, hp_message_unref);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->mail, hp_mail_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answered, clear_answered)

static gboolean
fail_not_found (HpDb *db, const char *text, GError **error)
{
  if (hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "%s", text);
  return FALSE;
}

/* The newest that a person wrote from outside, else the newest mail. */
static gint64
find_newest (HpDb *db, gint64 ticket)
{
  g_autoptr (GArray) briefs = hp_messages_list_briefs (db, ticket);
  gint64 newest = 0;
  gint64 inbound = 0;

  for (guint i = 0; i < briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (briefs, HpMessageBrief, i);
      if (brief->is_note)
        continue;
      newest = brief->id;
      if (brief->is_inbound && brief->is_human)
        inbound = brief->id;
    }
  return inbound != 0 ? inbound : newest;
}

static gboolean
read_answered (HpDesk *desk, gint64 ticket, const HpKey *key, Answered *self, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  gint64 row = key != NULL ? hp_messages_find (db, key) : find_newest (db, ticket);

  self->message = row != 0 ? hp_messages_get (db, row) : NULL;
  if (self->message == NULL || strcmp (self->message->direction, HP_DIRECTION_NOTE) == 0)
    return fail_not_found (db, "The ticket has no such mail", error);
  self->original = hp_desk_dup_original (desk, row, error);
  if (self->original == NULL)
    return FALSE;
  self->mail = hp_mail_parse (self->original);
  return TRUE;
}

static gboolean
is_own (HpDb *db, const HpAddress *address)
{
  g_autofree char *normal = hp_address_normalise (address->addr);
  return normal != NULL && hp_own_addresses_has (db, normal);
}

static gboolean
has_address (const GPtrArray *addresses, const HpAddress *wanted)
{
  g_autofree char *normal = hp_address_normalise (wanted->addr);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *other = hp_address_normalise (address->addr);
      if (g_strcmp0 (normal, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Adds those of @from that can be answered and stand in neither list yet. */
static void
add_foreign (HpDb *db, GPtrArray *to, const GPtrArray *besides, const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (from, i);
      g_autofree char *normal = hp_address_normalise (address->addr);
      if (normal != NULL && !hp_own_addresses_has (db, normal) && !has_address (to, address) &&
          !has_address (besides, address))
        g_ptr_array_add (to, hp_address_new (address->name, address->addr));
    }
}

/* Our own mail is answered to those it went to. */
static void
set_recipients (HpDb *db, HpDraft *draft, const Answered *answered, gboolean to_all)
{
  const HpMail *mail = answered->mail;
  gboolean is_ours = strcmp (answered->message->direction, HP_DIRECTION_OUT) == 0;

  if (!is_ours)
    add_foreign (db, draft->to, draft->cc, mail->reply_to);
  if (!is_ours && draft->to->len == 0)
    add_foreign (db, draft->to, draft->cc, mail->from);
  if (is_ours || (to_all && draft->to->len == 0))
    add_foreign (db, draft->to, draft->cc, mail->to);
  if (!to_all)
    return;
  add_foreign (db, draft->cc, draft->to, mail->to);
  add_foreign (db, draft->cc, draft->to, mail->cc);
}

static const HpAddress *
find_own (HpDb *db, const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    if (is_own (db, g_ptr_array_index (addresses, i)))
      return g_ptr_array_index (addresses, i);
  return NULL;
}

/* With the name that its account shows. */
static void
set_sender (HpDb *db, HpDraft *draft, const char *addr)
{
  g_autofree char *normal = hp_address_normalise (addr);
  g_autoptr (HpAccount) account = normal != NULL ? hp_accounts_find_by_address (db, normal) : NULL;

  hp_draft_set_from (draft, account != NULL && *account->name != '\0' ? account->name : NULL,
                     normal != NULL ? normal : "");
}

static void
set_default_sender (HpDb *db, HpDraft *draft)
{
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  g_autofree char *own = accounts->len > 0 ? NULL : hp_own_addresses_dup_first (db);

  set_sender (db, draft,
              accounts->len > 0 ? ((const HpAccount *) accounts->pdata[0])->address : own);
}

static void
set_answering_sender (HpDb *db, HpDraft *draft, const HpMail *mail)
{
  const HpAddress *own = find_own (db, mail->to);

  if (own == NULL)
    own = find_own (db, mail->cc);
  if (own == NULL)
    own = find_own (db, mail->from);
  if (own != NULL)
    set_sender (db, draft, own->addr);
  else
    set_default_sender (db, draft);
}

/* What the desk's people speak, where nothing better is known. */
static const char *
get_own_language (void)
{
  static const char *const spoken[] = { "fi", "sv", "en" };
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    for (guint n = 0; n < G_N_ELEMENTS (spoken); n++)
      if (g_str_has_prefix (names[i], spoken[n]))
        return spoken[n];
  return "en";
}

static void
set_subject (HpDraft *draft, const char *prefix, const char *subject)
{
  g_autofree char *bare = hp_subject_strip (subject);
  g_autofree char *whole = g_strconcat (prefix, bare, NULL);

  hp_draft_set_text (&draft->subject, whole);
}

static HpDraft *
begin (HpDesk *desk, HpDraftKind kind, const char *agent)
{
  HpDraft *draft = hp_draft_new (kind);

  hp_draft_set_text (&draft->agent, agent);
  hp_draft_set_text (&draft->language, get_own_language ());
  draft->seen = hp_drafting_get_seen (desk);
  return draft;
}

static gboolean
set_ticket (HpDesk *desk, HpDraft *draft, gint64 ticket, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  draft->has_ticket = hp_tickets_get_root (db, ticket, &draft->ticket);
  return draft->has_ticket || fail_not_found (db, "There is no such ticket", error);
}

static void
set_language (HpDb *db, HpDraft *draft, gint64 ticket, const HpMail *mail)
{
  g_autofree char *spoken =
      mail->language != NULL ? g_strdup (mail->language) : hp_messages_dup_language (db, ticket);

  if (spoken != NULL)
    hp_draft_set_text (&draft->language, spoken);
}

/* Below the caret, above what is quoted. */
static void
set_signature (HpDesk *desk, HpDraft *draft)
{
  g_autofree char *html =
      hp_signatures_dup_for (desk, draft->agent, draft->from->addr, draft->language);
  g_autofree char *block = hp_signature_dup_block (html);

  hp_draft_set_text (&draft->html, block);
}

static HpDraft *
begin_about (HpDesk *desk,
             HpDraftKind kind,
             const char *agent,
             gint64 ticket,
             const Answered *answered,
             GError **error)
{
  g_autoptr (HpDraft) draft = begin (desk, kind, agent);

  if (!set_ticket (desk, draft, ticket, error))
    return NULL;
  draft->has_answered = TRUE;
  draft->answered = answered->message->key;
  draft->quote = HP_QUOTE_BELOW;
  set_language (hp_desk_get_db (desk), draft, ticket, answered->mail);
  set_answering_sender (hp_desk_get_db (desk), draft, answered->mail);
  set_signature (desk, draft);
  return g_steal_pointer (&draft);
}

HpDraft *
hp_draft_begin_reply (HpDesk *desk,
                      const char *agent,
                      gint64 ticket,
                      const HpKey *message,
                      gboolean to_all,
                      GError **error)
{
  g_auto (Answered) answered = { 0 };

  if (!read_answered (desk, ticket, message, &answered, error))
    return NULL;
  HpDraft *draft = begin_about (desk, HP_DRAFT_REPLY, agent, ticket, &answered, error);
  if (draft == NULL)
    return NULL;
  set_recipients (hp_desk_get_db (desk), draft, &answered, to_all);
  set_subject (draft, "Re: ", answered.message->subject);
  return draft;
}

/* The files that came with the mail. Takes @draft; gives the one that was kept with them. */
static HpDraft *
attach_files (HpDesk *desk, HpDraft *draft, const Answered *answered, GError **error)
{
  g_autoptr (HpDraft) kept = draft;
  GPtrArray *attachments = answered->message->attachments;

  for (guint i = 0; i < attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (GBytes) data =
          attachment->is_logo ? NULL : hp_mail_dup_part (answered->original, attachment->part);
      if (data == NULL)
        continue;
      HpDraft *more = hp_drafting_attach (desk, kept, data,
                                          attachment->filename != NULL ? attachment->filename : "",
                                          attachment->mime_type, FALSE, error);
      if (more == NULL)
        return NULL;
      hp_draft_unref (kept);
      kept = more;
    }
  return g_steal_pointer (&kept);
}

HpDraft *
hp_draft_begin_forward (HpDesk *desk,
                        const char *agent,
                        gint64 ticket,
                        const HpKey *message,
                        gboolean as_file,
                        GError **error)
{
  g_auto (Answered) answered = { 0 };

  if (!read_answered (desk, ticket, message, &answered, error))
    return NULL;
  HpDraft *draft = begin_about (desk, HP_DRAFT_FORWARD, agent, ticket, &answered, error);
  if (draft == NULL)
    return NULL;
  set_subject (draft, "Fwd: ", answered.message->subject);
  if (as_file)
    draft->quote = HP_QUOTE_ATTACHED;
  return as_file ? draft : attach_files (desk, draft, &answered, error);
}

HpDraft *
hp_draft_begin_new (HpDesk *desk, const char *agent, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpDraft) draft = begin (desk, HP_DRAFT_NEW, agent);

  set_default_sender (db, draft);
  set_signature (desk, draft);
  return hp_db_check (db, error) ? g_steal_pointer (&draft) : NULL;
}

HpDraft *
hp_draft_begin_note (HpDesk *desk, const char *agent, gint64 ticket, GError **error)
{
  g_autoptr (HpDraft) draft = begin (desk, HP_DRAFT_NOTE, agent);

  return set_ticket (desk, draft, ticket, error) ? g_steal_pointer (&draft) : NULL;
}
