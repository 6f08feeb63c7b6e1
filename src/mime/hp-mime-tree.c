/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns GMime's view of one mail: the fields that tell its structure, and its body. Used by one
 * thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-tree.h"

#include <string.h>

#include "mime/hp-mime-bounds.h"
#include "mime/hp-mime-mend.h"
#include "mime/hp-mime-split.h"

/* The fields of a header that belong to its body. The first of each counts. */
static const char *const STRUCTURE_FIELDS[] = { "Content-Type", "Content-Transfer-Encoding",
                                                "Content-Disposition", "Content-ID",
                                                "Content-Description" };

static void
append_fields (GByteArray *bytes, const HpMailFields *fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STRUCTURE_FIELDS); i++)
    {
      const HpMailField *field = hp_mail_fields_find (fields, STRUCTURE_FIELDS[i]);
      if (field == NULL)
        continue;
      g_byte_array_append (bytes, (const guint8 *) field->name, (guint) field->name_length);
      g_byte_array_append (bytes, (const guint8 *) ":", 1);
      g_byte_array_append (bytes, (const guint8 *) field->value, (guint) field->value_length);
      g_byte_array_append (bytes, (const guint8 *) "\n", 1);
    }
}

static GMimeObject *
parse (const HpMailFields *fields, const char *body, gsize length)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) length + 512);

  g_byte_array_append (bytes, (const guint8 *) "MIME-Version: 1.0\n", 18);
  append_fields (bytes, fields);
  g_byte_array_append (bytes, (const guint8 *) "\n", 1);
  g_byte_array_append (bytes, (const guint8 *) body, (guint) length);

  /* The stream owns the bytes and the parts own the stream. */
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (bytes);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);
  return g_mime_parser_construct_part (parser, NULL);
}

/* Where the first delimiter stands among the fields, for want of a blank line before it, the body
 * begins with it. */
static gsize
find_body (const HpMailFields *fields, const char *data)
{
  const HpMailField *all = (const HpMailField *) fields->fields->data;

  for (guint i = 1; i < fields->fields->len; i++)
    {
      const char *junk = all[i - 1].value + all[i - 1].value_length;
      while (junk < all[i].name && (*junk == '\r' || *junk == '\n'))
        junk++;
      if (all[i].name - junk > 2 && junk[0] == '-' && junk[1] == '-')
        return (gsize) (junk - data);
    }
  return fields->body;
}

/* @end: of what is read of the body. */
static void
read_parts (HpMimeTree *tree, const char *data, gsize end)
{
  const HpMailFields *fields = tree->fields;
  gsize body = find_body (fields, data);

  tree->root = parse (fields, data + fields->body, end - fields->body);
  if (tree->root == NULL || (body == fields->body && !hp_mime_mend_is_needed (tree->root)))
    return;
  tree->came = g_steal_pointer (&tree->root);
  g_autoptr (GByteArray) mended = hp_mime_mend_body (tree->came, data + body, end - body);
  tree->root = mended != NULL ? parse (fields, (const char *) mended->data, mended->len)
                              : parse (fields, data + body, end - body);
  hp_mime_split_all (tree->root);
  hp_mime_mend_ends (tree->root);
}

HpMimeTree *
hp_mime_tree_new (GBytes *raw)
{
  HpMimeTree *tree = g_new0 (HpMimeTree, 1);
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);

  tree->raw = g_bytes_ref (raw);
  tree->fields = hp_mail_fields_new (data, length);
  gsize bound = hp_mime_bounds_measure (data, length, HP_MIME_PARTS_MAX);
  if (tree->fields->fields->len > 0 && length < G_MAXINT / 2)
    read_parts (tree, data, MAX (bound, tree->fields->body));
  return tree;
}

void
hp_mime_tree_free (HpMimeTree *tree)
{
  g_clear_object (&tree->root);
  g_clear_object (&tree->came);
  hp_mail_fields_free (tree->fields);
  g_bytes_unref (tree->raw);
  g_free (tree);
}
