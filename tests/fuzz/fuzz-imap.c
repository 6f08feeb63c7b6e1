/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever a server says is a response or none: nothing is read beyond it, and names of folders
 * survive being written. */

#include <stdint.h>
#include <string.h>

#include "mail/imap/hp-imap-name.h"
#include "mail/imap/hp-imap-response.h"
#include "mail/imap/hp-imap-uids.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct
{
  const char *at;
  const char *end;
} Stream;

static char *
read_line (Stream *stream)
{
  const char *end = memchr (stream->at, '\n', (gsize) (stream->end - stream->at));

  if (end == NULL || memchr (stream->at, '\0', (gsize) (end - stream->at)) != NULL)
    return NULL;
  gsize length = (gsize) (end - stream->at);
  char *line = g_strndup (stream->at, length > 0 && end[-1] == '\r' ? length - 1 : length);
  stream->at = end + 1;
  return line;
}

static void
walk (const GPtrArray *values, guint depth)
{
  g_assert_cmpuint (depth, <, 20);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const HpImapValue *value = hp_imap_values_get (values, i);
      g_autoptr (GArray) ranges = hp_imap_ranges_parse (hp_imap_values_get_text (values, i));
      g_assert_true ((value->list != NULL) == (value->kind == HP_IMAP_LIST));
      g_assert_true ((value->bytes != NULL) == (value->kind == HP_IMAP_STRING));
      if (ranges != NULL)
        g_assert_cmpuint (hp_imap_ranges_count (ranges), >, 0);
      hp_imap_values_get_number (values, i, 0);
      walk (value->list, depth + 1);
    }
}

static void
check_name (const char *name)
{
  g_autofree char *shown = hp_imap_name_dup_shown (name);
  g_autofree char *written = hp_imap_name_dup_written (shown);
  g_autofree char *again = hp_imap_name_dup_shown (written);

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  hp_imap_name_guess_role (shown);
  g_assert_cmpstr (again, ==, shown);
}

static void
check_response (const HpImapResponse *response)
{
  walk (response->values, 0);
  walk (response->code, 0);
  if (hp_imap_response_is (response, "LIST"))
    check_name (hp_imap_values_get_text (response->values, 2));
}

/* FALSE at the end of the stream. */
static gboolean
read_response (Stream *stream)
{
  g_autoptr (HpImapParser) parser = hp_imap_parser_new ();
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      g_autofree char *line = read_line (stream);
      if (line == NULL)
        return FALSE;
      gint64 more = hp_imap_parser_add_line (parser, line);
      if (more < 0)
        break;
      if (more > stream->end - stream->at)
        return FALSE;
      g_autoptr (GBytes) bytes = g_bytes_new (stream->at, (gsize) more);
      hp_imap_parser_add_bytes (parser, bytes);
      stream->at += more;
    }
  g_autoptr (HpImapResponse) response = hp_imap_parser_end (parser, &error);
  g_assert_true ((response == NULL) == (error != NULL));
  if (response != NULL)
    check_response (response);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Stream stream = { (const char *) data, (const char *) data + size };

  while (stream.at < stream.end && read_response (&stream))
    ;
  return 0;
}
