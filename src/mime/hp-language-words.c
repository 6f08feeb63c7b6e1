/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what single words say about their language: the commonest words, endings and letters of
 * twelve languages in Latin script. Pure; one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-language-words.h"

#include <string.h>

#define BIT(name) (1u << HP_LANGUAGE_##name)

/* In bytes: nothing that common is longer. */
#define MAX_WORD 32

#define ENDING_WEIGHT 0.5
#define PART_WEIGHT 0.4
#define LETTER_WEIGHT 0.35
#define DOUBLE_WEIGHT 0.5

/* Of a word, by how many languages have it: it says less about each. */
static const double COMMON_WEIGHTS[] = { 1, 0.7, 0.6, 0.5, 0.45, 0.4 };
/* "a" and "e" are words nearly everywhere. */
#define ONE_LETTER_FACTOR 0.5

typedef struct
{
  const char *text;
  gsize length;
  guint languages; /* bits */
} Trait;

#define TRAIT(text, languages)                                                                     \
  {                                                                                                \
    text, sizeof text - 1, languages                                                               \
  }

struct _HpLanguageWords
{
  GHashTable *words; /* (owned) word to bits */
};

static const char *const WORDS[HP_N_LANGUAGES] = {
  [HP_LANGUAGE_FI] =
      "ja on ei ole että mutta en se tämä oli ovat olen olisi voi voisi voiko kun kuin niin "
      "jos vai tai myös sen minä me te teillä teiltä meillä meidän teidän minun hei kiitos "
      "mitä miten missä milloin onko nyt vielä jo vain sitä siitä jotta koska saa saan saisin "
      "saako voin voinko voisitteko haluan haluaisin pitää kaikki mukaan sekä ilman ennen asti "
      "hän he joka jonka jotka mikä tässä jälkeen eikä eivät terveisin ystävällisin päivää moi "
      "tilaus tilaukseni lasku pyydän ette emme mikäli tulee",
  [HP_LANGUAGE_SV] =
      "och är att det som på inte jag har med för en ett av den till om men kan ni vi mig min "
      "mitt mina er ert från var när hur vad så eller också blir bli skulle vill ska hade fått "
      "får hej tack vänligen hälsningar detta denna dessa där här nu kommer utan efter vid "
      "någon något några finns måste alla sig sin han hon dem de du din ditt år igen redan "
      "bara mycket varför eftersom ännu mellan inget ingen kunde behöver går under över många",
  [HP_LANGUAGE_EN] =
      "the and is are to of in that it for on with you your we our i my have has had not be "
      "this was but can could would will please from as at or if do does did an been there "
      "when how what where why me us by they which so any all still get got thank thanks hello "
      "regards dear order no than its were cannot",
  [HP_LANGUAGE_DE] =
      "und ist die der das nicht ich sie es ein eine einen einem einer zu mit den dem des auf "
      "für von haben habe hat wir uns mir mich ihre ihr ihnen im in bei aus wie wann was warum "
      "wird werden wurde kann können könnten möchte bitte danke vielen aber auch noch schon "
      "nur oder wenn dass als an am um nach vor über sind war bin kein keine guten tag hallo "
      "grüße mein meine meinen meiner ohne durch zum zur",
  [HP_LANGUAGE_FR] =
      "le la les des une un et est que qui pas ne je vous nous mon ma mes votre vos notre pour "
      "dans sur avec au aux du de en ce cette ces il elle ils sont ont été être avoir ai mais "
      "ou où si plus comme bonjour merci cordialement veuillez pourriez puis peut très par "
      "sans quand comment pourquoi toujours encore tout fait n c j d l qu se sa son leur dont",
  [HP_LANGUAGE_ES] =
      "el la los las un una y es que no de en por para con se su mi me les le lo del al pero "
      "más como está están estoy he ha han hemos sido ser cuando cómo dónde qué cuál hola "
      "gracias saludos favor usted ustedes este esta esto estos mis nos muy ya también todavía "
      "sin sobre desde hasta o si yo tengo tiene puedo puede podría pueden hay buenos días "
      "todo después otra otro porque fue",
  [HP_LANGUAGE_IT] =
      "il lo la gli le un una uno e è che non di del della dei delle dello degli da dal dalla "
      "in nel nella nei per con su sul sulla si mi ho ha hanno abbiamo sono siamo stato stata "
      "ma più come quando dove perché cosa buongiorno grazie saluti salve vorrei posso può "
      "potete potrebbe possibile questo questa questi mio mia miei vostro vostra anche ancora "
      "già al alla ai alle o se ci vi lei era essere dopo senza molto tutto",
  [HP_LANGUAGE_NL] =
      "de het een en is dat niet ik van op te in met voor zijn heb heeft hebben maar aan er om "
      "ook als bij dan nog naar u uw wij we mijn me mij kan kunt kunnen zou wil graag bedankt "
      "alvast hallo geachte groet vriendelijke groeten wat wanneer hoe waarom waar deze dit "
      "die door over uit worden wordt werd was geen wel al of zo moet dus hij zij ze ons onze "
      "heel meer",
  [HP_LANGUAGE_NO] =
      "og er å at det som på ikke jeg har med for en et av den til om men kan dere vi meg min "
      "mitt mine deres fra var når hvordan hva så eller også blir bli skulle vil skal hadde "
      "fått får hei takk vennlig hilsen dette denne disse der her nå kommer uten etter ved "
      "noen noe finnes må alle seg sin han hun dem de du din ditt igjen allerede bare mye "
      "hvorfor fordi hverken mellom ingen kunne trenger går ble blitt kun hvor hvis bruke opp "
      "ut gjerne selv mulig oss hvilken fjerne side både lik bør godt end følgende endre "
      "endrer endring finne ta lage laget lager velg veldig deg bruk bruker tilbake uke uker "
      "språk feil fila filen være hvilket siden ikkje frem fram egen ganske gjøre gjør gjort "
      "gitt gir kjøpt viser vise annen annet andre sett satt lese legg inn gi hjelp mangler "
      "avslutt støttes ugyldig forrige neste nye ny kjører over enn finn nettside nettsiden "
      "passord passordet feilen time jakke jakken fortsatt lager varen tar ber pakke "
      "kjøper ordre ordren farge gjerne hentet sendt bedt fikk",
  [HP_LANGUAGE_DA] =
      "og er at det som på ikke jeg har med for en et af den til om men kan i vi mig min mit "
      "mine jeres fra var når hvordan hvad så eller også bliver blive skulle vil skal havde "
      "fået får hej tak venlig hilsen dette denne disse der her nu kommer uden efter ved nogen "
      "noget findes må alle sig sin han hun dem de du din dit igen allerede kun meget hvorfor "
      "fordi mellem ingen kunne brug går blev blevet hvor hvis bruge op ud gerne selv muligt "
      "os hvilken fjern ej lige mere end være både bare side kontroller ændre ændrer ændring "
      "skifte beder tage jer dig bruger tilbage uge uger sprog fejl hvilket kræver godt vores "
      "deres selvom gøre gør gjort givet giver købt viser anden andet andre sat læse ind giv "
      "hjælp mangler afslut understøttes ugyldig forrige næste nye ny kører følgende find "
      "igennem bør hvornår forkert forkerte hjemmeside hjemmesiden adgangskode adgangskoden tid "
      "jakke stadig lager "
      "varen tager beder rykker pakke køber ordre ordren farve gerne",
  [HP_LANGUAGE_PL] =
      "i w z na się nie jest że do to o jak po ale czy od za przez dla ten ta te tego tej są "
      "był była było mam ma mi mnie już jeszcze tylko może można proszę dziękuję dzień dobry "
      "pozdrawiam państwa państwo moje mój moja gdy kiedy dlaczego gdzie co który która które "
      "oraz lub przy ze we tym tak został została jego być by bardzo",
  [HP_LANGUAGE_PT] =
      "o a os as um uma e é que não de do da dos das em no na nos nas por para com se eu me "
      "meu minha meus minhas seu sua foi são está estão mas mais como quando onde porque olá "
      "obrigado obrigada cumprimentos gostaria posso pode podem já ainda também muito este "
      "esta isso ao aos à pelo pela ou sem até ter tem tenho fui ser você vocês favor bom dia "
      "depois há quem",
};

