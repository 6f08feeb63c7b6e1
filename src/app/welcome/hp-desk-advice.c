/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what people are told when a desk can't be opened or an import stops. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-desk-advice.h"

#include <glib/gi18n.h>

#include "base/hp-error.h"

typedef struct
{
  HpError code;
  const char *title;
  const char *text;
} Advice;

static const Advice DESK[] = {
  { HP_ERROR_TOO_NEW, N_ ("A Newer Helppari Made This Desk"),
    N_ ("Nothing in it was changed. Update Helppari on this computer, or open another desk.") },
  { HP_ERROR_CORRUPT, N_ ("This Desk Is Damaged"),
    N_ ("Nothing in it was changed. Copy the whole folder to a safe place, then restore your "
        "newest "
        "backup with “helpparictl restore”, which keeps what is there under another name.") },
  { HP_ERROR_INVALID, N_ ("This Is Not a Desk"),
    N_ ("The folder holds a database of another program. Choose the folder of a desk: a file named "
        "desk.db lies in it.") },
  { HP_ERROR_NO_SPACE, N_ ("The Disk Is Full"),
    N_ ("The desk can’t be opened without some free space. Make room and look again.") },
  { HP_ERROR_BUSY, N_ ("Another Program Holds This Desk"),
    N_ ("Wait until it is done, or close it, and look again.") },
};

static const Advice IMPORT[] = {
  { HP_ERROR_NO_SPACE, N_ ("The Disk Is Full"),
    N_ ("What was read is stored. Make room and import again: only the rest is added.") },
  { HP_ERROR_NOT_FOUND, N_ ("The Mail Is Not There"),
    N_ ("The file or folder was moved or taken away. Connect the disk it lies on, or choose it "
        "again.") },
  { HP_ERROR_TOO_NEW, N_ ("A Newer Helppari Made This Desk"),
    N_ ("Nothing was imported. Update Helppari, or import into a new desk.") },
  { HP_ERROR_CORRUPT, N_ ("The Desk Is Damaged"),
    N_ ("Import into a new desk, or restore a backup first with “helpparictl restore”.") },
  { HP_ERROR_BUSY, N_ ("Another Program Holds This Desk"),
    N_ ("Wait until it is done and import again: only the rest is added.") },
};

static HpDeskAdvice
find (const Advice *known, gsize count, const GError *error, HpDeskAdvice other)
{
  for (gsize i = 0; error != NULL && i < count; i++)
    if (g_error_matches (error, HP_ERROR, (int) known[i].code))
      return (HpDeskAdvice){ .title = _ (known[i].title), .text = _ (known[i].text) };
  return other;
}

HpDeskAdvice
hp_desk_advice_for_desk (const GError *error)
{
  const HpDeskAdvice gone = {
    .title = _ ("The Desk Is Not Where It Was"),
    .text =
        _ ("Its folder was moved, or lies on a disk that is not connected. Connect the disk and "
           "look again, or choose the folder where it is now."),
    .is_gone = TRUE,
  };
  const HpDeskAdvice other = {
    .title = _ ("The Desk Can’t Be Opened"),
    .text = _ ("Check that you may read and write its folder and the files in it, and look again."),
  };

  return find (DESK, G_N_ELEMENTS (DESK), error, error == NULL ? gone : other);
}

HpDeskAdvice
hp_desk_advice_for_import (const GError *error)
{
  const HpDeskAdvice other = {
    .title = _ ("The Import Stopped"),
    .text = _ ("What was read is stored. Check that you may read the mail and write the desk’s "
               "folder, and import again: only the rest is added."),
  };

  return find (IMPORT, G_N_ELEMENTS (IMPORT), error, other);
}
