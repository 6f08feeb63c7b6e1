/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A mail as a server has it. */
typedef struct
{
  char *id;         /* the server's name for it */
  char *blob;       /* (nullable) what its bytes are asked for by; the backend's own */
  char *folders;    /* roles or ids, sorted, a space between */
  char *flags;      /* likewise */
  gint64 received;  /* us UTC, or HP_TIME_NONE */
  gsize size;       /* as the server says */
  gboolean in_sent; /* it lies among what was sent */
  GBytes *raw;      /* (nullable) its bytes; NULL: only where it lies and its flags are told */
} HpRemoteMail;

void hp_remote_mail_free (HpRemoteMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpRemoteMail, hp_remote_mail_free)

/* A step of reading a mailbox: what is in it, and how far it is read once that is stored. Both in
 * one transaction, and nothing is lost or doubled wherever it is cut. */
typedef struct
{
  GPtrArray *mails;        /* (owned) (element-type HpRemoteMail) */
  GPtrArray *gone;         /* (owned) (element-type utf8) ids that were deleted there */
  char *cursor;            /* (owned) where to go on */
  gboolean begins_listing; /* a complete reading begins here: what it will not see is gone */
  gboolean ends_listing;
  gboolean has_more; /* the next step is there already */
  guint64 done;      /* of a complete reading */
  guint64 total;
} HpMailBatch;

HpMailBatch *hp_mail_batch_new (void);
void hp_mail_batch_free (HpMailBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailBatch, hp_mail_batch_free)

G_END_DECLS
