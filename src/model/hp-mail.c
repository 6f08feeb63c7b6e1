/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is understood of one mail, and what an address stands for. Values that never change
 * once handed out; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-mail.h"

#include <string.h>

static char *
dup_valid (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static void
clear_mail (gpointer data)
{
  HpMail *mail = data;

  g_ptr_array_unref (mail->from);
  g_ptr_array_unref (mail->to);
  g_ptr_array_unref (mail->cc);
  g_ptr_array_unref (mail->reply_to);
  g_ptr_array_unref (mail->hops);
  g_ptr_array_unref (mail->in_reply_to);
  g_ptr_array_unref (mail->references);
  g_ptr_array_unref (mail->names);
  g_ptr_array_unref (mail->attachments);
  g_ptr_array_unref (mail->failed);
  g_array_unref (mail->folds);
  g_ptr_array_unref (mail->cards);
  g_clear_pointer (&mail->invitation, hp_invitation_free);
  g_free (mail->subject);
  g_free (mail->message_id);
  g_free (mail->about);
  g_free (mail->text);
  g_free (mail->forwarded);
  g_free (mail->damage);
}

/* A domain in lower-case ASCII without its trailing dot; what IDNA refuses stays as it is. */
static char *
normalise_domain (const char *domain)
{
  g_autofree char *lower = g_utf8_strdown (domain, -1);
  gsize length = strlen (lower);

  while (length > 0 && lower[length - 1] == '.')
    lower[--length] = '\0';
  if (g_str_is_ascii (lower))
    return g_steal_pointer (&lower);

  char *ascii = g_hostname_to_ascii (lower);
  return ascii != NULL ? ascii : g_steal_pointer (&lower);
}

/* The bare address inside "<...>", or else the whole, without spaces around. */
static char *
trim_address (const char *addr)
{
  char *bare = dup_valid (addr);
  gsize length;

  g_strstrip (bare);
  length = strlen (bare);
  if (length > 1 && bare[0] == '<' && bare[length - 1] == '>')
    {
      bare[length - 1] = ' ';
      bare[0] = ' ';
      g_strstrip (bare);
    }
  return bare;
}

HpMail *
hp_mail_new (void)
{
  HpMail *mail = g_atomic_rc_box_new0 (HpMail);

  mail->from = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  mail->to = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  mail->cc = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  mail->reply_to = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  mail->hops = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_hop_free);
  mail->in_reply_to = g_ptr_array_new_with_free_func (g_free);
  mail->references = g_ptr_array_new_with_free_func (g_free);
  mail->names = g_ptr_array_new_with_free_func (g_free);
  mail->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_attachment_free);
  mail->failed = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_failed_recipient_free);
  mail->folds = g_array_new (FALSE, FALSE, sizeof (HpFold));
  mail->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_card_free);
  mail->subject = g_strdup ("");
  mail->text = g_strdup ("");
  mail->forwarded = g_strdup ("");
  mail->date = HP_TIME_NONE;
  mail->received = HP_TIME_NONE;
  return mail;
}

HpMail *
hp_mail_ref (HpMail *mail)
{
  return g_atomic_rc_box_acquire (mail);
}

void
hp_mail_unref (HpMail *mail)
{
  g_atomic_rc_box_release_full (mail, clear_mail);
}

HpAddress *
hp_address_new (const char *name, const char *addr)
{
  HpAddress *address = g_new0 (HpAddress, 1);

  address->name = dup_valid (name);
  address->addr = dup_valid (addr != NULL ? addr : "");
  return address;
}

void
hp_address_free (HpAddress *address)
{
  g_free (address->name);
  g_free (address->addr);
  g_free (address);
}

void
hp_hop_free (HpHop *hop)
{
  g_free (hop->from);
  g_free (hop->by);
  g_free (hop->with);
  g_free (hop);
}

