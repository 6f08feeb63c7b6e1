/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendar invitations and visiting cards, as programs write them. */

#include "mime/hp-cards.h"
#include "mime/hp-invitation.h"
#include "mime/hp-mail-parser.h"

#include <string.h>

#define EVENT(lines)                                                                               \
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" lines "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

static char *
dup_iso (gint64 time)
{
  g_autoptr (GDateTime) at =
      time != HP_TIME_NONE ? g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC) : NULL;

  return at != NULL ? g_date_time_format_iso8601 (at) : g_strdup ("none");
}

static void
assert_times (const char *calendar, const char *start, const char *end)
{
  HpInvitation *invitation = hp_invitation_new (calendar, NULL);
  g_assert_nonnull (invitation);
  g_autofree char *got_start = dup_iso (invitation->start);
  g_autofree char *got_end = dup_iso (invitation->end);

  g_assert_cmpstr (got_start, ==, start);
  g_assert_cmpstr (got_end, ==, end);
  hp_invitation_free (invitation);
}

static void
test_invitation_in_mail (void)
{
  static const char text[] =
      "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nCome\n--b\n"
      "Content-Type: text/calendar; charset=iso-8859-1; method=REQUEST\n\n"
      "BEGIN:VCALENDAR\nPRODID:x\nMETHOD:REQUEST\nBEGIN:VEVENT\n"
      "SUMMARY;LANGUAGE=fi:P\xe4iv\xe4kahvit\\, taas\\nja\n  uudelleen\nLOCATION:Keitti\xf6\n"
      "ORGANIZER;CN=\"Maija: the\n  one\":MAILTO:maija@example.fi\n"
      "DTSTART:20190429T110000Z\nDTEND:20190429T113000Z\n"
      "BEGIN:VALARM\nSUMMARY:no\nEND:VALARM\nEND:VEVENT\n"
      "BEGIN:VEVENT\nSUMMARY:second\nEND:VEVENT\nEND:VCALENDAR\n--b--";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpstr (mail->text, ==, "Come");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_nonnull (mail->invitation);
  g_assert_cmpstr (mail->invitation->method, ==, "request");
  g_assert_cmpstr (mail->invitation->summary, ==, "Päiväkahvit, taas ja uudelleen");
  g_assert_cmpstr (mail->invitation->location, ==, "Keittiö");
  g_assert_cmpstr (mail->invitation->organiser, ==, "maija@example.fi");
  g_assert_false (mail->invitation->is_allday);
}

static void
test_times (void)
{
  assert_times (EVENT ("DTSTART:20190429T110000Z\r\nDTEND:20190429T113000Z"),
                "2019-04-29T11:00:00Z", "2019-04-29T11:30:00Z");
  assert_times (EVENT ("DTSTART;TZID=Europe/Helsinki:20190429T110000\r\nDURATION:PT1H30M"),
                "2019-04-29T08:00:00Z", "2019-04-29T09:30:00Z");
  assert_times (EVENT ("DTSTART;TZID=\"Europe/Helsinki\":20191229T110000\r\nDURATION:P1DT15M"),
                "2019-12-29T09:00:00Z", "2019-12-30T09:15:00Z");
  assert_times (EVENT ("DTSTART;TZID=/x.org/2019_1/America/New_York:20190429T110000"),
                "2019-04-29T15:00:00Z", "2019-04-29T15:00:00Z");
  assert_times (EVENT ("DTSTART;TZID=America/Argentina/Buenos_Aires:20190429T110000"),
                "2019-04-29T14:00:00Z", "2019-04-29T14:00:00Z");
  assert_times (EVENT ("DTSTART;TZID=../../etc/passwd:20190429T110000"), "2019-04-29T11:00:00Z",
                "2019-04-29T11:00:00Z");
  assert_times (EVENT ("DTSTART:20190429T110000"), "2019-04-29T11:00:00Z", "2019-04-29T11:00:00Z");
  assert_times (EVENT ("DTSTART:20190230T110000Z\r\nDTEND:nonsense"), "none", "none");
  assert_times (EVENT ("SUMMARY:no time"), "none", "none");
}

static void
test_allday (void)
{
  HpInvitation *invitation = hp_invitation_new (EVENT ("DTSTART;VALUE=DATE:20190429"), "CANCEL");

  g_assert_true (invitation->is_allday);
  g_assert_cmpstr (invitation->method, ==, "cancel");
  hp_invitation_free (invitation);
  assert_times (EVENT ("DTSTART;VALUE=DATE:20190429"), "2019-04-29T00:00:00Z",
                "2019-04-30T00:00:00Z");
  assert_times (EVENT ("DTSTART;VALUE=DATE:20190429\r\nDTEND;VALUE=DATE:20190502"),
                "2019-04-29T00:00:00Z", "2019-05-02T00:00:00Z");
}

