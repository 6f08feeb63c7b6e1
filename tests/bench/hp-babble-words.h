/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hp-babble.c puts together: words apart by spaces, the common ones in falling order, and
 * sentences where %o is an order number, %p a product, %d a date, %k a town, %m a sum, %n a small
 * number, %f a first name, %t a tracking code and %w a word by Zipf's law. In endings A is a or ä
 * by vowel harmony; a lone dash is no ending. */
#pragma once

static const char *const fi_sentences[] = {
  "Tilasin teiltä tuotteen %p, mutta paketti ei ole vieläkään saapunut.",
  "Tilausnumeroni on %o ja tilaus on tehty %d.",
  "Seurantakoodi on %t, mutta seuranta ei ole liikkunut moneen päivään.",
  "Voisitteko tarkistaa, missä lähetykseni on nyt?",
  "Haluaisin palauttaa tuotteen %p, koska koko on liian pieni.",
  "Miten palautus tehdään ja kuka maksaa palautuksen postimaksun?",
  "Sain laskun kahteen kertaan, summa on molemmissa %m euroa.",
  "Laskun eräpäivä on %d, voisinko saada lisää maksuaikaa?",
  "Hyvityksen pitäisi olla %m euroa, mutta tilille tuli vähemmän.",
  "Tuote on muuten hyvä, mutta väri ei vastaa kuvaa.",
  "Paketti oli rikki, kun hain sen postista %d.",
  "Liitteenä on kuva vauriosta ja kopio kuitista.",
  "Onko tuotetta %p vielä jäljellä varastossa?",
  "Saisinko vaihtaa koon suurempaan, jos sellainen löytyy?",
  "Lähetys on noudettavissa paikkakunnalla %k, mutta osoite on väärä.",
  "Asun nykyään paikkakunnalla %k, päivittäisittekö osoitteeni asiakastietoihin?",
  "Kiitos nopeasta vastauksesta ja ystävällisestä palvelusta!",
  "Tarvitsen tuotteet viimeistään %d, ehtiikö toimitus perille?",
  "Tilasin %n kappaletta, mutta laatikossa oli vain yksi.",
  "Alennuskoodi ei toiminut kassalla, vaikka se on voimassa.",
  "Pahoittelut viivästyksestä, lähetys on jäänyt lajitteluun.",
  "Lähetimme uuden paketin tänään, ja se on perillä kahden arkipäivän kuluessa.",
  "Palautimme summan %m euroa samalle maksutavalle, jolla tilaus maksettiin.",
  "Voitte palauttaa tuotteen maksutta 30 päivän kuluessa toimituksesta.",
  "Selvitän asian varaston kanssa ja palaan asiaan huomenna.",
  "Tuotetta %p tulee lisää arviolta %d.",
  "Vaihdoimme osoitteen tilaukselle %o, uusi vahvistus tulee pian sähköpostiin.",
  "Kerrothan vielä, onko pakkaus tallella, niin tilaamme noudon.",
  "Odottelen vastausta, puhelimella minut saa kiinni arkisin.",
  "Asia koskee yrityksemme vuosisopimusta ja siihen kuuluvaa toimitusta.",
  "Kuulin teistä ystävältäni %f, joka suositteli kauppaanne lämpimästi.",
  "Mukana oli myös %w ja %w, joita en ollut tilannut.",
  "Meille jäi epäselväksi, kuuluuko %w hintaan vai laskutetaanko se erikseen.",
  "Ohjeessa puhutaan sanasta %w, mutta en ymmärrä, mitä se tarkoittaa.",
};

static const char *const fi_subjects[] = {
  "Tilaus %o ei ole saapunut",
  "Palautus: %p",
  "Lasku %o tuli kahdesti",
  "Missä paketti %t on?",
  "Koko ja %w",
  "Kysymys: %p",
  "Osoitteen muutos, %k",
  "Hyvitys tilauksesta %o",
  "Rikkoutunut %w",
  "Toimitusaika %d?",
  "Reklamaatio: %p ja %w",
  "Tarjouspyyntö, %n kappaletta",
};

