/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages are told apart by short texts such as people write to a help desk. */

#include "mime/hp-language.h"

#include <string.h>

static const char *const FI[] = {
  "Tilaamani kengät saapuivat eilen, mutta ne ovat väärää kokoa. Miten voin vaihtaa ne?",
  "Hei, en ole vieläkään saanut tilaustani, vaikka siitä on jo kaksi viikkoa.",
  "Voisitteko lähettää minulle laskun uudelleen sähköpostilla? Kiitos etukäteen.",
  "Salasanan palautus ei toimi, linkki vie vain tyhjälle sivulle.",
  "Haluaisin peruuttaa varaukseni ensi viikolta, koska olemme sairastuneet.",
  "Paketti oli rikki kun hain sen postista, ja yksi lautanen on haljennut.",
  "Milloin tuotetta on taas saatavilla? Nettisivulla lukee, että se on loppu.",
  "Kiitos nopeasta vastauksesta, asia on nyt kunnossa!",
  "Saisinko tarjouksen viidestäkymmenestä paidasta painatuksella?",
  "Olen yrittänyt soittaa teille monta kertaa mutta kukaan ei vastaa puhelimeen.",
  "Rahat on veloitettu tililtäni kahteen kertaan, pyydän palautusta.",
  "Miten saan muutettua toimitusosoitteen? Muutimme juuri uuteen kotiin.",
  "Kahvinkeitin lakkasi toimimasta kolmen kuukauden käytön jälkeen.",
  "Onko teillä mahdollista noutaa tilaus suoraan myymälästä?",
  "Lasku on jo maksettu, miksi sain siitä muistutuksen?",
  "Ostin lahjakortin, mutta koodi ei kelpaa kassalla.",
  "Pyydän poistamaan tietoni rekisteristänne ja lopettamaan uutiskirjeen.",
  "Huoltomies kävi eilen, mutta vika on edelleen sama kuin ennen.",
  "Voiko tämän takin pestä koneessa vai pitääkö se viedä pesulaan?",
  "Tuote ei vastaa kuvausta, väri on aivan toinen kuin verkkokaupassa.",
  "Tarvitsen kuitin työnantajaa varten, mistä löydän sen?",
  NULL,
};

static const char *const SV[] = {
  "Skorna jag beställde kom igår, men de har fel storlek. Hur kan jag byta dem?",
  "Hej, jag har fortfarande inte fått min beställning trots att det gått två veckor.",
  "Kan ni skicka fakturan till mig en gång till med e-post? Tack på förhand.",
  "Återställningen av lösenordet fungerar inte, länken leder bara till en tom sida.",
  "Jag skulle vilja avboka min bokning nästa vecka eftersom vi har blivit sjuka.",
  "Paketet var trasigt när jag hämtade ut det och en av tallrikarna är sprucken.",
  "När finns produkten i lager igen? På webbplatsen står det att den är slut.",
  "Tack för det snabba svaret, nu är allt som det ska vara!",
  "Skulle jag kunna få en offert på femtio tröjor med tryck?",
  "Jag har försökt ringa er flera gånger men ingen svarar i telefonen.",
  "Pengarna har dragits två gånger från mitt konto, jag vill ha dem tillbaka.",
  "Hur ändrar jag leveransadressen? Vi har nyss flyttat till ett nytt hem.",
  "Kaffebryggaren slutade fungera efter bara tre månaders användning.",
  "Är det möjligt att hämta beställningen direkt i butiken?",
  "Fakturan är redan betald, varför har jag fått en påminnelse?",
  "Jag köpte ett presentkort men koden går inte att använda i kassan.",
  "Vänligen ta bort mina uppgifter ur ert register och avsluta nyhetsbrevet.",
  "Reparatören var här igår men felet är precis detsamma som förut.",
  "Går det att tvätta jackan i maskin eller måste den lämnas till kemtvätt?",
  "Varan stämmer inte med beskrivningen, färgen är en helt annan än i nätbutiken.",
  "Jag behöver ett kvitto till min arbetsgivare, var hittar jag det?",
  NULL,
};

