/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns recognising signed and encrypted mail. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-seal.h"

#include <string.h>

/* A mailing list puts its footer around what was sealed. */
#define MAX_DEPTH 3

static gboolean
has_parameter (GMimeObject *part, const char *name, const char *beginning)
{
  const char *value = g_mime_object_get_content_type_parameter (part, name);

  return value != NULL && g_ascii_strncasecmp (value, beginning, strlen (beginning)) == 0;
}

static gboolean
is_pkcs7 (GMimeContentType *type, const char *name)
{
  g_autofree char *old_name = g_strconcat ("x-", name, NULL);

  return g_mime_content_type_is_type (type, "application", name) ||
         g_mime_content_type_is_type (type, "application", old_name);
}

static HpSeal
get_seal (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  if (g_mime_content_type_is_type (type, "multipart", "encrypted"))
    return HP_SEAL_PGP_ENCRYPTED;
  if (g_mime_content_type_is_type (type, "multipart", "signed"))
    return has_parameter (part, "protocol", "application/pkcs7") ||
                   has_parameter (part, "protocol", "application/x-pkcs7")
               ? HP_SEAL_SMIME_SIGNED
               : HP_SEAL_PGP_SIGNED;
  if (is_pkcs7 (type, "pkcs7-mime"))
    return has_parameter (part, "smime-type", "signed") ? HP_SEAL_SMIME_SIGNED
                                                        : HP_SEAL_SMIME_ENCRYPTED;
  return HP_SEAL_NONE;
}

static HpSeal
find_seal (GMimeObject *part, guint depth)
{
  HpSeal seal = get_seal (part);

  if (seal != HP_SEAL_NONE || depth == MAX_DEPTH || !GMIME_IS_MULTIPART (part))
    return seal;

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  for (int i = 0; i < g_mime_multipart_get_count (parts) && seal == HP_SEAL_NONE; i++)
    seal = find_seal (g_mime_multipart_get_part (parts, i), depth + 1);
  return seal;
}

/* The seal that stands in the text itself. */
static HpSeal
find_in_text (const char *text)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_str_has_prefix (line, "-----BEGIN PGP MESSAGE-----"))
        return HP_SEAL_PGP_ENCRYPTED;
      if (g_str_has_prefix (line, "-----BEGIN PGP SIGNED MESSAGE-----"))
        return HP_SEAL_PGP_SIGNED;
    }
  return HP_SEAL_NONE;
}

HpSeal
hp_mail_seal_find (GMimeObject *root, const char *text)
{
  HpSeal seal = find_seal (root, 0);

  return seal != HP_SEAL_NONE ? seal : find_in_text (text);
}
