/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what agents decide about a customer, and the mails that are handed out to one. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-customer-facts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hp-json.h"
#include "base/hp-text.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "store/hp-customer-table.h"
#include "store/hp-fact-table.h"
#include "store/hp-message-table.h"

#define MAX_LENGTH 200

const char *const HP_CUSTOMER_FIELD_TYPES[] = { "text", "number", "date", "choice", "link", NULL };

static gboolean
check_line (const char *text, const char *what, GError **error)
{
  g_autofree char *line = hp_text_dup_line (text);

  if (strcmp (line, text) == 0 && g_utf8_strlen (text, -1) <= MAX_LENGTH)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” can't be a %s. It is one line of up to %d letters", line, what, MAX_LENGTH);
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static gboolean
is_date (const char *text)
{
  int year;
  int month;
  int day;
  char rest;

  return sscanf (text, "%4d-%2d-%2d%c", &year, &month, &day, &rest) == 3 && year > 0 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_link (const char *text)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);
  return scheme != NULL && (strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) &&
         g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static gboolean
check_field (const HpCustomerFieldChange *field, GError **error)
{
  const char *wanted = NULL;

  if (*field->name == '\0' || !check_line (field->name, "field's name", error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "A field needs a name");
      return FALSE;
    }
  if (field->value == NULL)
    return TRUE;
  if (!g_strv_contains (HP_CUSTOMER_FIELD_TYPES, field->type))
    wanted = "of a known type: text, number, date, choice or link";
  else if (strcmp (field->type, "number") == 0 && !is_number (field->value))
    wanted = "a number such as 12.5";
  else if (strcmp (field->type, "date") == 0 && !is_date (field->value))
    wanted = "a date such as 2026-12-01";
  else if (strcmp (field->type, "link") == 0 && !is_link (field->value))
    wanted = "an address such as https://example.com/";
  if (wanted == NULL)
    return check_line (field->value, "field's value", error);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is not %s", field->value, wanted);
  return FALSE;
}

static gboolean
check_change (const HpCustomerChange *change, GError **error)
{
  const char *language = change->language;

  if (language != NULL && *language != '\0' &&
      !(strlen (language) == 2 && g_ascii_islower (language[0]) && g_ascii_islower (language[1])))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no language. One looks like fi, sv or en", language);
      return FALSE;
    }
  for (guint i = 0; i < change->n_fields; i++)
    if (!check_field (&change->fields[i], error))
      return FALSE;
  return (change->name == NULL || check_line (change->name, "name", error)) &&
         (change->segment == NULL || check_line (change->segment, "segment", error));
}

static void
set_text (HpDecide *self, const HpKey *key, const char *field, const char *text)
{
  if (text != NULL)
    hp_decide_op (self, HP_OP_CUSTOMER, key, field, "",
                  *text != '\0' ? hp_json_quote (text) : g_strdup ("null"));
}

static void
set_field (HpDecide *self, const HpKey *key, const HpCustomerFieldChange *field)
{
  g_autofree char *type = hp_json_quote (field->type);
  g_autofree char *value = field->value != NULL ? hp_json_quote (field->value) : NULL;

  hp_decide_op (self, HP_OP_CUSTOMER, key, HP_FIELD_CUSTOMER_FIELD, field->name,
                value != NULL ? g_strdup_printf ("{\"type\":%s,\"value\":%s}", type, value)
                              : g_strdup ("null"));
}

GArray *
hp_command_set_customer (HpDesk *desk,
                         const char *agent,
                         gint64 customer,
                         const HpCustomerChange *change,
                         GError **error)
{
  g_autoptr (HpCustomer) state = hp_customers_get (hp_desk_get_db (desk), customer);
  HpDecide self;

  if (state == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such customer");
      return NULL;
    }
  if (!check_change (change, error) || !hp_decide_begin (&self, desk, agent, error))
    return NULL;
  set_text (&self, &state->key, HP_FIELD_CUSTOMER_NAME, change->name);
  set_text (&self, &state->key, HP_FIELD_CUSTOMER_SEGMENT, change->segment);
  set_text (&self, &state->key, HP_FIELD_CUSTOMER_LANGUAGE, change->language);
  for (guint i = 0; i < change->n_fields; i++)
    set_field (&self, &state->key, &change->fields[i]);
  return hp_decide_end (&self, error);
}

/* A folder for nothing else, that only its owner reads. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (g_mkdir_with_parents (folder, S_IRWXU) != 0)
    {
      int saved = errno;
      g_set_error (error, HP_ERROR, saved == ENOSPC ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED,
                   "The folder %s can't be made: %s", folder, g_strerror (saved));
      return FALSE;
    }
  dir = g_dir_open (folder, 0, NULL);
  if (dir != NULL && g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_EXISTS, "%s is not an empty folder", folder);
  return FALSE;
}

static gboolean
write_mail (HpDesk *desk, gint64 message, const char *folder, GError **error)
{
  g_autoptr (GBytes) raw = hp_desk_dup_original (desk, message, error);
  gsize size;
  gconstpointer data = raw != NULL ? g_bytes_get_data (raw, &size) : NULL;

  if (raw == NULL)
    return FALSE;
  /* The row id follows time, so that the files stand in order. */
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".eml", message);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return TRUE;
  hp_error_adopt (error);
  return FALSE;
}

gboolean
hp_customer_export_mails (HpDesk *desk,
                          gint64 customer,
                          const char *folder,
                          GCancellable *cancellable,
                          guint *n,
                          GError **error)
{
  g_autoptr (GArray) messages = hp_messages_list_of_customer (hp_desk_get_db (desk), customer);

  if (!hp_db_check (hp_desk_get_db (desk), error) || !make_folder (folder, error))
    return FALSE;
  for (*n = 0; *n < messages->len; (*n)++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !write_mail (desk, g_array_index (messages, gint64, *n), folder, error))
      return FALSE;
  return TRUE;
}
