/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the lock round a message: each layer alone has been seen to leak (a content policy lets
 * preconnect and DNS prefetch out, settings let styles and frames), so all of them are on: a
 * session that keeps nothing, settings, a content policy, a veto on every navigation, and a filter
 * that blocks every address but cid:, data: and about:. Invariant: nothing is loaded before the
 * filter is there. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/original/hp-original-view.h"

#include <glib/gi18n.h>

#include "app/original/hp-original-page.h"

#define POLICY                                                                                     \
  "default-src 'none'; img-src cid: data:; style-src 'unsafe-inline'; base-uri 'none'; "           \
  "form-action 'none'"

/* One rule an address: the filter's expressions know no alternatives. */
#define FILTER                                                                                     \
  "[{\"trigger\":{\"url-filter\":\".*\"},\"action\":{\"type\":\"block\"}},"                        \
  "{\"trigger\":{\"url-filter\":\"^cid:\"},\"action\":{\"type\":\"ignore-previous-rules\"}},"      \
  "{\"trigger\":{\"url-filter\":\"^data:\"},\"action\":{\"type\":\"ignore-previous-rules\"}},"     \
  "{\"trigger\":{\"url-filter\":\"^about:\"},\"action\":{\"type\":\"ignore-previous-rules\"}}]"

struct _HpOriginalView
{
  AdwBin parent_instance;

  WebKitUserContentManager *manager; /* (owned) */
  WebKitWebView *view;
  HpOriginalMessage *message; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned) */
  gboolean is_locked;
  gboolean is_locking;
};

G_DEFINE_FINAL_TYPE (HpOriginalView, hp_original_view, ADW_TYPE_BIN)

enum
{
  SHOWN,
  FAILED,
  LINK,
  POINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WebKitSettings *
make_settings (void)
{
  return g_object_new (
      WEBKIT_TYPE_SETTINGS, "enable-javascript", FALSE, "enable-javascript-markup", FALSE,
      "javascript-can-open-windows-automatically", FALSE, "javascript-can-access-clipboard", FALSE,
      "enable-webgl", FALSE, "enable-webaudio", FALSE, "enable-media", FALSE, "enable-mediasource",
      FALSE, "enable-media-stream", FALSE, "enable-webrtc", FALSE, "enable-encrypted-media", FALSE,
      "enable-html5-database", FALSE, "enable-html5-local-storage", FALSE, "enable-page-cache",
      FALSE, "enable-dns-prefetching", FALSE, "enable-fullscreen", FALSE, "allow-modal-dialogs",
      FALSE, "allow-file-access-from-file-urls", FALSE, "allow-universal-access-from-file-urls",
      FALSE, "enable-developer-extras", FALSE, "enable-back-forward-navigation-gestures", FALSE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER, NULL);
}

static void
load (HpOriginalView *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *page = NULL;
  GdkRGBA paper;

  if (self->message == NULL || !self->is_locked)
    return;
  page = hp_original_page_dup (self->message->html, is_dark, &paper);
  webkit_web_view_set_background_color (self->view, &paper);
  webkit_web_view_load_html (self->view, page, NULL);
}

static void
fail (HpOriginalView *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_filter_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);
  HpOriginalView *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_locking = FALSE;
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  webkit_user_content_manager_add_filter (self->manager, filter);
  webkit_user_content_filter_unref (filter);
  self->is_locked = TRUE;
  load (self);
}

static void
make_lock (HpOriginalView *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "helppari", "filter", NULL);
  g_autoptr (WebKitUserContentFilterStore) store = webkit_user_content_filter_store_new (folder);
  g_autoptr (GBytes) rules = g_bytes_new_static (FILTER, sizeof FILTER - 1);

  self->is_locking = TRUE;
  webkit_user_content_filter_store_save (store, "nothing-from-elsewhere", rules, self->cancellable,
                                         on_filter_saved_cb, self);
}

static void
on_cid_cb (WebKitURISchemeRequest *request, gpointer data)
{
  HpOriginalView *self = data;
  const HpOriginalPart *part = self->message != NULL
                                   ? hp_original_message_find_part (
                                         self->message, webkit_uri_scheme_request_get_uri (request))
                                   : NULL;

  if (part == NULL || !g_str_has_prefix (part->mime_type, "image/"))
    {
      g_autoptr (GError) error =
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The message has no such image");
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (part->data);
  webkit_uri_scheme_request_finish (request, stream, (gint64) g_bytes_get_size (part->data),
                                    part->mime_type);
}

/* The only page is the message itself. A link that a person follows goes out by the window. */
static gboolean
on_decide_policy_cb (HpOriginalView *self,
                     WebKitPolicyDecision *decision,
                     WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action;
  const char *uri;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;
  action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && g_str_equal (uri, "about:blank"))
    return FALSE;
  webkit_policy_decision_ignore (decision);
  if (webkit_navigation_action_get_navigation_type (action) ==
          WEBKIT_NAVIGATION_TYPE_LINK_CLICKED &&
      webkit_navigation_action_is_user_gesture (action))
    g_signal_emit (self, signals[LINK], 0, uri);
  return TRUE;
}

