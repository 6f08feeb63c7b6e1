/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a mail that is ready to leave. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-letter.h"

HpLetter *
hp_letter_new (const char *message_id, const char *sender, GPtrArray *recipients, GBytes *bytes)
{
  HpLetter *letter = g_atomic_rc_box_new0 (HpLetter);

  letter->message_id = g_strdup (message_id);
  letter->sender = g_strdup (sender);
  letter->recipients = recipients;
  letter->bytes = g_bytes_ref (bytes);
  return letter;
}

HpLetter *
hp_letter_ref (HpLetter *letter)
{
  return g_atomic_rc_box_acquire (letter);
}

static void
clear_letter (gpointer data)
{
  HpLetter *letter = data;

  g_free (letter->message_id);
  g_free (letter->sender);
  g_ptr_array_unref (letter->recipients);
  g_bytes_unref (letter->bytes);
}

void
hp_letter_unref (HpLetter *letter)
{
  g_atomic_rc_box_release_full (letter, clear_letter);
}
