/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How text is cut into words, and what search does with them: phrases, prefixes, codes, addresses,
 * ranks, snippets and completions, over the real FTS5. */

#include "store/hp-tokenizer.h"

#include <string.h>

#include "store/hp-completion.h"
#include "store/hp-search-rank.h"
#include "store/hp-search-snippet.h"

typedef struct
{
  sqlite3 *db;
  HpWords *words;
} Desk;

static void
run (Desk *desk, const char *sql)
{
  char *message = NULL;
  sqlite3_exec (desk->db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->words = hp_words_new (&error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (":memory:", &desk->db), ==, SQLITE_OK);
  g_assert_true (hp_tokenizer_register (desk->db, desk->words, &error));
  g_assert_true (hp_search_places_register (desk->db, &error));
  run (desk, "CREATE TABLE message (id INTEGER PRIMARY KEY, subject TEXT, body TEXT);"
             "CREATE VIRTUAL TABLE search USING fts5 (subject, body, content = 'message', "
             "content_rowid = 'id', columnsize = 0, tokenize = 'helppari');"
             "CREATE VIRTUAL TABLE place USING fts5vocab (search, instance)");
}

static void
desk_close (Desk *desk)
{
  g_assert_cmpint (sqlite3_close (desk->db), ==, SQLITE_OK);
  hp_words_free (desk->words);
}

static sqlite3_stmt *
prepare (Desk *desk, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  sqlite3_prepare_v2 (desk->db, sql, -1, &statement, NULL);
  g_assert_cmpstr (sqlite3_errmsg (desk->db), ==, "not an error");
  return statement;
}

static void
add_message (Desk *desk, const char *subject, const char *body)
{
  static const char *const SQL[] = {
    "INSERT INTO message (subject, body) VALUES (?, ?)",
    "INSERT INTO search (subject, body, rowid) VALUES (?, ?, last_insert_rowid ())",
  };

  for (guint i = 0; i < G_N_ELEMENTS (SQL); i++)
    {
      sqlite3_stmt *statement = prepare (desk, SQL[i]);
      sqlite3_bind_text (statement, 1, subject, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (statement, 2, body, -1, SQLITE_TRANSIENT);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
}

typedef struct
{
  int row;
  double rank;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *two = b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? 1 : -1;
  return two->row - one->row;
}

/* The rows that match, best first, as "2 1". */
static char *
search (Desk *desk, const char *match)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  sqlite3_stmt *statement = prepare (desk, "SELECT rowid, hp_places (search) FROM search "
                                           "WHERE search MATCH ?");

  sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      guint n = (guint) sqlite3_column_bytes (statement, 1) / (guint) sizeof (HpSearchPlace);
      Found row = { sqlite3_column_int (statement, 0),
                    hp_search_rank (sqlite3_column_blob (statement, 1), n,
                                    (const double[]){ 4.0, 1.0 }) };
      g_array_append_val (found, row);
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (rows, "%s%d", rows->len > 0 ? " " : "",
                            g_array_index (found, Found, i).row);
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
assert_search (Desk *desk, const char *match, const char *expected)
{
  g_autofree char *rows = search (desk, match);
  g_assert_cmpstr (rows, ==, expected);
}

/* The text of the snippet with its hits in «». */
static char *
make_snippet (Desk *desk, const char *match, int column, int length)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  sqlite3_stmt *statement =
      prepare (desk, "SELECT hp_places (search), subject, body FROM search WHERE search MATCH ?");
  guint done = 0;

  sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  const HpSearchPlace *places = sqlite3_column_blob (statement, 0);
  guint n_places = (guint) sqlite3_column_bytes (statement, 0) / (guint) sizeof *places;
  const char *text = (const char *) sqlite3_column_text (statement, 1 + column);
  g_autoptr (HpSnippet) snippet =
      hp_snippet_new (text, strlen (text), (guint) length, places, n_places, (guint) column);
  sqlite3_finalize (statement);
  g_assert_true (g_utf8_validate (snippet->text, -1, NULL));
  for (guint i = 0; i < snippet->n_hits; i++)
    {
      g_autofree char *before = g_utf8_substring (snippet->text, done, snippet->hits[i].start);
      g_autofree char *hit =
          g_utf8_substring (snippet->text, snippet->hits[i].start, snippet->hits[i].end);
      g_string_append_printf (marked, "%s«%s»", before, hit);
      done = snippet->hits[i].end;
    }
  g_string_append (marked, g_utf8_offset_to_pointer (snippet->text, done));
  return g_string_free (g_steal_pointer (&marked), FALSE);
}

static void
assert_snippet (Desk *desk, const char *match, int column, int length, const char *expected)
{
  g_autofree char *snippet = make_snippet (desk, match, column, length);
  g_assert_cmpstr (snippet, ==, expected);
}

static void
test_cut (void)
{
  static const char *const CASES[][2] = {
    { "Hei, maailma!", "Hei|maailma" },
    { "liisa@kahvilalokki.example.net", "liisa|kahvilalokki|example|net" },
    { "H-20418:n HP-7K3Q2M9X", "H|20418|n|HP|7K3Q2M9X" },
    { "sapattia's rock'n' 'roll' vaa’an", "sapattia's|rock'n|roll|vaa’an" },
    { "l'1 1'l a''b", "l|1|1|l|a|b" },
    { "e-lasku_2 3,5 €", "e|lasku|2|3|5" },
    { "sala\u00adsana \u00adx\u00ad", "sala\u00adsana|x" },
    { "a\u0308iti", "a\u0308iti" },
    { "你好，世界 abc你def", "你|好|世|界|abc|你|def" },
    { "カタ한국", "カ|タ|한|국" },
    { "x😀y\u200bz", "x|y|z" },
    { "a\xffz \xc3", "a|z" },
    { "", "" },
    { "...---", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) words = g_string_new (NULL);
      const char *cursor = CASES[i][0];
      const char *end = cursor + strlen (cursor);
      HpWordSpan span;
      while (hp_tokenizer_next_word (&cursor, end, &span))
        g_string_append_printf (words, "%s%.*s", words->len > 0 ? "|" : "",
                                (int) (span.end - span.start), span.start);
      g_assert_cmpstr (words->str, ==, CASES[i][1]);
    }
}

static void
test_search (void)
{
  Desk desk;

  desk_open (&desk);
  add_message (&desk, "Laskujen eräpäivä", "Sähkölaskun summa on väärä.");
  add_message (&desk, "Tilaus H-20418", "Kirjoittakaa: liisa@kahvilalokki.example.net");
  add_message (&desk, "Order", "Rock'n roll, 你好世界, don’t worry");
  assert_search (&desk, "\"lasku\"", "1");
  assert_search (&desk, "\"väärät summat\"", "");
  assert_search (&desk, "\"summa on väärä\"", "1");
  assert_search (&desk, "\"laskun eräpäivät\"", "1");
  assert_search (&desk, "\"tilauksen\"", "2");
  assert_search (&desk, "\"H-20418\"", "2");
  assert_search (&desk, "\"20418\"", "2");
  assert_search (&desk, "\"h-20419\"", "");
  assert_search (&desk, "\"kahvilalokki\"", "2");
  assert_search (&desk, "\"Liisa@Kahvilalokki.example.net\"", "2");
  assert_search (&desk, "\"liisa@example.net\"", "");
  assert_search (&desk, "\"orders\"", "3");
  assert_search (&desk, "\"dont\"", "3");
  assert_search (&desk, "\"你好\"", "3");
  assert_search (&desk, "\"好你\"", "");
  assert_search (&desk, "sahkol*", "1");
  assert_search (&desk, "\"tilaukse\" *", "");
  assert_search (&desk, "\"lasku\" OR \"tilaus\"", "1 2");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "laskujen\"", "1");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "laskuista\"", "");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "laskuista" HP_TOKENIZER_OR "tilaus\"", "2");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "laskuista" HP_TOKENIZER_OR "vaara summa \"",
                 "");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "olla on" HP_TOKENIZER_OR "olla vaara \"", "");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "summa on" HP_TOKENIZER_OR "olla vaara \"", "1");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM "\"", "");
  assert_search (&desk, "\"" HP_TOKENIZER_VERBATIM HP_TOKENIZER_OR " " HP_TOKENIZER_OR "summa\"",
                 "1");
  run (&desk, "INSERT INTO search (search) VALUES ('integrity-check')");
  desk_close (&desk);
}

