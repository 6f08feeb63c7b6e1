/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a mail becomes a fact: which fact it is a copy of, which way it went, whose it is, and
 * what it says of Message-IDs. A fact is read from its first copy (time, hash), so that the order
 * in which copies come does not matter. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"

#include <string.h>

#include "desk/hp-mail-facts.h"
#include "mime/hp-mail-time.h"
#include "mime/hp-thanks.h"
#include "store/hp-customer-table.h"
#include "store/hp-fact-table.h"
#include "store/hp-message-table.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"

#define MAX_REFERENCES 200

HpKey
hp_node_hash (const char *message_id)
{
  return hp_key_hash ("node", message_id, NULL);
}

/* The node of a mail: its Message-ID, or where it has none its content. */
static HpKey
get_own_hash (const HpMail *mail)
{
  g_autofree char *content = NULL;

  if (mail->message_id != NULL)
    return hp_node_hash (mail->message_id);
  content = hp_key_dup_hex (&mail->content_key);
  return hp_key_hash ("node-without-id", content, NULL);
}

static gint64
get_time (const HpMail *mail, gint64 from_time)
{
  if (mail->received != HP_TIME_NONE)
    return mail->received;
  if (mail->date != HP_TIME_NONE)
    return mail->date;
  if (from_time != HP_TIME_NONE)
    return from_time;
  gint64 guess = hp_mail_time_guess (mail);
  return guess != HP_TIME_NONE ? guess : 0;
}

/* The first mail at @node may change, and with it the number that speaks for the node. */
static void
touch_numbers (HpApply *apply, gint64 node)
{
  g_autoptr (GArray) named = hp_nodes_list_named_by (apply->db, node);

  hp_apply_add_dirty (apply->dirty_nodes, node);
  for (guint i = 0; i < named->len; i++)
    hp_apply_add_dirty (apply->dirty_nodes, g_array_index (named, gint64, i));
}

/* Sets what @node hangs on by what is known now. */
static void
update_parent (HpApply *apply, gint64 node)
{
  gboolean is_seen;
  gint64 before = hp_nodes_get_parent (apply->db, node);
  gint64 after = hp_messages_get_parent (apply->db, node, &is_seen);

  if (!is_seen)
    after = hp_claims_get_parent (apply->db, node);
  if (after == node)
    after = HP_DB_NULL_INT;
  if (before == after)
    return;
  hp_nodes_set_parent (apply->db, node, after);
  hp_apply_add_dirty (apply->dirty_nodes, node);
  hp_apply_add_dirty (apply->dirty_nodes, before);
}

/* A node that a mail only names; merges or numbers may have spoken of it before. */
static gint64
ensure_named_node (HpApply *apply, const HpKey *hash)
{
  gboolean is_new;
  gint64 node = hp_nodes_ensure (apply->db, hash, &is_new);

  if (is_new)
    hp_apply_add_dirty (apply->dirty_nodes, node);
  return node;
}

static void
add_claim (HpApply *apply, gint64 child, gint64 parent, gint64 message)
{
  if (parent == child || hp_messages_has_node (apply->db, child))
    return;
  hp_claims_add (apply->db, child, message, parent);
  update_parent (apply, child);
}

/* References speak of nodes that were perhaps never seen; a further name hangs on the mail. */
static void
add_claims (HpApply *apply, const HpMail *mail, gint64 message, gint64 own)
{
  guint first = mail->references->len > MAX_REFERENCES ? mail->references->len - MAX_REFERENCES : 0;
  gint64 parent = 0;

  for (guint i = first; i < mail->references->len; i++)
    {
      HpKey hash = hp_node_hash (g_ptr_array_index (mail->references, i));
      gint64 node = ensure_named_node (apply, &hash);
      if (i > first)
        add_claim (apply, node, parent, message);
      parent = node;
    }
  for (guint i = 0; i < mail->names->len; i++)
    {
      HpKey name = hp_node_hash (g_ptr_array_index (mail->names, i));
      hp_fact_names_add (apply->db, &name, message);
      add_claim (apply, ensure_named_node (apply, &name), own, message);
    }
}

static gint64
ensure_parent_node (HpApply *apply, const HpMail *mail, gint64 node)
{
  const char *answered = hp_mail_get_answered (mail);

  if (answered == NULL)
    return HP_DB_NULL_INT;
  HpKey hash = hp_node_hash (answered);
  gint64 parent = ensure_named_node (apply, &hash);
  return parent == node ? HP_DB_NULL_INT : parent;
}

