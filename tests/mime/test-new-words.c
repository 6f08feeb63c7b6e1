/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The new words of a message, told from quotes and signatures: what programs write in each language
 * by value, whole mails in new-words/ (NAME.in is plain text, NAME.html is HTML, NAME.expected are
 * the new words). */

#include "mime/hp-new-words.h"

#include <string.h>

#include "mime/hp-html-text.h"
#include "mime/hp-new-words-parent.h"
#include "mime/hp-reply-language.h"

#define MAX_SECONDS 10 /* loose, for busy machines and sanitizers; what is quadratic misses it */

static void
assert_folds (const char *text, const GArray *folds)
{
  gsize length = strlen (text);
  guint32 at = 0;

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      g_assert_cmpuint (fold->start, >=, at);
      g_assert_cmpuint (fold->end, >, fold->start);
      g_assert_cmpuint (fold->end, <=, length);
      g_assert_true (fold->start == 0 || text[fold->start - 1] == '\n');
      g_assert_true (text[fold->end] == '\0' || text[fold->end - 1] == '\n');
      at = fold->end;
    }
}

static char *
dup_words (const char *text)
{
  g_autoptr (GArray) folds = hp_new_words_find (text, strlen (text));

  assert_folds (text, folds);
  return hp_text_dup_reply (text, folds);
}

static void
assert_words (const char *text, const char *expected)
{
  g_autofree char *words = dup_words (text);

  g_assert_cmpstr (words, ==, expected);
}

static void
assert_same (const char *text)
{
  assert_words (text, text);
}

static const char *const ATTRIBUTIONS[] = {
  /* Gmail */
  "ma 3. kesäk. 2019 klo 12.33 Tuki (tuki@havukka.example.com) kirjoitti:",
  "Den mån 3 juni 2019 kl 12:33 skrev Tuki <tuki@havukka.example.com>:",
  "On Mon, Jun 3, 2019 at 12:33 PM Tuki <tuki@havukka.example.com> wrote:",
  "Am Mo., 3. Juni 2019 um 12:33 Uhr schrieb Tuki <\ntuki@havukka.example.com>:",
  "Le lun. 3 juin 2019 à 12:33, Tuki <tuki@havukka.example.com> a écrit :",
  "El lun, 3 jun 2019 a las 12:33, Tuki (<tuki@havukka.example.com>) escribió:",
  "Il giorno lun 3 giu 2019 alle ore 12:33 Tuki <tuki@havukka.example.com>\nha scritto:",
  "Op ma 3 jun. 2019 om 12:33 schreef Tuki <tuki@havukka.example.com>:",
  "man. 3. jun. 2019 kl. 12:33 skrev Tuki <tuki@havukka.example.com>:",
  "Den man. 3. jun. 2019 kl. 12.33 skrev Tuki <tuki@havukka.example.com>:",
  "pon., 3 cze 2019 o 12:33 Tuki <tuki@havukka.example.com> napisał(a):",
  "Em seg., 3 de jun. de 2019 às 12:33, Tuki <tuki@havukka.example.com>\nescreveu:",
  "2019-06-03 12:33 GMT+03:00 Tuki <tuki@havukka.example.com>:",
  /* Apple */
  "Tuki <tuki@havukka.example.com> kirjoitti 3.6.2019 kello 12.33:",
  "3 juni 2019 kl. 12:33 skrev Tuki <tuki@havukka.example.com>:",
  "On 3 Jun 2019, at 12:33, Tuki <tuki@havukka.example.com> wrote:",
  "Am 03.06.2019 um 12:33 schrieb Tuki <tuki@havukka.example.com>:",
  "Le 3 juin 2019 à 12:33, Tuki <tuki@havukka.example.com> a écrit :",
  "El 3 jun 2019, a las 12:33, Tuki <tuki@havukka.example.com> escribió:",
  "Il giorno 3 giu 2019, alle ore 12:33, Tuki <tuki@havukka.example.com> ha scritto:",
  "Op 3 jun. 2019, om 12:33 heeft Tuki <tuki@havukka.example.com> het volgende geschreven:",
  "3. jun. 2019 kl. 12:33 skrev Tuki <tuki@havukka.example.com>:",
  "Den 3. jun. 2019 kl. 12.33 skrev Tuki <tuki@havukka.example.com>:",
  "Wiadomość napisana przez Tuki <tuki@havukka.example.com> w dniu 3 cze 2019, o godz. 12:33:",
  "3 июня 2019 г., в 12:33, Tuki <tuki@havukka.example.com> написал(а):",
  "No dia 3 de jun. de 2019, às 12:33, Tuki <tuki@havukka.example.com> escreveu:",
  /* Thunderbird */
  "Tuki kirjoitti 3.6.2019 klo 12:33:",
  "Den 2019-06-03 kl. 12:33, skrev Tuki:",
  "On 6/3/19 12:33 PM, Tuki wrote:",
  "Am 03.06.19 um 12:33 schrieb Tuki:",
  "Le 03/06/2019 à 12:33, Tuki a écrit :",
  "El 03/06/2019 a las 12:33, Tuki escribió:",
  "Il 03/06/2019 12:33, Tuki ha scritto:",
  "Op 03-06-19 om 12:33 schreef Tuki:",
  "Den 03.06.2019 12:33, skrev Tuki:",
  "Den 03-06-2019 kl. 12:33 skrev Tuki:",
  "W dniu 2019-06-03 o 12:33, Tuki pisze:",
  "03.06.2019 12:33, Tuki пишет:",
  "Em 03/06/2019 12:33, Tuki escreveu:",
  /* Others: Outlook for phones, Zoho, K-9, Yahoo, AOL */
  "Tuki <tuki@havukka.example.com> schrieb am Mo., 3. Juni 2019 um\n12:33 Uhr:",
  "Tuki <tuki@havukka.example.com> schrieb am Mo., 3.\nJuni 2019 um 12:33 Uhr:",
  "Am 03.06.2019 12:33 schrieb \"Tuki\" <tuki@havukka.example.com\n>:",
  "On 3 Jun 2019 12:33, \"Tuki\" <tuki@havukka.example.com\n> wrote:",
  "---- On Mon, 03 Jun 2019 12:33:00 +0300 Tuki <tuki@havukka.example.com> wrote ----",
  "Tuki <tuki@havukka.example.com> kirjoitti:",
  "--- On Mon, 6/3/19, Tuki <tuki@havukka.example.com> wrote:",
  "At 6/3/2019 12:33 PM, you wrote:",
  "On Monday, June 3, 2019,\n12:33:00 PM GMT+3, Tuki <tuki@havukka.example.com> wrote:",
  "понедельник, 3 июня 2019 г., 12:33 +03:00 от Tuki <tuki@havukka.example.com> писал:",
};