static const Trait ENDINGS[] = {
  TRAIT ("sjon", BIT (NO)),
  TRAIT ("sjonen", BIT (NO)),
  TRAIT ("het", BIT (NO) | BIT (SV)),
  TRAIT ("heten", BIT (NO) | BIT (SV)),
  TRAIT ("hed", BIT (DA)),
  TRAIT ("heden", BIT (DA)),
  TRAIT ("tion", BIT (DA) | BIT (SV)),
  TRAIT ("tionen", BIT (DA) | BIT (SV)),
  TRAIT ("erne", BIT (DA)),
  TRAIT ("ene", BIT (NO)),
  TRAIT ("orna", BIT (SV)),
  TRAIT ("arna", BIT (SV)),
  TRAIT ("erna", BIT (SV)),
  TRAIT ("ssa", BIT (FI)),
  TRAIT ("ssä", BIT (FI)),
  TRAIT ("lla", BIT (FI)),
  TRAIT ("llä", BIT (FI)),
  TRAIT ("sta", BIT (FI)),
  TRAIT ("stä", BIT (FI)),
  TRAIT ("lta", BIT (FI)),
  TRAIT ("ltä", BIT (FI)),
  TRAIT ("aan", BIT (FI)),
  TRAIT ("ään", BIT (FI)),
  TRAIT ("ille", BIT (FI)),
  TRAIT ("nsa", BIT (FI)),
  TRAIT ("mme", BIT (FI)),
  TRAIT ("tte", BIT (FI)),
  TRAIT ("ksi", BIT (FI)),
  TRAIT ("nut", BIT (FI)),
  TRAIT ("nyt", BIT (FI)),
  TRAIT ("ista", BIT (FI)),
};

