/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The time of mails that tell none. */

#include "mime/hp-mail-parser.h"
#include "mime/hp-mail-time.h"

#include "base/hp-time.h"

#include <string.h>

/* @expected: (nullable): NULL if there is nothing to guess by. */
static void
assert_guess (const char *header, const char *expected)
{
  g_autofree char *text = g_strconcat ("From: a@b.c\n", header, "\n\nHei\n", NULL);
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  gint64 time = hp_mail_time_guess (mail);
  g_autofree char *iso = time != HP_TIME_NONE ? hp_time_dup_iso (time) : NULL;

  g_assert_cmpstr (iso, ==, expected);
}

static void
test_hops (void)
{
  assert_guess ("Received: from a by b\nReceived: from c by a; Tue, 7 Apr 2026 10:00:01 +0300\n"
                "Message-ID: <20260101000000.1@x>",
                "2026-04-07T07:00:01Z");
}

static void
test_message_id (void)
{
  assert_guess ("Message-ID: <20260407100001.GA12@x>", "2026-04-07T10:00:01Z");
  assert_guess ("Message-ID: <kauppa-20260407100001123@x>", "2026-04-07T10:00:01Z");
  assert_guess ("Message-ID: <1775556001.77@x>", "2026-04-07T10:00:01Z");
  assert_guess ("Message-ID: <177555600150.77.123@x>", "2026-04-07T10:00:01Z");
  assert_guess ("Message-ID: <12.3.1775556001500.JavaMail.shop@x>", "2026-04-07T10:00:01Z");
}

static void
test_no_time_in_it (void)
{
  assert_guess ("Message-ID: <20261332100001.1@x>", NULL); /* no such month */
  assert_guess ("Message-ID: <00000000000000.1@x>", NULL);
  assert_guess ("Message-ID: <ab1775556001@x>", NULL); /* a piece of a random word */
  assert_guess ("Message-ID: <1775556001cd@x>", NULL);
  assert_guess ("Message-ID: <9999999999.1@x>", NULL); /* beyond any clock */
  assert_guess ("Message-ID: <a@1775556001.example>", NULL);
  assert_guess ("X: y", NULL);
}

static void
test_references (void)
{
  assert_guess ("Message-ID: <x@x>\nReferences: <20260101000000.1@x> <20260407100001.2@x> <z@x>",
                "2026-04-07T10:00:01Z");
  assert_guess ("In-Reply-To: <20260407100001.2@x>", "2026-04-07T10:00:01Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/time/hops", test_hops);
  g_test_add_func ("/time/message-id", test_message_id);
  g_test_add_func ("/time/no-time-in-it", test_no_time_in_it);
  g_test_add_func ("/time/references", test_references);
  return g_test_run ();
}