/* Only a marked quote beneath tells that these are attributions. */
static const char *const QUOTED_ATTRIBUTIONS[] = {
  "пн, 3 июн. 2019 г. в 12:33, Tuki <tuki@havukka.example.com>:",
  "Tuki wrote:",
  "2019/6/3 Tuki <tuki@havukka.example.com>",
  "Tuki kirjoitti:",
  "Den 3.6.2019 skrev du:",
  "* Tuki <tuki@havukka.example.com> [2019-06-03 12:33]:",
};

static void
assert_quoted (const char *attribution)
{
  g_autofree char *top = g_strdup_printf ("Kiitos!\n\n%s\n\n> Hei,\n>\n> vanha\n", attribution);
  g_autofree char *tight = g_strdup_printf ("Kiitos!\n%s\n> vanha\n", attribution);
  g_autofree char *between =
      g_strdup_printf ("%s\n> yksi\nEnsimmäinen.\n> kaksi\n\nToinen.\n", attribution);

  assert_words (top, "Kiitos!");
  assert_words (tight, "Kiitos!");
  assert_words (between, "Ensimmäinen.\n\nToinen.");
}

static void
test_attributions (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ATTRIBUTIONS); i++)
    {
      g_autofree char *unmarked =
          g_strdup_printf ("Kiitos!\n\n%s\n\nHei,\n\nvanha\n", ATTRIBUTIONS[i]);
      g_autofree char *crlf = g_strdup_printf ("Kiitos!\r\n\r\n%s\r\n\r\nvanha", ATTRIBUTIONS[i]);
      assert_quoted (ATTRIBUTIONS[i]);
      assert_words (unmarked, "Kiitos!");
      assert_words (crlf, "Kiitos!");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (QUOTED_ATTRIBUTIONS); i++)
    assert_quoted (QUOTED_ATTRIBUTIONS[i]);
}