static const char *const EN[] = {
  "The shoes I ordered arrived yesterday, but they are the wrong size. How do I exchange them?",
  "Hello, I still have not received my order although it has been two weeks.",
  "Could you please send me the invoice again by email? Thanks in advance.",
  "Resetting the password does not work, the link only leads to an empty page.",
  "I would like to cancel my booking for next week because we have fallen ill.",
  "The parcel was damaged when I picked it up and one of the plates is cracked.",
  "When will this product be back in stock? Your website says it is sold out.",
  "Thank you for the quick reply, everything is fine now!",
  "Could I get a quote for fifty shirts with our logo printed on them?",
  "I have tried to call you several times but nobody answers the phone.",
  "My account has been charged twice, please refund one of the payments.",
  "How can I change the delivery address? We have just moved to a new home.",
  "The coffee machine stopped working after only three months of use.",
  "Is it possible to collect the order directly from your shop?",
  "The invoice has already been paid, so why did I get a reminder?",
  "I bought a gift card but the code is not accepted at the checkout.",
  "Please delete my data from your register and stop sending the newsletter.",
  "The repairman came yesterday but the problem is still the same as before.",
  "Can this jacket be washed in a machine or does it need dry cleaning?",
  "The item does not match its description, the colour is quite different.",
  "I need a receipt for my employer, where can I find it?",
  NULL,
};

static const char *const DE[] = {
  "Die bestellten Schuhe sind gestern angekommen, haben aber die falsche Größe. Wie kann ich sie "
  "umtauschen?",
  "Guten Tag, ich habe meine Bestellung nach zwei Wochen immer noch nicht erhalten.",
  "Könnten Sie mir die Rechnung bitte noch einmal per E-Mail schicken? Vielen Dank im Voraus.",
  "Das Zurücksetzen des Passworts funktioniert nicht, der Link führt nur auf eine leere Seite.",
  "Ich möchte meine Buchung für nächste Woche stornieren, weil wir krank geworden sind.",
  "Das Paket war beschädigt, als ich es abgeholt habe, und ein Teller ist zerbrochen.",
  "Wann ist der Artikel wieder lieferbar? Auf der Webseite steht, dass er ausverkauft ist.",
  "Vielen Dank für die schnelle Antwort, jetzt ist alles in Ordnung!",
  "Könnte ich ein Angebot für fünfzig bedruckte Hemden bekommen?",
  "Ich habe mehrmals versucht, Sie anzurufen, aber niemand geht ans Telefon.",
  "Der Betrag wurde zweimal von meinem Konto abgebucht, bitte erstatten Sie ihn zurück.",
  "Wie kann ich die Lieferadresse ändern? Wir sind gerade umgezogen.",
  "Die Kaffeemaschine ist schon nach drei Monaten kaputt gegangen.",
  "Ist es möglich, die Bestellung direkt im Laden abzuholen?",
  "Die Rechnung ist bereits bezahlt, warum habe ich eine Mahnung bekommen?",
  "Ich habe einen Gutschein gekauft, aber der Code wird an der Kasse nicht angenommen.",
  "Bitte löschen Sie meine Daten und schicken Sie mir keinen Newsletter mehr.",
  "Der Techniker war gestern hier, aber der Fehler ist noch derselbe wie vorher.",
  "Kann man diese Jacke in der Maschine waschen oder muss sie in die Reinigung?",
  "Die Ware entspricht nicht der Beschreibung, die Farbe ist ganz anders.",
  "Ich brauche eine Quittung für meinen Arbeitgeber, wo finde ich die?",
  NULL,
};

