/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading delivery reports (RFC 3464): whom they name and why. Where both are named, the
 * recipient is the address that was written to, not the one it was forwarded to. Pure; any thread.
 */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-bounce-report.h"

#include <string.h>

#include "mime/hp-bounce-address.h"
#include "mime/hp-bounce-reason.h"
#include "mime/hp-charset.h"
#include "mime/hp-mime-part.h"

typedef enum
{
  FIELD_ORIGINAL,
  FIELD_FINAL,
  FIELD_ACTION,
  FIELD_STATUS,
  FIELD_DIAGNOSTIC,
  N_FIELDS,
} Field;

static const char *const NAMES[N_FIELDS] = { "Original-Recipient:", "Final-Recipient:", "Action:",
                                             "Status:", "Diagnostic-Code:" };

/* What is said of one recipient, and what was said before. */
typedef struct
{
  char *values[N_FIELDS]; /* (owned) (nullable) */
  GPtrArray *failed;
  GHashTable *seen; /* (owned) addresses in lower case */
  gboolean is_over; /* a blank line stands behind enough fields; some set one behind each */
  HpBounceReport found;
} ReportReader;

static gboolean
has_action (const ReportReader *self, const char *beginning)
{
  const char *action = self->values[FIELD_ACTION];

  return action != NULL && g_ascii_strncasecmp (action, beginning, strlen (beginning)) == 0;
}

static char *
dup_recipient (const ReportReader *self)
{
  char *address = NULL;

  for (Field field = FIELD_ORIGINAL; field <= FIELD_FINAL && address == NULL; field++)
    if (self->values[field] != NULL)
      address = hp_bounce_address_dup (self->values[field]);
  return address;
}

/* The server's own answer is more exact than "5.0.0". */
static char *
dup_status (const ReportReader *self)
{
  const char *diagnostic = self->values[FIELD_DIAGNOSTIC];
  const char *value = self->values[FIELD_STATUS];
  g_autofree char *status = value != NULL ? hp_bounce_reason_dup_status (value) : NULL;

  if (diagnostic != NULL && (status == NULL || g_str_has_suffix (status, ".0.0")))
    {
      char *better = hp_bounce_reason_dup_status (diagnostic);
      if (better != NULL)
        return better;
    }
  return g_steal_pointer (&status);
}

/* Some write their reason into Status. */
static char *
dup_reason (const ReportReader *self)
{
  char *reason = NULL;

  if (self->values[FIELD_DIAGNOSTIC] != NULL)
    reason = hp_bounce_reason_dup_sentence (self->values[FIELD_DIAGNOSTIC]);
  if (reason == NULL && self->values[FIELD_STATUS] != NULL)
    reason = hp_bounce_reason_dup_sentence (self->values[FIELD_STATUS]);
  return reason;
}

static void
take_failed (ReportReader *self, char *address)
{
  char *key = g_utf8_strdown (address, -1);

  self->found = HP_BOUNCE_REPORT_FAILED;
  if (!g_hash_table_add (self->seen, key))
    {
      g_free (address);
      return;
    }
  HpFailedRecipient *recipient = g_new0 (HpFailedRecipient, 1);
  recipient->addr = address;
  recipient->status = dup_status (self);
  recipient->reason = dup_reason (self);
  recipient->is_permanent = !has_action (self, "delay") && !has_action (self, "warn") &&
                            (recipient->status == NULL || recipient->status[0] != '4');
  g_ptr_array_add (self->failed, recipient);
}

static void
finish_recipient (ReportReader *self)
{
  char *address = dup_recipient (self);
  gboolean is_reached = has_action (self, "deliver") || has_action (self, "relay") ||
                        has_action (self, "expand") || has_action (self, "trans");

  if (address != NULL && !is_reached)
    take_failed (self, g_steal_pointer (&address));
  else if (is_reached && self->found == HP_BOUNCE_REPORT_NONE)
    self->found = HP_BOUNCE_REPORT_REACHED;
  g_free (address);
  for (Field field = 0; field < N_FIELDS; field++)
    g_clear_pointer (&self->values[field], g_free);
  self->is_over = FALSE;
}

static gboolean
is_complete (const ReportReader *self)
{
  return self->values[FIELD_ACTION] != NULL &&
         (self->values[FIELD_ORIGINAL] != NULL || self->values[FIELD_FINAL] != NULL);
}

/* @line begins with a field; its continuation lines are part of it. */
static void
read_field (ReportReader *self, const char *line, gsize length)
{
  for (Field field = 0; field < N_FIELDS; field++)
    {
      gsize name = strlen (NAMES[field]);
      if (length < name || g_ascii_strncasecmp (line, NAMES[field], name) != 0)
        continue;
      if (self->values[field] != NULL || (self->is_over && field <= FIELD_FINAL))
        finish_recipient (self);
      self->values[field] = g_strstrip (g_strndup (line + name, length - name));
    }
}

static void
read_report (ReportReader *self, const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      const char *end = line + strcspn (line, "\n");
      gboolean is_blank = line + strspn (line, " \t\r") >= end;
      while (!is_blank && *end == '\n' && (end[1] == ' ' || end[1] == '\t'))
        end += 1 + strcspn (end + 1, "\n");
      self->is_over = self->is_over || (is_blank && is_complete (self));
      read_field (self, line, (gsize) (end - line));
      line = end + (*end == '\n');
    }
  finish_recipient (self);
}

/* A gateway may pass a report on as an attached mail. */
static GMimeObject *
get_attached_report (GMimeObject *part)
{
  if (!GMIME_IS_MESSAGE_PART (part))
    return NULL;
  GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));
  GMimeObject *body = message != NULL ? g_mime_message_get_mime_part (message) : NULL;
  if (body == NULL)
    return NULL;
  GMimeContentType *type = g_mime_object_get_content_type (body);
  return g_mime_content_type_is_type (type, "multipart", "report") ? body : NULL;
}

static void
read_part (ReportReader *self, GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  if (!g_mime_content_type_is_type (type, "message", "delivery-status") &&
      !g_mime_content_type_is_type (type, "message", "global-delivery-status"))
    return;
  g_autoptr (GByteArray) content = hp_mime_part_dup_content (part);
  g_autofree char *text = hp_charset_decode_unlabelled ((const char *) content->data, content->len);
  read_report (self, text);
}

static void
walk (ReportReader *self, GMimeObject *part, gboolean is_attached)
{
  GMimeObject *report = is_attached ? NULL : get_attached_report (part);

  if (report != NULL && self->found == HP_BOUNCE_REPORT_NONE)
    walk (self, report, TRUE);
  else if (GMIME_IS_MULTIPART (part))
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
      walk (self, g_mime_multipart_get_part (GMIME_MULTIPART (part), i), is_attached);
  else
    read_part (self, part);
}

HpBounceReport
hp_bounce_report_read (GPtrArray *failed, GMimeObject *root)
{
  ReportReader self = { .failed = failed };

  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk (&self, root, FALSE);
  g_hash_table_unref (self.seen);
  return self.found;
}