static const char *const HEADERS[] = {
  "Lähettäjä: Tuki <tuki@havukka.example.com>\nLähetetty: maanantai 3. kesäkuuta 2019 12.33\n"
  "Vastaanottaja: Matti Meikäläinen\nKopio: Maija\nAihe: Tilaus",
  "Från: Tuki <tuki@havukka.example.com>\nSkickat: den 3 juni 2019 12:33\nTill: Anna\nÄmne: Order",
  "From: Tuki [mailto:tuki@havukka.example.com]\nSent: Monday, June 3, 2019 12:33 PM\nTo: A\n"
  "Subject: Order",
  "Von: Tuki <tuki@havukka.example.com>\nGesendet: Montag, 3. Juni 2019 12:33\nAn: A\n"
  "Betreff: AW: Bestellung",
  "De : Tuki\nEnvoyé : lundi 3 juin 2019 12:33\nÀ : A\nObjet : Commande",
  "De: Tuki\nEnviado el: lunes, 3 de junio de 2019 12:33\nPara: A\nAsunto: Pedido",
  "Da: Tuki\nInviato: lunedì 3 giugno 2019 12:33\nA: B\nOggetto: Ordine",
  "Van: Tuki\nVerzonden: maandag 3 juni 2019 12:33\nAan: A\nOnderwerp: Bestelling",
  "Fra: Tuki\nSendt: mandag 3. juni 2019 12:33\nTil: A\nEmne: Bestilling",
  "Fra: Tuki <tuki@havukka.example.com>\nDato: 3. juni 2019\nTil: A\nCc: B\nEmne: Ordre",
  "Od: Tuki\nWysłano: poniedziałek, 3 czerwca 2019 12:33\nDo: A\nTemat: Zamówienie",
  "От: Tuki\nОтправлено: 3 июня 2019 г. 12:33\nКому: A\nТема: Заказ",
  "De: Tuki\nEnviada em: segunda-feira, 3 de junho de 2019 12:33\nPara: A\nAssunto: Pedido",
  "*From:* Tuki\n*Sent:* 2019-06-03\n*To:* a@b.example\n*Subject:* Order",
  "From: Tuki\n\nSent: 2019-06-03\n\nTo: a@b.example\n\nSubject: The order that has so very many "
  "words "
  "that the program\ncut it here",
};

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (HEADERS); i++)
    {
      g_autofree char *answer = g_strdup_printf ("Kiitos!\n\n%s\n\nHei,\n\nvanha\n", HEADERS[i]);
      g_autofree char *ruled = g_strdup_printf (
          "Kiitos!\n\n________________________________\n%s\n\nvanha\n", HEADERS[i]);
      g_autofree char *quoted = g_strdup_printf ("%s\n\n> vanha\n\nKiitos!\n", HEADERS[i]);
      g_autofree char *forward = g_strdup_printf ("%s\n\nSe itse\n", HEADERS[i]);
      assert_words (answer, "Kiitos!");
      assert_words (ruled, "Kiitos!");
      assert_words (quoted, "Kiitos!");
      assert_words (forward, "Se itse");
    }
}

/* What people fill in is no header of a mail. */
static void
test_forms (void)
{
  assert_same ("Vi vill boka:\n\nFrån: Göteborg\nTill: Oslo\nDatum: 12 maj\n\nTack!");
  assert_same ("Uusi yhteydenotto:\n\nLähettäjä: Matti\nPuhelin: 040 123 4567\nAihe: Rikki\n"
               "Viesti: Ei toimi.");
  assert_same (
      "Apply this:\n\nFrom: A <a@b.example>\nDate: 3 Jun 2019\nSubject: Fix it\n\nThe fix");
  assert_same ("From: Matti <matti@example.com>\nSubject: Broken\n\nMessage Body:\nIt broke.");
  assert_same ("Huomio:\nOn 3.5. tärkeä päivä, ja asiakas kirjoitti siitä:\n\nei toimi");
  assert_same ("So I asked info@example.com and he wrote:\n\nit works");
  assert_same ("I was told on 3 May 2019 what you wrote:\n\nnothing works");
}

