/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns multiparts that were not closed, and delimiters that GMime therefore takes for text.
 * Identity knows nothing of it. Pure; used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-mend.h"

#include <string.h>

#include "mime/hp-mime-part.h"
#include "mime/hp-mime-tree.h"

#define MAX_BOUNDARY 250

/* What a boundary does at some place of the mail. */
typedef enum
{
  BOUNDARY_UNKNOWN, /* is none, or that of several multiparts, which nobody can tell apart */
  BOUNDARY_AHEAD,
  BOUNDARY_BARE, /* ahead, without the blank line behind the header that names it */
  BOUNDARY_OPEN,
  BOUNDARY_OVER,
} BoundaryState;

typedef struct
{
  GHashTable *states; /* (owned) (element-type utf8 BoundaryState) */
  GPtrArray *open;    /* (owned) (element-type utf8) outermost first; keys of states */
  GByteArray *mended; /* (owned) */
  const char *done;   /* what stands before is in mended */
} Mender;

/* Calls @visit with every part but those of attached mails; TRUE ends it. */
typedef gboolean (*PartVisitor) (GMimeObject *part, gpointer data);

static gboolean
visit_parts (GMimeObject *part, PartVisitor visit, gpointer data)
{
  if (visit (part, data))
    return TRUE;
  if (!GMIME_IS_MULTIPART (part))
    return FALSE;

  GMimeMultipart *parts = GMIME_MULTIPART (part);
  for (int i = 0; i < g_mime_multipart_get_count (parts); i++)
    if (visit_parts (g_mime_multipart_get_part (parts, i), visit, data))
      return TRUE;
  return FALSE;
}

/* The bytes of a leaf as it came, a range of those of the whole mail, or NULL. */
static GMimeStream *
get_content (GMimeObject *leaf)
{
  GMimeDataWrapper *content =
      GMIME_IS_PART (leaf) ? g_mime_part_get_content (GMIME_PART (leaf)) : NULL;
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;

  return GMIME_IS_STREAM_MEM (stream) ? stream : NULL;
}

static const GByteArray *
get_whole (GMimeStream *content)
{
  return g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (content));
}

/* Whether a byte is missing between a leaf and the line end behind it. */
static gboolean
is_bitten (GMimeObject *leaf)
{
  GMimeStream *content = get_content (leaf);

  if (content == NULL || content->bound_end <= content->bound_start ||
      content->bound_end + 1 >= (gint64) get_whole (content)->len)
    return FALSE;
  const guint8 *next = get_whole (content)->data + content->bound_end;
  return next[0] != '\r' && next[0] != '\n' && next[1] == '\n';
}

static gboolean
is_last (GMimeObject *leaf)
{
  GMimeStream *content = get_content (leaf);

  return content != NULL && content->bound_end >= (gint64) get_whole (content)->len;
}

static char *
dup_boundary (const char *content_type)
{
  g_autoptr (GMimeContentType) type = g_mime_content_type_parse (NULL, content_type);

  return type != NULL ? g_strdup (g_mime_content_type_get_parameter (type, "boundary")) : NULL;
}

/* The boundary in the first of several types of a leaf: its header and that of its first part are
 * one, for want of a blank line between. Returns: (nullable). */
static char *
dup_bare_boundary (GMimeObject *leaf)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list (leaf);
  const char *first = NULL;

  for (int i = 0; i < g_mime_header_list_get_count (headers); i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (headers, i);
      if (g_ascii_strcasecmp (g_mime_header_get_name (header), "Content-Type") != 0)
        continue;
      if (first != NULL)
        return dup_boundary (first);
      first = g_mime_header_get_value (header);
    }
  return NULL;
}

static gboolean
is_wrong (GMimeObject *part, gpointer data)
{
  if (!GMIME_IS_MULTIPART (part))
    {
      g_autofree char *bare = dup_bare_boundary (part);
      return bare != NULL || is_bitten (part);
    }
  return hp_mime_part_is_unsplit (part) || !GMIME_MULTIPART (part)->write_end_boundary;
}

static gboolean
mend_end (GMimeObject *part, gpointer data)
{
  if (is_bitten (part))
    {
      GMimeStream *content = get_content (part);
      g_mime_stream_set_bounds (content, content->bound_start, content->bound_end + 1);
    }
  return FALSE;
}

static gboolean
collect_boundary (GMimeObject *part, gpointer data)
{
  GHashTable *states = data;
  gboolean is_multipart = GMIME_IS_MULTIPART (part);
  g_autofree char *name = is_multipart
                              ? g_strdup (g_mime_multipart_get_boundary (GMIME_MULTIPART (part)))
                              : dup_bare_boundary (part);

  if (name == NULL || *name == '\0')
    return FALSE;
  BoundaryState state = is_multipart ? BOUNDARY_AHEAD : BOUNDARY_BARE;
  if (g_hash_table_contains (states, name))
    state = BOUNDARY_UNKNOWN;
  else if (hp_mime_part_is_unsplit (part))
    state = BOUNDARY_OVER;
  g_hash_table_insert (states, g_steal_pointer (&name), GINT_TO_POINTER (state));
  return FALSE;
}

static void
set_state (Mender *self, const char *boundary, BoundaryState state)
{
  g_hash_table_insert (self->states, g_strdup (boundary), GINT_TO_POINTER (state));
}