/* The subject counts more than the body, and many more than few, but not without end. */
static void
test_rank (void)
{
  Desk desk;
  g_autoptr (GString) many = g_string_new (NULL);

  for (int i = 0; i < 1000; i++)
    g_string_append (many, "lasku ");
  desk_open (&desk);
  add_message (&desk, "Hei", "lasku");
  add_message (&desk, "Hei", many->str);
  add_message (&desk, "Lasku", "Hei");
  add_message (&desk, "Tilaus", "lasku ja tilaus");
  assert_search (&desk, "\"lasku\"", "2 3 4 1");
  assert_search (&desk, "\"lasku\" OR \"tilaus\"", "4 2 3 1");
  desk_close (&desk);
}

static void
test_snippet (void)
{
  Desk desk;

  desk_open (&desk);
  add_message (&desk, "Lasku\x01 «x»\n \t tuli",
               "Alku on pitkä ja siinä ei ole mitään hakijalle.  Sitten tulee äkkiä väärä lasku, "
               "jonka laskun\nsumma ei täsmää. Loppu on taas pitkä ja merkityksetön kokonaan.");
  assert_snippet (&desk, "\"lasku\"", 0, 100, "«Lasku» «x» tuli");
  assert_snippet (&desk, "\"väärä lasku\" OR \"summa\"", 1, 60,
                  "…tulee äkkiä «väärä lasku», jonka laskun «summa» ei täsmää. Loppu…");
  assert_snippet (&desk, "\"väärä lasku\" OR \"lasku\"", 1, 40,
                  "…äkkiä «väärä lasku», jonka «laskun» summa ei…");
  assert_snippet (&desk, "\"lasku\"", 1, 10000,
                  "Alku on pitkä ja siinä ei ole mitään hakijalle. Sitten tulee äkkiä väärä "
                  "«lasku», jonka «laskun» summa ei täsmää. Loppu on taas pitkä ja merkityksetön "
                  "kokonaan.");
  assert_snippet (&desk, "subject : \"lasku\"", 1, 20, "Alku on pitkä ja…");
  desk_close (&desk);
}