static const char *const FR[] = {
  "Les chaussures que j'ai commandées sont arrivées hier, mais la taille n'est pas la bonne. "
  "Comment les échanger ?",
  "Bonjour, je n'ai toujours pas reçu ma commande alors que cela fait deux semaines.",
  "Pourriez-vous me renvoyer la facture par courriel ? Merci d'avance.",
  "La réinitialisation du mot de passe ne marche pas, le lien mène à une page vide.",
  "Je voudrais annuler ma réservation de la semaine prochaine car nous sommes malades.",
  "Le colis était abîmé quand je suis allé le chercher et une assiette est cassée.",
  "Quand ce produit sera-t-il de nouveau disponible ? Il est indiqué épuisé sur le site.",
  "Merci pour votre réponse rapide, tout est en ordre maintenant !",
  "Pourrais-je avoir un devis pour cinquante chemises imprimées ?",
  "J'ai essayé de vous appeler plusieurs fois mais personne ne répond.",
  "Mon compte a été débité deux fois, je demande le remboursement.",
  "Comment puis-je changer l'adresse de livraison ? Nous venons de déménager.",
  "La cafetière ne fonctionne plus après seulement trois mois d'utilisation.",
  "Est-il possible de retirer la commande directement au magasin ?",
  "La facture est déjà payée, pourquoi ai-je reçu un rappel ?",
  "J'ai acheté une carte cadeau mais le code n'est pas accepté à la caisse.",
  "Veuillez supprimer mes données et ne plus m'envoyer votre lettre d'information.",
  "Le réparateur est passé hier mais la panne est toujours la même.",
  "Peut-on laver cette veste à la machine ou faut-il la porter au pressing ?",
  "L'article ne correspond pas à la description, la couleur est différente.",
  "J'ai besoin d'un reçu pour mon employeur, où puis-je le trouver ?",
  NULL,
};

static const char *const ES[] = {
  "Los zapatos que pedí llegaron ayer, pero no son de mi talla. ¿Cómo puedo cambiarlos?",
  "Hola, todavía no he recibido mi pedido aunque ya han pasado dos semanas.",
  "¿Podrían enviarme otra vez la factura por correo electrónico? Gracias de antemano.",
  "No funciona el cambio de contraseña, el enlace lleva a una página vacía.",
  "Quisiera cancelar mi reserva de la próxima semana porque estamos enfermos.",
  "El paquete estaba roto cuando lo recogí y uno de los platos está partido.",
  "¿Cuándo volverá a estar disponible el producto? En la web dice que está agotado.",
  "Muchas gracias por la rápida respuesta, ahora todo está en orden.",
  "¿Me podrían dar un presupuesto para cincuenta camisas con nuestro logotipo?",
  "He intentado llamarles varias veces pero nadie contesta el teléfono.",
  "Me han cobrado dos veces el mismo importe, solicito la devolución.",
  "¿Cómo puedo cambiar la dirección de entrega? Acabamos de mudarnos.",
  "La cafetera dejó de funcionar después de tres meses de uso.",
  "¿Es posible recoger el pedido directamente en la tienda?",
  "La factura ya está pagada, ¿por qué he recibido un recordatorio?",
  "Compré una tarjeta de regalo pero el código no es válido en la caja.",
  "Por favor, borren mis datos y no me envíen más el boletín.",
  "El técnico vino ayer pero el problema sigue siendo el mismo que antes.",
  "¿Se puede lavar esta chaqueta a máquina o hay que llevarla a la tintorería?",
  "El artículo no coincide con la descripción, el color es muy distinto.",
  "Necesito un recibo para mi empresa, ¿dónde lo puedo encontrar?",
  NULL,
};

static const char *const IT[] = {
  "Le scarpe che ho ordinato sono arrivate ieri, ma la misura è sbagliata. Come posso cambiarle?",
  "Buongiorno, non ho ancora ricevuto il mio ordine anche se sono passate due settimane.",
  "Potreste inviarmi di nuovo la fattura per posta elettronica? Grazie in anticipo.",
  "Il ripristino della password non funziona, il link porta a una pagina vuota.",
  "Vorrei annullare la mia prenotazione della prossima settimana perché siamo malati.",
  "Il pacco era danneggiato quando l'ho ritirato e uno dei piatti è rotto.",
  "Quando sarà di nuovo disponibile il prodotto? Sul sito c'è scritto che è esaurito.",
  "Grazie per la risposta veloce, adesso è tutto a posto!",
  "Potrei avere un preventivo per cinquanta magliette stampate?",
  "Ho provato a chiamarvi diverse volte ma nessuno risponde al telefono.",
  "Mi è stato addebitato due volte lo stesso importo, chiedo il rimborso.",
  "Come posso cambiare l'indirizzo di consegna? Ci siamo appena trasferiti.",
  "La macchina del caffè ha smesso di funzionare dopo soli tre mesi.",
  "È possibile ritirare l'ordine direttamente in negozio?",
  "La fattura è già stata pagata, perché ho ricevuto un sollecito?",
  "Ho comprato una carta regalo ma il codice non viene accettato alla cassa.",
  "Vi prego di cancellare i miei dati e di non inviarmi più la newsletter.",
  "Il tecnico è venuto ieri ma il guasto è ancora lo stesso di prima.",
  "Questa giacca si può lavare in lavatrice o bisogna portarla in lavanderia?",
  "L'articolo non corrisponde alla descrizione, il colore è molto diverso.",
  "Ho bisogno di una ricevuta per il mio datore di lavoro, dove la trovo?",
  NULL,
};

