/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns finding a service by DNS. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-srv.h"

#include "base/hp-error.h"

#define HTTPS_PORT 443

char *
hp_srv_dup_https (const char *service,
                  const char *domain,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) local = NULL;
  GList *targets =
      g_resolver_lookup_service (resolver, service, "tcp", domain, cancellable, &local);
  GSrvTarget *first = targets != NULL ? targets->data : NULL;
  char *address = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    hp_error_adopt (error);
  else if (first == NULL || g_strcmp0 (g_srv_target_get_hostname (first), ".") == 0)
    address = g_strconcat ("https://", domain, NULL);
  else if (g_srv_target_get_port (first) == HTTPS_PORT)
    address = g_strconcat ("https://", g_srv_target_get_hostname (first), NULL);
  else
    address = g_strdup_printf ("https://%s:%u", g_srv_target_get_hostname (first),
                               g_srv_target_get_port (first));
  g_list_free_full (targets, (GDestroyNotify) g_srv_target_free);
  return address;
}
