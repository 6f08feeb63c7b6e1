/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* A file that goes with a macro, by its hash. */
typedef struct
{
  char *sha256;    /* (owned) hex */
  char *name;      /* (owned) */
  char *mime_type; /* (owned) */
} HpMacroFile;

/* A saved reply as one agent sees it: immutable, reference counted, any thread. */
typedef struct
{
  HpKey key;
  char *name;
  char *folder;      /* (nullable) */
  GHashTable *texts; /* (owned) language ("" for all) to text; the agent's own where there is one */
  GHashTable *own;   /* (owned) set of the languages in which the agent has an own variant */
  GPtrArray *files;  /* (owned) (element-type HpMacroFile) */
  char *status;      /* (nullable) what using it decides, of this and the next ones */
  char *priority;    /* (nullable) */
  char *assignee;    /* (nullable) "me" is who uses it */
  GStrv tags;        /* (owned) as in HpTicketChange */
  gint64 used;       /* how often on this desk */
} HpMacro;

HpMacro *hp_macro_new (void);
HpMacro *hp_macro_ref (HpMacro *macro);
void hp_macro_unref (HpMacro *macro);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMacro, hp_macro_unref)

void hp_macro_file_free (HpMacroFile *file);

/* The text for @language (ISO 639-1, nullable), else the one for all languages, else that of the
 * first of English, Finnish, Swedish that there is, else any. @used: (out) (optional) the language.
 * Returns: (nullable). */
const char *hp_macro_get_text (const HpMacro *macro, const char *language, const char **used);

/* The fields that texts can name, as {{customer.first_name}} or with what stands where there is
 * nothing: {{customer.first_name|asiakas}}. NULL-terminated. */
extern const char *const HP_MACRO_FIELDS[];

/* Errors: INVALID with the first unknown field and the nearest known one. */
gboolean hp_macro_check_text (const char *text, GError **error);

/* Puts values into a text. @values: field to text; one that is missing or empty takes what stands
 * behind "|", else stays as it is and is listed in @unfilled (out) (element-type utf8).
 * Returns: (transfer full). */
char *hp_macro_fill (const char *text, GHashTable *values, GPtrArray **unfilled);

/* Plain text as HTML: paragraphs, line breaks, "- " lists. Returns: (transfer full). */
char *hp_macro_dup_html (const char *text);

G_END_DECLS