static const char *const NL[] = {
  "De schoenen die ik besteld heb zijn gisteren aangekomen, maar ze hebben de verkeerde maat. Hoe "
  "kan ik ze ruilen?",
  "Hallo, ik heb mijn bestelling na twee weken nog steeds niet ontvangen.",
  "Kunt u mij de factuur nog een keer per mail sturen? Alvast bedankt.",
  "Het herstellen van het wachtwoord werkt niet, de link gaat naar een lege pagina.",
  "Ik wil graag mijn reservering voor volgende week annuleren omdat we ziek zijn.",
  "Het pakket was kapot toen ik het ophaalde en een van de borden is gebarsten.",
  "Wanneer is het product weer op voorraad? Op de website staat dat het uitverkocht is.",
  "Bedankt voor het snelle antwoord, alles is nu in orde!",
  "Zou ik een offerte kunnen krijgen voor vijftig bedrukte shirts?",
  "Ik heb u meerdere keren geprobeerd te bellen maar niemand neemt op.",
  "Het bedrag is twee keer van mijn rekening afgeschreven, graag geld terug.",
  "Hoe kan ik het bezorgadres wijzigen? Wij zijn net verhuisd.",
  "Het koffiezetapparaat doet het al na drie maanden niet meer.",
  "Is het mogelijk om de bestelling direct in de winkel af te halen?",
  "De factuur is al betaald, waarom heb ik een herinnering gekregen?",
  "Ik heb een cadeaubon gekocht maar de code wordt bij de kassa niet geaccepteerd.",
  "Verwijder alstublieft mijn gegevens en stuur mij geen nieuwsbrief meer.",
  "De monteur is gisteren geweest maar het probleem is nog hetzelfde als eerst.",
  "Kan deze jas in de wasmachine of moet hij naar de stomerij?",
  "Het artikel klopt niet met de beschrijving, de kleur is heel anders.",
  "Ik heb een bon nodig voor mijn werkgever, waar kan ik die vinden?",
  NULL,
};

static const char *const NO[] = {
  "Skoene jeg bestilte kom i går, men de er i feil størrelse. Hvordan kan jeg bytte dem?",
  "Hei, jeg har fortsatt ikke mottatt bestillingen min selv om det har gått to uker.",
  "Kan dere sende meg fakturaen en gang til på e-post? På forhånd takk.",
  "Det virker ikke å tilbakestille passordet, lenken går bare til en tom side.",
  "Jeg vil gjerne avbestille timen min neste uke fordi vi har blitt syke.",
  "Pakken var ødelagt da jeg hentet den, og en av tallerkenene er sprukket.",
  "Når kommer varen på lager igjen? På nettsiden står det at den er utsolgt.",
  "Tusen takk for raskt svar, nå er alt i orden med bestillingen min!",
  "Kunne jeg fått et tilbud på femti skjorter med trykk?",
  "Jeg har prøvd å ringe dere flere ganger, men ingen tar telefonen.",
  "Pengene er trukket to ganger fra kontoen min, jeg ber om å få dem tilbake.",
  "Hvordan endrer jeg leveringsadressen? Vi har nettopp flyttet.",
  "Kaffetrakteren sluttet å virke etter bare tre måneder.",
  "Er det mulig å hente bestillingen direkte i butikken?",
  "Fakturaen er allerede betalt, hvorfor har jeg fått en purring?",
  "Jeg kjøpte et gavekort, men koden blir ikke godtatt i kassen.",
  "Vennligst slett opplysningene mine og ikke send meg flere nyhetsbrev.",
  "Reparatøren var her i går, men feilen er akkurat den samme som før.",
  "Kan denne jakken vaskes i maskin, eller må den til rens?",
  "Varen stemmer ikke med beskrivelsen, fargen er en helt annen enn i nettbutikken.",
  "Jeg trenger en kvittering til arbeidsgiveren min, hvor finner jeg den?",
  NULL,
};

