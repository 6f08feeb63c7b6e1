/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "mime/hp-mail-fields.h"

G_BEGIN_DECLS

/* What comes behind so many parts stays in the original. */
#define HP_MIME_PARTS_MAX 10000

/* GMime 3.2 has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddressList, g_object_unref)

/* The parts of a mail as GMime sees them, without the fields of its header that say nothing about
 * them. Used by one thread at a time. */
typedef struct
{
  GBytes *raw;          /* (owned) */
  HpMailFields *fields; /* (owned) */
  GMimeObject *root;    /* (owned) (nullable) NULL if there is no header */
  GMimeObject *came;    /* (owned) (nullable) what identity goes by, where root was mended */
} HpMimeTree;

/* Returns: (transfer full). */
HpMimeTree *hp_mime_tree_new (GBytes *raw);
void hp_mime_tree_free (HpMimeTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMimeTree, hp_mime_tree_free)

G_END_DECLS
