/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the stored form of a mail. A base64 body is cut out only if encoding it again gives the same
 * bytes, which is tried before anything is written. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-original.h"

#include <string.h>
#include <zstd.h>

#include "base/hp-error.h"
#include "base/hp-sha256.h"

#define CHUNK_SIZE (256 * 1024)
#define MIN_HOLE (16 * 1024)
#define MIN_LINE 16
#define MAX_LINE 996
/* Of mails level 3 makes hardly less and takes twice as long. */
#define ZSTD_LEVEL 1

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* What base64 characters stand for; 64 = "=", 65 = none. */
static const guint8 *
get_base64_table (void)
{
  static guint8 table[256];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      memset (table, 65, sizeof table);
      for (guint8 i = 0; i < 64; i++)
        table[(guchar) ALPHABET[i]] = i;
      table['='] = 64;
      g_once_init_leave (&ready, 1);
    }
  return table;
}

/* A run of equally long lines of base64 and a last one that is no longer. */
typedef struct
{
  const char *start;
  const char *end; /* behind the last character, before its line end */
  guint line_length;
  gboolean is_crlf;
} Run;

static gboolean
is_base64_line (const char *line, gsize length)
{
  const guint8 *table = get_base64_table ();

  for (gsize i = 0; i < length; i++)
    if (table[(guchar) line[i]] > 63)
      return FALSE;
  return TRUE;
}

/* The last line may be padded and must be whole groups of four. */
static gboolean
is_last_line (const char *line, gsize length)
{
  if (length == 0 || length % 4 != 0)
    return FALSE;
  gsize padding = line[length - 1] != '=' ? 0 : line[length - 2] != '=' ? 1 : 2;
  return is_base64_line (line, length - padding);
}

static gsize
get_line_length (const char *line, const char *newline, gboolean is_crlf)
{
  gsize length = (gsize) (newline - line);
  return is_crlf && length > 0 ? length - 1 : length;
}

/* Where the run that begins at @line ends; FALSE if there is no run. Sets *next to where the search
 * goes on. */
static gboolean
read_run (const char *line, const char *end, Run *run, const char **next)
{
  const char *newline = memchr (line, '\n', (gsize) (end - line));

  *next = newline != NULL ? newline + 1 : end;
  if (newline == NULL || newline - line < MIN_LINE || newline - line > MAX_LINE + 1)
    return FALSE;
  run->is_crlf = newline[-1] == '\r';
  run->line_length = (guint) get_line_length (line, newline, run->is_crlf);
  run->start = line;
  run->end = NULL;
  if (run->line_length % 4 != 0 || !is_base64_line (line, run->line_length))
    return FALSE;
  run->end = line + run->line_length;
  while (*next < end)
    {
      const char *at = *next;
      newline = memchr (at, '\n', (gsize) (end - at));
      const char *stop = newline != NULL ? newline : end;
      gboolean ends_alike =
          newline == NULL || (newline > at && (newline[-1] == '\r') == run->is_crlf);
      gsize length =
          newline != NULL ? get_line_length (at, newline, run->is_crlf) : (gsize) (end - at);
      if (!ends_alike || length > run->line_length || !is_last_line (at, length))
        break;
      run->end = at + length;
      *next = newline != NULL ? newline + 1 : stop;
      if (length < run->line_length || at[length - 1] == '=')
        break;
    }
  return TRUE;
}

static GBytes *
decode_run (const Run *run)
{
  const guint8 *table = get_base64_table ();
  gsize length = (gsize) (run->end - run->start);
  guint8 *out = g_malloc (length / 4 * 3 + 3);
  gsize n = 0;
  guint32 bits = 0;
  guint count = 0;
  guint padding = 0;

  for (const char *at = run->start; at < run->end; at++)
    {
      guint8 value = table[(guchar) *at];
      if (value == 65)
        continue;
      padding += value == 64;
      bits = bits << 6 | (value & 63);
      if (++count % 4 == 0)
        {
          out[n++] = (guint8) (bits >> 16);
          out[n++] = (guint8) (bits >> 8);
          out[n++] = (guint8) bits;
        }
    }
  return g_bytes_new_take (out, n - MIN (padding, n));
}