static const char *const DA[] = {
  "Skoene som jeg bestilte kom i går, men de har den forkerte størrelse. Hvordan bytter jeg dem?",
  "Hej, jeg har stadig ikke modtaget min ordre, selvom der er gået to uger.",
  "Kan I sende mig fakturaen en gang til på mail? På forhånd tak.",
  "Det virker ikke at nulstille adgangskoden, linket fører bare til en tom side.",
  "Jeg vil gerne afbestille min tid i næste uge, fordi vi er blevet syge.",
  "Pakken var i stykker, da jeg hentede den, og en af tallerknerne er revnet.",
  "Hvornår kommer varen på lager igen? På hjemmesiden står der, at den er udsolgt.",
  "Mange tak for det hurtige svar, nu er alt i orden med min ordre!",
  "Kunne jeg få et tilbud på halvtreds trøjer med tryk?",
  "Jeg har prøvet at ringe til jer flere gange, men ingen tager telefonen.",
  "Pengene er trukket to gange fra min konto, jeg beder om at få dem tilbage.",
  "Hvordan ændrer jeg leveringsadressen? Vi er lige flyttet.",
  "Kaffemaskinen holdt op med at virke efter kun tre måneder.",
  "Er det muligt at hente ordren direkte i butikken?",
  "Fakturaen er allerede betalt, hvorfor har jeg fået en rykker?",
  "Jeg købte et gavekort, men koden bliver ikke godkendt ved kassen.",
  "Vær venlig at slette mine oplysninger og ikke sende mig flere nyhedsbreve.",
  "Reparatøren var her i går, men fejlen er præcis den samme som før.",
  "Kan jakken vaskes i maskine, eller skal den til rensning?",
  "Varen svarer ikke til beskrivelsen, farven er en helt anden end i webshoppen.",
  "Jeg har brug for en kvittering til min arbejdsgiver, hvor finder jeg den?",
  NULL,
};

static const char *const PL[] = {
  "Buty, które zamówiłem, przyszły wczoraj, ale są w złym rozmiarze. Jak mogę je wymienić?",
  "Dzień dobry, nadal nie otrzymałam zamówienia, chociaż minęły już dwa tygodnie.",
  "Czy mogą Państwo jeszcze raz przesłać mi fakturę mailem? Z góry dziękuję.",
  "Zmiana hasła nie działa, odnośnik prowadzi tylko do pustej strony.",
  "Chciałbym odwołać rezerwację na przyszły tydzień, ponieważ zachorowaliśmy.",
  "Paczka była uszkodzona, gdy ją odebrałem, a jeden talerz jest pęknięty.",
  "Kiedy produkt będzie znowu dostępny? Na stronie jest napisane, że został wyprzedany.",
  "Dziękuję za szybką odpowiedź, teraz wszystko jest w porządku!",
  "Czy mogę prosić o wycenę pięćdziesięciu koszulek z nadrukiem?",
  "Próbowałem dzwonić do Państwa wiele razy, ale nikt nie odbiera telefonu.",
  "Pieniądze pobrano z mojego konta dwa razy, proszę o zwrot.",
  "Jak mogę zmienić adres dostawy? Właśnie się przeprowadziliśmy.",
  "Ekspres do kawy przestał działać już po trzech miesiącach.",
  "Czy można odebrać zamówienie bezpośrednio w sklepie?",
  "Faktura jest już zapłacona, dlaczego dostałem przypomnienie?",
  "Kupiłam kartę podarunkową, ale kod nie jest przyjmowany przy kasie.",
  "Proszę usunąć moje dane i nie wysyłać mi więcej newslettera.",
  "Serwisant był wczoraj, ale usterka jest taka sama jak przedtem.",
  "Czy tę kurtkę można prać w pralce, czy trzeba ją oddać do pralni?",
  "Towar nie zgadza się z opisem, kolor jest zupełnie inny.",
  "Potrzebuję paragonu dla pracodawcy, gdzie mogę go znaleźć?",
  NULL,
};