/* What Outlook sends: a name that no system knows, and its rules. */
static void
test_own_zone (void)
{
#define ZONE                                                                                       \
  "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:FLE Standard Time\nBEGIN:STANDARD\n"                     \
  "DTSTART:16010101T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"                                \
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"             \
  "DTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\n"                                \
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"               \
  "BEGIN:VEVENT\nDTSTART;TZID=FLE Standard Time:"
  assert_times (ZONE "20190429T110000\n", "2019-04-29T08:00:00Z", "2019-04-29T08:00:00Z");
  assert_times (ZONE "20190115T110000\n", "2019-01-15T09:00:00Z", "2019-01-15T09:00:00Z");
  assert_times (ZONE "20191231T110000\n", "2019-12-31T09:00:00Z", "2019-12-31T09:00:00Z");
  /* the last Sundays of March and October 2019 */
  assert_times (ZONE "20190331T025959\n", "2019-03-31T00:59:59Z", "2019-03-31T00:59:59Z");
  assert_times (ZONE "20190331T030000\n", "2019-03-31T00:00:00Z", "2019-03-31T00:00:00Z");
  assert_times (ZONE "20191027T040000\n", "2019-10-27T02:00:00Z", "2019-10-27T02:00:00Z");
}

static void
test_zone_without_rule (void)
{
  static const char calendar[] =
      "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:-0330\n"
      "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Here:20190429T110000\n";

  assert_times (calendar, "2019-04-29T14:30:00Z", "2019-04-29T14:30:00Z");
}

static void
test_no_event (void)
{
  g_assert_null (hp_invitation_new ("", NULL));
  g_assert_null (hp_invitation_new ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VTODO\nEND:VTODO", NULL));
  g_assert_null (hp_invitation_new ("no calendar at all: \n;;;\n:\n\"", NULL));
}

static const HpCard *
read_card (GPtrArray *cards, const char *text)
{
  g_ptr_array_set_size (cards, 0);
  hp_cards_read (cards, text);
  g_assert_cmpuint (cards->len, ==, 1);
  return cards->pdata[0];
}

static void
test_cards (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_card_free);
  const HpCard *card =
      read_card (cards, "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Mäki;Maija;;;\r\nFN:Maija Mäki\r\n"
                        "ORG:Kauppa Oy;Tuki\r\nitem1.EMAIL;TYPE=work:maija@example.fi\r\n"
                        "EMAIL:second@\r\n example.fi\r\nTEL;VALUE=uri:tel:+358-9-123\r\nTEL:\r\n"
                        "PHOTO:data:image/png;base64,AAAA\r\nEND:VCARD\r\n");

  g_assert_cmpstr (card->name, ==, "Maija Mäki");
  g_assert_cmpstr (card->organisation, ==, "Kauppa Oy");
  g_assert_cmpuint (card->mails->len, ==, 2);
  g_assert_cmpstr (card->mails->pdata[0], ==, "maija@example.fi");
  g_assert_cmpstr (card->mails->pdata[1], ==, "second@example.fi");
  g_assert_cmpuint (card->phones->len, ==, 1);
  g_assert_cmpstr (card->phones->pdata[0], ==, "+358-9-123");

  card = read_card (cards, "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
                           "M=C3=A4ki;Mai=\nja\nEND:VCARD\n");
  g_assert_cmpstr (card->name, ==, "Maija Mäki");
  g_assert_null (card->organisation);
}

static void
test_cards_are_bounded (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_card_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "BEGIN:VCARD\nFN:x\nEND:VCARD\n");
  hp_cards_read (cards, text->str);
  g_assert_cmpuint (cards->len, ==, 100);
}

static void
test_cards_in_mail (void)
{
  static const char text[] = "Subject: x\nContent-Type: text/x-vcard; name=m.vcf; "
                             "charset=iso-8859-1\n\nBEGIN:VCARD\nFN:M\xe4ki\nEND:VCARD\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  g_assert_cmpuint (mail->cards->len, ==, 1);
  g_assert_cmpstr (((const HpCard *) mail->cards->pdata[0])->name, ==, "Mäki");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  g_test_add_func ("/invitation/in-mail", test_invitation_in_mail);
  g_test_add_func ("/invitation/times", test_times);
  g_test_add_func ("/invitation/allday", test_allday);
  g_test_add_func ("/invitation/own-zone", test_own_zone);
  g_test_add_func ("/invitation/zone-without-rule", test_zone_without_rule);
  g_test_add_func ("/invitation/no-event", test_no_event);
  g_test_add_func ("/cards/cards", test_cards);
  g_test_add_func ("/cards/are-bounded", test_cards_are_bounded);
  g_test_add_func ("/cards/in-mail", test_cards_in_mail);
  return g_test_run ();
}
