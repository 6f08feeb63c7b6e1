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
  GtkBox parent_instance;

  HpHitItem *item; /* (owned) (nullable) */

  AdwAvatar *avatar;
  GtkLabel *who;
  GtkLabel *time;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (HpHitRow, hp_hit_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_text (HpHitRow *self)
{
  const char *snippet = hp_hit_item_get_snippet (self->item);
  const GArray *hits = hp_hit_item_get_hits (self->item);
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
set_item (HpHitRow *self, HpHitItem *item)
{
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
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
  update_text (self);
  hp_compat_set_row_label (GTK_WIDGET (self), sentence);
}

static void
hp_hit_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, HP_HIT_ROW (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_hit_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_HIT_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_hit_row_dispose (GObject *object)
{
  g_clear_object (&HP_HIT_ROW (object)->item);
  G_OBJECT_CLASS (hp_hit_row_parent_class)->dispose (object);
}

static void
hp_hit_row_class_init (HpHitRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_hit_row_get_property;
  object_class->set_property = hp_hit_row_set_property;
  object_class->dispose = hp_hit_row_dispose;
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, HP_TYPE_HIT_ITEM,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
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