static const char *const RU[] = {
  "Заказанные мной туфли пришли вчера, но размер не подходит. Как я могу их обменять?",
  "Здравствуйте, я до сих пор не получила свой заказ, хотя прошло уже две недели.",
  "Не могли бы вы ещё раз прислать мне счёт по электронной почте? Заранее спасибо.",
  "Восстановление пароля не работает, ссылка ведёт на пустую страницу.",
  "Я хотел бы отменить бронирование на следующей неделе, потому что мы заболели.",
  "Посылка была повреждена, когда я её забирал, и одна тарелка треснула.",
  "Когда товар снова появится в продаже? На сайте написано, что его нет.",
  "Спасибо большое за быстрый ответ, теперь с заказом всё в порядке!",
  "Можно ли получить предложение на пятьдесят футболок с логотипом?",
  "Я много раз пытался вам позвонить, но никто не берёт трубку.",
  "Деньги списали с моего счёта дважды, прошу вернуть лишний платёж.",
  "Как изменить адрес доставки? Мы недавно переехали в новую квартиру.",
  "Кофеварка перестала работать всего через три месяца.",
  "Можно ли забрать заказ прямо в магазине, не дожидаясь доставки?",
  "Счёт уже оплачен, почему же я снова получил от вас напоминание?",
  "Я купила подарочную карту, но код не принимают на кассе.",
  "Пожалуйста, удалите мои данные и не присылайте мне больше рассылку.",
  "Мастер приходил вчера, но неисправность осталась прежней.",
  "Можно ли стирать эту куртку в машине или нужна химчистка?",
  "Товар не соответствует описанию, цвет совсем другой.",
  "Мне нужен чек для работодателя, где я могу найти его на сайте?",
  NULL,
};

static const char *const PT[] = {
  "Os sapatos que encomendei chegaram ontem, mas são do tamanho errado. Como posso trocá-los?",
  "Olá, ainda não recebi a minha encomenda apesar de já terem passado duas semanas.",
  "Podem enviar-me novamente a fatura por e-mail? Obrigado desde já.",
  "A recuperação da senha não funciona, o link leva apenas a uma página vazia.",
  "Gostaria de cancelar a minha reserva da próxima semana porque ficámos doentes.",
  "O pacote estava danificado quando o levantei e um dos pratos está partido.",
  "Quando o produto vai estar disponível outra vez? No site diz que está esgotado.",
  "Obrigada pela resposta rápida, agora está tudo em ordem!",
  "Seria possível receber um orçamento para cinquenta camisas estampadas?",
  "Tentei ligar para vocês várias vezes, mas ninguém atende o telefone.",
  "O valor foi cobrado duas vezes na minha conta, peço o reembolso.",
  "Como posso alterar o endereço de entrega? Acabámos de mudar de casa.",
  "A máquina de café deixou de funcionar depois de apenas três meses.",
  "É possível levantar a encomenda diretamente na loja?",
  "A fatura já foi paga, então por que recebi um aviso de cobrança?",
  "Comprei um cartão-presente, mas o código não é aceite na caixa.",
  "Por favor, apaguem os meus dados e não me enviem mais o boletim.",
  "O técnico veio ontem, mas a avaria continua igual a antes.",
  "Este casaco pode ser lavado na máquina ou tem de ir à lavandaria?",
  "O artigo não corresponde à descrição, a cor é muito diferente.",
  "Preciso de um recibo para o meu empregador, onde o posso encontrar?",
  NULL,
};

static const struct
{
  const char *name;
  const char *const *texts;
  guint min_right;
} LANGUAGES[] = {
  { "fi", FI, 21 }, { "sv", SV, 21 }, { "en", EN, 21 }, { "de", DE, 20 }, { "fr", FR, 20 },
  { "es", ES, 20 }, { "it", IT, 20 }, { "nl", NL, 20 }, { "no", NO, 19 }, { "da", DA, 19 },
  { "pl", PL, 20 }, { "ru", RU, 20 }, { "pt", PT, 20 },
};

static guint
count_right (const char *name, const char *const *texts)
{
  guint right = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *got = hp_language_guess (texts[i]);
      if (g_strcmp0 (got, name) == 0)
        right++;
      else
        g_test_message ("%s came out as %s: %s", name, got != NULL ? got : "unclear", texts[i]);
    }
  return right;
}

