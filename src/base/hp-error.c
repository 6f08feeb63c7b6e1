/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the one error domain. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (hp - error - quark, hp_error)

static HpError
get_code_of_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return HP_ERROR_NOT_FOUND;
    case G_IO_ERROR_EXISTS:
      return HP_ERROR_EXISTS;
    case G_IO_ERROR_NO_SPACE:
      return HP_ERROR_NO_SPACE;
    case G_IO_ERROR_CANCELLED:
      return HP_ERROR_CANCELLED;
    case G_IO_ERROR_NOT_SUPPORTED:
      return HP_ERROR_UNSUPPORTED;
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_INVALID_ARGUMENT:
    case G_IO_ERROR_INVALID_FILENAME:
      return HP_ERROR_INVALID;
    case G_IO_ERROR_BUSY:
      return HP_ERROR_BUSY;
    default:
      return HP_ERROR_FAILED;
    }
}

static HpError
get_code_of_file_error (int code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOENT:
    case G_FILE_ERROR_NOTDIR:
      return HP_ERROR_NOT_FOUND;
    case G_FILE_ERROR_EXIST:
      return HP_ERROR_EXISTS;
    case G_FILE_ERROR_NOSPC:
      return HP_ERROR_NO_SPACE;
    default:
      return HP_ERROR_FAILED;
    }
}

void
hp_error_adopt (GError **error)
{
  if (error == NULL || *error == NULL)
    return;
  if ((*error)->domain == G_IO_ERROR)
    (*error)->code = get_code_of_io_error ((*error)->code);
  else if ((*error)->domain == G_FILE_ERROR)
    (*error)->code = get_code_of_file_error ((*error)->code);
  else
    return;
  (*error)->domain = HP_ERROR;
}