static void
test_separators (void)
{
  static const char *const separators[] = {
    "-----Original Message-----",
    "-----Alkuperäinen viesti-----",
    "-----Ursprungligt meddelande-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Opprinnelig melding-----",
    "-----Oprindelig meddelelse-----",
    "-----Oryginalna wiadomość-----",
    "-----Исходное сообщение-----",
    "-----Mensagem original-----",
    "*-------- Original Message --------*",
    "-------- Välitetty viesti --------",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "--- Reply above this line ---",
    "##- Vastaa tämän rivin yläpuolelle -##",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      g_autofree char *text = g_strdup_printf ("Kiitos!\n\n%s\n\nvanha\n\nlisää", separators[i]);
      g_autofree char *alone = g_strdup_printf ("%s\n\nSe itse", separators[i]);
      assert_words (text, "Kiitos!");
      assert_words (alone, "Se itse");
    }
  assert_same ("The original message was lost.\n\nSend it again.");
}

static void
test_quotes (void)
{
  assert_words ("> a\n>> b\n>> > c\n> d\n\nnew", "new");
  assert_words ("new\n\n | old\n | older\n", "new");
  assert_words ("new\n\nJD> old\nJD>> older\nJD> old\n", "new");
  assert_words ("Hi,\n\nOn 3 Jun 2019, at 12:33, T wrote:\n\n[...]\n\n> old\n\nnew",
                "Hi,\n\n[...]\n\nnew");
  assert_words ("> all\n> quoted", "");
  assert_same ("| a | b |\n|---|---|\n| 1 | 2 |");
  assert_same ("One | alone\n| is no quote");
  assert_same (">From here on it is mine");
  assert_same ("A > B and C> D\nare sums");
}

static void
test_forwards (void)
{
  assert_words ("---------- Forwarded message ---------\nFrom: A <a@b.example>\n"
                "Date: Mon, Jun 3, 2019\nSubject: a long\nsubject\nTo: c@d.example\n\n\nThe mail",
                "The mail");
  assert_same (
      "> Begin forwarded message:\n>\n> From: A <a@b.example>\n> Subject: x\n>\n> The mail");
  assert_words ("FYI\n\n> Begin forwarded message:\n>\n> From: A\n> Subject: x\n>\n> The mail",
                "FYI");
  assert_words ("-- \nMatti\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\n"
                "Subject: x\n\nThe mail",
                "The mail");
}

static const char *const DEVICES[] = {
  "Lähetetty iPhonesta",
  "Lähetetty Outlookin iOS-versiosta",
  "Hanki Outlook for Android<https://aka.ms/x>",
  "Skickat från min iPhone",
  "Hämta Outlook för iOS",
  "Sent from my iPhone",
  "Sent from my pocket, forgive the mistakes.",
  "(sent from a phone)",
  "Get Outlook for iOS<https://aka.ms/x>",
  "Von meinem iPhone gesendet",
  "Gesendet mit der GMX Mail App",
  "Envoyé de mon iPhone",
  "Enviado desde mi iPhone",
  "Inviato da iPhone",
  "Verstuurd vanaf mijn iPhone",
  "Sendt fra min iPhone",
  "Wysłane z iPhone'a",
  "Отправлено с iPhone",
  "Enviado do meu iPhone",
};

static void
test_devices (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DEVICES); i++)
    {
      g_autofree char *end = g_strdup_printf ("Kiitos!\n\n%s", DEVICES[i]);
      g_autofree char *above = g_strdup_printf (
          "Kiitos!\n\n%s\n\nOn 3 Jun 2019, at 12:33, T wrote:\n\n> vanha", DEVICES[i]);
      assert_words (end, "Kiitos!");
      assert_words (above, "Kiitos!");
    }
  assert_same ("Hei,\n\nLähetetty tilaus ei ole tullut.\nMissä se on?");
  assert_same ("Hello\n\nSent from the warehouse on Monday.\n\nStill not here.");
  assert_same ("Sent from my iPhone");
}

static void
test_signatures (void)
{
  assert_words ("Hei\n\n-- \nMatti\n\nHavukka Oy\nwww.example.com", "Hei");
  assert_words ("Hei\n\n--\nMatti Meikäläinen", "Hei");
  assert_words ("Hei\n\n-- \nMatti\n\nOn 3 Jun 2019, at 12:33, T wrote:\n\n> vanha\n\nLisää",
                "Hei\n\nLisää");
  assert_words ("Hello\n\n-Matti Meikäläinen", "Hello");
  assert_words ("Hello\n\n_______________________________________________\nlist mailing list\n"
                "list@example.com",
                "Hello");
  assert_words ("Hello\n\nᐧ\n***\n----\n", "Hello");
  assert_same ("Shopping:\n\n- milk\n- Bread");
  assert_same ("One -- two\n--three\n\nfour");
}