static const char fi_common[] =
    "ja on ei että se en oli mutta nyt kun niin jos kuin myös vielä olisi voi minun ole meille "
    "kiitos hei mitä tämä tilaus paketti sen joka jo vain sitten kuitenkin teidän tuote olen tai "
    "hän ovat mikä kaikki siitä mukaan sekä hyvin pitää ennen jälkeen lasku toimitus palautus "
    "asia viikko päivä aika raha hinta maksu posti osoite kauppa asiakas palvelu vastaus kysymys "
    "viesti sähköposti puhelin numero koko väri kuva malli määrä varasto kuljetus noutopiste "
    "kuitti tili kortti koodi alennus hyvitys virhe ongelma apu ohje tieto sopimus yritys "
    "ehkä aina koskaan tänään huomenna eilen pian heti myöhemmin uudelleen takaisin kohta täällä "
    "siellä vaikka koska joten eli noin lähes aivan melko todella oikein väärin hyvä huono uusi "
    "vanha iso pieni sama toinen oma koti työ kaupunki talo ovi ikkuna pöytä kesä talvi syksy "
    "kevät aamu ilta joulu juhla lahja perhe lapsi äiti isä ystävä naapuri kollega esimies "
    "saada tulla mennä tehdä antaa ottaa pitää nähdä tietää haluta tarvita lähettää palauttaa "
    "vaihtaa maksaa tilata odottaa toivoa kiittää pyytää kysyä vastata löytyä puuttua toimia";

static const char fi_stems[] =
    "pipo huivi tuoli kello sohva peili pussi lasi kuva muki kori sävy koodi tili posti hylly "
    "myymälä pesula kassa malli tarra neula kahvila ravintola terassi piha sauna kesä liina verho "
    "tyyny kassi housu paperi muovi puuvilla pellava väri maali savi kivi hiili öljy vaha sora "
    "vesi lumi meri saari järvi metsä kallio niemi ranta silmu orava karhu kettu hirvi kala lohi "
    "siili joutsen leivo pöllö mylly halli katos laituri satama asema juna vene pyörä auto kärry "
    "reki suksi keli sää pilvi tuuli salama sade kuura routa marja omena päärynä luumu mansikka "
    "vadelma karpalo herne papu porkkana lanttu sipuli tilli kumina ohra ruis kaura vehnä leipä "
    "piimä juusto kerma muna hunaja sokeri suola kaneli tee kahvi mehu sima olut viini lautanen "
    "haarukka veitsi lusikka kannu kattila pannu uuni liesi pesu kuivaus siivous korjaus huolto "
    "asennus vuokra vakuutus rahasto korko laina velka budjetti kirja sanasto kartta opas vihje";

static const char fi_endings[] = "- n A ssA stA lle ltA llA nA ksi t nsA ni kin ttA mme";

static const char fi_firsts[] =
    "Aino Eero Liisa Mikko Hanna Pekka Elina Tommi Ritva Juha Maria Antti Sari Timo Kaisa Jari "
    "Päivi Matti Anna Ville Laura Jukka Tiina Petri Helena Olli Outi Lauri Marja Heikki Emilia "
    "Sami Noora Janne Salla Tapio Veera Ilkka Minna Kalle";
static const char fi_lasts[] =
    "Mäkelä Salonen Ahonen Koskela Heino Saarinen Rantanen Kallio Korhonen Virtanen Nieminen "
    "Laine Heikkinen Koskinen Järvinen Lehtonen Saarela Turunen Laitinen Hakala Niemi Karjalainen "
    "Mattila Räsänen Toivonen Pitkänen Hiltunen Kinnunen Salminen Leppänen Tuominen Jokinen "
    "Väisänen Ojala Vainio Peltonen Aalto Kettunen Lindfors Savolainen";
static const char fi_products[] =
    "harmaa_villapaita pellavaliina torkkupeitto villaviltti merinosukat kahvimuki kynttilälyhty "
    "pirtanauha tuohikori saunatyyny lampaantalja lasimaljakko huopatossut kaulahuivi "
    "leikkuulauta seinäkello ryijy pöytälamppu lasten_pipo keittiöpyyhe";

static const char *const sv_sentences[] = {
  "Jag beställde %p hos er, men paketet har fortfarande inte kommit fram.",
  "Mitt ordernummer är %o och beställningen gjordes %d.",
  "Spårningskoden är %t, men ingenting har hänt på flera dagar.",
  "Kan ni kontrollera var min försändelse befinner sig just nu?",
  "Jag vill returnera %p eftersom storleken är för liten.",
  "Hur går returen till och vem betalar returfrakten?",
  "Jag har fått fakturan två gånger, beloppet är %m euro på båda.",
  "Fakturan förfaller %d, kan jag få längre betalningstid?",
  "Återbetalningen borde vara %m euro, men det kom mindre på kontot.",
  "Varan är bra i övrigt, men färgen stämmer inte med bilden.",
  "Paketet var trasigt när jag hämtade det på posten %d.",
  "Jag bifogar en bild på skadan och en kopia av kvittot.",
  "Finns %p fortfarande kvar i lagret?",
  "Kan jag byta till en större storlek om det finns någon?",
  "Vi har flyttat till %k, vill ni uppdatera adressen i era uppgifter?",
  "Tack för ett snabbt svar och vänlig betjäning!",
  "Jag behöver varorna senast %d, hinner leveransen fram?",
  "Jag beställde %n stycken, men i lådan fanns bara en.",
  "Rabattkoden fungerade inte i kassan fast den är i kraft.",
  "Vi beklagar dröjsmålet, försändelsen har blivit kvar i sorteringen.",
  "Vi skickade ett nytt paket i dag och det är framme inom två vardagar.",
  "Vi har återbetalat %m euro till samma betalningssätt som ni använde.",
  "Ni kan returnera varan utan kostnad inom 30 dagar från leveransen.",
  "Jag reder ut saken med lagret och återkommer i morgon.",
  "Vi får in flera %p ungefär %d.",
  "Ärendet gäller vårt företags årsavtal och leveransen som hör till det.",
  "Min vän %f rekommenderade er butik varmt.",
  "Med fanns också %w och %w, som jag inte hade beställt.",
  "Det är oklart om %w ingår i priset eller faktureras separat.",
  "I anvisningen står det %w, men jag förstår inte vad det betyder.",
};

