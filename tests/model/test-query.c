/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person types becomes terms, in three languages, and nothing typed fails. */

#include "model/hp-query.h"

#include <string.h>

static const char *const FIELDS[] = { "word",   "from", "to",       "assignee", "tag",
                                      "status", "is",   "priority", "channel",  "before",
                                      "after",  "has",  "number" };

/* The query as "-tag=vip word=lasku phrase=uusi lasku typing", times left out. */
static char *
describe (const char *text)
{
  g_autoptr (HpQuery) query = hp_query_parse (text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const HpQueryTerm *term = query->terms->pdata[i];
      g_assert_true (g_utf8_validate (term->value, -1, NULL));
      g_string_append_printf (out, "%s%s%s=%s", i > 0 ? " " : "", term->is_negated ? "-" : "",
                              term->is_phrase ? "phrase" : FIELDS[term->field], term->value);
    }
  g_string_append (out, query->is_typing ? " typing" : "");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_terms (void)
{
  static const char *const CASES[][2] = {
    { "", "" },
    { "  ", "" },
    { "lasku", "word=lasku typing" },
    { "lasku ", "word=lasku" },
    { "uusi lasku", "word=uusi word=lasku typing" },
    { "\"uusi lasku\"", "phrase=uusi lasku" },
    { "”uusi lasku” x ", "phrase=uusi lasku word=x" },
    { "\"jäi auki", "phrase=jäi auki" },
    { "-lasku -\"uusi lasku\" ", "-word=lasku -phrase=uusi lasku" },
    { "e-lasku ", "word=e-lasku" },
    { "- -- \"\" ... & ", "" },
    { "from:liisa", "from=liisa" },
    { "From:\"Liisa Virtanen\" x", "from=Liisa Virtanen word=x typing" },
    { "-from:liisa@example.net ", "-from=liisa@example.net" },
    { "to:tuki assignee:me assignee:none assignee:Pekka",
      "to=tuki assignee=me assignee=none assignee=Pekka" },
    { "tag:VIP -tag:\"iso asiakas\"", "tag=VIP -tag=iso asiakas" },
    { "status:open is:unassigned is:waiting", "status=open is=unassigned is=waiting" },
    { "priority:urgent channel:phone has:attachment",
      "priority=urgent channel=phone has=attachment" },
    { "is:snoozed status:snoozed tila:torkutettu", "is=snoozed is=snoozed is=snoozed" },
    { "status:unassigned ", "word=status:unassigned" },
    { "status:blue is: tag:", "word=status:blue" },
    { "foo:bar http://x.example/a 12:30 ", "word=foo:bar word=http://x.example/a word=12:30" },
    { "HP-7K3Q2M9X hp-7k3q2m9x", "number=HP-7K3Q2M9X number=hp-7k3q2m9x" },
    { "[HP-7K3Q2M9X], #HP-7K3Q2M9X", "number=HP-7K3Q2M9X number=HP-7K3Q2M9X" },
    { "number:7K3Q2M9X HP-U HP-7K3Q2M9XX H-20418 ",
      "number=7K3Q2M9X word=HP-U word=HP-7K3Q2M9XX word=H-20418" },
    { "lähettäjä:liisa vastuuhenkilö:minä tila:avoin kanava:sähköposti",
      "from=liisa assignee=me status=open channel=mail" },
    { "tunniste:vip sisältää:liite prioriteetti:kiireellinen",
      "tag=vip has=attachment priority=urgent" },
    { "från:liisa ansvarig:ingen är:öppen kanal:formulär prioritet:hög",
      "from=liisa assignee=none is=open channel=form priority=high" },
    { "fran:liisa lahettaja:liisa ", "from=liisa from=liisa" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *found = describe (CASES[i][0]);
      g_assert_cmpstr (found, ==, CASES[i][1]);
    }
}

static const HpQueryTerm *
get_term (const HpQuery *query, HpQueryField field)
{
  g_assert_cmpuint (query->terms->len, ==, 1);
  const HpQueryTerm *term = query->terms->pdata[0];
  g_assert_cmpint (term->field, ==, field);
  return term;
}

static void
assert_local_time (const char *text, HpQueryField field, const char *expected)
{
  g_autoptr (HpQuery) query = hp_query_parse (text);
  const HpQueryTerm *term = get_term (query, field);
  g_assert_cmpint (term->time, !=, G_MININT64);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (term->time / G_USEC_PER_SEC);
  g_autofree char *written = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
  g_assert_cmpstr (written, ==, expected);
}

static void
assert_age (const char *text, gint64 expected)
{
  g_autoptr (HpQuery) query = hp_query_parse (text);
  const HpQueryTerm *term = get_term (query, HP_QUERY_AFTER);
  g_assert_cmpint (term->time, ==, G_MININT64);
  g_assert_cmpint (term->age, ==, expected);
}

static void
test_times (void)
{
  assert_local_time ("before:2026-11-01", HP_QUERY_BEFORE, "2026-11-01 00:00:00");
  assert_local_time ("after:2026-11", HP_QUERY_AFTER, "2026-11-01 00:00:00");
  assert_local_time ("after:2026", HP_QUERY_AFTER, "2026-01-01 00:00:00");
  assert_local_time ("ennen:1.11.2026", HP_QUERY_BEFORE, "2026-11-01 00:00:00");
  assert_local_time ("jälkeen:2026-3-29", HP_QUERY_AFTER, "2026-03-29 00:00:00");
  assert_age ("after:7d", 7 * G_TIME_SPAN_DAY);
  assert_age ("efter:2w", 14 * G_TIME_SPAN_DAY);
  assert_age ("jälkeen:3kk", 90 * G_TIME_SPAN_DAY);
  assert_age ("after:12h", 12 * G_TIME_SPAN_HOUR);
}

static void
test_bad_times (void)
{
  static const char *const BAD[] = { "2026-13-01",  "31.2.2026", "7x",
                                     "d",           "99999999d", "-5d",
                                     "2026-11-01x", "20261101",  "0000-00-00" };

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autofree char *text = g_strconcat ("before:", BAD[i], " ", NULL);
      g_autofree char *expected = g_strconcat ("word=before:", BAD[i], NULL);
      g_autofree char *found = describe (text);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_days (void)
{
  g_autoptr (HpQuery) today = hp_query_parse ("after:tänään");
  g_autoptr (HpQuery) yesterday = hp_query_parse ("after:igår");
  gint64 span = get_term (today, HP_QUERY_AFTER)->time - get_term (yesterday, HP_QUERY_AFTER)->time;

  g_assert_cmpint (span, >=, 23 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (span, <=, 25 * G_TIME_SPAN_HOUR);
}

/* Any bytes, cut anywhere, and a text that is too long. */
static void
test_garbage (void)
{
  static const char ODD[] = "\xff\xc3 \"-from:\x01: ä\"” [HP-\xe2\x80 -- a:\"b -:\" before:9d ";
  g_autoptr (GString) longest = g_string_new (NULL);

  for (gsize start = 0; start < sizeof ODD; start++)
    for (gsize length = 0; start + length < sizeof ODD; length++)
      {
        g_autofree char *text = g_strndup (ODD + start, length);
        g_free (describe (text));
      }
  for (int i = 0; i < 10000; i++)
    g_string_append (longest, "sana ");
  g_autoptr (HpQuery) query = hp_query_parse (longest->str);
  g_assert_cmpuint (query->terms->len, <=, 64);
}

static void
test_has_words (void)
{
  g_autoptr (HpQuery) with = hp_query_parse ("is:open lasku");
  g_autoptr (HpQuery) without = hp_query_parse ("is:open from:liisa");
  g_autoptr (HpQuery) shared = hp_query_ref (with);

  g_assert_true (hp_query_has_words (shared));
  g_assert_false (hp_query_has_words (without));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/terms", test_terms);
  g_test_add_func ("/query/times", test_times);
  g_test_add_func ("/query/bad-times", test_bad_times);
  g_test_add_func ("/query/days", test_days);
  g_test_add_func ("/query/garbage", test_garbage);
  g_test_add_func ("/query/has-words", test_has_words);
  return g_test_run ();
}
