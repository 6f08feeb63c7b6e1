/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling people from machines. When in doubt it is a person: a ticket too many is better than
 * a customer unheard. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-kind.h"

#include <string.h>

#include "mime/hp-bounce-phrases.h"
#include "mime/hp-mail-about.h"
#include "mime/hp-mail-absence.h"
#include "mime/hp-mail-failed.h"

/* Nobody but a mail system sends as these. */
static const char *const DAEMONS[] = { "mailer-daemon", "mailer_daemon", "mailerdaemon",
                                       "mail-daemon",   "maildaemon",    NULL };

/* People may answer here too: a bounce only by its subject. */
static const char *const POSTMASTERS[] = { "postmaster",
                                           "postmast",
                                           "mailer",
                                           "mdaemon",
                                           "mmdf",
                                           "bounce",
                                           "bounces",
                                           "mail-system",
                                           "microsoftexchange",
                                           "system administrator",
                                           "mail administrator",
                                           "mail delivery system",
                                           "mail delivery subsystem",
                                           "mail delivery service",
                                           NULL };

/* Beginnings or parts of the subjects of bounces, case folded. */
static const char *const BOUNCE_SUBJECTS[] = { "undeliver",
                                               "undelivered",
                                               "returned mail",
                                               "returned to sender",
                                               "return to sender",
                                               "delivery status",
                                               "delivery failure",
                                               "delivery failed",
                                               "delivery problem",
                                               "delivery error",
                                               "delivery notification",
                                               "delivery report",
                                               "delivery has failed",
                                               "delivery delayed",
                                               "delivery warning",
                                               "delayed mail",
                                               "could not be delivered",
                                               "could not send",
                                               "not be delivered",
                                               "non-delivery",
                                               "nondeliverable",
                                               "failure notice",
                                               "failure delivery",
                                               "failed mail",
                                               "mail failure",
                                               "mail error",
                                               "message delivery",
                                               "mail delivery",
                                               "mail system error",
                                               "message status",
                                               "unable to deliver",
                                               "not delivered",
                                               "rejected mail",
                                               "user unknown",
                                               "warning: message",
                                               "non remis",
                                               "non distribu",
                                               "échec de la remise",
                                               "échec de la distribution",
                                               "no se puede entregar",
                                               "no se pudo entregar",
                                               "no entregado",
                                               "non recapitabile",
                                               "mancata consegna",
                                               "mancato recapito",
                                               "impossibile recapitare",
                                               "onbestelbaar",
                                               "niet bezorgd",
                                               "kan ikke leveres",
                                               "kunne ikke leveres",
                                               "ikke levert",
                                               "ikke leveret",
                                               "nie można dostarczyć",
                                               "nie dostarczono",
                                               "niedostarczon",
                                               "не доставлено",
                                               "недоставлен",
                                               "не может быть доставлено",
                                               "não entregue",
                                               "não foi possível entregar",
                                               "falha na entrega",
                                               "devolvido ao remetente",
                                               "devuelto al remitente",
                                               "ei voitu toimittaa",
                                               "ei toimitettu",
                                               "perille toimittamat",
                                               "toimitus epäonnistui",
                                               "toimittamatta",
                                               "kunde inte levereras",
                                               "olevererbart",
                                               "oleverbart",
                                               "gick inte att leverera",
                                               "inte levererat",
                                               "leveransfel",
                                               "unzustellbar",
                                               "nicht zugestellt",
                                               "zustellung fehlgeschlagen",
                                               NULL };

/* Headers that only machines set on their answers, unless they say "no". */
static const char *const REPLY_HEADERS[] = {
  "X-Autoreply",      "X-Autoreply-From", "X-Autorespond",         "X-Autoresponder",
  "X-Auto-Reply",     "X-Auto-Replied",   "X-Auto-Response",       "X-Auto-Reply-From",
  "X-Mail-Autoreply", "X-Autogenerated",  "X-FC-MachineGenerated", NULL
};