static gint64
ensure_identity (HpApply *apply, const char *address)
{
  gboolean is_new;

  if (address == NULL)
    return HP_DB_NULL_INT;
  gint64 identity = hp_identities_ensure (apply->db, address, &is_new);
  hp_apply_add_dirty (apply->dirty_identities, identity);
  return identity;
}

/* The ticket of a mail that nothing else can be concerned by: a new node at the end of a thread or
 * on its own. 0 if it is not so simple. */
static gint64
find_simple_ticket (HpApply *apply,
                    const HpKey *hash,
                    gint64 parent,
                    gboolean is_new,
                    gboolean has_token)
{
  if (!is_new || has_token || hp_nodes_is_spoken_of (apply->db, hash))
    return 0;
  if (parent == HP_DB_NULL_INT)
    return hp_tickets_reserve (apply->db, hash, TRUE);
  gint64 ticket = hp_nodes_get_ticket (apply->db, parent);
  return hp_tickets_is_simple (apply->db, ticket) ? ticket : 0;
}

static void
place_node (HpApply *apply, const HpMessageRow *row, const HpKey *hash, gboolean is_new)
{
  gint64 ticket = find_simple_ticket (apply, hash, row->parent, is_new, row->token != NULL);

  if (ticket != 0)
    {
      hp_nodes_set_ticket (apply->db, row->node, ticket);
      if (row->parent != HP_DB_NULL_INT)
        hp_nodes_set_parent (apply->db, row->node, row->parent);
      hp_messages_set_ticket (apply->db, row->id, ticket);
    }
  else
    {
      update_parent (apply, row->node);
      touch_numbers (apply, row->node);
      ticket = row->ticket;
    }
  hp_apply_add_dirty (apply->dirty_tickets, ticket);
}

/* Writes everything that follows from the fact @id, whose copies are stored already. */
static void
add_message (HpApply *apply, gint64 id, const HpMail *mail, GBytes *tokens, GArray *copies)
{
  const HpCopy *first = &g_array_index (copies, HpCopy, 0);
  g_autofree char *from = hp_addresses_pack (mail->from);
  g_autofree char *to = hp_addresses_pack (mail->to);
  g_autofree char *cc = hp_addresses_pack (mail->cc);
  g_autofree char *files = hp_mail_dup_file_names (mail);
  g_autofree char *customer = NULL;
  g_autoptr (GBytes) folds = hp_folds_pack (mail->folds);
  HpKey own = get_own_hash (mail);
  guint8 token[5];
  gboolean is_new;
  HpMessageRow row = { .id = id,
                       .key = mail->content_key,
                       .kind = hp_mail_kind_get_name (mail->kind),
                       .time = first->time,
                       .original = first->id,
                       .mid = mail->message_id,
                       .from = from,
                       .to = to,
                       .cc = cc,
                       .subject = mail->subject,
                       .text = mail->text,
                       .folds = folds,
                       .language = mail->language,
                       .tokens = tokens,
                       .files = files,
                       .forwarded = mail->forwarded,
                       .is_thanks = hp_thanks_is_all (mail),
                       .token = hp_mail_find_number (mail, token) ? token : NULL,
                       .version = HP_UNDERSTANDING_VERSION };

  row.direction = hp_mail_resolve_direction (apply->desk, mail, copies, &row.warnings);
  customer = hp_mail_dup_customer_address (apply->db, mail, row.direction);
  row.identity = ensure_identity (apply, customer);
  row.node = hp_nodes_ensure (apply->db, &own, &is_new);
  row.parent = ensure_parent_node (apply, mail, row.node);
  row.ticket = is_new ? HP_DB_NULL_INT : hp_nodes_get_ticket (apply->db, row.node);
  if (row.ticket == 0)
    row.ticket = HP_DB_NULL_INT;
  hp_messages_add (apply->db, &row, mail->attachments);
  place_node (apply, &row, &own, is_new);
  add_claims (apply, mail, id, row.node);
}

static void
note_old_state (HpApply *apply, gint64 message)
{
  gint64 node;
  gint64 ticket;
  gint64 identity;

  if (!hp_messages_get_place (apply->db, message, &node, &ticket, &identity))
    return;
  touch_numbers (apply, node);
  hp_apply_add_dirty (apply->dirty_tickets, ticket);
  hp_apply_add_dirty (apply->dirty_identities, identity);
}

static void
remove_message (HpApply *apply, gint64 message)
{
  g_autoptr (GArray) children = NULL;

  note_old_state (apply, message);
  hp_fact_names_remove (apply->db, message);
  children = hp_claims_remove (apply->db, message);
  hp_messages_remove (apply->db, message);
  for (guint i = 0; i < children->len; i++)
    update_parent (apply, g_array_index (children, gint64, i));
}