/* The last group, of one or two bytes. */
static void
write_last_group (char *out, const guint8 *in, gsize left)
{
  guint32 bits = (guint32) in[0] << 16 | (left > 1 ? (guint32) in[1] << 8 : 0);

  out[0] = ALPHABET[bits >> 18];
  out[1] = ALPHABET[bits >> 12 & 63];
  out[2] = left > 1 ? ALPHABET[bits >> 6 & 63] : '=';
  out[3] = '=';
}

static char *
write_groups (char *out, const guint8 *in, gsize n)
{
  for (const guint8 *end = in + 3 * n; in < end; in += 3, out += 4)
    {
      guint32 bits = (guint32) in[0] << 16 | (guint32) in[1] << 8 | in[2];
      out[0] = ALPHABET[bits >> 18];
      out[1] = ALPHABET[bits >> 12 & 63];
      out[2] = ALPHABET[bits >> 6 & 63];
      out[3] = ALPHABET[bits & 63];
    }
  return out;
}

/* Appends lines of @line_length characters, the last one perhaps shorter and without line end. */
static void
append_base64 (GString *out, GBytes *data, guint line_length, gboolean is_crlf)
{
  gsize size;
  const guint8 *in = g_bytes_get_data (data, &size);
  const guint8 *end = in + size;
  gsize line_bytes = line_length / 4 * 3;
  gsize n_lines = (size + line_bytes - 1) / line_bytes;
  gsize start = out->len;

  g_string_set_size (out, start + n_lines * (line_length + 2));
  char *at = out->str + start;
  while (in < end)
    {
      gsize bytes = MIN (line_bytes, (gsize) (end - in));
      at = write_groups (at, in, bytes / 3);
      if (bytes % 3 != 0)
        {
          write_last_group (at, in + bytes / 3 * 3, bytes % 3);
          at += 4;
        }
      in += bytes;
      if (in < end && is_crlf)
        *at++ = '\r';
      if (in < end)
        *at++ = '\n';
    }
  g_string_truncate (out, (gsize) (at - out->str));
}

static gboolean
cut_run (const Run *run, HpOriginal *original, GString *rest)
{
  g_autoptr (GBytes) data = decode_run (run);
  gsize length = (gsize) (run->end - run->start);
  GString *again = g_string_sized_new (length + 1);
  gboolean is_same;

  append_base64 (again, data, run->line_length, run->is_crlf);
  is_same = again->len == length && memcmp (again->str, run->start, length) == 0;
  g_string_free (again, TRUE);
  if (!is_same)
    return FALSE;

  HpHole hole = { .offset = rest->len,
                  .line_length = run->line_length,
                  .is_crlf = run->is_crlf,
                  .data = g_steal_pointer (&data) };
  struct sha256_ctx hash;
  sha256_init (&hash);
  sha256_update (&hash, g_bytes_get_size (hole.data), g_bytes_get_data (hole.data, NULL));
  hp_sha256_finish (&hash, hole.sha256);
  g_array_append_val (original->holes, hole);
  return TRUE;
}

/* Copies what is no large base64 body to @rest. */
static void
cut_holes (HpOriginal *original, const char *data, gsize size, GString *rest)
{
  const char *end = data + size;
  const char *kept = data;

  for (const char *line = data; line < end;)
    {
      Run run;
      const char *next;
      gboolean is_run = read_run (line, end, &run, &next);
      if (is_run && run.end - run.start >= MIN_HOLE / 3 * 4)
        {
          g_string_append_len (rest, kept, run.start - kept);
          kept = cut_run (&run, original, rest) ? run.end : run.start;
        }
      line = next;
    }
  g_string_append_len (rest, kept, end - kept);
}

