/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HP_ERROR (hp_error_quark ())

/* What the caller can do about a failure, not where it came from. */
typedef enum
{
  HP_ERROR_FAILED,       /* nothing better is known */
  HP_ERROR_OFFLINE,      /* try again when there is a network */
  HP_ERROR_AUTH,         /* ask for a new password */
  HP_ERROR_TLS,          /* the other side can't be trusted */
  HP_ERROR_PROTOCOL,     /* the other side speaks nonsense */
  HP_ERROR_RATE_LIMITED, /* try again later */
  HP_ERROR_NOT_FOUND,    /* no such thing */
  HP_ERROR_EXISTS,       /* there already */
  HP_ERROR_CONFLICT,     /* somebody else changed it */
  HP_ERROR_INVALID,      /* the input is wrong */
  HP_ERROR_CORRUPT,      /* the stored data is damaged */
  HP_ERROR_NO_SPACE,     /* the disk is full */
  HP_ERROR_TOO_NEW,      /* made by a newer version */
  HP_ERROR_UNSUPPORTED,  /* can't be done here */
  HP_ERROR_BUSY,         /* another process holds it; try again */
  HP_ERROR_CANCELLED,    /* the user stopped it */
} HpError;

GQuark hp_error_quark (void);

/* Turns a GIOError or GFileError into the desk's own domain, keeping its text. Takes *error and
 * replaces it; other domains pass through. Any thread. */
void hp_error_adopt (GError **error);

G_END_DECLS
