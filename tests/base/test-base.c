/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "helppari-test"

#include <glib.h>
#include <string.h>

#include "base/hp-clock.h"
#include "base/hp-json.h"
#include "base/hp-key.h"
#include "base/hp-text.h"
#include "base/hp-time.h"

static void
test_keys_keep_parts_apart (void)
{
  HpKey one = hp_key_hash ("node", "ab", "c", NULL);
  HpKey two = hp_key_hash ("node", "a", "bc", NULL);
  HpKey again = hp_key_hash ("node", "ab", "c", NULL);
  HpKey read;
  g_autofree char *hex = hp_key_dup_hex (&one);

  g_assert_false (hp_key_equal (&one, &two));
  g_assert_true (hp_key_equal (&one, &again));
  g_assert_true (hp_key_from_hex (hex, &read));
  g_assert_true (hp_key_equal (&one, &read));
  g_assert_false (hp_key_from_hex ("xyz", &read));
  /* Part of the format: ids of tickets must never change. */
  HpKey fixed = hp_key_hash ("node", "20261117103803.viltit-4@kahvilalokki.example.net", NULL);
  g_autofree char *fixed_hex = hp_key_dup_hex (&fixed);
  g_assert_cmpstr (fixed_hex, ==, "fb8e5fad82cd1436d3b71d9b3d5199b2");
}

static void
test_numbers (void)
{
  HpKey key = { { 0x12, 0x34, 0x56, 0x78, 0x9a } };
  g_autofree char *number = hp_key_dup_number (&key);
  guint8 prefix[5];

  g_assert_cmpuint (strlen (number), ==, 11);
  g_assert_true (hp_number_parse (number, prefix));
  g_assert_cmpmem (prefix, 5, key.bytes, 5);
  g_assert_true (hp_number_parse ("hp-oil00000", prefix));
  g_assert_true (hp_number_parse ("HP-01100000", prefix));
  g_assert_false (hp_number_parse ("HP-0110000", prefix));
  g_assert_false (hp_number_parse ("HP-0110000U", prefix));
}

static void
test_clock_never_goes_back (void)
{
  gint64 now = G_GINT64_CONSTANT (1790000000123456);
  gint64 first = hp_clock_next (0, now);
  gint64 second = hp_clock_next (first, now);
  gint64 third = hp_clock_next (second, now - 3600 * (gint64) G_USEC_PER_SEC);

  g_assert_cmpint (second, >, first);
  g_assert_cmpint (third, >, second);
  g_assert_cmpint (hp_clock_get_time (first), ==, now / 1000 * 1000);
}

static void
test_times (void)
{
  gint64 time;
  g_autofree char *text = hp_time_dup_iso (G_GINT64_CONSTANT (1790000000999999));
  g_autofree char *before = hp_time_dup_iso (-1);

  g_assert_cmpstr (text, ==, "2026-09-21T14:13:20Z");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59Z");
  g_assert_true (hp_time_parse_iso (text, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1790000000000000));
  g_assert_cmpint (hp_time_get_day (-1), ==, -1);
  g_assert_cmpint (hp_time_get_day (0), ==, 0);
}

static void
test_lines_are_harmless (void)
{
  g_autofree char *line = hp_text_dup_line ("a\nb\xe2\x80\xae"
                                            "c\xff");
  g_assert_cmpstr (line, ==, "a�b�c�");
}

static void
test_foreign_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = hp_json_parse_object ("{\"a\": 1, \"b\": \"x\"}", -1, &error);

  g_assert_no_error (error);
  g_assert_null (hp_json_get_string (object, "a"));
  g_assert_cmpstr (hp_json_get_string (object, "b"), ==, "x");
  g_assert_cmpint (hp_json_get_int (object, "b", 7), ==, 7);
  g_assert_null (hp_json_get_array (object, "c"));
  g_assert_null (hp_json_parse_object ("[1]", -1, NULL));
  g_assert_null (hp_json_parse_object ("", -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/keys", test_keys_keep_parts_apart);
  g_test_add_func ("/base/numbers", test_numbers);
  g_test_add_func ("/base/clock", test_clock_never_goes_back);
  g_test_add_func ("/base/times", test_times);
  g_test_add_func ("/base/lines", test_lines_are_harmless);
  g_test_add_func ("/base/json", test_foreign_json);
  return g_test_run ();
}
