/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is composed is read back by the parser that reads all mail: it must say the same. */

#include <string.h>

#include "base/hp-error.h"
#include "mime/hp-blocks-html.h"
#include "mime/hp-compose.h"
#include "mime/hp-flowed.h"
#include "mime/hp-html-blocks.h"
#include "mime/hp-mail-address.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"
#include "mime/hp-new-words.h"

#define ID "m1@own.example"
/* 2026-11-24 10:00 in Helsinki */
#define TIME (G_GINT64_CONSTANT (1795507200) * G_USEC_PER_SEC)

static const char QUESTION[] = "From: =?utf-8?q?P=C3=A4ivi_Ahola?= <paivi@asiakas.example>\r\n"
                               "To: Tuki <tuki@own.example>\r\n"
                               "Subject: Tilaus\r\n"
                               "Date: Tue, 24 Nov 2026 09:12:00 +0200\r\n"
                               "Message-ID: <q2@asiakas.example>\r\n"
                               "References: <q0@asiakas.example> <q1@asiakas.example>\r\n"
                               "Content-Type: text/plain; charset=utf-8\r\n"
                               "\r\n"
                               "Hei!\r\n\r\nMissä tilaukseni viipyy? Odotan sitä jo.\r\n";

static HpDraft *
make_draft (HpDraftKind kind, const char *html)
{
  HpDraft *draft = hp_draft_new (kind);

  hp_draft_set_from (draft, "Kaupan tuki", "tuki@own.example");
  g_ptr_array_add (draft->to, hp_address_new ("Päivi Ahola", "paivi@asiakas.example"));
  hp_draft_set_text (&draft->subject, "Re: Tilaus");
  hp_draft_set_text (&draft->html, html);
  hp_draft_set_text (&draft->language, "fi");
  return draft;
}

static HpLetter *
compose (HpDraft *draft, const char *answered, GPtrArray *files, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) original =
      answered != NULL ? g_bytes_new_static (answered, strlen (answered)) : NULL;
  HpComposeInput input = { .draft = draft,
                           .message_id = ID,
                           .number = "HP-7K3Q2M9X",
                           .date = TIME,
                           .zone = zone,
                           .answered = original,
                           .files = files != NULL ? files : none };

  return hp_compose (&input, error);
}

static HpMail *
compose_and_read (HpDraft *draft, const char *answered)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HpLetter) letter = compose (draft, answered, NULL, &error);

  g_assert_no_error (error);
  return hp_mail_parse (letter->bytes);
}

/* Header lines of the letter as they leave, unfolded by nobody. */
static char *
dup_head (const HpLetter *letter)
{
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);
  const char *end = g_strstr_len (data, (gssize) size, "\r\n\r\n");

  g_assert_nonnull (end);
  return g_strndup (data, (gsize) (end - data));
}

static void
assert_address (GPtrArray *addresses, guint n, const char *name, const char *addr)
{
  g_assert_cmpuint (addresses->len, >, n);
  const HpAddress *address = g_ptr_array_index (addresses, n);
  g_assert_cmpstr (address->name, ==, name);
  g_assert_cmpstr (address->addr, ==, addr);
}

static void
test_reply_is_read_back (void)
{
  g_autoptr (HpDraft) draft = make_draft (
      HP_DRAFT_REPLY, "<p>Hei Päivi,</p><p>se <b>lähti</b> eilen.</p><p>Aino &amp; tuki</p>");
  draft->quote = HP_QUOTE_BELOW;
  g_ptr_array_add (draft->cc, hp_address_new ("Ölander, Åke \"A\"", "ake@Bücher.example"));
  g_autoptr (HpMail) mail = compose_and_read (draft, QUESTION);

  g_assert_null (mail->damage);
  assert_address (mail->from, 0, "Kaupan tuki", "tuki@own.example");
  assert_address (mail->to, 0, "Päivi Ahola", "paivi@asiakas.example");
  assert_address (mail->cc, 0, "Ölander, Åke \"A\"", "ake@bücher.example");
  g_assert_cmpstr (mail->subject, ==, "Re: Tilaus [HP-7K3Q2M9X]");
  g_assert_cmpint (mail->date, ==, TIME);
  g_assert_cmpstr (mail->message_id, ==, ID);
  g_assert_cmpuint (mail->in_reply_to->len, ==, 1);
  g_assert_cmpstr (mail->in_reply_to->pdata[0], ==, "q2@asiakas.example");
  g_assert_cmpuint (mail->references->len, ==, 3);
  g_assert_cmpstr (mail->references->pdata[0], ==, "q0@asiakas.example");
  g_assert_cmpstr (mail->references->pdata[2], ==, "q2@asiakas.example");
  g_assert_cmpuint (mail->attachments->len, ==, 0);
  g_assert_cmpstr (mail->text, ==,
                   "Hei Päivi,\n\nse lähti eilen.\n\nAino & tuki\n\n"
                   "24.11.2026 klo 9.12 Päivi Ahola kirjoitti:\n\n"
                   "> Hei!\n>\n> Missä tilaukseni viipyy? Odotan sitä jo.");
}

