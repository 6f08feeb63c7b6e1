/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a saved reply says about one ticket: who asks, who answers, and dates as the reply's
 * language writes them. */

#define G_LOG_DOMAIN "helppari"

#include <string.h>

#include "base/hp-json.h"
#include "desk/hp-macros.h"
#include "desk/hp-op-fields.h"
#include "model/hp-ticket.h"
#include "store/hp-customer-table.h"
#include "store/hp-property-table.h"
#include "store/hp-ticket-table.h"

typedef struct
{
  const char *language;
  const char *format; /* of g_date_time_format(); NULL: day, English month, year */
  const char *weekdays[7];
} DateWords;

static const DateWords DATE_WORDS[] = {
  { "fi",
    "%-d.%-m.%Y",
    { "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai" } },
  { "sv", "%Y-%m-%d", { "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag" } },
  { "en", NULL, { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" } },
};
static const char *const ENGLISH_MONTHS[] = { "January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December" };

void
hp_macro_reply_free (HpMacroReply *reply)
{
  g_free (reply->text);
  g_free (reply->html);
  g_free (reply->language);
  g_ptr_array_unref (reply->unfilled);
  g_free (reply);
}

static void
set_value (GHashTable *values, const char *field, const char *value)
{
  if (value != NULL)
    g_hash_table_insert (values, g_strdup (field), g_strdup (value));
}

/* "Liisa Virtanen" and "Virtanen, Liisa" are Liisa; an address is nobody. */
static char *
dup_first_name (const char *name)
{
  const char *comma = name != NULL ? strchr (name, ',') : NULL;
  g_autofree char *first = g_strstrip (g_strdup (comma != NULL ? comma + 1 : name));

  if (first == NULL || *first == '\0' || strchr (first, '@') != NULL)
    return NULL;
  first[strcspn (first, " ")] = '\0';
  return g_steal_pointer (&first);
}

static void
add_person (GHashTable *values, const char *prefix, const char *name)
{
  g_autofree char *first = dup_first_name (name);
  g_autofree char *field = g_strconcat (prefix, ".name", NULL);
  g_autofree char *first_field = g_strconcat (prefix, ".first_name", NULL);

  if (name != NULL && strchr (name, '@') == NULL)
    set_value (values, field, name);
  set_value (values, first_field, first);
}

static void
add_customer (GHashTable *values, const HpCustomer *customer)
{
  add_person (values, "customer", customer->name);
  set_value (values, "customer.address", customer->address);
  set_value (values, "customer.organisation", customer->organisation);
}

static void
add_ticket (GHashTable *values, const HpTicket *ticket)
{
  g_autofree char *number = hp_key_dup_number (&ticket->key);

  set_value (values, "ticket.number", number);
  set_value (values, "ticket.subject", ticket->subject);
}

/* The login is a name where nothing else is known. */
static void
add_agent (HpDb *db, GHashTable *values, const char *login)
{
  HpKey key = hp_key_hash ("agent", login, NULL);
  g_autoptr (GPtrArray) properties = hp_properties_list (db, HP_OP_AGENT, &key);

  add_person (values, "agent", login);
  for (guint i = 0; i < properties->len; i++)
    {
      const HpProperty *property = g_ptr_array_index (properties, i);
      g_autofree char *text = hp_property_dup_text (property);
      if (strcmp (property->field, HP_FIELD_AGENT_NAME) == 0)
        add_person (values, "agent", text);
      else if (strcmp (property->field, HP_FIELD_AGENT_ADDRESS) == 0)
        set_value (values, "agent.address", text);
    }
}

static const DateWords *
find_date_words (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (DATE_WORDS); i++)
    if (g_strcmp0 (DATE_WORDS[i].language, language) == 0)
      return &DATE_WORDS[i];
  return &DATE_WORDS[G_N_ELEMENTS (DATE_WORDS) - 1];
}

static void
add_date (GHashTable *values, const char *field, const DateWords *words, GDateTime *day)
{
  g_autofree char *text = words->format == NULL
                              ? g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (day),
                                                 ENGLISH_MONTHS[g_date_time_get_month (day) - 1],
                                                 g_date_time_get_year (day))
                              : g_date_time_format (day, words->format);
  set_value (values, field, text);
}

static void
add_dates (GHashTable *values, const char *language)
{
  const DateWords *words = find_date_words (language);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (today, 1);
  g_autoptr (GDateTime) next_week = g_date_time_add_days (today, 7);

  add_date (values, "date.today", words, today);
  add_date (values, "date.tomorrow", words, tomorrow);
  add_date (values, "date.in_a_week", words, next_week);
  set_value (values, "date.weekday", words->weekdays[g_date_time_get_day_of_week (today) - 1]);
}

/* (nullable) */
static HpCustomer *
get_customer (HpDb *db, const HpTicket *ticket)
{
  gint64 identity = ticket != NULL ? hp_identities_find (db, &ticket->customer) : 0;

  return identity != 0 ? hp_customers_get (db, hp_identities_get_customer (db, identity)) : NULL;
}

HpMacroReply *
hp_macro_reply_new (HpDb *db,
                    const HpMacro *macro,
                    gint64 ticket,
                    const char *agent,
                    const char *language)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (HpTicket) row = ticket != 0 ? hp_tickets_get (db, ticket) : NULL;
  g_autoptr (HpCustomer) customer = get_customer (db, row);
  const char *theirs = customer != NULL ? customer->language : NULL;
  HpMacroReply *reply = g_new0 (HpMacroReply, 1);
  const char *used = "";
  const char *text = hp_macro_get_text (macro, language != NULL ? language : theirs, &used);

  if (row != NULL)
    add_ticket (values, row);
  if (customer != NULL)
    add_customer (values, customer);
  add_agent (db, values, agent);
  add_dates (values, *used != '\0' ? used : theirs);
  reply->language = g_strdup (used);
  reply->text = hp_macro_fill (text != NULL ? text : "", values, &reply->unfilled);
  reply->html = hp_macro_dup_html (reply->text);
  return reply;
}
