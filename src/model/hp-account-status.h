/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an account does now; stored by name. */
typedef enum
{
  HP_ACCOUNT_NEW,      /* never tried */
  HP_ACCOUNT_LIVE,     /* everything is here */
  HP_ACCOUNT_SYNCING,  /* done of total */
  HP_ACCOUNT_OFFLINE,  /* tried again by itself */
  HP_ACCOUNT_PASSWORD, /* waits for a new password */
  HP_ACCOUNT_ERROR,    /* waits for somebody to do something */
} HpAccountState;

const char *hp_account_state_get_name (HpAccountState state);
/* HP_ACCOUNT_NEW where @name is none. */
HpAccountState hp_account_state_from_name (const char *name);

/* How far an account is. A value that its holder owns. */
typedef struct
{
  gint64 account; /* its row */
  char *cursor;   /* (nullable) how far it is read */
  gint64 listing; /* the number of its last complete reading */
  HpAccountState state;
  char *problem; /* (nullable) */
  gint64 done;
  gint64 total;
  gint64 contact; /* us UTC, HP_TIME_NONE: never */
} HpAccountStatus;

void hp_account_status_free (HpAccountStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpAccountStatus, hp_account_status_free)

G_END_DECLS
