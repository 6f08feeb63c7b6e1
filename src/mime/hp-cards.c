/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading vCards, as far as a help desk has use for them. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-cards.h"

#include "mime/hp-content-line.h"

#define MAX_CARDS 100
#define MAX_ADDRESSES 20

static HpCard *
new_card (void)
{
  HpCard *card = g_new0 (HpCard, 1);

  card->mails = g_ptr_array_new_with_free_func (g_free);
  card->phones = g_ptr_array_new_with_free_func (g_free);
  return card;
}

static void
append_address (GPtrArray *to, const HpContentLine *line)
{
  char *address = to->len < MAX_ADDRESSES ? hp_content_line_dup_address (line) : NULL;

  if (address != NULL)
    g_ptr_array_add (to, address);
}

/* "Family;Given;..." where the card has no name as a whole. */
static char *
dup_structured_name (const HpContentLine *line)
{
  g_autofree char *family = hp_content_line_dup_text (line, 0);
  g_autofree char *given = hp_content_line_dup_text (line, 1);

  if (family == NULL || given == NULL)
    return g_strdup (family != NULL ? family : given);
  return g_strconcat (given, " ", family, NULL);
}

static void
read_line (HpCard *card, const HpContentLine *line)
{
  if (hp_content_line_is (line, "FN", NULL))
    {
      g_free (card->name);
      card->name = hp_content_line_dup_text (line, -1);
    }
  else if (hp_content_line_is (line, "N", NULL) && card->name == NULL)
    card->name = dup_structured_name (line);
  else if (hp_content_line_is (line, "ORG", NULL) && card->organisation == NULL)
    card->organisation = hp_content_line_dup_text (line, 0);
  else if (hp_content_line_is (line, "EMAIL", NULL))
    append_address (card->mails, line);
  else if (hp_content_line_is (line, "TEL", NULL))
    append_address (card->phones, line);
}

void
hp_cards_read (GPtrArray *cards, const char *text)
{
  g_auto (HpContentLine) line;
  HpCard *card = NULL;
  const char *at = text;

  hp_content_line_init (&line);
  while (hp_content_line_next (&line, &at))
    {
      if (hp_content_line_is (&line, "BEGIN", "VCARD"))
        {
          if (cards->len >= MAX_CARDS)
            break;
          card = new_card ();
          g_ptr_array_add (cards, card);
        }
      else if (hp_content_line_is (&line, "END", "VCARD"))
        card = NULL;
      else if (card != NULL)
        read_line (card, &line);
    }
}
