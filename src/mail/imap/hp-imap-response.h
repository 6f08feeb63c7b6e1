/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HP_IMAP_NIL,
  HP_IMAP_ATOM,
  HP_IMAP_STRING,
  HP_IMAP_LIST,
} HpImapKind;

/* A piece of what a server says (RFC 3501 section 4). */
typedef struct
{
  HpImapKind kind;
  char *text;      /* (owned) (nullable) of an atom, and of a string that is text and not large */
  GBytes *bytes;   /* (owned) (nullable) of a string */
  GPtrArray *list; /* (owned) (nullable) (element-type HpImapValue) */
} HpImapValue;

typedef enum
{
  HP_IMAP_DATA,     /* "* ..." */
  HP_IMAP_CONTINUE, /* "+ ..." */
  HP_IMAP_DONE,     /* with the tag of a command */
} HpImapWhat;

/* One response. Owned by whoever has it. */
typedef struct
{
  HpImapWhat what;
  char *tag;         /* (nullable) of HP_IMAP_DONE */
  char *name;        /* in capitals: "OK", "FETCH"; "" of HP_IMAP_CONTINUE */
  gint64 number;     /* that stood before the name, -1 = none */
  GPtrArray *code;   /* (nullable) (element-type HpImapValue) of a status, in brackets */
  char *text;        /* (nullable) of a status or a continuation, for people */
  GPtrArray *values; /* (nullable) (element-type HpImapValue) of data */
} HpImapResponse;

void hp_imap_response_free (HpImapResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapResponse, hp_imap_response_free)

gboolean hp_imap_response_is (const HpImapResponse *response, const char *name);
/* Whether its code begins with @name. */
gboolean hp_imap_response_has_code (const HpImapResponse *response, const char *name);

/* The nth of @values. Returns: (transfer none) (nullable). */
const HpImapValue *hp_imap_values_get (const GPtrArray *values, guint n);
/* "" where it is no text. */
const char *hp_imap_values_get_text (const GPtrArray *values, guint n);
/* Where it is no number of that size, @other. */
guint64 hp_imap_values_get_number (const GPtrArray *values, guint n, guint64 other);
/* (nullable) where it is no list. */
const GPtrArray *hp_imap_values_get_list (const GPtrArray *values, guint n);
/* Of a list of names and values, as FETCH and STATUS have it: the place of @name's value, or
 * G_MAXUINT. */
guint hp_imap_values_find (const GPtrArray *values, const char *name);

/* Reads one response, line by line. Pure but for its own state; any one thread. */
typedef struct _HpImapParser HpImapParser;

HpImapParser *hp_imap_parser_new (void);
void hp_imap_parser_free (HpImapParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapParser, hp_imap_parser_free)

/* Adds a line, without its end. Returns: how many bytes follow it as they are, for
 * hp_imap_parser_add_bytes(); after these comes one more line. -1: the response is whole. */
gint64 hp_imap_parser_add_line (HpImapParser *self, const char *line);
void hp_imap_parser_add_bytes (HpImapParser *self, GBytes *bytes);
/* Once it is whole; the parser is of no more use. Errors: PROTOCOL. Returns: (transfer full)
 * (nullable). */
HpImapResponse *hp_imap_parser_end (HpImapParser *self, GError **error);

G_END_DECLS
