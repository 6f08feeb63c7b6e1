/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words that people read for stored names. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-labels.h"

#include <glib/gi18n.h>

#include "desk/hp-op-fields.h"
#include "live/hp-time-text.h"

typedef struct
{
  const char *name;
  const char *words;
} Entry;

static const Entry STATUSES[] = {
  { HP_STATUS_NEW, NC_ ("status", "New") },
  { HP_STATUS_OPEN, NC_ ("status", "Open") },
  { HP_STATUS_WAITING, NC_ ("status", "Waiting") },
  { HP_STATUS_RESOLVED, NC_ ("status", "Resolved") },
  { HP_STATUS_CLOSED, NC_ ("status", "Closed") },
  { HP_STATUS_SPAM, NC_ ("status", "Spam") },
  { NULL, NULL },
};

static const Entry CHANNELS[] = {
  { "mail", NC_ ("channel", "Mail") },
  { "chat", NC_ ("channel", "Chat") },
  { "phone", NC_ ("channel", "Phone") },
  { "form", NC_ ("channel", "Form") },
  { NULL, NULL },
};

static const Entry PRIORITIES[] = {
  { HP_PRIORITY_LOW, NC_ ("priority", "Low priority") },
  { HP_PRIORITY_HIGH, NC_ ("priority", "High priority") },
  { HP_PRIORITY_URGENT, NC_ ("priority", "Urgent") },
  { NULL, NULL },
};

static const Entry VIEWS[] = {
  { "mine", NC_ ("view", "Mine") },
  { "unassigned", NC_ ("view", "Unassigned") },
  { "open", NC_ ("view", "Open") },
  { "waiting", NC_ ("view", "Waiting") },
  { "snoozed", NC_ ("view", "Snoozed") },
  { "resolved", NC_ ("view", "Resolved") },
  { "spam", NC_ ("view", "Spam") },
  { "all", NC_ ("view", "All Tickets") },
  { NULL, NULL },
};

static const Entry VIEW_ICONS[] = {
  { "mine", "avatar-default-symbolic" },
  { "unassigned", "mail-unread-symbolic" },
  { "open", "view-list-bullet-symbolic" },
  { "waiting", "document-open-recent-symbolic" },
  { "snoozed", "alarm-symbolic" },
  { "resolved", "object-select-symbolic" },
  { "spam", "action-unavailable-symbolic" },
  { "all", "folder-symbolic" },
  { NULL, NULL },
};

static const Entry CHANNEL_ICONS[] = {
  { "chat", "hp-chat-symbolic" },
  { "phone", "call-start-symbolic" },
  { "form", "hp-form-symbolic" },
  { NULL, NULL },
};

static const char *
find_icon (const Entry *entries, const char *name, const char *fallback)
{
  for (; entries->name != NULL; entries++)
    if (g_str_equal (entries->name, name))
      return entries->words;
  return fallback;
}

static const char *
find_words (const Entry *entries, const char *context, const char *name, const char *fallback)
{
  for (; entries->name != NULL; entries++)
    if (g_str_equal (entries->name, name))
      return g_dpgettext2 (NULL, context, entries->words);
  return fallback;
}

const char *
hp_labels_get_status (const char *status)
{
  return find_words (STATUSES, "status", status, status);
}

const char *
hp_labels_get_channel (const char *channel)
{
  return find_words (CHANNELS, "channel", channel, channel);
}

const char *
hp_labels_get_priority (const char *priority)
{
  return find_words (PRIORITIES, "priority", priority, "");
}

const char *
hp_labels_get_view (HpViewItem *view)
{
  const char *name = hp_view_item_get_name (view);

  return hp_view_item_get_kind (view) == HP_VIEW_BUILT_IN ? find_words (VIEWS, "view", name, name)
                                                          : name;
}

const char *
hp_labels_get_view_icon (HpViewItem *view)
{
  if (hp_view_item_get_kind (view) == HP_VIEW_SAVED)
    return "folder-saved-search-symbolic";
  if (hp_view_item_get_kind (view) == HP_VIEW_TAG)
    return "hp-tag-symbolic";
  return find_icon (VIEW_ICONS, hp_view_item_get_name (view), "folder-symbolic");
}

const char *
hp_labels_get_channel_icon (const char *channel)
{
  return find_icon (CHANNEL_ICONS, channel, "mail-unread-symbolic");
}

