/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how what was understood of a mail is said. Pure. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-fact-words.h"

#include <glib/gi18n.h>

#include "live/hp-time-text.h"
#include "mime/hp-bounce-reason.h"

static const char *
get_reason (HpBounceReason reason)
{
  static const char *const words[] = {
    [HP_BOUNCE_REASON_OTHER] = N_ ("the mail was not delivered"),
    [HP_BOUNCE_REASON_NO_SUCH_ADDRESS] = N_ ("there is no such address"),
    [HP_BOUNCE_REASON_CLOSED] = N_ ("the mailbox is closed"),
    [HP_BOUNCE_REASON_MAILBOX_FULL] = N_ ("the mailbox is full"),
    [HP_BOUNCE_REASON_NO_SUCH_HOST] = N_ ("the domain was not found"),
    [HP_BOUNCE_REASON_NO_ANSWER] = N_ ("the mail server does not answer"),
    [HP_BOUNCE_REASON_REFUSED] = N_ ("the mail was refused as spam or by policy"),
    [HP_BOUNCE_REASON_TOO_LARGE] = N_ ("the mail is too large"),
    [HP_BOUNCE_REASON_DELAYED] = N_ ("the mail is late; delivery is still tried"),
  };

  return _ (words[reason]);
}

char *
hp_fact_dup_failure (const HpFailedRecipient *recipient)
{
  /* Translators: an address, and why a mail did not arrive there */
  return g_strdup_printf (_ ("%s: %s"), recipient->addr,
                          get_reason (hp_bounce_reason_get (recipient)));
}

char *
hp_fact_dup_invitation (const HpInvitation *invitation)
{
  const char *summary = invitation->summary != NULL ? invitation->summary : _ ("Untitled");

  if (g_strcmp0 (invitation->method, "cancel") == 0)
    /* Translators: %s is what a meeting is about */
    return g_strdup_printf (_ ("Cancelled: %s"), summary);
  if (g_strcmp0 (invitation->method, "reply") == 0)
    /* Translators: %s is what a meeting is about */
    return g_strdup_printf (_ ("Answer to the invitation: %s"), summary);
  /* Translators: %s is what a meeting is about */
  return g_strdup_printf (_ ("Invitation: %s"), summary);
}

static void
append (GString *text, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

static char *
end_text (GString *text)
{
  gboolean is_empty = text->len == 0;

  return g_string_free (text, is_empty);
}

char *
hp_fact_dup_meeting (const HpInvitation *invitation)
{
  GString *text = g_string_new (NULL);

  if (invitation->start != HP_TIME_NONE)
    {
      g_autofree char *when =
          hp_time_dup_range_text (invitation->start, invitation->end, invitation->is_allday);
      append (text, when);
    }
  append (text, invitation->location);
  append (text, invitation->organiser);
  return end_text (text);
}

static void
append_all (GString *text, const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    append (text, g_ptr_array_index (all, i));
}

char *
hp_fact_dup_card (const HpCard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append (text, card->name);
  append (text, card->organisation);
  return g_strdup (text->len > 0 ? text->str : _ ("Contact"));
}

char *
hp_fact_dup_contact (const HpCard *card)
{
  GString *text = g_string_new (NULL);

  append_all (text, card->phones);
  append_all (text, card->mails);
  return end_text (text);
}

const char *
hp_fact_get_seal (HpSeal seal)
{
  switch (seal)
    {
    case HP_SEAL_PGP_SIGNED:
      return _ ("Signed with OpenPGP; the signature is not checked");
    case HP_SEAL_SMIME_SIGNED:
      return _ ("Signed with S/MIME; the signature is not checked");
    case HP_SEAL_PGP_ENCRYPTED:
      return _ ("Encrypted with OpenPGP; it opens only in a program that has the key");
    case HP_SEAL_SMIME_ENCRYPTED:
      return _ ("Encrypted with S/MIME; it opens only in a program that has the key");
    case HP_SEAL_NONE:
    default:
      return NULL;
    }
}

char *
hp_fact_dup_held_back (const HpMailInsight *insight)
{
  guint n_pictures = insight->n_pictures;
  guint n_trackers = insight->n_trackers;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *pictures =
      g_strdup_printf (ngettext ("%u picture", "%u pictures", n_pictures), n_pictures);
  g_autofree char *trackers =
      g_strdup_printf (ngettext ("%u tracker", "%u trackers", n_trackers), n_trackers);

  append (all, n_pictures > 0 ? pictures : NULL);
  append (all, n_trackers > 0 ? trackers : NULL);
  if (all->len == 0)
    return NULL;
  /* Translators: %s are pictures and trackers, such as “2 pictures · 1 tracker” */
  return g_strdup_printf (_ ("Held back: %s"), all->str);
}
