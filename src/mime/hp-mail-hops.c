/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what servers write on a mail while it travels: Received, dates and Authentication-Results.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-hops.h"

#include <string.h>

#include "mime/hp-mail-date.h"

#define MAX_WORD 255

/* Past white space and comments, which may nest. */
static const char *
skip_comments (const char *at)
{
  guint depth = 0;

  for (; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0' && depth > 0)
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && depth > 0)
      depth--;
    else if (depth == 0 && !g_ascii_isspace (*at))
      break;
  return at;
}

static gsize
measure_word (const char *at)
{
  return strcspn (at, " \t\r\n;(");
}

static gboolean
is_word (const char *at, gsize length, const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (at, word, length) == 0;
}

static gboolean
is_keyword (const char *at, gsize length)
{
  return is_word (at, length, "from") || is_word (at, length, "by") ||
         is_word (at, length, "with") || is_word (at, length, "via") ||
         is_word (at, length, "id") || is_word (at, length, "for");
}

static char *
dup_word (const char *at, gsize length, gboolean upper)
{
  g_autofree char *valid = g_utf8_make_valid (at, (gssize) MIN (length, MAX_WORD));

  return upper ? g_ascii_strup (valid, -1) : g_ascii_strdown (valid, -1);
}

static char **
find_field (HpHop *hop, const char *at, gsize length)
{
  if (is_word (at, length, "from"))
    return &hop->from;
  if (is_word (at, length, "by"))
    return &hop->by;
  if (is_word (at, length, "with"))
    return &hop->with;
  return NULL;
}

HpHop *
hp_mail_hop_parse (const char *value)
{
  HpHop *hop = g_new0 (HpHop, 1);
  const char *date = strrchr (value, ';');
  const char *at = skip_comments (value);

  while (*at != '\0' && *at != ';')
    {
      gsize length = measure_word (at);
      char **field = find_field (hop, at, length);
      at = skip_comments (at + MAX (length, 1));
      gsize next = measure_word (at);
      if (field == NULL || *field != NULL || next == 0 || is_keyword (at, next))
        continue;
      *field = dup_word (at, next, field == &hop->with);
      at = skip_comments (at + next);
    }
  hop->time = date != NULL ? hp_mail_date_parse (date + 1) : HP_TIME_NONE;
  return hop;
}

/* Reads "dkim/1 = fail" at @at: the length of the method's name and where its result stands. */
static const char *
find_result (const char *at, gsize *method_length)
{
  *method_length = strcspn (at, "=/ \t(;");
  at = skip_comments (at + *method_length);
  if (*at == '/')
    {
      at = skip_comments (at + 1);
      at = skip_comments (at + strspn (at, "0123456789"));
    }
  return *at == '=' ? skip_comments (at + 1) : NULL;
}

HpAuthFailed
hp_mail_auth_results_parse (const char *value)
{
  HpAuthFailed failed = HP_AUTH_FAILED_NONE;
  HpAuthFailed passed = HP_AUTH_FAILED_NONE;

  for (const char *end = strchr (value, ';'); end != NULL; end = strchr (end, ';'))
    {
      const char *method = skip_comments (end + 1);
      gsize length;
      const char *result = find_result (method, &length);
      HpAuthFailed check = HP_AUTH_FAILED_NONE;

      end = method;
      if (result == NULL)
        continue;
      if (is_word (method, length, "spf"))
        check = HP_AUTH_FAILED_SPF;
      else if (is_word (method, length, "dkim"))
        check = HP_AUTH_FAILED_DKIM;
      else if (is_word (method, length, "dmarc"))
        check = HP_AUTH_FAILED_DMARC;
      gsize size = measure_word (result);
      if (is_word (result, size, "fail") || is_word (result, size, "hardfail"))
        failed |= check;
      else if (is_word (result, size, "pass"))
        passed |= check;
      end = result;
    }
  return failed & ~(passed & HP_AUTH_FAILED_DKIM);
}
