/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What IMAP servers say is read as they mean it, and what is none is refused. */

#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-name.h"
#include "mail/imap/hp-imap-response.h"
#include "mail/imap/hp-imap-uids.h"

/* @lines: a response; what stands between "{" and "}" there is counted by whoever wrote it. */
static HpImapResponse *
read_lines (const char *text, GError **error)
{
  g_autoptr (HpImapParser) parser = hp_imap_parser_new ();

  for (;;)
    {
      gsize length = strcspn (text, "\r");
      g_autofree char *line = g_strndup (text, length);
      gint64 more = hp_imap_parser_add_line (parser, line);
      text += length + (text[length] == '\r' ? 2 : 0);
      if (more < 0)
        break;
      g_assert_cmpint (more, <=, (gint64) strlen (text));
      g_autoptr (GBytes) bytes = g_bytes_new (text, (gsize) more);
      hp_imap_parser_add_bytes (parser, bytes);
      text += more;
    }
  g_assert_cmpstr (text, ==, "");
  return hp_imap_parser_end (parser, error);
}

static HpImapResponse *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  HpImapResponse *response = read_lines (text, &error);

  g_assert_no_error (error);
  return response;
}

static void
test_fetch (void)
{
  g_autoptr (HpImapResponse) response =
      read_good ("* 12 fetch (UID 7 FLAGS (\\Seen $x) BODY[HEADER.FIELDS (\"A\" B)]<0> \"a\\\"b\" "
                 "BODY[] {9}\r\nab) \"\r\n{3 RFC822.SIZE 44)");
  const GPtrArray *items = hp_imap_values_get_list (response->values, 0);
  guint body = hp_imap_values_find (items, "BODY[]");

  g_assert_cmpstr (response->name, ==, "FETCH");
  g_assert_cmpint (response->number, ==, 12);
  g_assert_cmpuint (hp_imap_values_get_number (items, hp_imap_values_find (items, "uid"), 0), ==,
                    7);
  g_assert_cmpstr (hp_imap_values_get_text (items, body), ==, "ab) \"\r\n{3");
  g_assert_cmpstr (hp_imap_values_get_text (
                       items, hp_imap_values_find (items, "BODY[HEADER.FIELDS (\"A\" B)]<0>")),
                   ==, "a\"b");
  g_assert_cmpuint (hp_imap_values_get_list (items, hp_imap_values_find (items, "FLAGS"))->len, ==,
                    2);
  g_assert_cmpuint (hp_imap_values_find (items, "ENVELOPE"), ==, G_MAXUINT);
}

static void
test_status (void)
{
  g_autoptr (HpImapResponse) done = read_good ("H7 OK [COPYUID 3 304,319:320 3956:3958] Done {3}");
  g_autoptr (HpImapResponse) odd = read_good ("* NO [broken (text] of a server");
  g_autoptr (HpImapResponse) go = read_good ("+ dGV4dA== {9}");

  g_assert_cmpint (done->what, ==, HP_IMAP_DONE);
  g_assert_cmpstr (done->tag, ==, "H7");
  g_assert_true (hp_imap_response_has_code (done, "copyuid"));
  g_assert_cmpstr (hp_imap_values_get_text (done->code, 2), ==, "304,319:320");
  g_assert_cmpstr (done->text, ==, "Done {3}");
  g_assert_null (odd->code);
  g_assert_cmpstr (odd->text, ==, "[broken (text] of a server");
  g_assert_cmpint (go->what, ==, HP_IMAP_CONTINUE);
  g_assert_cmpstr (go->text, ==, "dGV4dA== {9}");
}

static void
test_strings (void)
{
  g_autoptr (HpImapResponse) list = read_good ("* LIST (\\Noselect) NIL {5}\r\nIN\"BX");
  g_autoptr (HpImapResponse) binary = read_good ("* 1 FETCH (BODY[] ~{2+}\r\n() UID 3)");

  g_assert_cmpint (hp_imap_values_get (list->values, 1)->kind, ==, HP_IMAP_NIL);
  g_assert_cmpstr (hp_imap_values_get_text (list->values, 2), ==, "IN\"BX");
  g_assert_cmpstr (hp_imap_values_get_text (hp_imap_values_get_list (binary->values, 0), 1), ==,
                   "()");
}

static void
test_nonsense (void)
{
  g_autofree char *deep = g_strnfill (100, '(');
  g_autofree char *shut = g_strnfill (100, ')');
  g_autofree char *nested = g_strconcat ("* X ", deep, shut, NULL);
  const char *const texts[] = { "",
                                "*",
                                "*  ",
                                "* 1 FETCH (UID 3",
                                "* 1 FETCH UID 3)",
                                "* LIST () \"/\" \"open",
                                "* LIST () \"/\" \"end\\",
                                "* LIST () \"/\" {3} more",
                                "* LIST () \"/\" a{3}b",
                                "A1 FETCH (UID 3)",
                                "<html><body>Not Found",
                                nested };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HpImapResponse) response = read_lines (texts[i], &error);
      g_assert_null (response);
      g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
    }
}

static void
test_uids (void)
{
  guint32 numbers[] = { 9, 3, 8, 4294967295, 7, 1 };
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) ranges = hp_imap_ranges_parse ("4294967295:5,2");
  static const char *const NONE[] = { "", ",", "1,", "0", "4294967296", "1:*", "a", "1 2", ":3" };

  g_array_append_vals (uids, numbers, G_N_ELEMENTS (numbers));
  g_autofree char *text = hp_imap_uids_dup_text (uids);
  g_assert_cmpstr (text, ==, "1,3,7:9,4294967295");
  g_assert_cmpuint (hp_imap_ranges_count (ranges), ==, 4294967292);
  g_assert_true (hp_imap_ranges_have (ranges, 2));
  g_assert_false (hp_imap_ranges_have (ranges, 3));
  for (guint i = 0; i < G_N_ELEMENTS (NONE); i++)
    g_assert_null (hp_imap_ranges_parse (NONE[i]));
}

static void
test_names (void)
{
  static const struct
  {
    const char *written;
    const char *shown;
  } names[] = { { "INBOX", "INBOX" },
                { "L&AOQ-hetetyt", "Lähetetyt" },
                { "A&-B", "A&B" },
                { "~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = hp_imap_name_dup_shown (names[i].written);
      g_autofree char *written = hp_imap_name_dup_written (names[i].shown);
      g_assert_cmpstr (shown, ==, names[i].shown);
      g_assert_cmpstr (written, ==, names[i].written);
    }
  g_autofree char *odd = hp_imap_name_dup_shown ("&AOQ open");
  g_assert_cmpstr (odd, ==, "&AOQ open");
  g_assert_cmpstr (hp_imap_name_guess_role ("Skräppost"), ==, "junk");
  g_assert_cmpstr (hp_imap_name_guess_role ("LÄHETETYT VIESTIT"), ==, "sent");
  g_assert_null (hp_imap_name_guess_role ("Laskut"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imap-response/fetch", test_fetch);
  g_test_add_func ("/imap-response/status", test_status);
  g_test_add_func ("/imap-response/strings", test_strings);
  g_test_add_func ("/imap-response/nonsense", test_nonsense);
  g_test_add_func ("/imap-response/uids", test_uids);
  g_test_add_func ("/imap-response/names", test_names);
  return g_test_run ();
}
