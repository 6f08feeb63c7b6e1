/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the form in which decisions travel: lines of JSON in a zstd frame. What every decision says
 * in the same words stands in a dictionary of the format, so that one alone is small too. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-log-segment.h"

#include <string.h>
#include <zstd.h>

#include "base/hp-error.h"
#include "base/hp-json.h"

#define LEVEL 3
#define MAX_SIZE (64 * 1024 * 1024)

/* Part of the format: never changed, only a new format has another. */
static const char DICTIONARY[] =
    "\"kind\":\"customer\",\"field\":\"name\",\"kind\":\"macro\",\"field\":\"text\","
    "\"kind\":\"agent\",\"kind\":\"view\",\"field\":\"view\",\"kind\":\"desk\",\"kind\":"
    "\"message\","
    "\"field\":\"split\",\"field\":\"merge\",\"field\":\"snooze\",\"field\":\"priority\","
    "\"value\":\"high\"\"value\":\"urgent\"\"value\":null\"kind\":\"op\",\"entity\":"
    "\"00000000000000000000000000000000\",\"field\":\"retract\",\"member\":\"\",\"value\":[\""
    "\"field\":\"tag\",\"member\":\"\"value\":true}\"field\":\"note\",\"member\":\"\",\"value\":\""
    "\"field\":\"assignee\",\"member\":\"\",\"value\":\"\"field\":\"status\",\"member\":\"\","
    "\"value\":{\"status\":\"closed\"\"spam\"\"waiting\"\"open\"\"resolved\",\"answers\":[\"\"]}}\n"
    "{\"id\":\"\",\"clock\":\"1\",\"desk\":\"\",\"actor\":\"\",\"kind\":\"ticket\",\"entity\":\"";

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

char *
hp_log_segment_dup_line (const HpOp *op)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = hp_key_dup_hex (&op->id);
  g_autofree char *desk = hp_key_dup_hex (&op->desk);
  g_autofree char *entity = hp_key_dup_hex (&op->entity);
  g_autofree char *clock = g_strdup_printf ("%" G_GINT64_FORMAT, op->clock);
  JsonNode *value = json_from_string (op->value, NULL);

  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  add_text (builder, "clock", clock);
  add_text (builder, "desk", desk);
  add_text (builder, "actor", op->actor);
  add_text (builder, "kind", op->kind);
  add_text (builder, "entity", entity);
  add_text (builder, "field", op->field);
  add_text (builder, "member", op->member);
  json_builder_set_member_name (builder, "value");
  json_builder_add_value (builder, value != NULL ? value : json_node_new (JSON_NODE_NULL));
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

GBytes *
hp_log_segment_pack (GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      g_string_append (text, g_ptr_array_index (lines, i));
      g_string_append_c (text, '\n');
    }
  gsize bound = ZSTD_compressBound (text->len);
  g_autofree char *packed = g_malloc (bound);
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize size = ZSTD_compress_usingDict (context, packed, bound, text->str, text->len, DICTIONARY,
                                        sizeof DICTIONARY - 1, LEVEL);
  ZSTD_freeCCtx (context);
  g_assert (!ZSTD_isError (size));
  return g_bytes_new (packed, size);
}

static char *
unpack_text (GBytes *segment, gsize *length)
{
  gsize size;
  const char *data = g_bytes_get_data (segment, &size);
  unsigned long long full = ZSTD_getFrameContentSize (data, size);

  if (full == ZSTD_CONTENTSIZE_ERROR || full == ZSTD_CONTENTSIZE_UNKNOWN || full > MAX_SIZE)
    return NULL;
  g_autofree char *text = g_malloc (full + 1);
  ZSTD_DCtx *context = ZSTD_createDCtx ();
  *length = ZSTD_decompress_usingDict (context, text, full, data, size, DICTIONARY,
                                       sizeof DICTIONARY - 1);
  ZSTD_freeDCtx (context);
  if (ZSTD_isError (*length) || *length != full || memchr (text, '\0', full) != NULL ||
      !g_utf8_validate (text, (gssize) full, NULL))
    return NULL;
  text[full] = '\0';
  return g_steal_pointer (&text);
}

GPtrArray *
hp_log_segment_unpack (GBytes *segment, guint n, GError **error)
{
  gsize length = 0;
  g_autofree char *text = unpack_text (segment, &length);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (const char *at = text; at != NULL && *at != '\0';)
    {
      const char *end = strchr (at, '\n');
      if (end == NULL)
        break;
      g_ptr_array_add (lines, g_strndup (at, (gsize) (end - at)));
      at = end + 1;
    }
  if (text == NULL || lines->len != n)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "It does not hold what its name says");
      return NULL;
    }
  return g_steal_pointer (&lines);
}
