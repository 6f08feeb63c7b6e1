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
  HpItemRow parent_instance;

  AdwAvatar *avatar;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (HpHitRow, hp_hit_row, HP_TYPE_ITEM_ROW)

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

static void
hp_hit_row_show (HpItemRow *row)
{
  HpHitRow *self = HP_HIT_ROW (row);
  HpHitItem *item = hp_item_row_get_item (row);
  const HpMessage *message = hp_hit_item_get_message (item);
  const HpAddress *from = message->from->len > 0 ? g_ptr_array_index (message->from, 0) : NULL;
  const char *name = from == NULL                                ? _ ("Unknown sender")
                     : from->name != NULL && *from->name != '\0' ? from->name
                                                                 : from->addr;
  g_autofree char *time = hp_time_dup_short_text (message->time, g_get_real_time ());
  g_autofree char *sentence =
      g_strdup_printf ("%s. %s. %s", name, hp_hit_item_get_snippet (item), time);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->who, name);
  gtk_label_set_text (self->time, time);
  update_text (self, item);
  hp_compat_set_row_label (GTK_WIDGET (self), sentence);
}

static void
hp_hit_row_class_init (HpHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  HP_ITEM_ROW_CLASS (klass)->show = hp_hit_row_show;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, who);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, time);
  gtk_widget_class_bind_template_child (widget_class, HpHitRow, text);
}

static void
hp_hit_row_init (HpHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