/* Ends the multiparts inside of @boundary, and its own if @is_close. */
static void
close_to (Mender *self, const char *boundary, gboolean is_close)
{
  while (self->open->len > 0)
    {
      const char *innermost = self->open->pdata[self->open->len - 1];
      gboolean is_own = strcmp (innermost, boundary) == 0;
      if (is_own && !is_close)
        return;
      set_state (self, innermost, BOUNDARY_OVER);
      g_ptr_array_set_size (self->open, (int) self->open->len - 1);
      if (is_own)
        return;
    }
}

static void
append (Mender *self, const char *text, gsize length)
{
  g_byte_array_append (self->mended, (const guint8 *) text, (guint) length);
}

static void
insert_line_end (Mender *self, const char *at)
{
  append (self, self->done, (gsize) (at - self->done));
  append (self, "\n", 1);
  self->done = at;
}

/* Writes what stands before @line, and instead of the line a delimiter of the multipart that goes
 * on, or nothing. */
static void
replace_line (Mender *self, const char *line, const char *stop, gboolean is_close)
{
  append (self, self->done, (gsize) (line - self->done));
  self->done = stop;
  if (is_close)
    return;
  const char *innermost = self->open->pdata[self->open->len - 1];
  append (self, "--", 2);
  append (self, innermost, strlen (innermost));
}

static void
read_delimiter (Mender *self,
                const char *boundary,
                gboolean is_close,
                const char *line,
                const char *stop)
{
  gpointer key;
  gpointer state;

  if (!g_hash_table_lookup_extended (self->states, boundary, &key, &state))
    return;
  switch ((BoundaryState) GPOINTER_TO_INT (state))
    {
    case BOUNDARY_BARE:
      insert_line_end (self, line);
      set_state (self, boundary, BOUNDARY_OPEN);
      g_ptr_array_add (self->open, key);
      break;
    case BOUNDARY_AHEAD:
      set_state (self, boundary, is_close ? BOUNDARY_OVER : BOUNDARY_OPEN);
      if (!is_close)
        g_ptr_array_add (self->open, key);
      break;
    case BOUNDARY_OPEN:
      close_to (self, boundary, is_close);
      break;
    case BOUNDARY_OVER:
      if (self->open->len > 0)
        replace_line (self, line, stop, is_close);
      break;
    case BOUNDARY_UNKNOWN:
    default:
      break;
    }
}

/* A line that begins with "--" and ends at @stop. */
static void
read_line (Mender *self, const char *line, const char *stop)
{
  const char *end = stop;

  while (end > line && g_ascii_isspace (end[-1]))
    end--;
  gsize length = (gsize) (end - line);
  if (length <= 2 || length > MAX_BOUNDARY)
    return;
  g_autofree char *word = g_strndup (line + 2, length - 2);
  gboolean is_close = !g_hash_table_contains (self->states, word) && g_str_has_suffix (word, "--");
  if (is_close)
    word[length - 4] = '\0';
  read_delimiter (self, word, is_close, line, end);
}

static void
read_lines (Mender *self, const char *body, const char *end)
{
  const char *line = body;

  while (line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      if (stop == NULL)
        stop = end;
      if (stop - line > 2 && line[0] == '-' && line[1] == '-')
        read_line (self, line, stop);
      line = stop < end ? stop + 1 : end;
    }
}

/* Puts the closing delimiter of an open multipart that hangs on the last line on its own. */
static void
free_last_delimiter (Mender *self, const char *body, const char *end)
{
  while (end > body && g_ascii_isspace (end[-1]))
    end--;
  for (guint i = self->open->len; i > 0; i--)
    {
      g_autofree char *delimiter = g_strdup_printf ("--%s--", (char *) self->open->pdata[i - 1]);
      gsize length = strlen (delimiter);
      const char *at = end - length;
      if ((gsize) (end - self->done) <= length || memcmp (at, delimiter, length) != 0 ||
          at[-1] == '\n')
        continue;
      insert_line_end (self, at);
      return;
    }
}

gboolean
hp_mime_mend_is_needed (GMimeObject *root)
{
  return visit_parts (root, is_wrong, NULL);
}

GByteArray *
hp_mime_mend_body (GMimeObject *root, const char *body, gsize length)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GByteArray) mended = g_byte_array_new ();
  Mender self = { .states = states, .open = open, .mended = mended, .done = body };

  visit_parts (root, collect_boundary, states);
  read_lines (&self, body, body + length);
  free_last_delimiter (&self, body, body + length);
  if (self.done == body)
    return NULL;
  append (&self, self.done, (gsize) (body + length - self.done));
  return g_steal_pointer (&mended);
}

void
hp_mime_mend_ends (GMimeObject *root)
{
  visit_parts (root, mend_end, NULL);
}

GMimeObject *
hp_mime_mend_find_open (GMimeObject *root)
{
  GMimeObject *part = root;

  if (!GMIME_IS_MULTIPART (root))
    return NULL;
  while (GMIME_IS_MULTIPART (part) && !GMIME_MULTIPART (part)->write_end_boundary)
    {
      int count = g_mime_multipart_get_count (GMIME_MULTIPART (part));
      if (count == 0)
        return g_mime_multipart_get_prologue (GMIME_MULTIPART (part)) != NULL ? part : NULL;
      part = g_mime_multipart_get_part (GMIME_MULTIPART (part), count - 1);
    }
  return is_last (part) ? part : NULL;
}
