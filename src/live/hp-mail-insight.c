/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the second look at a mail, when somebody reads it: import keeps only what every list needs.
 */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-mail-insight.h"

#include <string.h>

#include "mime/hp-html-blocks.h"
#include "mime/hp-html-sanitise.h"
#include "mime/hp-mail-html.h"
#include "mime/hp-mail-parser.h"

HpMailInsight *
hp_mail_insight_ref (HpMailInsight *insight)
{
  return g_atomic_rc_box_acquire (insight);
}

static void
clear_insight (gpointer data)
{
  HpMailInsight *insight = data;

  g_clear_pointer (&insight->mail, hp_mail_unref);
  g_clear_pointer (&insight->blocks, hp_blocks_unref);
}

void
hp_mail_insight_unref (HpMailInsight *insight)
{
  g_atomic_rc_box_release_full (insight, clear_insight);
}

static void
look_into_html (HpMailInsight *insight, GBytes *raw)
{
  g_autofree char *html = hp_mail_dup_html (raw);
  g_autoptr (HpHtmlClean) clean = html != NULL ? hp_html_sanitise (html, strlen (html)) : NULL;

  if (clean == NULL)
    return;
  insight->blocks = hp_html_blocks (html, strlen (html));
  for (guint i = 0; i < clean->remote_images->len; i++)
    if (((HpHtmlImage *) g_ptr_array_index (clean->remote_images, i))->is_tracker)
      insight->n_trackers++;
    else
      insight->n_pictures++;
}

HpMailInsight *
hp_mail_insight_new (GBytes *raw)
{
  HpMailInsight *insight = g_atomic_rc_box_new0 (HpMailInsight);
  g_autoptr (HpMail) mail = hp_mail_parse (raw);

  look_into_html (insight, raw);
  if (mail->failed->len > 0 || mail->invitation != NULL || mail->cards->len > 0 ||
      mail->seal != HP_SEAL_NONE)
    insight->mail = g_steal_pointer (&mail);
  return insight;
}

static void
free_insight (gpointer data)
{
  hp_mail_insight_unref (data);
}

/* (worker thread) */
static gpointer
read_mail (HpDesk *desk, gpointer job, GError **error)
{
  g_autoptr (GBytes) raw = hp_desk_dup_original (desk, *(gint64 *) job, error);

  return raw != NULL ? hp_mail_insight_new (raw) : NULL;
}

void
hp_mail_insight_read_async (HpLiveDesk *desk,
                            gint64 message,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  hp_worker_run_async (hp_live_desk_get_reader (desk), read_mail,
                       g_memdup2 (&message, sizeof message), g_free, free_insight, cancellable,
                       callback, user_data);
}

HpMailInsight *
hp_mail_insight_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
