/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the import that is at work, or the last one, and what can be done about it. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-import-page.h"

#include <glib/gi18n.h>

#include "app/welcome/hp-import-view.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-import-page.ui"

struct _HpImportPage
{
  AdwBin parent_instance;

  HpImportJob *job;    /* (owned) (nullable) */
  GSignalGroup *watch; /* (owned) of the job */

  HpImportView *view;
  GtkLabel *note;
  GtkButton *again;
};

G_DEFINE_FINAL_TYPE (HpImportPage, hp_import_page, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_note (HpImportPage *self)
{
  if (!hp_import_page_is_working (self))
    return "";
  return hp_import_job_is_demo (self->job) ? _ ("The demo desk opens as soon as it is whole")
                                           : _ ("You can start answering while the rest comes in");
}

static void
update (HpImportPage *self)
{
  HpImportState state = hp_import_job_get_state (self->job);
  gboolean is_half = state == HP_IMPORT_STOPPED || state == HP_IMPORT_FAILED;

  gtk_label_set_text (self->note, get_note (self));
  gtk_button_set_label (self->again, state == HP_IMPORT_STOPPED ? _ ("_Go On") : _ ("_Try Again"));
  gtk_widget_set_visible (GTK_WIDGET (self->again), is_half);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_state_cb (HpImportPage *self)
{
  update (self);
  if (!hp_import_page_is_working (self))
    g_signal_emit (self, signals[ENDED], 0);
}

static void
hp_import_page_dispose (GObject *object)
{
  HpImportPage *self = HP_IMPORT_PAGE (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (hp_import_page_parent_class)->dispose (object);
}

static void
hp_import_page_class_init (HpImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_import_page_dispose;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", HP_TYPE_IMPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (HP_TYPE_IMPORT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpImportPage, view);
  gtk_widget_class_bind_template_child (widget_class, HpImportPage, note);
  gtk_widget_class_bind_template_child (widget_class, HpImportPage, again);
}

static void
hp_import_page_init (HpImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watch = g_signal_group_new (HP_TYPE_IMPORT_JOB);
  g_signal_group_connect_swapped (self->watch, "progress", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (on_state_cb), self);
}

void
hp_import_page_set_job (HpImportPage *self, HpImportJob *job)
{
  g_set_object (&self->job, job);
  g_signal_group_set_target (self->watch, job);
  hp_import_view_set_job (self->view, job);
  update (self);
}

HpImportJob *
hp_import_page_get_job (HpImportPage *self)
{
  return self->job;
}

gboolean
hp_import_page_is_working (HpImportPage *self)
{
  return self->job != NULL && hp_import_job_get_state (self->job) == HP_IMPORT_RUNNING;
}

/* A demo that is not whole is no desk. */
gboolean
hp_import_page_is_usable (HpImportPage *self)
{
  const HpImportProgress *progress =
      self->job != NULL ? hp_import_job_get_progress (self->job) : NULL;

  return progress != NULL && !hp_import_job_is_demo (self->job) &&
         progress->messages + progress->duplicates > 0;
}

gboolean
hp_import_page_is_demo (HpImportPage *self)
{
  return self->job != NULL && hp_import_job_is_demo (self->job);
}