static const char *const sv_subjects[] = {
  "Beställning %o har inte kommit",
  "Retur av %p",
  "Faktura %o, fel adress",
  "Var är paketet %t?",
  "Storlek och %w",
  "Fråga om %p",
  "Ny adress i %k",
  "Återbetalning för %o",
  "Reklamation: %p och %w",
  "Leveranstid %d?",
};

static const char sv_common[] =
    "och det att i en jag som är på av för med har inte den till ett om ni men så var kan när vi "
    "från de nu eller vad hej tack också efter mig er min vid mycket bara där hur redan skulle "
    "över då under ännu något alla utan paket order faktura leverans retur vara adress pris "
    "betalning konto kort kod rabatt fråga svar kund butik lager frakt storlek färg bild antal "
    "kvitto fel hjälp avtal företag vecka dag tid pengar post telefon nummer meddelande "
    "kanske alltid aldrig idag imorgon igår snart genast senare tillbaka här fast eftersom alltså "
    "ungefär nästan helt ganska verkligen rätt bra dålig ny gammal stor liten samma annan egen "
    "hem arbete stad hus dörr fönster bord sommar vinter höst vår morgon kväll jul fest present "
    "familj barn mamma pappa vän granne kollega chef få komma gå göra ge ta hålla se veta vilja "
    "behöva skicka returnera byta betala beställa vänta hoppas tacka be fråga svara finnas saknas";

static const char sv_stems[] =
    "filt tröja halsduk mössa lampa kudde gardin duk mugg korg hylla spegel stol bord matta ljus "
    "klocka ram ficka väska ull bomull linne silke kassa butik lager frakt paket rabatt konto "
    "kort faktura avtal sten kol olja vax sand vatten snö hav sjö skog berg udde strand ekorre "
    "björn räv älg fisk lax svan uggla kvarn hall brygga hamn station tåg båt cykel bil kärra "
    "släde skida väder moln vind blixt regn frost bär äpple päron plommon hallon ärta böna morot "
    "lök dill kummin korn råg havre vete bröd ost grädde ägg honung socker salt kanel te kaffe "
    "saft vin tallrik gaffel kniv sked kanna gryta panna ugn spis tvätt tork städ service hyra "
    "fond ränta lån skuld budget bok ordlista karta guide tips verkstad målning färg snickeri";

static const char sv_endings[] = "- en s ar na ens or et arna erna ning ad";

static const char sv_firsts[] =
    "Annika Johan Sofia Oskar Johanna Fredrik Maria Anders Karin Mats Eva Lars Emma Jonas Linda "
    "Niklas Sara Henrik Camilla Björn Malin Stefan Ida Kenneth Ulrika Robert Åsa Tom Helena Axel";
static const char sv_lasts[] =
    "Lindholm Sjöblom Nyström Holm Björk Karlsson Lindqvist Backman Söderholm Westerlund Granholm "
    "Nylund Sundqvist Ekman Öhman Lundström Sandström Bergman Forsström Häggblom Åberg Sundell "
    "Wikström Österberg Enqvist Grönroos Blomqvist Strandberg Hellström Fagerholm";
static const char sv_products[] =
    "grå_ylletröja linneduk ullfilt merinosockor kaffemugg ljuslykta näverkorg bastukudde "
    "fårskinn glasvas filttofflor halsduk skärbräda väggklocka bordslampa barnmössa kökshandduk";

