/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how we log in to mail servers. Any one thread. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-sasl.h"

#include <string.h>

#include "base/hp-error.h"
#include "net/hp-scram.h"

/* More than any server asks. */
#define MAX_STEPS 5

typedef enum
{
  SASL_OAUTHBEARER,
  SASL_XOAUTH2,
  SASL_SCRAM_SHA_256,
  SASL_SCRAM_SHA_1,
  SASL_PLAIN,
  SASL_LOGIN,
} Mechanism;

/* Best first. */
static const struct
{
  const char *name;
  gboolean by_token;
} MECHANISMS[] = {
  [SASL_OAUTHBEARER] = { "OAUTHBEARER", TRUE },
  [SASL_XOAUTH2] = { "XOAUTH2", TRUE },
  [SASL_SCRAM_SHA_256] = { "SCRAM-SHA-256", FALSE },
  [SASL_SCRAM_SHA_1] = { "SCRAM-SHA-1", FALSE },
  [SASL_PLAIN] = { "PLAIN", FALSE },
  [SASL_LOGIN] = { "LOGIN", FALSE },
};

struct _HpSasl
{
  Mechanism mechanism;
  char *user;     /* (owned) */
  char *secret;   /* (owned) password or token */
  char *host;     /* (owned) */
  HpScram *scram; /* (owned) (nullable) */
  guint16 port;
  guint steps; /* challenges so far */
  gboolean is_proven;
};

HpSasl *
hp_sasl_new (const char *const *offered,
             const HpLogin *login,
             const char *host,
             guint16 port,
             GError **error)
{
  gboolean by_token = login->token != NULL;
  const char *secret = by_token ? login->token : login->password;
  guint best = 0;

  while (best < G_N_ELEMENTS (MECHANISMS) && (MECHANISMS[best].by_token != by_token ||
                                              !g_strv_contains (offered, MECHANISMS[best].name)))
    best++;
  if (best == G_N_ELEMENTS (MECHANISMS) || secret == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_AUTH,
                   "The server offers no way to log in that Helppari knows");
      return NULL;
    }
  HpSasl *self = g_new0 (HpSasl, 1);
  self->mechanism = (Mechanism) best;
  self->user = g_strdup (login->user);
  self->secret = g_strdup (secret);
  self->host = g_strdup (host);
  self->port = port;
  if (best == SASL_SCRAM_SHA_256 || best == SASL_SCRAM_SHA_1)
    self->scram = hp_scram_new (best == SASL_SCRAM_SHA_1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_SHA256,
                                login->user, secret, NULL);
  return self;
}

void
hp_sasl_free (HpSasl *self)
{
  explicit_bzero (self->secret, strlen (self->secret));
  g_clear_pointer (&self->scram, hp_scram_free);
  g_free (self->user);
  g_free (self->secret);
  g_free (self->host);
  g_free (self);
}

const char *
hp_sasl_get_mechanism (HpSasl *self)
{
  return MECHANISMS[self->mechanism].name;
}

/* Takes @text. */
static char *
encode (char *text)
{
  char *coded = g_base64_encode ((const guchar *) text, strlen (text));

  explicit_bzero (text, strlen (text));
  g_free (text);
  return coded;
}

/* RFC 4616: its separators are NUL. */
static char *
encode_plain (HpSasl *self)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_byte_array_append (bytes, (const guint8 *) self->user, (guint) strlen (self->user) + 1);
  g_byte_array_append (bytes, (const guint8 *) self->secret, (guint) strlen (self->secret));
  char *coded = g_base64_encode (bytes->data, bytes->len);
  explicit_bzero (bytes->data, bytes->len);
  return coded;
}

char *
hp_sasl_dup_begin (HpSasl *self)
{
  switch (self->mechanism)
    {
    case SASL_OAUTHBEARER:
      return encode (g_strdup_printf ("n,a=%s,\001host=%s\001port=%u\001auth=Bearer %s\001\001",
                                      self->user, self->host, self->port, self->secret));
    case SASL_XOAUTH2:
      return encode (
          g_strdup_printf ("user=%s\001auth=Bearer %s\001\001", self->user, self->secret));
    case SASL_SCRAM_SHA_256:
    case SASL_SCRAM_SHA_1:
      return encode (hp_scram_dup_first (self->scram));
    case SASL_PLAIN:
      return encode_plain (self);
    case SASL_LOGIN:
    default:
      return NULL;
    }
}

static char *
answer_scram (HpSasl *self, const char *challenge, GError **error)
{
  if (self->steps == 1)
    {
      char *final = hp_scram_dup_final (self->scram, challenge, error);
      return final != NULL ? encode (final) : NULL;
    }
  self->is_proven = hp_scram_check (self->scram, challenge, error);
  return self->is_proven ? g_strdup ("") : NULL;
}

/* After a refusal RFC 7628 wants a 0x01 and XOAUTH2 nothing, and then the server refuses in words;
 * LOGIN asks for the name and then the password, in words that differ. */
char *
hp_sasl_dup_answer (HpSasl *self, const char *challenge, GError **error)
{
  gsize size;
  g_autofree guchar *bytes = g_base64_decode (challenge, &size);
  g_autofree char *text = g_strndup ((const char *) bytes, size);

  if (++self->steps > MAX_STEPS)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server asks on and on at the login");
      return NULL;
    }
  switch (self->mechanism)
    {
    case SASL_OAUTHBEARER:
      return encode (g_strdup ("\001"));
    case SASL_SCRAM_SHA_256:
    case SASL_SCRAM_SHA_1:
      return answer_scram (self, text, error);
    case SASL_PLAIN:
      return encode_plain (self);
    case SASL_LOGIN:
      return encode (g_strdup (self->steps == 1 ? self->user : self->secret));
    case SASL_XOAUTH2:
    default:
      return g_strdup ("");
    }
}

gboolean
hp_sasl_check_done (HpSasl *self, GError **error)
{
  if (self->scram == NULL || self->is_proven)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL,
               "The server lets us in without showing that it knows the password");
  return FALSE;
}