/* What only programs have in the user of their address, as part of it. */
static const char *const MACHINES[] = { "noreply",      "no-reply",     "no_reply",    "donotreply",
                                        "do-not-reply", "antivirus",    "gateway",     "daemon",
                                        "system",       "admin",        "postmaster",  "mailserver",
                                        "mail_service", "mail-service", "mailservice", "smtp",
                                        "exchange",     "ndr",          NULL };

static gboolean
has_value (const HpMimeTree *tree, const char *header, const char *wanted)
{
  g_autofree char *value = hp_mail_fields_dup_value (tree->fields, header);

  return value != NULL && g_ascii_strcasecmp (value, wanted) == 0;
}

static gboolean
is_report (const HpMimeTree *tree, const char *report_type)
{
  GMimeContentType *content_type = g_mime_object_get_content_type (tree->root);

  if (!g_mime_content_type_is_type (content_type, "multipart", "report"))
    return FALSE;
  const char *type = g_mime_content_type_get_parameter (content_type, "report-type");
  return type != NULL && g_ascii_strcasecmp (type, report_type) == 0;
}

static gboolean
has_part (const HpMail *mail, const char *mime_type)
{
  for (guint i = 0; i < mail->attachments->len; i++)
    if (strcmp (((HpAttachment *) mail->attachments->pdata[i])->mime_type, mime_type) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_part_of (const char *text, const char *const *parts)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "postmaster" of "<Postmaster@example.com>": what stands before the @, in lower case. */
static char *
dup_user (const char *text)
{
  text += strspn (text, "<\"' ");

  char *user = g_ascii_strdown (text, (gssize) strcspn (text, "@+=<>\\\""));
  return g_strstrip (user);
}

static gboolean
is_user_among (const char *text, const char *const *users)
{
  g_autofree char *user = text != NULL ? dup_user (text) : NULL;

  return user != NULL && g_strv_contains (users, user);
}

static gboolean
is_sender_among (const HpMail *mail, const char *const *users)
{
  const HpAddress *from = mail->from->len > 0 ? mail->from->pdata[0] : NULL;

  return from != NULL && (is_user_among (from->addr, users) || is_user_among (from->name, users));
}

/* The path on which nothing comes back (RFC 5321 section 4.5.5): bounces, but also answers of
 * machines. */
static gboolean
has_null_path (const HpMimeTree *tree)
{
  g_autofree char *path = hp_mail_fields_dup_value (tree->fields, "Return-Path");

  return path != NULL &&
         (strcmp (path, "<>") == 0 || strcmp (path, "< >") == 0 || is_user_among (path, DAEMONS));
}

/* Newsletters and lists are bulk too, but name themselves. */
static gboolean
is_bulk (const HpMimeTree *tree)
{
  return (has_value (tree, "Precedence", "bulk") || has_value (tree, "Precedence", "junk")) &&
         hp_mail_fields_find (tree->fields, "List-Id") == NULL &&
         hp_mail_fields_find (tree->fields, "List-Unsubscribe") == NULL;
}

static HpMailHint
get_hint (const HpMimeTree *tree)
{
  if (has_null_path (tree) || is_bulk (tree))
    return HP_MAIL_HINT_STRONG;
  if (hp_mail_fields_find (tree->fields, "X-Auto-Response-Suppress") != NULL)
    return HP_MAIL_HINT_WEAK;
  return HP_MAIL_HINT_NONE;
}

static gboolean
is_of_machine (const HpMail *mail)
{
  const HpAddress *from = mail->from->len > 0 ? mail->from->pdata[0] : NULL;
  g_autofree char *user = from != NULL ? dup_user (from->addr) : NULL;

  return user != NULL && has_part_of (user, MACHINES);
}

/* Somebody hands on or answers what came. */
static gboolean
is_sequel (const char *subject)
{
  static const char *const beginnings[] = { "re:", "vs:",  "sv:",  "aw:",  "fw:", "fwd:",    "vl:",
                                            "wg:", "tr:",  "rv:",  "vb:",  "i:",  "doorst:", "odp:",
                                            "pd:", "ynt:", "enc:", "res:", NULL };

  for (gsize i = 0; beginnings[i] != NULL; i++)
    if (g_str_has_prefix (subject, beginnings[i]))
      return TRUE;
  return FALSE;
}

/* A gateway that sends as nobody in particular. */
static gboolean
is_notice (const HpMail *mail, const HpMimeTree *tree, const char *subject)
{
  return has_part_of (subject, BOUNCE_SUBJECTS) && !is_sequel (subject) && is_of_machine (mail) &&
         hp_bounce_phrases_begins_notice (mail->text);
}

static gboolean
is_bounce (const HpMail *mail, const HpMimeTree *tree, const char *subject)
{
  if (is_report (tree, "delivery-status"))
    return TRUE;
  if (hp_mail_absence_is (mail, subject, HP_MAIL_HINT_NONE))
    return FALSE;
  if (is_sender_among (mail, DAEMONS))
    return TRUE;
  if (has_part (mail, "message/delivery-status") && !is_sequel (subject))
    return TRUE;
  if (!is_sender_among (mail, POSTMASTERS) && !has_null_path (tree))
    return is_notice (mail, tree, subject);
  return (has_part_of (subject, BOUNCE_SUBJECTS) && !is_sequel (subject)) ||
         hp_mail_fields_find (tree->fields, "X-Failed-Recipients") != NULL;
}

/* An invitation is sent by a program and still is somebody's wish. */
static gboolean
is_submitted_by_machine (const HpMail *mail, const HpMimeTree *tree)
{
  g_autofree char *value = hp_mail_fields_dup_value (tree->fields, "Auto-Submitted");

  if (value == NULL || *value == '\0')
    return FALSE;
  value[strcspn (value, "; (")] = '\0';
  if (g_ascii_strcasecmp (value, "no") == 0)
    return FALSE;
  return g_ascii_strcasecmp (value, "auto-generated") != 0 || !has_part (mail, "text/calendar");
}

static gboolean
has_reply_header (const HpMimeTree *tree)
{
  for (gsize i = 0; REPLY_HEADERS[i] != NULL; i++)
    {
      g_autofree char *value = hp_mail_fields_dup_value (tree->fields, REPLY_HEADERS[i]);
      if (value != NULL && g_ascii_strcasecmp (value, "no") != 0 &&
          g_ascii_strcasecmp (value, "false") != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_auto_reply (const HpMail *mail, const HpMimeTree *tree, const char *subject)
{
  if (is_submitted_by_machine (mail, tree) || has_reply_header (tree) ||
      has_value (tree, "Precedence", "auto_reply") || is_report (tree, "disposition-notification"))
    return TRUE;
  return hp_mail_absence_is (mail, subject, get_hint (tree));
}

void
hp_mail_kind_read (HpMail *mail, const HpMimeTree *tree)
{
  g_autofree char *subject = g_utf8_strdown (mail->subject, -1);

  if (is_report (tree, "feedback-report") || has_part (mail, "message/feedback-report"))
    mail->kind = HP_MAIL_KIND_FEEDBACK;
  else if (is_bounce (mail, tree, subject))
    mail->kind = hp_mail_failed_read (mail, tree) ? HP_MAIL_KIND_BOUNCE : HP_MAIL_KIND_AUTO_REPLY;
  else if (is_auto_reply (mail, tree, subject))
    mail->kind = HP_MAIL_KIND_AUTO_REPLY;
  if (mail->kind == HP_MAIL_KIND_BOUNCE || mail->kind == HP_MAIL_KIND_FEEDBACK)
    mail->about = hp_mail_about_dup (mail, tree->root);
}
