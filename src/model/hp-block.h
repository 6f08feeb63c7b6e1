/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How some words stand out. */
typedef enum
{
  HP_SPAN_PLAIN = 0,
  HP_SPAN_BOLD = 1 << 0,
  HP_SPAN_ITALIC = 1 << 1,
  HP_SPAN_UNDERLINE = 1 << 2,
  HP_SPAN_STRIKE = 1 << 3,
  HP_SPAN_CODE = 1 << 4,
} HpSpanStyle;

/* A range of bytes of HpBlock.text, on boundaries of characters. */
typedef struct
{
  guint32 start;
  guint32 end;
  HpSpanStyle style;
  char *href; /* (nullable) GRefString: http, https, mailto or tel */
} HpSpan;

typedef enum
{
  HP_BLOCK_PARAGRAPH,    /* text, maybe of several lines */
  HP_BLOCK_HEADING,      /* its rank in HpBlock.level, 1 to 6 */
  HP_BLOCK_LIST_ITEM,    /* begins an item; further blocks of the item are paragraphs and so on */
  HP_BLOCK_PREFORMATTED, /* text whose blanks count */
  HP_BLOCK_ROW,          /* of a table: cells are separated by tabs */
  HP_BLOCK_RULE,         /* a line across; no text */
  HP_BLOCK_IMAGE,        /* text is what stands for it */
} HpBlockKind;

typedef struct
{
  HpBlockKind kind;
  guint8 level;       /* of a heading, else 0 */
  guint8 depth;       /* how many lists it is in */
  guint8 quote_depth; /* how many quotes it is in */
  int number;         /* of an item in a numbered list, else 0 */
  char *text;         /* never NULL */
  GArray *spans;      /* (element-type HpSpan) in order, without overlap; plain text has none; that
                         of a linked image is there also if it has no text */
  char *image;        /* (nullable) of an image: cid:, data:, or http(s): if is_remote */
  int width;          /* of an image, in CSS pixels; -1 if it is not known */
  int height;         /* likewise */
  gboolean is_remote; /* the image would be fetched from a server: not unasked */
} HpBlock;

/* The text of a message as it is shown: immutable once made, reference counted, any thread. Every
 * string is valid UTF-8. */
typedef struct
{
  GPtrArray *blocks; /* (element-type HpBlock) */
} HpBlocks;

HpBlocks *hp_blocks_ref (HpBlocks *blocks);
void hp_blocks_unref (HpBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpBlocks, hp_blocks_unref)

/* To be filled by its maker before anybody else sees it. Returns: (transfer full). */
HpBlocks *hp_blocks_new (void);

/* A block without text and spans, added to @blocks. Returns: (transfer none). */
HpBlock *hp_blocks_add (HpBlocks *blocks, HpBlockKind kind);

G_END_DECLS
