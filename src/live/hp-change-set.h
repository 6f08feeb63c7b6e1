/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  HP_CHANGED_CUSTOMERS = 1 << 0,
  HP_CHANGED_VIEWS = 1 << 1,
  HP_CHANGED_DRAFTS = 1 << 2,
  HP_CHANGED_OUTBOX = 1 << 3,
  HP_CHANGED_EVERYTHING = 1 << 4,
} HpChanged;

/* What commits touched: immutable, reference counted, any thread. */
typedef struct
{
  GArray *tickets;        /* (owned) (element-type gint64) rows, ascending */
  gboolean has_customers; /* names of customers are different */
  gboolean has_views;
  gboolean has_drafts;
  gboolean has_outbox;    /* or accounts, or the team */
  gboolean is_everything; /* too much to tell: all may be different */
} HpChangeSet;

#define HP_TYPE_CHANGE_SET (hp_change_set_get_type ())
GType hp_change_set_get_type (void);

/* @tickets: (transfer full) in any order, each once. */
HpChangeSet *hp_change_set_new (GArray *tickets, HpChanged changed);
HpChangeSet *hp_change_set_ref (HpChangeSet *set);
void hp_change_set_unref (HpChangeSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpChangeSet, hp_change_set_unref)

/* What either touched. @one: (nullable) (transfer full). @other: (transfer none). */
HpChangeSet *hp_change_set_join (HpChangeSet *one, HpChangeSet *other);

/* TRUE if the ticket may be different. */
gboolean hp_change_set_has_ticket (const HpChangeSet *set, gint64 row);

/* The place of @row in an ascending array of rows, or -1. */
int hp_rows_find (const GArray *rows, gint64 row);
void hp_rows_sort (GArray *rows);

G_END_DECLS
