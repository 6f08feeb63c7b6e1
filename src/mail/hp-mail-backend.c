/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what all protocols of mail have in common. The thread that made it. */

#define G_LOG_DOMAIN "helppari"

#include "mail/hp-mail-backend.h"

typedef struct
{
  HpMailKnownFunc is_known; /* (nullable) */
  gpointer known_data;
  HpMailListFunc list; /* (nullable) */
  gpointer list_data;
} HpMailBackendPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HpMailBackend, hp_mail_backend, G_TYPE_OBJECT)

static guint
ask_nothing (HpMailBackend *self)
{
  return 0;
}

static GSource *
tell_nothing (HpMailBackend *self, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
hp_mail_backend_class_init (HpMailBackendClass *klass)
{
  klass->get_retry_after = ask_nothing;
  klass->watch = tell_nothing;
}

static void
hp_mail_backend_init (HpMailBackend *self)
{
}

gboolean
hp_mail_backend_connect (HpMailBackend *self, GCancellable *cancellable, GError **error)
{
  return HP_MAIL_BACKEND_GET_CLASS (self)->connect (self, cancellable, error);
}

HpMailBatch *
hp_mail_backend_next (HpMailBackend *self,
                      const char *cursor,
                      GCancellable *cancellable,
                      GError **error)
{
  return HP_MAIL_BACKEND_GET_CLASS (self)->next (self, cursor, cancellable, error);
}

void
hp_mail_backend_set_known_func (HpMailBackend *self, HpMailKnownFunc func, gpointer data)
{
  HpMailBackendPrivate *priv = hp_mail_backend_get_instance_private (self);

  priv->is_known = func;
  priv->known_data = data;
}

gboolean
hp_mail_backend_is_known (HpMailBackend *self, const char *id)
{
  HpMailBackendPrivate *priv = hp_mail_backend_get_instance_private (self);

  return priv->is_known != NULL && priv->is_known (id, priv->known_data);
}

guint
hp_mail_backend_get_retry_after (HpMailBackend *self)
{
  return HP_MAIL_BACKEND_GET_CLASS (self)->get_retry_after (self);
}

void
hp_mail_backend_set_list_func (HpMailBackend *self, HpMailListFunc func, gpointer data)
{
  HpMailBackendPrivate *priv = hp_mail_backend_get_instance_private (self);

  priv->list = func;
  priv->list_data = data;
}

GHashTable *
hp_mail_backend_list_known (HpMailBackend *self, const char *prefix, GError **error)
{
  HpMailBackendPrivate *priv = hp_mail_backend_get_instance_private (self);

  return priv->list != NULL ? priv->list (prefix, priv->list_data, error)
                            : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GSource *
hp_mail_backend_watch (HpMailBackend *self, GCancellable *cancellable, GError **error)
{
  return HP_MAIL_BACKEND_GET_CLASS (self)->watch (self, cancellable, error);
}
