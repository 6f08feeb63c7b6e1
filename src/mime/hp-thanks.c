/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what thanks look like in Finnish, Swedish and English. Pure; any thread. Invariant: when in
 * doubt a message is more than thanks. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-thanks.h"

#include <string.h>

#define MAX_WORDS 30

/* Lower case without accents, a space around each. At least one must be there. */
static const char THANKS[] =
    " kiitos kiitoksia kiitti kiitan kiitamme kiitosta suurkiitos suurkiitokset kiitokset tattis "
    "tack tackar tacksam tackas thanks thank thankyou thx cheers ";

static const char COURTESY[] =
    " paljon kovasti oikein tosi todella suuri suuret tuhannesti tuhannet nopeasta nopea nopeasti "
    "avusta avustasi avustanne apu vastauksesta vastauksestasi vastauksestanne viestista "
    "viestistasi "
    "tiedosta tiedoista infosta palvelusta palvelustanne hyvasta hyva hyvaa paivaa paivanjatkoa "
    "viikonloppua jatkoa jatkot mukavaa kivaa kaunista iltaa aamua syksya kevatta kesaa talvea "
    "joulua "
    "ja hei moi moikka terve terveisin terveisin ystavallisin terv t terkuin asia selvisi kunnossa "
    "ok "
    "okei selva selvan hienoa mahtavaa loistavaa loistava erinomaista erinomainen kaikesta "
    "etukateen "
    "sinulle sulle teille jo nyt samoin "
    "sa mycket mycke stort for hjalpen hjalp svaret svar snabbt snabba snabb informationen info "
    "fin "
    "fina bra basta med vanlig vanliga halsning halsningar hej hejsan mvh ha en trevlig dag helg "
    "kvall "
    "okej toppen jattebra underbart perfekt tusen alla er dig och detsamma "
    "you so very much many your the quick fast prompt reply response help answer support time "
    "again "
    "a lot great perfect excellent awesome brilliant wonderful have nice day weekend evening best "
    "kind "
    "regards hi hello dear okay and all ";

static char *
fold (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *plain = g_str_to_ascii (copy, "C");
  return g_ascii_strdown (plain, -1);
}

static gboolean
is_in (const char *words, const char *word)
{
  g_autofree char *spaced = g_strconcat (" ", word, " ", NULL);
  return strstr (words, spaced) != NULL;
}

/* What is not folded away. */
static char *
dup_new_words (const HpMail *mail)
{
  GString *words = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < mail->folds->len; i++)
    {
      const HpFold *fold = &g_array_index (mail->folds, HpFold, i);
      g_string_append_len (words, mail->text + at, (gssize) (fold->start - at));
      at = fold->end;
    }
  g_string_append (words, mail->text + at);
  return g_string_free (words, FALSE);
}

static gboolean
has_file (const HpMail *mail)
{
  for (guint i = 0; i < mail->attachments->len; i++)
    if (!((const HpAttachment *) g_ptr_array_index (mail->attachments, i))->is_inline)
      return TRUE;
  return FALSE;
}

/* The writer's own name below it. */
static char *
dup_names (const HpMail *mail)
{
  const HpAddress *from = mail->from->len > 0 ? g_ptr_array_index (mail->from, 0) : NULL;
  const char *shown = from != NULL && from->name != NULL ? from->name : "";
  g_autofree char *name = fold (shown, strlen (shown));

  return g_strdup_printf (" %s ", g_strdelimit (name, ",.\"'", ' '));
}

gboolean
hp_thanks_is_all (const HpMail *mail)
{
  g_autofree char *words = dup_new_words (mail);
  g_autofree char *names = dup_names (mail);
  gboolean has_thanks = FALSE;
  guint n = 0;

  if (has_file (mail) || strchr (words, '?') != NULL)
    return FALSE;
  for (const char *at = words; *at != '\0';)
    {
      const char *end = at;
      while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == at)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      g_autofree char *word = fold (at, (gsize) (end - at));
      gboolean is_thanks = is_in (THANKS, word);
      if (++n > MAX_WORDS || !(is_thanks || is_in (COURTESY, word) || is_in (names, word)))
        return FALSE;
      has_thanks |= is_thanks;
      at = end;
    }
  return has_thanks;
}
