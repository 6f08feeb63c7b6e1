/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A part that the message shows: an image named by its Content-ID. */
typedef struct
{
  char *content_id; /* (owned) without angle brackets */
  char *mime_type;  /* (owned) */
  GBytes *data;     /* (owned) */
} HpOriginalPart;

HpOriginalPart *hp_original_part_new (const char *content_id, const char *mime_type, GBytes *data);
void hp_original_part_free (HpOriginalPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOriginalPart, hp_original_part_free)

/* One message as it goes to the program that shows originals. */
typedef struct
{
  char *subject;    /* (owned) */
  char *html;       /* (owned) sanitised, a fragment */
  int color_scheme; /* AdwColorScheme of the app */
  GPtrArray *parts; /* (owned) (element-type HpOriginalPart) */
} HpOriginalMessage;

HpOriginalMessage *
hp_original_message_new (const char *subject, const char *html, int color_scheme, GPtrArray *parts);
void hp_original_message_free (HpOriginalMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOriginalMessage, hp_original_message_free)

/* The message as one line of JSON without its line end: {"subject", "html", "color_scheme",
 * "parts": [{"id", "type", "data"}]}, data in base64. Messages follow each other in the pipe as
 * lines (JSON Lines): JSON never holds a bare line feed. Any thread. Returns: (transfer full). */
char *hp_original_message_dup_line (const HpOriginalMessage *message);

/* Reads such a line; a member that is missing is empty. Errors: INVALID. Returns: (transfer full)
 * (nullable). */
HpOriginalMessage *hp_original_message_parse (const char *line, gssize length, GError **error);

/* The part that a "cid:" address names (RFC 2392: its Content-ID, percent-encoded), NULL: none. */
const HpOriginalPart *
hp_original_message_find_part (const HpOriginalMessage *message, const char *uri);

G_END_DECLS