static void
test_long_text_under_dashes (void)
{
  g_autoptr (GString) text = g_string_new ("First part\n--");

  for (int i = 0; i < 30; i++)
    g_string_append (text, "\nThe second part goes on.");
  assert_same (text->str);
}

static void
test_closings (void)
{
  assert_words ("Hei\n\nYstävällisin terveisin\nMatti Meikäläinen\nHavukka Oy\n+358 40 123 4567",
                "Hei");
  assert_words ("Hej\n\nMed vänliga hälsningar\n\nAnna Andersson\nwww.example.com", "Hej");
  assert_words (
      "Hi\n\nBest regards,\nJohn\njohn@example.com\n\nOn 3 Jun 2019, at 12:33, T wrote:\n> x",
      "Hi");
  assert_same ("Hei\n\nYstävällisin terveisin\nMatti Meikäläinen");
  assert_same ("See [1]\n\nBest regards,\nJohn\n\n[1]: https://example.com");
  assert_same ("Hi\n\nBest regards,\nJohn\n+358 40 123 4567\n\nPS. Please call first.");
  assert_same ("Hi\n\nBest regards,\nJohn\n040 123 4567\n\nCould you also send the invoice?");
  assert_same (
      "Terveisin soitan teille numerosta 040 123 4567, jos se sopii teille kaikille hyvin\n"
      "x@example.com");
}

static void
test_disclaimers (void)
{
  assert_words ("Hei\n\nTämä viesti on luottamuksellinen ja tarkoitettu vain\nvastaanottajalle.",
                "Hei");
  assert_words ("Hi\n\nThis email and any attachments are confidential.\n\nThis email has been "
                "checked for viruses by X.",
                "Hi");
  assert_words ("Hi\n\n---\nThis email has been checked for viruses by X.\nhttps://example.com",
                "Hi");
  assert_same ("Hi\nI was told:\nThis email and any other are lost.");
}

/* A list that fills its array has no end. */
static void
test_languages (void)
{
#define ASSERT_LIST(list)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_nonnull ((list)[0]);                                                                  \
    g_assert_null ((list)[G_N_ELEMENTS (list) - 1]);                                               \
    for (gsize j = 0; (list)[j] != NULL; j++)                                                      \
      g_assert_cmpuint (strlen ((list)[j]), >=, 1);                                                \
  }                                                                                                \
  G_STMT_END
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    {
      const HpReplyLanguage *row = &HP_REPLY_LANGUAGES[i];
      ASSERT_LIST (row->openers);
      ASSERT_LIST (row->verbs);
      ASSERT_LIST (row->from);
      ASSERT_LIST (row->sent);
      ASSERT_LIST (row->date);
      ASSERT_LIST (row->to);
      ASSERT_LIST (row->subject);
      ASSERT_LIST (row->other);
      ASSERT_LIST (row->answered);
      ASSERT_LIST (row->forwarded);
      ASSERT_LIST (row->devices);
      ASSERT_LIST (row->programs);
      ASSERT_LIST (row->closings);
      ASSERT_LIST (row->disclaimers);
    }
}

