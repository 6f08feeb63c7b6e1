/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the menus of what can be chosen for a ticket. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-choices.h"

#include <glib/gi18n.h>

static void
append_assignee (GMenu *menu, const char *label, const char *name, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.assign", "s", name);
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

GMenuModel *
hp_choices_make_assignees (HpOverview *overview, const char *me)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  GPtrArray *agents = hp_overview_get_agents (overview);

  append_assignee (menu, _ ("Me"), me, "<Shift>a");
  append_assignee (menu, _ ("Nobody"), "", NULL);
  for (guint i = 0; i < agents->len; i++)
    if (!g_str_equal (g_ptr_array_index (agents, i), me))
      append_assignee (others, g_ptr_array_index (agents, i), g_ptr_array_index (agents, i), NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

GPtrArray *
hp_choices_list_tags (HpOverview *overview)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (overview));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HpViewItem) view = g_list_model_get_item (G_LIST_MODEL (overview), i);
      if (hp_view_item_get_kind (view) == HP_VIEW_TAG)
        g_ptr_array_add (tags, g_strdup (hp_view_item_get_name (view)));
    }
  return tags;
}
