/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how an import looks. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-import-view.h"

#include <glib/gi18n.h>

#include "app/welcome/hp-desk-advice.h"
#include "store/hp-damaged-list.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-import-view.ui"
/* Before that a guess would jump. */
#define GUESS_SECONDS 2.0
#define GUESS_SHARE 0.01

struct _HpImportView
{
  AdwBin parent_instance;

  HpImportJob *job; /* (owned) (nullable) */

  GtkLabel *figure;
  GtkLabel *unit;
  GtkLabel *left;
  GtkProgressBar *bar;
  GtkLabel *caption;
  AdwActionRow *messages;
  GtkLabel *message_count;
  GtkLabel *ticket_count;
  GtkLabel *customer_count;
  GtkWidget *again;
  AdwExpanderRow *damaged;
  AdwExpanderRow *unreadable;
  GPtrArray *details; /* (owned) rows in the two above */
};

G_DEFINE_FINAL_TYPE (HpImportView, hp_import_view, ADW_TYPE_BIN)

static guint64
count_all (const HpImportProgress *progress)
{
  return progress->messages + progress->duplicates;
}

static double
get_share (const HpImportProgress *progress)
{
  if (progress->bytes_total == 0)
    return 0.0;
  return MIN ((double) progress->bytes_done / (double) progress->bytes_total, 1.0);
}

char *
hp_import_view_dup_time_left (const HpImportProgress *progress)
{
  double share = get_share (progress);
  double left;

  if (share < GUESS_SHARE || progress->seconds < GUESS_SECONDS)
    return g_strdup ("");
  left = progress->seconds / share - progress->seconds;
  if (left < 60.0)
    return g_strdup (_ ("less than a minute left"));
  if (left < 90.0 * 60.0)
    {
      guint minutes = (guint) (left / 60.0 + 0.5);
      return g_strdup_printf (ngettext ("about %u min left", "about %u min left", minutes),
                              minutes);
    }
  guint hours = (guint) (left / 3600.0 + 0.5);
  return g_strdup_printf (ngettext ("about %u h left", "about %u h left", hours), hours);
}

static void
set_count (GtkLabel *label, guint64 count)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GUINT64_FORMAT, count);

  gtk_label_set_text (label, text);
}

static void
show_counts (HpImportView *self, const HpImportProgress *progress)
{
  gulong all = (gulong) count_all (progress);
  gulong known = (gulong) progress->duplicates;
  gulong rate = (gulong) ((double) all / MAX (progress->seconds, 0.001));
  g_autofree char *rate_text =
      g_strdup_printf (ngettext ("%'lu a second", "%'lu a second", rate), rate);
  g_autofree char *known_text = g_strdup_printf (
      ngettext ("%'lu was there already", "%'lu were there already", known), known);

  set_count (self->figure, all);
  gtk_label_set_text (self->unit, ngettext ("message", "messages", all));
  set_count (self->message_count, progress->messages);
  set_count (self->ticket_count, (guint64) MAX (progress->tickets, 0));
  set_count (self->customer_count, (guint64) MAX (progress->customers, 0));
  adw_action_row_set_subtitle (self->messages, known > 0 ? known_text : rate_text);
  gtk_progress_bar_set_fraction (self->bar, get_share (progress));
}

static void
show_damaged_count (HpImportView *self, gulong count)
{
  g_autofree char *title =
      g_strdup_printf (ngettext ("%'lu message could not be read as a mail",
                                 "%'lu messages could not be read as mail", count),
                       count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->damaged), title);
  gtk_widget_set_visible (GTK_WIDGET (self->damaged), count > 0);
  gtk_widget_set_visible (self->again,
                          count > 0 || gtk_widget_get_visible (GTK_WIDGET (self->unreadable)));
}

static void
on_progress_cb (HpImportView *self)
{
  const HpImportProgress *progress = hp_import_job_get_progress (self->job);
  g_autofree char *left = hp_import_view_dup_time_left (progress);

  show_counts (self, progress);
  show_damaged_count (self, (gulong) progress->damaged);
  gtk_label_set_text (self->left, left);
}

static void
add_detail (HpImportView *self, AdwExpanderRow *parent, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  adw_expander_row_add_row (parent, row);
  g_ptr_array_add (self->details, row);
}

static char *
dup_about (const HpDamagedMail *mail)
{
  const char *between = *mail->sender != '\0' && *mail->snippet != '\0' ? ": " : "";

  return g_strconcat (mail->sender, between, mail->snippet, NULL);
}

static void
show_damaged (HpImportView *self, GPtrArray *mails)
{
  for (guint i = 0; i < mails->len; i++)
    {
      const HpDamagedMail *mail = g_ptr_array_index (mails, i);
      g_autofree char *about = dup_about (mail);
      add_detail (self, self->damaged, *mail->subject != '\0' ? mail->subject : _ ("No Subject"),
                  about);
    }
}