static HpMail *
read_copy (HpApply *apply, gint64 copy)
{
  GError *error = NULL;
  g_autoptr (GBytes) raw =
      hp_copies_read (apply->db, hp_desk_get_blob_folder (apply->desk), copy, &error);

  if (raw != NULL)
    return hp_incoming_read_mail (raw);
  hp_db_fail (apply->db, error);
  return NULL;
}

/* Copies without a time, for which a newer understanding may know one. */
static void
date_copies (HpApply *apply, gint64 message)
{
  g_autoptr (GArray) copies = hp_copies_list (apply->db, message);

  for (guint i = 0; i < copies->len; i++)
    {
      HpCopy *copy = &g_array_index (copies, HpCopy, i);
      g_autoptr (HpMail) mail = copy->time == 0 ? read_copy (apply, copy->id) : NULL;
      if (mail == NULL)
        continue;
      copy->time = get_time (mail, copy->from_time);
      if (copy->time != 0)
        hp_copies_update (apply->db, copy);
    }
}

/* Derives a fact anew from its copies. @mail: (nullable) the first copy, if it is at hand. */
static void
derive_message (HpApply *apply, gint64 message, HpMail *mail)
{
  g_autoptr (GArray) copies = hp_copies_list (apply->db, message);
  g_autoptr (HpMail) read = NULL;

  if (copies->len == 0)
    return;
  if (mail == NULL)
    mail = read = read_copy (apply, g_array_index (copies, HpCopy, 0).id);
  if (mail == NULL)
    return;
  remove_message (apply, message);
  gint64 id = hp_apply_take_message_id (apply, g_array_index (copies, HpCopy, 0).time);
  hp_copies_set_message (apply->db, message, id);
  add_message (apply, id, mail, NULL, copies);
}

/* The same bytes again: only where they lay can be new. */
static void
apply_same_copy (HpApply *apply, HpCopy *copy, const HpIncoming *incoming)
{
  gboolean is_earlier = incoming->from_time != HP_TIME_NONE &&
                        (copy->from_time == HP_TIME_NONE || incoming->from_time < copy->from_time);

  if (!is_earlier && (copy->in_sent || !incoming->in_sent))
    return;
  if (is_earlier)
    copy->from_time = incoming->from_time;
  copy->in_sent |= incoming->in_sent;
  copy->time = get_time (incoming->mail, copy->from_time);
  hp_copies_update (apply->db, copy);
  derive_message (apply, copy->message, NULL);
}

static void
add_fact (HpApply *apply, HpCopy *copy, const HpIncoming *incoming)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (HpCopy));

  copy->message = hp_apply_take_message_id (apply, copy->time);
  copy->id =
      hp_copies_add (apply->db, hp_desk_get_blob_folder (apply->desk), incoming->original, copy);
  g_array_append_val (copies, *copy);
  add_message (apply, copy->message, incoming->mail, incoming->tokens, copies);
}

HpApplied
hp_apply_mail (HpApply *apply, const HpIncoming *incoming)
{
  HpCopy copy = { .from_time = incoming->from_time, .in_sent = incoming->in_sent };

  if (hp_db_has_failed (apply->db))
    return HP_APPLIED_DUPLICATE;
  if (hp_copies_find (apply->db, &incoming->original->hash, &copy))
    {
      apply_same_copy (apply, &copy, incoming);
      return HP_APPLIED_DUPLICATE;
    }
  copy.hash = incoming->original->hash;
  copy.time = get_time (incoming->mail, incoming->from_time);
  gint64 known = hp_messages_find (apply->db, &incoming->mail->content_key);
  if (known == 0)
    {
      add_fact (apply, &copy, incoming);
      return HP_APPLIED_NEW;
    }
  copy.message = known;
  hp_copies_add (apply->db, hp_desk_get_blob_folder (apply->desk), incoming->original, &copy);
  derive_message (apply, known, NULL);
  return HP_APPLIED_DUPLICATE;
}

void
hp_apply_understand (HpApply *apply, gint64 message)
{
  date_copies (apply, message);
  derive_message (apply, message, NULL);
}

void
hp_apply_own_address_changed (HpApply *apply, const char *address)
{
  g_autoptr (GArray) messages = hp_messages_list_with_address (apply->db, address);

  for (guint i = 0; i < messages->len; i++)
    derive_message (apply, g_array_index (messages, gint64, i), NULL);
}
