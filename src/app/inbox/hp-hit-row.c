/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a found message looks in the list. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-hit-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-hit-row.ui"

struct _HpHitRow
{
  HpSeenRow parent_instance;

  AdwAvatar *avatar;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (HpHitRow, hp_hit_row, HP_TYPE_SEEN_ROW)

static void
update_text (HpHitRow *self, HpHitItem *item)
{
  const char *snippet = hp_hit_item_get_snippet (item);
  const GArray *hits = hp_hit_item_get_hits (item);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i + 1 < hits->len; i += 2)
    hp_compat_mark (
        GTK_WIDGET (self->text), attributes,
        (gsize) (g_utf8_offset_to_pointer (snippet, g_array_index (hits, guint, i)) - snippet),
        (gsize) (g_utf8_offset_to_pointer (snippet, g_array_index (hits, guint, i + 1)) - snippet));
  gtk_label_set_text (self->text, snippet);
  gtk_label_set_attributes (self->text, attributes);
}

static const char *
get_name (HpHitItem *item)
{
  const HpMessage *message = hp_hit_item_get_message (item);
  const HpAddress *from = message->from->len > 0 ? g_ptr_array_index (message->from, 0) : NULL;

  if (from == NULL)
    return _ ("Unknown sender");
  return from->name != NULL && *from->name != '\0' ? from->name : from->addr;
}

static char *
dup_time_text (HpHitItem *item)
{
  return hp_time_dup_short_text (hp_hit_item_get_message (item)->time, g_get_real_time ());
}

static void
hp_hit_row_fill (HpSeenRow *row)
{
  HpHitRow *self = HP_HIT_ROW (row);
  HpHitItem *item = hp_item_row_get_item (HP_ITEM_ROW (row));
  g_autofree char *time = dup_time_text (item);

  adw_avatar_set_text (self->avatar, get_name (item));
  gtk_label_set_text (self->who, get_name (item));
  gtk_label_set_text (self->time, time);
  update_text (self, item);
}

static char *
hp_hit_row_dup_name (HpSeenRow *row)
{
  HpHitItem *item = hp_item_row_get_item (HP_ITEM_ROW (row));
  g_autofree char *time = dup_time_text (item);

  return g_strdup_printf ("%s. %s. %s", get_name (item), hp_hit_item_get_snippet (item), time);
}

static void
hp_hit_row_class_init (HpHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HP_SEEN_ROW_CLASS (klass)->fill = hp_hit_row_fill;
  HP_SEEN_ROW_CLASS (klass)->dup_name = hp_hit_row_dup_name;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, who);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, time);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, text);
}

static void
hp_hit_row_init (HpHitRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "hit-row");
}