static const char *const en_sentences[] = {
  "I ordered %p from you, but the parcel has still not arrived.",
  "My order number is %o and the order was placed on %d.",
  "The tracking code is %t, but nothing has moved for several days.",
  "Could you please check where my shipment is at the moment?",
  "I would like to return %p because the size is too small.",
  "How do I send it back and who pays for the return postage?",
  "I received the invoice twice, and the amount is %m euros on both.",
  "The invoice is due on %d, could I have a little more time to pay?",
  "The refund should be %m euros, but less than that reached my account.",
  "The item is fine otherwise, but the colour does not match the picture.",
  "The box was damaged when I picked it up on %d.",
  "I attach a picture of the damage and a copy of the receipt.",
  "Do you still have %p in stock?",
  "Could I exchange it for a larger size if there is one left?",
  "We have moved to %k, could you update the address in your records?",
  "Thank you for the quick answer and the friendly service!",
  "I need the goods by %d at the latest, will the delivery make it?",
  "I ordered %n pieces, but there was only one in the box.",
  "The discount code did not work at the checkout although it is still valid.",
  "We are sorry for the delay, the parcel has been held up at the sorting centre.",
  "We sent a new parcel today and it will reach you within two working days.",
  "We have refunded %m euros to the same card that you paid with.",
  "You can return the item free of charge within 30 days of delivery.",
  "I will look into this with the warehouse and get back to you tomorrow.",
  "We expect more of %p around %d.",
  "I have changed the address of order %o and you will get a new confirmation soon.",
  "This is about the yearly contract of our company and the delivery that belongs to it.",
  "My friend %f recommended your shop very warmly.",
  "There was also %w and %w in the box, which I had not ordered.",
  "It is not clear to us whether %w is included in the price or billed separately.",
  "The instructions mention %w, but I do not understand what that means.",
};

static const char *const en_subjects[] = {
  "Order %o has not arrived", "Return of %p",      "Invoice %o charged twice",
  "Where is parcel %t?",      "Question about %p", "Size and %w",
  "New address in %k",        "Refund for %o",     "Damaged %w",
  "Delivery by %d?",          "Shipping to %k",    "Complaint: %p and %w",
};

static const char en_common[] =
    "the to and a of i is in it that you for my on have this with be not was but we are your as "
    "at if so me do can from will would order parcel please thank there what when or has by one "
    "all been no get out up about which they now time delivery return invoice refund address item "
    "price payment account card code discount question answer customer shop stock shipping size "
    "colour picture number receipt mistake problem help contract company week day money post "
    "phone message email just still also only then after before very much some any other more "
    "again back here where how why maybe always never today tomorrow yesterday soon later really "
    "quite almost good bad new old big small same own home work town house door window table "
    "summer winter autumn spring morning evening christmas party gift family child mother father "
    "friend neighbour colleague manager receive come go make give take keep see know want need "
    "send exchange pay wait hope ask reply find miss work open close check change confirm cancel";

static const char en_stems[] =
    "blanket jumper scarf hat lamp cushion curtain cloth mug basket shelf mirror chair candle "
    "clock frame pocket bag wool cotton linen silk counter store depot freight bundle bonus "
    "stone coal oil wax sand water snow sea lake forest hill cape shore squirrel bear fox elk "
    "salmon swan owl mill hall pier harbour station train boat bicycle wagon sled ski weather "
    "cloud wind thunder rain frost berry apple pear plum raspberry pea bean carrot onion dill "
    "barley rye oat wheat bread cheese cream egg honey sugar salt cinnamon tea coffee juice wine "
    "plate fork knife spoon jug kettle pan oven stove laundry dryer cleaning repair upkeep "
    "fitting rent fund interest loan debt budget book glossary map guide hint workshop paint";

static const char en_endings[] = "- s 's ed ing er ers y ful less ish";

static const char en_firsts[] =
    "James Nadia Emily Oliver Grace Thomas Amelia Jack Sophie Daniel Hannah Samuel Chloe Adam Ruth "
    "Peter Alice Martin Claire Paul Fiona Ian Rachel Simon Megan Priya Omar Leila Kofi Mei";
static const char en_lasts[] =
    "Whitfield Haddad Carter Murphy Hughes Bennett Campbell Foster Reid Stewart Shaw Palmer Lawson "
    "Fletcher Barrett Hayes Kerr Doyle Marsh Pearce Nolan Sutton Okafor Rahman Patel Novak Weber "
    "Moreau Rossi Jansen";
static const char en_products[] =
    "the_grey_jumper the_linen_tablecloth the_wool_throw the_merino_socks the_coffee_mug "
    "the_lantern the_birch_basket the_sauna_pillow the_sheepskin the_glass_vase the_felt_slippers "
    "the_scarf the_cutting_board the_wall_clock the_desk_lamp the_tea_towel";

static const char towns[] =
    "Helsinki Turku Tampere Oulu Vaasa Hanko Porvoo Kuopio Lahti Joensuu Rovaniemi Jyväskylä Pori "
    "Rauma Kotka Raahe Naantali Tammisaari Pietarsaari Kokkola Uppsala Umeå Malmö Göteborg "
    "Edinburgh "
    "Bristol Leeds Dublin Inverness Cardiff Tallinn Tartu Riga Hamburg Utrecht Lyon";