static void
assert_words_with_parent (const char *text, const char *parent, const char *expected)
{
  g_autoptr (GArray) folds =
      hp_new_words_find_with_parent (text, strlen (text), parent, strlen (parent));
  g_autofree char *words = hp_text_dup_reply (text, folds);

  assert_folds (text, folds);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_parent (void)
{
  static const char parent[] =
      "Hei Matti,\n\ntilauksenne on lähetetty 1.6. ja sen pitäisi olla perillä\nkolmessa päivässä. "
      "Mikä on osoitteenne?\n\nMihin aikaan olette kotona? Soitamme ennen\ntoimitusta.\n\n"
      "Terveisin\nTuki";
#define HEADER "From: T\nSent: 3.6.2019\nSubject: x\n\n"

  assert_words_with_parent (
      "Ei tullut.\n\nHei Matti,\ntilauksenne on lähetetty 1.6. ja sen\npitäisi olla "
      "perillä kolmessa päivässä. Mikä on osoitteenne?\n",
      parent, "Ei tullut.");
  assert_words_with_parent ("Kiitos!\n\nTerveisin\nMatti", parent, "Kiitos!\n\nTerveisin\nMatti");
  assert_words_with_parent (parent, parent, parent);
  assert_words_with_parent ("Kiitos!\n\n> mitä vain", "", "Kiitos!");
  assert_words_with_parent (
      "Vastaukset alla.\n\n" HEADER
      "Hei Matti,\n\ntilauksenne on lähetetty 1.6. ja sen pitäisi olla perillä\n"
      "kolmessa päivässä. Mikä on osoitteenne?\n\nEsimerkkikatu 3.\n\nMihin "
      "aikaan olette kotona? Soitamme ennen\ntoimitusta.\n\nIltaisin.\n\n"
      "Terveisin\nTuki",
      parent, "Vastaukset alla.\n\nEsimerkkikatu 3.\n\nIltaisin.");
  assert_words_with_parent ("Kiitos!\n\n" HEADER "Aivan toinen viesti\n\njota ei tunneta", parent,
                            "Kiitos!");
}

static void
test_empty (void)
{
  assert_same ("");
  assert_words ("\n\n \n", "");
  assert_words ("\xc2\xa0", "\xc2\xa0");
  assert_words ("--", "");
}

static void
test_hostile (void)
{
  static const char *const pieces[] = {
    ">",
    "> a\n",
    "On ",
    "On 3.5.2019 12:33 a@b wrote:\n",
    "On Mon, 3 May 2019 at 12:33 X\n",
    "--\n",
    "-- \n\n",
    "___________\n\n",
    "From: a@b\n",
    "From: a\nx\n",
    "Subject:\n\nDate:\n\n",
    "x:\n\n\n",
    "*",
    "Best regards\n",
    "Best regards\n040123456\nx?\n",
    "Sent from my \n",
    "-----Original Message-----\n",
    "|\n",
    "| a\nb\n",
    "A> b\n",
    "This email and any\n\n",
    "a:\n> \n",
    "\xc2\xa0",
    "-A\n\n",
    "---------- Forwarded message\n\n",
    "wrote: ",
    " \n",
    "---\n",
    "Unknown: a\n",
    "<a@b> wrote\n> x\n",
    "\n",
    "words and words ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("words\n\n");
      g_autoptr (GTimer) timer = NULL;
      for (int j = 0; j < 200000; j++)
        g_string_append (text, pieces[i]);
      timer = g_timer_new ();
      g_autoptr (GArray) folds = hp_new_words_find (text->str, text->len);
      g_autoptr (GArray) more =
          hp_new_words_find_with_parent (text->str, text->len, text->str, text->len);
      g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, MAX_SECONDS);
      assert_folds (text->str, folds);
      assert_folds (text->str, more);
    }
}

static char *
read_golden (const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "mime", "new-words", file, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

static void
test_golden (gconstpointer data)
{
  const char *name = data;
  g_autofree char *expected = read_golden (name, ".expected");
  g_autofree char *html = read_golden (name, ".html");
  g_autofree char *text =
      html != NULL ? hp_html_text_dup (html, strlen (html)) : read_golden (name, ".in");
  g_autofree char *words = dup_words (text);

  g_assert_cmpstr (words, ==, g_strchomp (expected));
}

static void
add_golden_tests (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "mime", "new-words", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  for (const char *file; (file = g_dir_read_name (folder)) != NULL;)
    {
      const char *ending = g_strrstr (file, ".expected");
      if (ending == NULL)
        continue;
      char *name = g_strndup (file, (gsize) (ending - file));
      g_autofree char *test = g_strdup_printf ("/new-words/golden/%s", name);
      g_test_add_data_func_full (test, name, test_golden, g_free);
      count++;
    }
  g_assert_cmpuint (count, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/new-words/attributions", test_attributions);
  g_test_add_func ("/new-words/headers", test_headers);
  g_test_add_func ("/new-words/forms", test_forms);
  g_test_add_func ("/new-words/separators", test_separators);
  g_test_add_func ("/new-words/quotes", test_quotes);
  g_test_add_func ("/new-words/forwards", test_forwards);
  g_test_add_func ("/new-words/devices", test_devices);
  g_test_add_func ("/new-words/signatures", test_signatures);
  g_test_add_func ("/new-words/long-text-under-dashes", test_long_text_under_dashes);
  g_test_add_func ("/new-words/closings", test_closings);
  g_test_add_func ("/new-words/disclaimers", test_disclaimers);
  g_test_add_func ("/new-words/languages", test_languages);
  g_test_add_func ("/new-words/parent", test_parent);
  g_test_add_func ("/new-words/empty", test_empty);
  g_test_add_func ("/new-words/hostile", test_hostile);
  add_golden_tests ();
  return g_test_run ();
}