static void
on_load_changed_cb (HpOriginalView *self, WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_FINISHED)
    g_signal_emit (self, signals[SHOWN], 0);
}

static void
on_terminated_cb (HpOriginalView *self, WebKitWebProcessTerminationReason reason)
{
  g_autoptr (GError) error = g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The process that draws the message has ended."));

  fail (self, error);
}

static void
on_pointed_cb (HpOriginalView *self, WebKitHitTestResult *hit)
{
  gboolean is_link = webkit_hit_test_result_context_is_link (hit);

  g_signal_emit (self, signals[POINTED], 0,
                 is_link ? webkit_hit_test_result_get_link_uri (hit) : NULL);
}

static gboolean
is_harmless (WebKitContextMenuAction action)
{
  return action == WEBKIT_CONTEXT_MENU_ACTION_COPY ||
         action == WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL ||
         action == WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD ||
         action == WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_TO_CLIPBOARD;
}

/* What would open, load or save is left out. */
static gboolean
on_context_menu_cb (HpOriginalView *self, WebKitContextMenu *menu)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *at = items; at != NULL; at = at->next)
    if (!is_harmless (webkit_context_menu_item_get_stock_action (at->data)))
      webkit_context_menu_remove (menu, at->data);
  return webkit_context_menu_get_n_items (menu) == 0;
}

static gboolean
on_refused_cb (void)
{
  return TRUE;
}

static gboolean
on_permission_cb (HpOriginalView *self, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static void
on_download_cb (WebKitNetworkSession *session, WebKitDownload *download)
{
  webkit_download_cancel (download);
}

static void
connect_view (HpOriginalView *self)
{
  const struct
  {
    const char *signal;
    GCallback handler;
  } handlers[] = {
    { "decide-policy", G_CALLBACK (on_decide_policy_cb) },
    { "load-changed", G_CALLBACK (on_load_changed_cb) },
    { "web-process-terminated", G_CALLBACK (on_terminated_cb) },
    { "mouse-target-changed", G_CALLBACK (on_pointed_cb) },
    { "context-menu", G_CALLBACK (on_context_menu_cb) },
    { "permission-request", G_CALLBACK (on_permission_cb) },
    { "enter-fullscreen", G_CALLBACK (on_refused_cb) },
    { "run-file-chooser", G_CALLBACK (on_refused_cb) },
    { "script-dialog", G_CALLBACK (on_refused_cb) },
    { "show-notification", G_CALLBACK (on_refused_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->view, handlers[i].signal, handlers[i].handler, self,
                             G_CONNECT_SWAPPED);
}

static void
make_view (HpOriginalView *self)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitSettings) settings = make_settings ();

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_register_uri_scheme (context, "cid", on_cid_cb, self, NULL);
  g_signal_connect (session, "download-started", G_CALLBACK (on_download_cb), NULL);
  self->manager = webkit_user_content_manager_new ();
  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session",
                             session, "settings", settings, "user-content-manager", self->manager,
                             "default-content-security-policy", POLICY, NULL);
  connect_view (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

static void
hp_original_view_dispose (GObject *object)
{
  HpOriginalView *self = HP_ORIGINAL_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (hp_original_view_parent_class)->dispose (object);
}

static void
hp_original_view_finalize (GObject *object)
{
  HpOriginalView *self = HP_ORIGINAL_VIEW (object);

  g_clear_pointer (&self->message, hp_original_message_free);
  g_object_unref (self->manager);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (hp_original_view_parent_class)->finalize (object);
}

static void
hp_original_view_class_init (HpOriginalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hp_original_view_dispose;
  object_class->finalize = hp_original_view_finalize;
  signals[SHOWN] =
      g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[LINK] = g_signal_new ("link", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[POINTED] = g_signal_new ("pointed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hp_original_view_init (HpOriginalView *self)
{
  self->cancellable = g_cancellable_new ();
  make_view (self);
  make_lock (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (load),
                           self, G_CONNECT_SWAPPED);
}

void
hp_original_view_show (HpOriginalView *self, HpOriginalMessage *message)
{
  g_clear_pointer (&self->message, hp_original_message_free);
  self->message = message;
  if (!self->is_locked && !self->is_locking)
    make_lock (self);
  load (self);
}

WebKitWebView *
hp_original_view_get_web_view (HpOriginalView *self)
{
  return self->view;
}
