/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

typedef enum
{
  HP_TEXT_KIND_NONE,
  HP_TEXT_KIND_PLAIN,
  HP_TEXT_KIND_HTML,
} HpTextKind;

/* Where a part stands. */
typedef struct
{
  gboolean is_first;   /* of its siblings, or alone, or an alternative */
  gboolean is_related; /* in a multipart/related */
} HpPlace;

HpTextKind hp_mime_choice_get_text_kind (GMimeObject *part);

/* Whether a part is text of the message and no attachment (RFC 8621 section 4.1.4). */
gboolean hp_mime_choice_is_text (GMimeObject *part, const HpPlace *place);

/* The place of the @index-th part of @parent. */
HpPlace hp_mime_choice_place (GMimeMultipart *parent, int index);

gboolean hp_mime_choice_is_alternative (GMimeMultipart *parts);

/* Whether any of @parts (element-type GMimeObject) from index @from on is of that kind. */
gboolean hp_mime_choice_has_kind (GPtrArray *parts, guint from, HpTextKind kind);

/* The parts that make up the text below @root in order, where each alternative is chosen that has
 * text of the kind @wanted, or else the first. Returns: (transfer container) (element-type
 * GMimeObject). */
GPtrArray *hp_mime_choice_collect (GMimeObject *root, HpTextKind wanted);

G_END_DECLS