static char *
dup_new_words (const HpMail *mail)
{
  return hp_text_dup_reply (mail->text, mail->folds);
}

static void
test_new_words_are_what_was_written (void)
{
  static const char *const languages[] = { "fi", "sv", "en", "de" };
  static const HpQuote places[] = { HP_QUOTE_NONE, HP_QUOTE_BELOW, HP_QUOTE_ABOVE };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    for (gsize n = 0; n < G_N_ELEMENTS (places); n++)
      {
        g_autoptr (HpDraft) draft =
            make_draft (HP_DRAFT_REPLY, "<p>Se lähti eilen.</p><ol><li>Yksi</li></ol>");
        draft->quote = places[n];
        hp_draft_set_text (&draft->language, languages[i]);
        g_autoptr (HpMail) mail = compose_and_read (draft, QUESTION);
        g_autofree char *words = dup_new_words (mail);
        g_test_message ("%s %s", languages[i], hp_quote_get_name (places[n]));
        g_assert_cmpstr (words, ==, "Se lähti eilen.\n\n1. Yksi");
      }
}

static void
test_forward (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_FORWARD, "<p>Voitko katsoa?</p>");
  draft->quote = HP_QUOTE_BELOW;
  g_autoptr (HpMail) mail = compose_and_read (draft, QUESTION);

  g_assert_cmpuint (mail->in_reply_to->len, ==, 0);
  g_assert_cmpuint (mail->references->len, ==, 3);
  g_assert_nonnull (strstr (mail->text, "Voitko katsoa?\n\n---------- Välitetty viesti ----------\n"
                                        "Lähettäjä: Päivi Ahola <paivi@asiakas.example>\n"
                                        "Päivämäärä: 24.11.2026 klo 9.12\nAihe: Tilaus\n"));
  g_assert_nonnull (strstr (mail->text, "\n\nHei!\n\nMissä tilaukseni viipyy?"));
}

static void
test_forward_as_file_keeps_every_byte (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_FORWARD, "<p>Voitko katsoa?</p>");
  g_autoptr (GError) error = NULL;
  draft->quote = HP_QUOTE_ATTACHED;
  g_autoptr (HpLetter) letter = compose (draft, QUESTION, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (HpMail) mail = hp_mail_parse (letter->bytes);

  g_assert_cmpstr (mail->text, ==, "Voitko katsoa?");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  const HpAttachment *file = mail->attachments->pdata[0];
  g_assert_cmpstr (file->mime_type, ==, "message/rfc822");
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);
  g_assert_nonnull (g_strstr_len (data, (gssize) size, QUESTION));
}

static HpDraftFile *
make_file (const char *name, const char *type, const char *content_id)
{
  HpDraftFile *file = g_new0 (HpDraftFile, 1);

  file->filename = g_strdup (name);
  file->mime_type = g_strdup (type);
  file->content_id = g_strdup (content_id);
  return file;
}

