/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HP_LINE_BLANK,
  HP_LINE_QUOTE, /* marked with ">", "|" or the initials of its writer */
  HP_LINE_WORDS,
} HpLineKind;

/* What lines say about the words beneath them. */
typedef enum
{
  HP_MARK_NONE,
  HP_MARK_ATTRIBUTION, /* "On … wrote:" */
  HP_MARK_HEADER,      /* "From: … Sent: …", with the separator above it */
  HP_MARK_ANSWERED,    /* "-----Original Message-----" alone */
  HP_MARK_FORWARDED,   /* "Forwarded message", alone or with a header */
} HpLineMark;

typedef enum
{
  HP_LABEL_WORDS,
  HP_LABEL_QUOTE,
  HP_LABEL_SIGNATURE,
} HpLineLabel;

/* One line; head and end leave out blanks on both sides. */
typedef struct
{
  guint32 start;     /* of its bytes in the text */
  guint32 head;      /* its first byte that is not blank */
  guint32 end;       /* after its last byte that is not blank */
  guint32 mark_last; /* the last line of its mark */
  guint8 kind;       /* HpLineKind */
  guint8 mark;       /* HpLineMark that begins with this line */
  guint8 key;        /* hp-quoted-header.c's: which header it looks like */
  guint8 clues;      /* hp-attribution.c's: what it holds */
  guint8 label;      /* HpLineLabel: what became of it */
} HpTextLine;

/* The lines of a text that stays the caller's; one thread. */
typedef struct
{
  const char *text;
  guint32 length;
  HpTextLine *lines; /* (owned) */
  guint count;
} HpTextLines;

/* Splits valid UTF-8 at its line feeds and tells quotes by their marks. Linear. */
HpTextLines *hp_text_lines_new (const char *text, gsize length);
void hp_text_lines_free (HpTextLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTextLines, hp_text_lines_free)

/* Where line @i begins in the text; where the text ends for the line after the last. */
guint32 hp_text_lines_get_start (const HpTextLines *self, guint i);

/* The first line from @i on that is not blank, or the count of lines. */
guint hp_text_lines_skip_blank (const HpTextLines *self, guint i);

/* Whether people see nothing of the character at @text; its size in bytes, or 0. */
gsize hp_text_get_blank_size (const char *text, const char *end);

G_END_DECLS
