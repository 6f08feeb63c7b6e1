/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which mail domains stand for an organisation. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-organisations.h"

#include <libpsl.h>
#include <string.h>

#include "model/hp-mail.h"

/* Where the public gets its mail. A name without a dot stands for every country's ending. */
static const char *const PUBLIC_DOMAINS[] = {
  "gmail", "googlemail.com", "outlook", "hotmail", "live", "msn.com", "yahoo", "ymail.com",
  "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol", "proton.me", "protonmail.com",
  "protonmail.ch", "pm.me", "tutanota.com", "tuta.io", "tutanota.de", "gmx", "web.de",
  "t-online.de", "freenet.de", "mail.com", "email.com", "zoho.com", "zohomail.eu", "fastmail.com",
  "fastmail.fm", "hey.com", "hushmail.com", "mailbox.org", "posteo.de", "posteo.net", "yandex",
  "mail.ru", "inbox.ru", "list.ru", "bk.ru", "rambler.ru", "ukr.net", "seznam.cz", "centrum.cz",
  "wp.pl", "o2.pl", "onet.pl", "interia.pl", "libero.it", "virgilio.it", "tiscali.it", "alice.it",
  "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "telefonica.net", "terra.es",
  "sapo.pt", "uol.com.br", "bol.com.br", "comcast.net", "verizon.net", "att.net", "sbcglobal.net",
  "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net", "ziggo.nl", "kpnmail.nl",
  "xs4all.nl", "telenet.be", "skynet.be", "bluewin.ch", "qq.com", "163.com", "126.com", "sina.com",
  "naver.com", "daum.net",
  /* Finland */
  "luukku.com", "kolumbus.fi", "elisanet.fi", "saunalahti.fi", "netti.fi", "suomi24.fi",
  "welho.com", "pp.inet.fi", "inet.fi", "dnainternet.net", "mbnet.fi", "phnet.fi", "jippii.fi",
  "sci.fi", "nic.fi", "pp.nic.fi", "co.inet.fi", "surffi.fi", "elisa.fi", "hotmail.fi",
  /* Sweden, Norway, Denmark */
  "telia.com", "bredband.net", "comhem.se", "spray.se", "passagen.se", "home.se", "swipnet.se",
  "tele2.se", "bahnhof.se", "telia.se", "online.no", "getmail.no", "broadpark.no", "mail.dk",
  "stofanet.dk", "jubii.dk", "ofir.dk", NULL
};

static gboolean
is_public (const char *domain)
{
  g_autofree char *first = g_strndup (domain, strcspn (domain, "."));

  return g_strv_contains (PUBLIC_DOMAINS, domain) || g_strv_contains (PUBLIC_DOMAINS, first);
}

char *
hp_organisation_dup_domain (const char *address)
{
  const char *domain = hp_address_get_domain (address);

  if (domain == NULL || is_public (domain))
    return NULL;
  const char *registrable = psl_registrable_domain (psl_builtin (), domain);
  if (registrable == NULL || is_public (registrable))
    return NULL;
  return g_strdup (registrable);
}