static void
test_files_and_images (void)
{
  g_autoptr (HpDraft) draft = make_draft (
      HP_DRAFT_REPLY, "<p>Näin:</p><img src=\"cid:i1@own.example\" alt=\"kuva\"><p>Ok?</p>");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_ptr_array_add (draft->files, make_file ("lähetys.pdf", "application/pdf", NULL));
  g_ptr_array_add (draft->files, make_file ("kuva.png", "image/png", "i1@own.example"));
  g_ptr_array_add (draft->files, make_file ("pois.png", "image/png", "i2@own.example"));
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (files, g_bytes_new ("\0\r\nx\xff", 5));
  g_autoptr (HpLetter) letter = compose (draft, NULL, files, &error);
  g_assert_no_error (error);
  g_autoptr (HpMail) mail = hp_mail_parse (letter->bytes);
  g_autofree char *html = hp_mail_dup_html (letter->bytes);

  g_assert_cmpuint (mail->attachments->len, ==, 2);
  const HpAttachment *image = mail->attachments->pdata[0];
  const HpAttachment *file = mail->attachments->pdata[1];
  g_assert_cmpstr (image->content_id, ==, "i1@own.example");
  g_assert_true (image->is_inline);
  g_assert_cmpstr (file->filename, ==, "lähetys.pdf");
  g_assert_false (file->is_inline);
  g_autoptr (GBytes) data = hp_mail_dup_part (letter->bytes, file->part);
  g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data), "\0\r\nx\xff", 5);
  g_assert_nonnull (strstr (html, "<img src=\"cid:i1@own.example\" alt=\"kuva\">"));
  g_assert_cmpstr (mail->text, ==, "Näin:\n\n[kuva]\n\nOk?");
}

/* Everything a draft holds, with line ends that would begin headers of their own. */
static void
test_no_text_writes_headers (void)
{
#define EVIL "x\r\nBcc: evil@evil.example\r\n\r\nbody\nX-Evil: 1\r"
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_REPLY, "<p>a</p>");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  hp_draft_set_text (&draft->subject, EVIL);
  hp_draft_set_text (&draft->language, EVIL);
  hp_draft_set_from (draft, EVIL, "tuki@own.example");
  g_ptr_array_add (draft->to, hp_address_new (EVIL, "b@asiakas.example"));
  g_ptr_array_add (
      draft->to, hp_address_new ("=?utf-8?q?=0D=0ABcc:_evil@evil.example?=", "c@asiakas.example"));
  g_ptr_array_add (draft->files, make_file (EVIL, EVIL, NULL));
  g_ptr_array_add (draft->files, make_file (EVIL, "image/png\r\nX-Evil: 1", "i\r\nX-Evil: 1"));
  hp_draft_set_text (&draft->html, "<img src=\"cid:i&#13;&#10;X-Evil: 1\">");
  g_ptr_array_add (files, g_bytes_new_static ("a", 1));
  g_ptr_array_add (files, g_bytes_new_static ("b", 1));
  g_autoptr (HpLetter) letter = compose (draft, QUESTION, files, &error);
  g_assert_no_error (error);

  g_autofree char *head = dup_head (letter);
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  static const char *const expected[] = {
    "From:",          "To:",          "Subject:",    "Date:",         "Message-Id:",
    "X-Helppari-ID:", "In-Reply-To:", "References:", "MIME-Version:", "Content-Type:"
  };
  guint found = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != ' ' && *lines[i] != '\t')
      {
        g_assert_cmpuint (found, <, G_N_ELEMENTS (expected));
        g_assert_true (g_str_has_prefix (lines[i], expected[found]));
        found++;
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (expected));
  gsize size;
  const char *bytes = g_bytes_get_data (letter->bytes, &size);
  g_assert_null (g_strstr_len (bytes, (gssize) size, "\nX-Evil"));
  g_assert_null (g_strstr_len (bytes, (gssize) size, "\nBcc"));

  g_autoptr (HpMail) mail = hp_mail_parse (letter->bytes);
  g_assert_cmpuint (mail->to->len, ==, 3);
  g_assert_cmpstr (mail->subject, ==, "x Bcc: evil@evil.example body X-Evil: 1 [HP-7K3Q2M9X]");
  g_assert_cmpuint (letter->recipients->len, ==, 3);
}