static void
free_context (gpointer data)
{
  ZSTD_freeCCtx (data);
}

static void
add_chunk (HpOriginal *original, const char *data, gsize size)
{
  static GPrivate contexts = G_PRIVATE_INIT (free_context);
  ZSTD_CCtx *context = g_private_get (&contexts);
  gsize bound = ZSTD_compressBound (size);
  guint8 *packed = g_malloc (bound);

  if (context == NULL)
    g_private_set (&contexts, context = ZSTD_createCCtx ());
  gsize length = ZSTD_compressCCtx (context, packed, bound, data, size, ZSTD_LEVEL);
  g_assert (!ZSTD_isError (length));
  g_ptr_array_add (original->chunks, g_bytes_new_take (g_realloc (packed, length), length));
}

static void
clear_hole (gpointer data)
{
  g_clear_pointer (&((HpHole *) data)->data, g_bytes_unref);
}

HpOriginal *
hp_original_new (void)
{
  HpOriginal *original = g_new0 (HpOriginal, 1);

  original->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  original->holes = g_array_new (FALSE, TRUE, sizeof (HpHole));
  g_array_set_clear_func (original->holes, clear_hole);
  return original;
}

void
hp_original_free (HpOriginal *original)
{
  g_ptr_array_unref (original->chunks);
  g_array_unref (original->holes);
  g_free (original);
}

HpOriginal *
hp_original_pack (GBytes *raw)
{
  gsize size;
  const char *data = g_bytes_get_data (raw, &size);
  HpOriginal *original = hp_original_new ();
  g_autoptr (GString) rest = g_string_sized_new (MIN (size, CHUNK_SIZE) + 1);

  original->size = size;
  original->hash = hp_key_hash_bytes ("original", data != NULL ? data : "", size);
  if (size > 0)
    cut_holes (original, data, size, rest);
  gsize at = 0;
  do
    {
      gsize length = MIN (rest->len - at, CHUNK_SIZE);
      add_chunk (original, rest->str + at, length);
      at += length;
    }
  while (at < rest->len);
  return original;
}

static gboolean
append_chunk (GString *rest, GBytes *chunk, GError **error)
{
  gsize packed_size;
  const void *packed = g_bytes_get_data (chunk, &packed_size);
  unsigned long long size = ZSTD_getFrameContentSize (packed, packed_size);
  gsize start = rest->len;

  if (size <= CHUNK_SIZE)
    {
      g_string_set_size (rest, start + size);
      gsize length = ZSTD_decompress (rest->str + start, size, packed, packed_size);
      if (length == size)
        return TRUE;
    }
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "A stored mail is damaged");
  return FALSE;
}

GBytes *
hp_original_unpack (const HpOriginal *original, GError **error)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autoptr (GString) raw = g_string_sized_new (original->size + 1);
  gsize at = 0;

  for (guint i = 0; i < original->chunks->len; i++)
    if (!append_chunk (rest, g_ptr_array_index (original->chunks, i), error))
      return NULL;
  for (guint i = 0; i < original->holes->len; i++)
    {
      const HpHole *hole = &g_array_index (original->holes, HpHole, i);
      if (hole->offset < at || hole->offset > rest->len || hole->line_length < 4)
        break;
      g_string_append_len (raw, rest->str + at, (gssize) (hole->offset - at));
      append_base64 (raw, hole->data, hole->line_length, hole->is_crlf);
      at = hole->offset;
    }
  g_string_append_len (raw, rest->str + at, (gssize) (rest->len - at));
  HpKey hash = hp_key_hash_bytes ("original", raw->str, raw->len);
  if (!hp_key_equal (&hash, &original->hash))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "A stored mail is damaged");
      return NULL;
    }
  gsize size = raw->len;
  return g_bytes_new_take (g_string_free (g_steal_pointer (&raw), FALSE), size);
}
