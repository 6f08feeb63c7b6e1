/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which addresses can be written to, and the line in which people type them. Pure; any thread.
 */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-address.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-text.h"

#define MAX_LOCAL 64   /* RFC 5321 section 4.5.3.1 */
#define MAX_DOMAIN 253 /* RFC 1035 section 2.3.4 */
#define MAX_LABEL 63
#define ATOM "!#$%&'*+-/=?^_`{|}~."

static gboolean
is_atom_text (const char *local, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (local[i]) && strchr (ATOM, local[i]) == NULL)
      return FALSE;
  return TRUE;
}

static const char *
judge_local (const char *local, gsize length)
{
  if (length == 0)
    return "nothing stands before the @";
  if (length > MAX_LOCAL)
    return "what stands before the @ is longer than 64 characters";
  if (!is_atom_text (local, length))
    return "a character before the @ can't be in an address";
  if (local[0] == '.' || local[length - 1] == '.' || g_strstr_len (local, (gssize) length, ".."))
    return "a dot before the @ has no letter beside it";
  return NULL;
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;
  return TRUE;
}

/* @domain: in ASCII. */
static const char *
judge_domain (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);
  guint count = g_strv_length (labels);

  if (*domain == '\0')
    return "nothing stands behind the @";
  if (strlen (domain) > MAX_DOMAIN)
    return "what stands behind the @ is longer than 253 characters";
  for (guint i = 0; i < count; i++)
    if (!is_label (labels[i]))
      return "what stands behind the @ is no name of a server";
  return count > 1 || strcmp (domain, "localhost") == 0
             ? NULL
             : "the ending behind the @ (such as .fi) is missing";
}

static char *
refuse (const char *addr, const char *reason, GError **error)
{
  g_autofree char *line = hp_text_dup_line (addr);

  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no address to write to: %s", line,
               reason);
  return NULL;
}

char *
hp_mail_address_dup_wire (const char *addr, GError **error)
{
  const char *at = strrchr (addr, '@');
  g_autofree char *domain = NULL;
  const char *reason;

  if (at == NULL)
    return refuse (addr, *addr != '\0' ? "the @ is missing" : "it is empty", error);
  reason = judge_local (addr, (gsize) (at - addr));
  if (reason != NULL)
    return refuse (addr, reason, error);
  domain = g_hostname_to_ascii (at + 1);
  reason =
      domain != NULL ? judge_domain (domain) : "what stands behind the @ is no name of a server";
  if (reason != NULL)
    return refuse (addr, reason, error);
  g_autofree char *lower = g_ascii_strdown (domain, -1);
  return g_strdup_printf ("%.*s@%s", (int) (at - addr), addr, lower);
}

/* The end of one recipient: a separator that no quotes or brackets hold. */
static const char *
find_end (const char *text)
{
  gboolean is_quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      else if (*text == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && strchr (",;\n", *text) != NULL)
        return text;
    }
  return text;
}

static char *
dup_unquoted (const char *name)
{
  gsize length = strlen (name);
  GString *plain = g_string_new (NULL);
  gboolean is_quoted = length > 1 && name[0] == '"' && name[length - 1] == '"';

  if (!is_quoted)
    return g_string_free (g_string_append (plain, name), FALSE);
  for (gsize i = 1; i < length - 1; i++)
    {
      if (name[i] == '\\' && i + 1 < length - 1)
        i++;
      g_string_append_c (plain, name[i]);
    }
  return g_string_free (plain, FALSE);
}

static HpAddress *
parse_one (char *text)
{
  char *open = strrchr (text, '<');
  char *close = open != NULL ? strchr (open, '>') : NULL;

  if (close == NULL || close[1] != '\0')
    return hp_address_new (NULL, text);
  *open = '\0';
  *close = '\0';
  g_autofree char *name = dup_unquoted (g_strstrip (text));
  return hp_address_new (*name != '\0' ? name : NULL, g_strstrip (open + 1));
}

GPtrArray *
hp_mail_address_list_parse (const char *text)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);

  while (*text != '\0')
    {
      const char *end = find_end (text);
      g_autofree char *one = g_strstrip (g_strndup (text, (gsize) (end - text)));
      if (*one != '\0')
        g_ptr_array_add (addresses, parse_one (one));
      text = *end != '\0' ? end + 1 : end;
    }
  return addresses;
}

static void
append_name (GString *text, const char *name)
{
  gboolean is_plain = strpbrk (name, "\",;<>\\") == NULL;

  if (is_plain)
    {
      g_string_append (text, name);
      return;
    }
  g_string_append_c (text, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"' || *name == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *name);
    }
  g_string_append_c (text, '"');
}

char *
hp_mail_address_list_dup_text (const GPtrArray *addresses)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_string_append (text, i > 0 ? ", " : "");
      if (address->name == NULL || *address->name == '\0')
        {
          g_string_append (text, address->addr);
          continue;
        }
      append_name (text, address->name);
      g_string_append_printf (text, " <%s>", address->addr);
    }
  return g_string_free (text, FALSE);
}