static void
test_line_ends_are_crlf (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_FORWARD, "<p>a</p><pre>b\nc</pre>");
  g_autoptr (GError) error = NULL;
  draft->quote = HP_QUOTE_ATTACHED;
  g_autoptr (HpLetter) letter = compose (draft, QUESTION, NULL, &error);
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_assert_true (data[i] != '\n' || (i > 0 && data[i - 1] == '\r'));
      g_assert_true (data[i] != '\r' || (i + 1 < size && data[i + 1] == '\n'));
    }
}

static void
test_ids_and_ascii_in_the_header (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_NEW, "<p>a</p>");
  g_autoptr (GError) error = NULL;
  g_ptr_array_add (draft->to, hp_address_new ("Öinen", "a@bücher.example"));
  g_autoptr (HpLetter) letter = compose (draft, NULL, NULL, &error);
  g_autofree char *head = dup_head (letter);

  g_assert_true (g_str_is_ascii (head));
  g_assert_nonnull (strstr (head, "\r\nX-Helppari-ID: <" ID ">\r\n"));
  g_assert_nonnull (strstr (head, "<a@xn--bcher-kva.example>"));
  g_assert_cmpstr (letter->recipients->pdata[1], ==, "a@xn--bcher-kva.example");
}

static void
test_bcc_is_in_the_envelope_alone (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_NEW, "<p>a</p>");
  g_autoptr (GError) error = NULL;
  g_ptr_array_add (draft->bcc, hp_address_new (NULL, "salaa@asiakas.example"));
  g_ptr_array_add (draft->bcc, hp_address_new (NULL, "paivi@asiakas.example"));
  g_autoptr (HpLetter) letter = compose (draft, NULL, NULL, &error);
  gsize size;
  const char *data = g_bytes_get_data (letter->bytes, &size);

  g_assert_null (g_strstr_len (data, (gssize) size, "salaa"));
  g_assert_cmpuint (letter->recipients->len, ==, 2);
  g_assert_cmpstr (letter->recipients->pdata[1], ==, "salaa@asiakas.example");
  g_assert_cmpstr (letter->sender, ==, "tuki@own.example");
}

static void
test_long_threads_keep_first_and_last (void)
{
  g_autoptr (GString) question =
      g_string_new ("From: a@asiakas.example\r\nMessage-ID: <q@x.example>"
                    "\r\nReferences:");
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_REPLY, "<p>a</p>");
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (question, "\r\n <r%u@x.example>", i);
  g_string_append (question, "\r\n\r\nHei\r\n");
  g_autoptr (HpMail) mail = compose_and_read (draft, question->str);

  g_assert_cmpuint (mail->references->len, ==, 50);
  g_assert_cmpstr (mail->references->pdata[0], ==, "r0@x.example");
  g_assert_cmpstr (mail->references->pdata[48], ==, "r299@x.example");
  g_assert_cmpstr (mail->references->pdata[49], ==, "q@x.example");
}

/* RFC 5322 section 3.6.4: no References, one In-Reply-To. */
static void
test_references_of_a_mail_with_in_reply_to_alone (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_REPLY, "<p>a</p>");
  g_autoptr (HpMail) mail =
      compose_and_read (draft, "From: a@asiakas.example\r\nMessage-ID: <q@x.example>\r\n"
                               "In-Reply-To: <p@x.example>\r\n\r\nHei\r\n");
  g_autoptr (HpMail) without = compose_and_read (draft, "From: a@asiakas.example\r\n\r\nHei\r\n");

  g_assert_cmpuint (mail->references->len, ==, 2);
  g_assert_cmpstr (mail->references->pdata[0], ==, "p@x.example");
  g_assert_cmpuint (without->references->len, ==, 0);
}

static void
test_nobody_and_no_sender_are_refused (void)
{
  g_autoptr (HpDraft) draft = make_draft (HP_DRAFT_NEW, "<p>a</p>");
  g_autoptr (GError) nobody = NULL;
  g_autoptr (GError) sender = NULL;
  g_autoptr (GError) address = NULL;

  g_ptr_array_add (draft->to, hp_address_new (NULL, "maija@"));
  g_assert_null (compose (draft, NULL, NULL, &address));
  g_assert_error (address, HP_ERROR, HP_ERROR_INVALID);
  g_assert_nonnull (strstr (address->message, "“maija@”"));
  g_ptr_array_set_size (draft->to, 0);
  g_assert_null (compose (draft, NULL, NULL, &nobody));
  g_assert_error (nobody, HP_ERROR, HP_ERROR_INVALID);
  hp_draft_set_from (draft, NULL, "");
  g_assert_null (compose (draft, NULL, NULL, &sender));
  g_assert_error (sender, HP_ERROR, HP_ERROR_INVALID);
}

