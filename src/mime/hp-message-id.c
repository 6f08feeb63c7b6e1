/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how message ids are read from headers. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-message-id.h"

#include <gmime/gmime.h>
#include <string.h>

#include "mime/hp-charset.h"

#define MAX_ID 998
/* A thread is known by its beginning and its end; longer lists are an attack. */
#define MAX_IDS 1000

#define SEPARATORS " \t\r\n,;"

/* The id without white space inside (it was folded there), or NULL if nothing names anything. */
static char *
clean_id (const char *text, gsize length)
{
  g_autofree char *id = hp_charset_decode_unlabelled (text, length);
  char *to = id;
  gboolean has_sense = FALSE;

  for (const char *from = id; *from != '\0'; from++)
    {
      if ((guint8) *from <= ' ' || *from == 0x7f || *from == '<' || *from == '>')
        continue;
      has_sense = has_sense || g_ascii_isalnum (*from) || (guint8) *from >= 0x80;
      *to++ = *from;
    }
  *to = '\0';
  return has_sense && to - id <= MAX_ID ? g_steal_pointer (&id) : NULL;
}

static void
take_id (GPtrArray *ids, GHashTable *seen, char *id)
{
  if (id == NULL || g_hash_table_contains (seen, id))
    {
      g_free (id);
      return;
    }
  g_hash_table_add (seen, id);
  g_ptr_array_add (ids, id);
}

/* Outlook folds long headers as encoded words. */
static char *
decode_words (const char *value)
{
  if (strstr (value, "=?") == NULL || strstr (value, "?=") == NULL)
    return NULL;
  g_autofree char *flat = g_mime_utils_header_unfold (value);
  return g_mime_utils_header_decode_text (NULL, flat);
}

static void
append_bracketed (GPtrArray *ids, GHashTable *seen, const char *value)
{
  for (const char *open = strchr (value, '<'); open != NULL; open = strchr (open, '<'))
    {
      gsize length = strcspn (open + 1, "<>");
      take_id (ids, seen, clean_id (open + 1, length));
      open += 1 + length;
    }
}

static void
append_bare (GPtrArray *ids, GHashTable *seen, const char *value, gboolean need_at)
{
  for (const char *at = value + strspn (value, SEPARATORS); *at != '\0';)
    {
      gsize length = strcspn (at, SEPARATORS);
      if (!need_at || memchr (at, '@', length) != NULL)
        take_id (ids, seen, clean_id (at, length));
      at += length;
      at += strspn (at, SEPARATORS);
    }
}

static gboolean
is_one_word (const char *value)
{
  const char *word = value + strspn (value, SEPARATORS);

  word += strcspn (word, SEPARATORS);
  return word[strspn (word, SEPARATORS)] == '\0';
}

void
hp_message_id_append_all (GPtrArray *ids, const char *value)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *decoded = strchr (value, '<') == NULL ? decode_words (value) : NULL;
  const char *text = decoded != NULL ? decoded : value;
  guint before = ids->len;

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (seen, ids->pdata[i]);
  append_bracketed (ids, seen, text);
  if (ids->len == before && strchr (text, '<') == NULL)
    append_bare (ids, seen, text, !is_one_word (text));
  if (ids->len > MAX_IDS)
    g_ptr_array_remove_range (ids, 1, ids->len - MAX_IDS);
}

char *
hp_message_id_dup (const char *value)
{
  g_autofree char *decoded = strchr (value, '<') == NULL ? decode_words (value) : NULL;
  const char *text = decoded != NULL ? decoded : value;
  const char *open = strchr (text, '<');

  if (open == NULL)
    return clean_id (text, strlen (text));
  return clean_id (open + 1, strcspn (open + 1, "<>"));
}