/* Norwegian and Danish write the same words differently. */
static const Trait PARTS[] = {
  TRAIT ("øj", BIT (DA)), TRAIT ("ej", BIT (DA)), TRAIT ("æg", BIT (DA)), TRAIT ("øy", BIT (NO)),
  TRAIT ("ei", BIT (NO)), TRAIT ("gj", BIT (NO)), TRAIT ("kj", BIT (NO)), TRAIT ("skj", BIT (NO)),
};

static const Trait LETTERS[] = {
  TRAIT ("å", BIT (SV) | BIT (NO) | BIT (DA)),
  TRAIT ("ä", BIT (FI) | BIT (SV) | BIT (DE)),
  TRAIT ("ö", BIT (FI) | BIT (SV) | BIT (DE)),
  TRAIT ("ø", BIT (NO) | BIT (DA)),
  TRAIT ("æ", BIT (NO) | BIT (DA)),
  TRAIT ("ß", BIT (DE)),
  TRAIT ("ü", BIT (DE)),
  TRAIT ("ł", BIT (PL)),
  TRAIT ("ż", BIT (PL)),
  TRAIT ("ą", BIT (PL)),
  TRAIT ("ę", BIT (PL)),
  TRAIT ("ś", BIT (PL)),
  TRAIT ("ć", BIT (PL)),
  TRAIT ("ź", BIT (PL)),
  TRAIT ("ñ", BIT (ES)),
  TRAIT ("¿", BIT (ES)),
  TRAIT ("¡", BIT (ES)),
  TRAIT ("ã", BIT (PT)),
  TRAIT ("õ", BIT (PT)),
  TRAIT ("ç", BIT (PT) | BIT (FR)),
  TRAIT ("ê", BIT (PT) | BIT (FR)),
  TRAIT ("è", BIT (FR) | BIT (IT)),
  TRAIT ("ù", BIT (IT) | BIT (FR)),
  TRAIT ("ò", BIT (IT)),
  TRAIT ("ì", BIT (IT)),
  TRAIT ("à", BIT (FR) | BIT (IT) | BIT (PT)),
  TRAIT ("ô", BIT (FR) | BIT (PT)),
  TRAIT ("ó", BIT (ES) | BIT (PL) | BIT (PT)),
  TRAIT ("í", BIT (ES) | BIT (PT)),
  TRAIT ("á", BIT (ES) | BIT (PT)),
  TRAIT ("ú", BIT (ES) | BIT (PT)),
  TRAIT ("î", BIT (FR)),
  TRAIT ("û", BIT (FR)),
  TRAIT ("é", BIT (FR) | BIT (ES) | BIT (PT)),
};