static void
test_only_the_allowlist_leaves (void)
{
  g_autoptr (HpDraft) draft = make_draft (
      HP_DRAFT_REPLY, "<p onclick=\"x()\">a <script>bad()</script><a href=\"javascript:x\">b</a> "
                      "<a href=\"https://x.example/?a=1&amp;b=2\">c</a> &lt;i&gt;</p>"
                      "<img src=\"https://x.example/i.png\" alt=\"kuva\"><style>p{}</style>"
                      "<iframe src=x></iframe><img src=\"cid:none\">");
  g_autoptr (GError) error = NULL;
  g_autoptr (HpLetter) letter = compose (draft, NULL, NULL, &error);
  g_autofree char *html = hp_mail_dup_html (letter->bytes);
  g_autoptr (HpMail) mail = hp_mail_parse (letter->bytes);

  g_assert_nonnull (strstr (html, "<body>\n<p>a b <a href=\"https://x.example/?a=1&amp;b=2\">c</a> "
                                  "&lt;i&gt;</p>\n<p>[kuva]</p>\n</body>"));
  g_assert_cmpstr (mail->text, ==, "a b c <https://x.example/?a=1&b=2> <i>\n\n[kuva]");
}

static const char *const BLOCKS[] = {
  "<p>a <b>b</b> <i>c</i> <u>d</u> <s>e</s> <code>f</code></p>\n",
  "<p>a<br>\nb</p>\n<p>c</p>\n",
  "<ul><li>a</li>\n<li>b</li></ul>\n",
  "<ol><li>a</li>\n<li>b<ul><li>c</li></ul>\n</li>\n<li>d</li></ol>\n<p>e</p>\n",
  "<ol start=\"3\"><li>a</li></ol>\n<ol><li>b</li></ol>\n",
  "<ul><li>a</li></ul>\n<ol><li>b</li></ol>\n",
  "<ul><li>a<p>b</p>\n</li></ul>\n",
  ("<blockquote type=\"cite\">\n<p>a</p>\n<blockquote type=\"cite\">\n<p>b</p>\n</blockquote>\n"
   "</blockquote>\n<p>c</p>\n"),
  "<pre>a  b\n\tc &lt;</pre>\n<h2>d</h2>\n<hr>\n",
  "<p><a href=\"https://x.example/\"><b>a</b></a></p>\n",
  "<p><b><i>a</i></b></p>\n",
};

static void
test_blocks_are_written_as_they_are_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BLOCKS); i++)
    {
      g_autoptr (HpBlocks) blocks = hp_html_blocks (BLOCKS[i], strlen (BLOCKS[i]));
      g_autofree char *html = hp_blocks_dup_html (blocks, NULL, HP_BLOCKS_HTML_PLAIN);
      g_autoptr (HpBlocks) again = hp_html_blocks (html, strlen (html));
      g_autofree char *twice = hp_blocks_dup_html (again, NULL, HP_BLOCKS_HTML_PLAIN);
      g_assert_cmpstr (html, ==, BLOCKS[i]);
      g_assert_cmpstr (twice, ==, html);
    }
}