/* The text of a row may be another by the time it is shown. */
static void
test_snippet_of_other_text (void)
{
  const HpSearchPlace places[] = { { 1, 0, 2, 2 }, { 1, 1, 900, 901 }, { 0, 0, 0, 0 } };
  g_autoptr (HpSnippet) snippet =
      hp_snippet_new ("yksi kaksi kolme", 16, 60, places, G_N_ELEMENTS (places), 1);
  g_autoptr (HpSnippet) empty = hp_snippet_new ("", 0, 60, places, G_N_ELEMENTS (places), 1);

  g_assert_cmpstr (snippet->text, ==, "yksi kaksi kolme");
  g_assert_cmpuint (snippet->n_hits, ==, 1);
  g_assert_cmpuint (snippet->hits[0].start, ==, 11);
  g_assert_cmpuint (snippet->hits[0].end, ==, 16);
  g_assert_cmpstr (empty->text, ==, "");
  g_assert_cmpuint (empty->n_hits, ==, 0);
}

static void
test_completion (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_open (&desk);
  for (int i = 0; i < 300; i++)
    add_message (&desk, i % 2 == 0 ? "lampaat" : "lastut", i < 5 ? "läksyt" : "vain muuta");
  g_autoptr (GPtrArray) list = hp_completion_list (desk.db, "place", "La", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  /* Frequent ones first: these stand with their base forms lammas and lastu. */
  for (guint i = 0; i < list->len; i++)
    g_assert_false (g_str_has_prefix (list->pdata[i], "laks"));
  g_autoptr (GPtrArray) rare = hp_completion_list (desk.db, "place", "läks", 20, &error);
  g_assert_cmpuint (rare->len, ==, 2);
  g_assert_cmpstr (rare->pdata[0], ==, "laksy");
  g_autoptr (GPtrArray) none = hp_completion_list (desk.db, "place", "l", 20, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (hp_completion_list (desk.db, "nowhere", "la", 20, &error));
  g_assert_nonnull (error);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokenizer/cut", test_cut);
  g_test_add_func ("/tokenizer/search", test_search);
  g_test_add_func ("/tokenizer/rank", test_rank);
  g_test_add_func ("/tokenizer/snippet", test_snippet);
  g_test_add_func ("/tokenizer/snippet-of-other-text", test_snippet_of_other_text);
  g_test_add_func ("/tokenizer/completion", test_completion);
  return g_test_run ();
}
