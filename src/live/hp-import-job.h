/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/hp-import.h"

G_BEGIN_DECLS

typedef enum
{
  HP_IMPORT_RUNNING,
  HP_IMPORT_DONE,
  HP_IMPORT_STOPPED, /* by hp_import_job_cancel(); what was read stays */
  HP_IMPORT_FAILED,
} HpImportState;

/* An import on a thread of its own, as the UI thread sees it. Property "state" (int,
 * HpImportState); signal "progress" at most ten times a second while it runs. It lives until it
 * has ended, whoever lets go of it. */
#define HP_TYPE_IMPORT_JOB (hp_import_job_get_type ())
G_DECLARE_FINAL_TYPE (HpImportJob, hp_import_job, HP, IMPORT_JOB, GObject)

/* Begins to read @paths into the desk in @folder, which is made where there is none. @own:
 * addresses whose mail is ours. Returns: (transfer full). */
HpImportJob *hp_import_job_new (const char *folder,
                                const char *agent,
                                const char *const *own,
                                const char *const *paths);

/* Begins to make the demo desk in @folder, which appears when it is whole and not before. @demo:
 * the folder of its mails. Returns: (transfer full). */
HpImportJob *hp_import_job_new_demo (const char *folder, const char *agent, const char *demo);

void hp_import_job_cancel (HpImportJob *self);

HpImportState hp_import_job_get_state (HpImportJob *self);
const HpImportProgress *hp_import_job_get_progress (HpImportJob *self);
const char *hp_import_job_get_folder (HpImportJob *self);

/* Whether it makes the demo desk. */
gboolean hp_import_job_is_demo (HpImportJob *self);

/* Why it failed. (nullable) */
const GError *hp_import_job_get_error (HpImportJob *self);

/* At the end: files that could not be read, each with its reason in English. (element-type utf8) */
GPtrArray *hp_import_job_get_problems (HpImportJob *self);
/* At the end: the first of the new mails that are damaged. (element-type HpDamagedMail) */
GPtrArray *hp_import_job_get_damaged (HpImportJob *self);

G_END_DECLS
