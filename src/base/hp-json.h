/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Getters that take a missing member or one of another type as absent, so that foreign JSON never
 * ends in a critical. Any thread. */
const char *hp_json_get_string (JsonObject *object, const char *member);
gint64 hp_json_get_int (JsonObject *object, const char *member, gint64 fallback);
JsonArray *hp_json_get_array (JsonObject *object, const char *member);
JsonObject *hp_json_get_object (JsonObject *object, const char *member);

/* Parses one JSON object. @text: NULL where there is nothing. Errors: INVALID. Returns: (transfer
 * full) (nullable). */
JsonObject *hp_json_parse_object (const char *text, gssize length, GError **error);

/* One line of JSON. Returns: (transfer full). */
char *hp_json_dup_text (JsonNode *node);

/* A JSON string with its quotes. Returns: (transfer full). */
char *hp_json_quote (const char *text);

G_END_DECLS