static void
add (HpLanguageScores *scores, guint languages, double weight)
{
  for (guint i = 0; i < HP_N_LANGUAGES; i++)
    if (languages & (1u << i))
      scores->scores[i] += weight;
}

static void
weigh_common_word (const HpLanguageWords *self, const char *word, HpLanguageScores *scores)
{
  guint languages = GPOINTER_TO_UINT (g_hash_table_lookup (self->words, word));
  guint count = 0;

  for (guint bits = languages; bits != 0; bits &= bits - 1)
    count++;
  if (count > 0)
    add (scores, languages,
         COMMON_WEIGHTS[MIN (count, G_N_ELEMENTS (COMMON_WEIGHTS)) - 1] *
             (word[1] == '\0' ? ONE_LETTER_FACTOR : 1));
}

/* Danish words do not end in a doubled consonant. */
static void
weigh_double_consonant (const char *word, gsize length, HpLanguageScores *scores)
{
  if (length < 3 || word[length - 1] != word[length - 2] ||
      strchr ("kltpmnsg", word[length - 1]) == NULL)
    return;
  add (scores, BIT (NO) | BIT (SV), DOUBLE_WEIGHT);
  add (scores, BIT (DA), -DOUBLE_WEIGHT / 2);
}

/* Most of what is looked for is ruled out by its first byte. */
static inline guint64
get_byte_bit (char byte)
{
  return G_GUINT64_CONSTANT (1) << ((guchar) byte & 63);
}

static void
weigh_shape (const char *word, gsize length, HpLanguageScores *scores)
{
  guint64 bytes = 0;

  for (gsize i = 0; i < length; i++)
    bytes |= get_byte_bit (word[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    if (ENDINGS[i].text[ENDINGS[i].length - 1] == word[length - 1] &&
        length > ENDINGS[i].length + 2 &&
        memcmp (word + length - ENDINGS[i].length, ENDINGS[i].text, ENDINGS[i].length) == 0)
      add (scores, ENDINGS[i].languages, ENDING_WEIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if ((bytes & get_byte_bit (PARTS[i].text[0])) != 0 && strstr (word, PARTS[i].text) != NULL)
      add (scores, PARTS[i].languages, PART_WEIGHT);
  weigh_double_consonant (word, length, scores);
}

/* Each letter counts once: many say no more than one, as neighbours have it too. */
static void
weigh_letters (const char *word, HpLanguageScores *scores)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      if ((guint8) *at < 0x80)
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (LETTERS); i++)
        if (at[1] == LETTERS[i].text[1] && !(scores->letters & (G_GUINT64_CONSTANT (1) << i)) &&
            strncmp (at, LETTERS[i].text, LETTERS[i].length) == 0)
          {
            add (scores, LETTERS[i].languages, LETTER_WEIGHT);
            scores->letters |= G_GUINT64_CONSTANT (1) << i;
          }
    }
}

static void
weigh_word (const HpLanguageWords *self, const char *word, gsize length, HpLanguageScores *scores)
{
  scores->n_words++;
  weigh_common_word (self, word, scores);
  weigh_shape (word, length, scores);
  weigh_letters (word, scores);
}

HpLanguageWords *
hp_language_words_new (void)
{
  HpLanguageWords *self = g_new0 (HpLanguageWords, 1);

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint language = 0; language < HP_N_LANGUAGES; language++)
    {
      g_auto (GStrv) words = g_strsplit (WORDS[language] != NULL ? WORDS[language] : "", " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        {
          guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (self->words, words[i]));
          g_hash_table_insert (self->words, g_strdup (words[i]),
                               GUINT_TO_POINTER (bits | 1u << language));
        }
    }
  return self;
}

void
hp_language_words_free (HpLanguageWords *self)
{
  g_hash_table_unref (self->words);
  g_free (self);
}

void
hp_language_words_weigh (const HpLanguageWords *self, const char *text, HpLanguageScores *scores)
{
  memset (scores, 0, sizeof *scores);
  for (const char *at = text; *at != '\0';)
    {
      gsize length = strcspn (at, " ");
      if (length > 0 && length <= MAX_WORD)
        {
          char word[MAX_WORD + 1] = { 0 };
          memcpy (word, at, length);
          weigh_word (self, word, length, scores);
        }
      else if (length > 0)
        scores->n_words++;
      at += length + strspn (at + length, " ");
    }
}