void
hp_attachment_free (HpAttachment *attachment)
{
  g_free (attachment->filename);
  g_free (attachment->mime_type);
  g_free (attachment->content_id);
  g_free (attachment);
}

void
hp_failed_recipient_free (HpFailedRecipient *recipient)
{
  g_free (recipient->addr);
  g_free (recipient->status);
  g_free (recipient->reason);
  g_free (recipient);
}

void
hp_invitation_free (HpInvitation *invitation)
{
  g_free (invitation->method);
  g_free (invitation->summary);
  g_free (invitation->location);
  g_free (invitation->organiser);
  g_free (invitation);
}

void
hp_card_free (HpCard *card)
{
  g_free (card->name);
  g_free (card->organisation);
  g_ptr_array_unref (card->mails);
  g_ptr_array_unref (card->phones);
  g_free (card);
}

GBytes *
hp_folds_pack (const GArray *folds)
{
  GByteArray *packed = g_byte_array_new ();

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      guint32 numbers[] = { GUINT32_TO_LE (fold->start), GUINT32_TO_LE (fold->end),
                            GUINT32_TO_LE ((guint32) fold->kind) };
      g_byte_array_append (packed, (const guint8 *) numbers, sizeof numbers);
    }
  return g_byte_array_free_to_bytes (packed);
}

GArray *
hp_folds_unpack (gconstpointer data, gsize size, gsize length)
{
  GArray *folds = g_array_new (FALSE, FALSE, sizeof (HpFold));
  const guint8 *at = data;
  guint32 last = 0;
  guint32 numbers[3];

  for (; size >= sizeof numbers; size -= sizeof numbers, at += sizeof numbers)
    {
      memcpy (numbers, at, sizeof numbers);
      HpFold fold = { .start = GUINT32_FROM_LE (numbers[0]),
                      .end = GUINT32_FROM_LE (numbers[1]),
                      .kind = (HpFoldKind) GUINT32_FROM_LE (numbers[2]) };
      if (fold.start < last || fold.end < fold.start || fold.end > length)
        {
          g_array_set_size (folds, 0);
          break;
        }
      last = fold.end;
      g_array_append_val (folds, fold);
    }
  return folds;
}

char *
hp_text_dup_reply (const char *text, const GArray *folds)
{
  GString *reply = g_string_new (NULL);
  guint32 at = 0;

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      g_string_append_len (reply, text + at, (gssize) (fold->start - at));
      at = fold->end;
    }
  g_string_append (reply, text + at);
  return g_strstrip (g_string_free (reply, FALSE));
}

char *
hp_address_normalise (const char *addr)
{
  if (addr == NULL)
    return NULL;

  g_autofree char *bare = trim_address (addr);
  char *at = strrchr (bare, '@');
  if (at == NULL || at == bare || at[1] == '\0')
    return NULL;
  *at = '\0';

  g_autofree char *local = g_utf8_strdown (bare, -1);
  g_autofree char *domain = normalise_domain (at + 1);
  if (*domain == '\0')
    return NULL;
  return g_strconcat (local, "@", domain, NULL);
}

const char *
hp_address_get_domain (const char *addr)
{
  const char *at = addr != NULL ? strrchr (addr, '@') : NULL;

  return at != NULL && at[1] != '\0' ? at + 1 : NULL;
}

const char *
hp_seal_get_name (HpSeal seal)
{
  static const char *const names[] = { NULL, "pgp_signed", "pgp_encrypted", "smime_signed",
                                       "smime_encrypted" };

  return names[seal];
}

const char *
hp_mail_kind_get_name (HpMailKind kind)
{
  switch (kind)
    {
    case HP_MAIL_KIND_AUTO_REPLY:
      return "auto_reply";
    case HP_MAIL_KIND_BOUNCE:
      return "bounce";
    case HP_MAIL_KIND_FEEDBACK:
      return "feedback";
    case HP_MAIL_KIND_HUMAN:
    default:
      return "human";
    }
}
