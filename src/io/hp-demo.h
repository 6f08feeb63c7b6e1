/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/hp-import.h"

G_BEGIN_DECLS

/* Whose place the demo's reader takes: her decisions and her tickets become theirs. */
#define HP_DEMO_AGENT "Aino Lehtonen"

/* Where the demo lies: what HELPPARI_DEMO names, as it does when run from the build folder, else
 * where it was installed. Any thread. Returns: (transfer full). */
char *hp_demo_dup_folder (void);

/* Fills an empty desk with the demo in @folder: the mails of its "mail" folder through the import,
 * and the decisions of "decisions.jsonl". Everything is moved by the same whole days, so that the
 * newest mail is less than a day older than @now (us UTC); the same day gives the same desk.
 *
 * A line of decisions.jsonl is a decision as `ops export` writes it, but for what depends on the
 * day: it has no id, clock and desk, names a ticket or message by a Message-ID in place of its hash
 * (`entity`; also `member` of a merge), a view by its name and a customer by an address, and a
 * status answers the mails that are older than the decision.
 *
 * @agent: (nullable) takes the place of HP_DEMO_AGENT. @cancellable, @report, @data and @result as
 * in hp_import_run(). What stands in the desk after an error or a cancellation is half a demo: the
 * caller removes it. Errors: EXISTS (the desk holds mail), NOT_FOUND (no demo in @folder), INVALID
 * (the agent's name, or a decision: then with the number of its line), and what hp_import_run()
 * says. The desk's thread. */
gboolean hp_demo_fill (HpDesk *desk,
                       const char *folder,
                       gint64 now,
                       const char *agent,
                       GCancellable *cancellable,
                       HpImportProgressFunc report,
                       gpointer data,
                       HpImportProgress *result,
                       GError **error);

/* Saves the examples of macros in @folder (hp_demo_dup_folder()) under names in @language (ISO
 * 639-1); those that are there already stay. Errors: NOT_FOUND (the examples are not installed).
 * Returns: (element-type HpKey) ids of ops. */
GArray *hp_demo_add_macros (HpDesk *desk, const char *folder, const char *language, GError **error);

G_END_DECLS