static char *
dup_assignment (const HpOp *op)
{
  g_autofree char *assignee = hp_op_dup_text (op);

  if (assignee == NULL)
    /* Translators: %s is an agent */
    return g_strdup_printf (_ ("%s gave the ticket to nobody"), op->actor);
  if (g_str_equal (assignee, op->actor))
    /* Translators: %s is an agent */
    return g_strdup_printf (_ ("%s took the ticket"), op->actor);
  /* Translators: the first %s is an agent, the second the agent who gets the ticket */
  return g_strdup_printf (_ ("%s gave the ticket to %s"), op->actor, assignee);
}

static char *
dup_priority_change (const HpOp *op)
{
  g_autofree char *priority = hp_op_dup_text (op);
  const char *words = priority != NULL ? hp_labels_get_priority (priority) : "";

  /* Translators: %s is an agent, the second a priority, such as “Urgent” */
  return g_strdup_printf (_ ("%s changed the priority: %s"), op->actor,
                          *words != '\0' ? words : C_ ("priority", "Normal priority"));
}

static char *
dup_status_change (const HpOp *op)
{
  g_autofree char *status = hp_op_dup_status (op);

  /* Translators: %s is an agent, the second a status, such as “Waiting” */
  return g_strdup_printf (_ ("%s changed the status: %s"), op->actor,
                          status != NULL ? hp_labels_get_status (status) : "");
}

static char *
dup_snooze (const HpOp *op)
{
  gint64 until = hp_op_get_snooze (op);
  g_autofree char *time =
      until > 0 && until < G_MAXINT64 ? hp_time_dup_inner_text (until, g_get_real_time ()) : NULL;

  if (until == 0)
    /* Translators: %s is an agent */
    return g_strdup_printf (_ ("%s woke the ticket"), op->actor);
  if (time == NULL)
    /* Translators: %s is an agent */
    return g_strdup_printf (_ ("%s snoozed the ticket until an answer comes"), op->actor);
  /* Translators: %s is an agent, the second a date and time */
  return g_strdup_printf (_ ("%s snoozed the ticket until %s"), op->actor, time);
}

char *
hp_labels_dup_decision (const HpOp *op)
{
  if (g_str_equal (op->field, HP_FIELD_STATUS))
    return dup_status_change (op);
  if (g_str_equal (op->field, HP_FIELD_ASSIGNEE))
    return dup_assignment (op);
  if (g_str_equal (op->field, HP_FIELD_PRIORITY))
    return dup_priority_change (op);
  if (g_str_equal (op->field, HP_FIELD_SNOOZE))
    return dup_snooze (op);
  if (g_str_equal (op->field, HP_FIELD_MERGE))
    /* Translators: %s is an agent */
    return g_strdup_printf (_ ("%s merged another ticket into this one"), op->actor);
  if (hp_op_is_true (op))
    /* Translators: %s is an agent, the second a tag */
    return g_strdup_printf (_ ("%s added the tag %s"), op->actor, op->member);
  /* Translators: %s is an agent, the second a tag */
  return g_strdup_printf (_ ("%s removed the tag %s"), op->actor, op->member);
}

static void
append_check (GString *checks, gboolean has_failed, const char *name)
{
  if (has_failed)
    g_string_append_printf (checks, "%s%s", checks->len > 0 ? ", " : "", name);
}

static void
append_line (GString *lines, const char *line)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

char *
hp_labels_dup_warnings (HpWarnings warnings)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) checks = g_string_new (NULL);

  append_check (checks, (warnings & HP_WARNING_SPF) != 0, "SPF");
  append_check (checks, (warnings & HP_WARNING_DKIM) != 0, "DKIM");
  append_check (checks, (warnings & HP_WARNING_DMARC) != 0, "DMARC");
  if ((warnings & HP_WARNING_CLAIMS_OWN) != 0)
    append_line (lines, _ ("Claims to be from you"));
  if ((warnings & HP_WARNING_DAMAGED) != 0)
    append_line (lines, _ ("Could not be read; the original is attached"));
  if (checks->len > 0)
    {
      g_autofree char *line =
          /* Translators: %s lists the checks, such as “SPF, DMARC” */
          g_strdup_printf (_ ("The sender is not confirmed (%s failed)"), checks->str);
      append_line (lines, line);
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

char *
hp_labels_dup_snoozed (const HpTicket *ticket)
{
  g_autofree char *time = hp_time_dup_inner_text (ticket->snoozed, g_get_real_time ());

  if (ticket->snoozed == G_MAXINT64)
    return g_strdup (_ ("Snoozed until an answer comes"));
  /* Translators: %s is a moment, such as “tomorrow 09:00” */
  return g_strdup_printf (_ ("Snoozed until %s"), time);
}