/* A problem is a path, which may hold anything, and a reason behind the last colon. */
static void
add_problem (HpImportView *self, const char *problem)
{
  g_autofree char *path = g_utf8_make_valid (problem, -1);
  char *colon = g_strrstr (path, ": ");

  if (colon != NULL)
    *colon = '\0';
  add_detail (self, self->unreadable, path, colon != NULL ? colon + 2 : "");
}

static void
show_problems (HpImportView *self, GPtrArray *problems)
{
  gulong count = problems->len;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%'lu file was passed over", "%'lu files were passed over", count), count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unreadable), title);
  gtk_widget_set_visible (GTK_WIDGET (self->unreadable), count > 0);
  for (guint i = 0; i < problems->len; i++)
    add_problem (self, g_ptr_array_index (problems, i));
}

static char *
dup_end_caption (HpImportView *self)
{
  HpImportState state = hp_import_job_get_state (self->job);
  HpDeskAdvice advice;

  if (state == HP_IMPORT_STOPPED)
    return g_strdup (_ ("Stopped. What was read stays in the desk, and importing again adds only "
                        "the rest."));
  if (state == HP_IMPORT_DONE)
    return g_strdup (_ ("Everything is in the desk. Importing the same mail again adds nothing "
                        "twice."));
  advice = hp_desk_advice_for_import (hp_import_job_get_error (self->job));
  return g_strdup_printf ("%s. %s\n%s", advice.title, advice.text,
                          hp_import_job_get_error (self->job)->message);
}

static char *
dup_duration (double seconds)
{
  guint whole = (guint) (seconds + 0.5);

  if (whole < 1)
    return g_strdup (_ ("in less than a second"));
  if (whole < 120)
    return g_strdup_printf (ngettext ("in %u second", "in %u seconds", whole), whole);
  return g_strdup_printf (ngettext ("in %u minute", "in %u minutes", whole / 60), whole / 60);
}

static void
show_end (HpImportView *self)
{
  const HpImportProgress *progress = hp_import_job_get_progress (self->job);
  g_autofree char *caption = dup_end_caption (self);
  g_autofree char *duration = dup_duration (progress->seconds);

  show_counts (self, progress);
  show_problems (self, hp_import_job_get_problems (self->job));
  show_damaged_count (self, (gulong) progress->damaged);
  show_damaged (self, hp_import_job_get_damaged (self->job));
  gtk_label_set_text (self->caption, caption);
  gtk_label_set_text (self->left, duration);
  if (hp_import_job_get_state (self->job) == HP_IMPORT_DONE)
    gtk_progress_bar_set_fraction (self->bar, 1.0);
  if (hp_import_job_get_state (self->job) == HP_IMPORT_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->caption), "error");
}

static void
forget_details (HpImportView *self)
{
  for (guint i = 0; i < self->details->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->details, i);
      GtkWidget *parent = gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW);
      adw_expander_row_remove (ADW_EXPANDER_ROW (parent), row);
    }
  g_ptr_array_set_size (self->details, 0);
}

static void
forget_job (HpImportView *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
hp_import_view_dispose (GObject *object)
{
  forget_job (HP_IMPORT_VIEW (object));
  G_OBJECT_CLASS (hp_import_view_parent_class)->dispose (object);
}

static void
hp_import_view_finalize (GObject *object)
{
  g_ptr_array_unref (HP_IMPORT_VIEW (object)->details);
  G_OBJECT_CLASS (hp_import_view_parent_class)->finalize (object);
}

static void
hp_import_view_class_init (HpImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_import_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_import_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, figure);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, unit);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, left);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, bar);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, caption);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, messages);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, message_count);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, ticket_count);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, customer_count);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, again);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, damaged);
  gtk_widget_class_bind_template_child (widget_class, HpImportView, unreadable);
}

static void
hp_import_view_init (HpImportView *self)
{
  self->details = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_import_view_set_job (HpImportView *self, HpImportJob *job)
{
  forget_job (self);
  forget_details (self);
  self->job = g_object_ref (job);
  g_signal_connect_swapped (job, "progress", G_CALLBACK (on_progress_cb), self);
  g_signal_connect_swapped (job, "notify::state", G_CALLBACK (show_end), self);
  gtk_widget_set_visible (GTK_WIDGET (self->unreadable), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->caption), "error");
  gtk_label_set_text (self->caption, _ ("Nothing is sent to anybody during an import."));
  on_progress_cb (self);
  if (hp_import_job_get_state (job) != HP_IMPORT_RUNNING)
    show_end (self);
}