static void
test_sentences (void)
{
  guint total = 0;
  guint all = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    {
      guint right = count_right (LANGUAGES[i].name, LANGUAGES[i].texts);
      guint count = g_strv_length ((char **) LANGUAGES[i].texts);
      g_test_message ("%s: %u of %u", LANGUAGES[i].name, right, count);
      g_assert_cmpuint (count, ==, 21);
      g_assert_cmpuint (right, >=, LANGUAGES[i].min_right);
      total += right;
      all += count;
    }
  g_test_message ("all: %u of %u", total, all);
  g_assert_cmpfloat (total, >=, 0.97 * all);
}

/* Too short to be sure, though a reader may be. */
static void
test_unclear (void)
{
  g_assert_null (hp_language_guess (""));
  g_assert_null (hp_language_guess ("Kiitos!"));
  g_assert_null (hp_language_guess ("Hei, missä tilaukseni on?"));
  g_assert_null (hp_language_guess ("Asdf qwer zxcv uiop hjkl bnmq wert yuio pasd fghj klzx cvbn"));
  g_assert_null (hp_language_guess ("https://example.com/the/order/is/not/here/and/we/have/it "
                                    "a.person.of.the.house@and.example.com ABC-123 4711"));
}

static void
test_other_languages (void)
{
  static const char *const texts[] = {
    "Dobrý den, ještě jsem nedostal svoji objednávku, přestože už uplynuly dva týdny.",
    "Вітаю, я досі не отримала свого замовлення, хоча минуло вже два тижні після його оплати.",
    "Merhaba, iki hafta geçmesine rağmen siparişimi hâlâ almadım, lütfen bana yardım edin.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpstr (hp_language_guess (texts[i]), ==, NULL);
    }
}

/* Few of these words are common ones; n-grams decide the first. */
static void
test_rare_words (void)
{
  g_assert_cmpstr (hp_language_guess ("Waschmaschine bleibt mitten im Programm stehen, rote Lampe "
                                      "blinkt"),
                   ==, "de");
  g_assert_cmpstr (hp_language_guess ("Tulostimen paperitukos toistuu jatkuvasti, huoltoilmoitus "
                                      "näkyy näytöllä"),
                   ==, "fi");
  g_assert_cmpstr (hp_language_guess ("Skrivaren drar snett och papperet fastnar, felmeddelande "
                                      "visas ständigt"),
                   ==, "sv");
}

/* What is no language does not change it. */
static void
test_noise (void)
{
  g_assert_cmpstr (
      hp_language_guess ("Tilaus AB-12345: en ole vieläkään saanut pakettia. Seuranta "
                         "https://posti.example.com/the/parcel/is/on/its/way?and=you&have=it "
                         "tai the.parcel.and.you@example.com"),
      ==, "fi");
}

static gpointer
guess_in_thread (gpointer data)
{
  for (int i = 0; i < 100; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (LANGUAGES); j++)
      if (g_strcmp0 (hp_language_guess (LANGUAGES[j].texts[1]), LANGUAGES[j].name) != 0)
        return (gpointer) LANGUAGES[j].name;
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("guess", guess_in_thread, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpstr (g_thread_join (threads[i]), ==, NULL);
}

/* Only the beginning is read. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GTimer) timer = g_timer_new ();

  for (int i = 0; i < 200000; i++)
    g_string_append (text, "ja että mutta kun tilaus ");
  g_assert_cmpstr (hp_language_guess (text->str), ==, "fi");
  g_string_assign (text, "");
  for (int i = 0; i < 200000; i++)
    g_string_append (text, "a@b.c ");
  g_assert_null (hp_language_guess (text->str));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/sentences", test_sentences);
  g_test_add_func ("/language/unclear", test_unclear);
  g_test_add_func ("/language/other-languages", test_other_languages);
  g_test_add_func ("/language/rare-words", test_rare_words);
  g_test_add_func ("/language/noise", test_noise);
  g_test_add_func ("/language/threads", test_threads);
  g_test_add_func ("/language/long", test_long);
  return g_test_run ();
}