static void
test_flowed_is_unfolded_again (void)
{
  static const char *const texts[] = {
    "",
    "a\n",
    "From here\n > no quote\n",
    "-- \nAino\n",
    "> quoted\n>> twice\n>\n> end\n",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen\n",
    "> one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen\n",
    "https://posti.example/a/very/long/address/that/has/no/blank/and/goes/on/and/on/and/on/and/"
    "on\n",
    "  indented  twice\n",
    "ää öö åå ää öö åå ää öö åå ää öö åå ää öö åå ää öö åå ää öö åå ää öö åå "
    "ää öö åå ää öö\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = hp_flowed_fold (texts[i]);
      g_auto (GStrv) lines = g_strsplit (folded, "\n", -1);
      g_autoptr (GString) text = g_string_new (folded);
      for (guint n = 0; lines[n] != NULL; n++)
        g_assert_true (strchr (lines[n], ' ') == NULL || g_utf8_strlen (lines[n], -1) <= 78);
      hp_flowed_unfold (text, FALSE);
      g_assert_cmpstr (text->str, ==, texts[i]);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *addr;
    const char *wire; /* NULL: refused */
  } cases[] = {
    { "Maija@Asiakas.Example", "Maija@asiakas.example" },
    { "a+b.c@x.example", "a+b.c@x.example" },
    { "a@bücher.example", "a@xn--bcher-kva.example" },
    { "a@localhost", "a@localhost" },
    { "", NULL },
    { "maija", NULL },
    { "@x.example", NULL },
    { "a@", NULL },
    { "a@x", NULL },
    { "a b@x.example", NULL },
    { "a@x example.fi", NULL },
    { "a@x..example", NULL },
    { "a..b@x.example", NULL },
    { ".a@x.example", NULL },
    { "ä@x.example", NULL },
    { "a@-x.example", NULL },
    { "a\r\nRCPT TO:<b@x.example>@x.example", NULL },
    { "a>@x.example", NULL },
    { "a@x.example>", NULL },
    { "a@[127.0.0.1]", NULL },
    { "a123456789012345678901234567890123456789012345678901234567890123456789@x.example", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *wire = hp_mail_address_dup_wire (cases[i].addr, &error);
      g_test_message ("%s", cases[i].addr);
      g_assert_cmpstr (wire, ==, cases[i].wire);
      if (wire == NULL)
        {
          g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
          g_assert_null (strpbrk (error->message, "\r\n"));
        }
    }
}

static void
test_address_lines (void)
{
  g_autoptr (GPtrArray) addresses = hp_mail_address_list_parse (
      "Anna Ahola <anna@x.example>, \"Öh, \\\"B\\\"\" <b@x.example>;c@x.example\n, <d@x.example>,"
      "kuka vain");
  g_autofree char *text = hp_mail_address_list_dup_text (addresses);
  g_autoptr (GPtrArray) again = hp_mail_address_list_parse (text);

  g_assert_cmpuint (addresses->len, ==, 5);
  assert_address (addresses, 0, "Anna Ahola", "anna@x.example");
  assert_address (addresses, 1, "Öh, \"B\"", "b@x.example");
  assert_address (addresses, 2, NULL, "c@x.example");
  assert_address (addresses, 3, NULL, "d@x.example");
  assert_address (addresses, 4, NULL, "kuka vain");
  g_assert_cmpuint (again->len, ==, 5);
  assert_address (again, 1, "Öh, \"B\"", "b@x.example");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/compose/reply", test_reply_is_read_back);
  g_test_add_func ("/compose/new-words", test_new_words_are_what_was_written);
  g_test_add_func ("/compose/forward", test_forward);
  g_test_add_func ("/compose/forward-as-file", test_forward_as_file_keeps_every_byte);
  g_test_add_func ("/compose/files", test_files_and_images);
  g_test_add_func ("/compose/injection", test_no_text_writes_headers);
  g_test_add_func ("/compose/crlf", test_line_ends_are_crlf);
  g_test_add_func ("/compose/header", test_ids_and_ascii_in_the_header);
  g_test_add_func ("/compose/bcc", test_bcc_is_in_the_envelope_alone);
  g_test_add_func ("/compose/long-threads", test_long_threads_keep_first_and_last);
  g_test_add_func ("/compose/in-reply-to", test_references_of_a_mail_with_in_reply_to_alone);
  g_test_add_func ("/compose/refused", test_nobody_and_no_sender_are_refused);
  g_test_add_func ("/compose/allowlist", test_only_the_allowlist_leaves);
  g_test_add_func ("/compose/blocks", test_blocks_are_written_as_they_are_read);
  g_test_add_func ("/compose/flowed", test_flowed_is_unfolded_again);
  g_test_add_func ("/compose/addresses", test_addresses);
  g_test_add_func ("/compose/address-lines", test_address_lines);
  return g_test_run ();
}
