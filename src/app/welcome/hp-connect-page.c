/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a person says of a mailbox, and what the server says to it. The password leaves with
 * the page's entry. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-connect-page.h"

#include <glib/gi18n.h>

#include "base/hp-error.h"
#include "live/hp-account-connect.h"
#include "model/hp-mail.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-connect-page.ui"

struct _HpConnectPage
{
  AdwBin parent_instance;

  char *folder;              /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) while it logs in */

  AdwEntryRow *address;
  AdwPasswordEntryRow *password;
  AdwEntryRow *name;
  AdwEntryRow *server;
  AdwEntryRow *login;
  GtkWidget *form;
  GtkWidget *working;
  GtkWidget *trouble;
  GtkLabel *reason;
  GtkLabel *advice;
};

G_DEFINE_FINAL_TYPE (HpConnectPage, hp_connect_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_IS_READY,
  N_PROPS
};

enum
{
  CONNECTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static const char *
get_text_or_null (gpointer row)
{
  const char *text = get_text (row);

  return *text != '\0' ? text : NULL;
}

static gboolean
has_address (HpConnectPage *self)
{
  g_autofree char *normal = hp_address_normalise (get_text (self->address));

  return normal != NULL;
}

static void
on_changed_cb (HpConnectPage *self)
{
  gtk_widget_set_visible (self->trouble, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_READY]);
}

static void
on_activated_cb (HpConnectPage *self)
{
  hp_connect_page_begin (self);
}

/* What the person can do about it. */
static const char *
advise (const GError *error)
{
  if (g_error_matches (error, HP_ERROR, HP_ERROR_AUTH))
    return _ ("Check the password. Some providers want one made for programs.");
  if (g_error_matches (error, HP_ERROR, HP_ERROR_OFFLINE) ||
      g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) ||
      g_error_matches (error, HP_ERROR, HP_ERROR_PROTOCOL))
    return _ ("Helppari speaks JMAP so far. If your provider has it, name its server below.");
  if (g_error_matches (error, HP_ERROR, HP_ERROR_TLS))
    return _ ("Nothing was sent to it. Ask whoever runs the server.");
  return "";
}

static void
set_working (HpConnectPage *self, gboolean is_working)
{
  gtk_widget_set_sensitive (self->form, !is_working);
  gtk_widget_set_visible (self->working, is_working);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_READY]);
}

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpConnectPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = hp_account_connect_finish (result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  g_clear_object (&self->cancellable);
  set_working (self, FALSE);
  if (done)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      g_signal_emit (self, signals[CONNECTED], 0, self->folder);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, HP_ERROR, HP_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->reason, error->message);
  gtk_label_set_label (self->advice, advise (error));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advise (error) != '\0');
  gtk_widget_set_visible (self->trouble, TRUE);
}

static void
hp_connect_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_READY)
    g_value_set_boolean (value, hp_connect_page_get_is_ready (HP_CONNECT_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_connect_page_dispose (GObject *object)
{
  HpConnectPage *self = HP_CONNECT_PAGE (object);

  hp_connect_page_cancel (self);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (hp_connect_page_parent_class)->dispose (object);
}

static void
hp_connect_page_class_init (HpConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_connect_page_get_property;
  object_class->dispose = hp_connect_page_dispose;
  props[PROP_IS_READY] = g_param_spec_boolean ("is-ready", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CONNECTED] = g_signal_new ("connected", HP_TYPE_CONNECT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, address);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, password);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, name);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, server);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, login);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, form);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, working);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, reason);
  gtk_widget_class_bind_template_child (widget_class, HpConnectPage, advice);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
}

static void
hp_connect_page_init (HpConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_connect_page_set_folder (HpConnectPage *self, const char *folder)
{
  g_free (self->folder);
  self->folder = g_strdup (folder);
}

gboolean
hp_connect_page_get_is_ready (HpConnectPage *self)
{
  return self->cancellable == NULL && has_address (self) && *get_text (self->password) != '\0';
}

void
hp_connect_page_begin (HpConnectPage *self)
{
  HpConnectWish wish = { .address = get_text (self->address),
                         .password = get_text (self->password),
                         .name = get_text (self->name),
                         .url = get_text_or_null (self->server),
                         .login = get_text_or_null (self->login) };

  if (!hp_connect_page_get_is_ready (self))
    return;
  gtk_widget_set_visible (self->trouble, FALSE);
  self->cancellable = g_cancellable_new ();
  set_working (self, TRUE);
  hp_account_connect_async (self->folder, g_get_user_name (), &wish, self->cancellable,
                            on_connected_cb, g_object_ref (self));
}

void
hp_connect_page_cancel (HpConnectPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
