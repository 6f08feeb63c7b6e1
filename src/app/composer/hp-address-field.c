/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how addresses are entered. What is typed becomes a chip at a comma, at Enter and when the
 * focus leaves. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-address-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-wrap-layout.h"
#include "live/hp-customer-finder.h"
#include "mime/hp-mail-address.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/composer/hp-address-field.ui"
#define N_PROPOSALS 6

struct _HpAddressField
{
  GtkBox parent_instance;

  char *label;               /* (owned) */
  HpLiveDesk *desk;          /* (owned) (nullable) */
  GPtrArray *addresses;      /* (owned) (element-type HpAddress) */
  GPtrArray *usual;          /* (owned) (nullable) (element-type HpAddress) */
  GPtrArray *found;          /* (owned) (nullable) (element-type HpCustomer) that are proposed */
  GCancellable *cancellable; /* (owned) of the search under way */

  GtkWidget *chips;
  GtkText *text;
  GtkPopover *popover;
  GtkListBox *proposals;
};

G_DEFINE_FINAL_TYPE (HpAddressField, hp_address_field, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static char *
dup_words (const HpAddress *address)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer) address);
  return hp_mail_address_list_dup_text (one);
}

static gboolean
is_valid (const HpAddress *address)
{
  g_autofree char *wire = hp_mail_address_dup_wire (address->addr, NULL);

  return wire != NULL;
}

static gboolean
is_same (const HpAddress *one, const HpAddress *other)
{
  g_autofree char *first = hp_address_normalise (one->addr);
  g_autofree char *second = hp_address_normalise (other->addr);

  return g_str_equal (first, second);
}

static gboolean
holds (const GPtrArray *addresses, const HpAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (is_same (g_ptr_array_index (addresses, i), address))
      return TRUE;
  return FALSE;
}

/* Back to text, to be mended or taken away. */
static void
on_chip_clicked_cb (HpAddressField *self, GtkWidget *chip)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "helppari-index"));
  g_autofree char *words = dup_words (g_ptr_array_index (self->addresses, index));

  hp_address_field_finish (self);
  g_ptr_array_remove_index (self->addresses, index);
  g_signal_emit (self, signals[CHANGED], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_editable_set_text (GTK_EDITABLE (self->text), words);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

static void
describe_chip (HpAddressField *self, GtkWidget *chip, GtkImage *icon, const HpAddress *address)
{
  g_autofree char *words = dup_words (address);
  gboolean can_be_sent_to = is_valid (address);
  gboolean is_unusual = self->usual != NULL && !holds (self->usual, address);
  const char *remark = !can_be_sent_to ? _ ("This is no address that mail can be sent to")
                       : is_unusual    ? _ ("Was not in the last message")
                                       : _ ("Click to change");
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", words, remark);
  g_autofree char *label = g_strdup_printf ("%s. %s", words, remark);

  if (!can_be_sent_to)
    {
      gtk_image_set_from_icon_name (icon, "dialog-warning-symbolic");
      gtk_widget_add_css_class (chip, "invalid");
    }
  else if (is_unusual)
    {
      gtk_image_set_from_icon_name (icon, "list-add-symbolic");
      gtk_widget_add_css_class (chip, "unusual");
    }
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_chip (HpAddressField *self, guint index)
{
  const HpAddress *address = g_ptr_array_index (self->addresses, index);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *icon = gtk_image_new_from_icon_name ("avatar-default-symbolic");
  GtkWidget *words = gtk_label_new (address->addr);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "address");
  describe_chip (self, chip, GTK_IMAGE (icon), address);
  g_object_set_data (G_OBJECT (chip), "helppari-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return chip;
}

static void
update_chips (HpAddressField *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != GTK_WIDGET (self->text))
    gtk_widget_unparent (child);
  for (guint i = 0; i < self->addresses->len; i++)
    gtk_widget_insert_before (make_chip (self, i), self->chips, GTK_WIDGET (self->text));
}

static void
hide_proposals (HpAddressField *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_popover_popdown (self->popover);
}

static void
add (HpAddressField *self, const HpAddress *address)
{
  if (holds (self->addresses, address))
    return;
  g_ptr_array_add (self->addresses, hp_address_new (address->name, address->addr));
}

static GtkWidget *
make_proposal (const HpCustomer *customer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (customer->name);
  GtkWidget *address = gtk_label_new (customer->address);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (address), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (address), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (address, "caption");
  gtk_widget_add_css_class (address, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), address);
  return box;
}

/* Below the words that are typed. */
static void
show_proposals (HpAddressField *self)
{
  graphene_rect_t area;
  GdkRectangle below;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (self->text), self->chips, &area))
    return;
  below.x = (int) area.origin.x;
  below.y = (int) area.origin.y;
  below.width = 1;
  below.height = (int) area.size.height;
  gtk_popover_set_pointing_to (self->popover, &below);
  gtk_popover_popup (self->popover);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = hp_customers_find_finish (result, &error);
  HpAddressField *self = data;
  GtkWidget *child;

  if (found == NULL)
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->proposals))) != NULL)
    gtk_list_box_remove (self->proposals, child);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->proposals, make_proposal (g_ptr_array_index (found, i)));
  if (found->len == 0)
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  self->found = g_steal_pointer (&found);
  gtk_list_box_select_row (self->proposals, gtk_list_box_get_row_at_index (self->proposals, 0));
  show_proposals (self);
}

static void
on_text_changed_cb (HpAddressField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (strpbrk (text, ",;\n") != NULL)
    {
      hp_address_field_finish (self);
      return;
    }
  hide_proposals (self);
  if (strlen (text) < 2 || self->desk == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  hp_customers_find_async (self->desk, text, N_PROPOSALS, self->cancellable, on_found_cb, self);
}

static void
accept (HpAddressField *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->proposals);

  if (self->found != NULL && row != NULL)
    {
      const HpCustomer *customer =
          g_ptr_array_index (self->found, (guint) gtk_list_box_row_get_index (row));
      const HpAddress address = { customer->name, customer->address };
      add (self, &address);
      gtk_editable_set_text (GTK_EDITABLE (self->text), "");
      update_chips (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  hp_address_field_finish (self);
}

static void
on_row_activated_cb (HpAddressField *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->proposals, row);
  accept (self);
}

static void
step_proposal (HpAddressField *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->proposals);
  int at = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->proposals, at);

  if (next != NULL)
    gtk_list_box_select_row (self->proposals, next);
}

static gboolean
remove_last (HpAddressField *self)
{
  if (self->addresses->len == 0 || *gtk_editable_get_text (GTK_EDITABLE (self->text)) != '\0')
    return GDK_EVENT_PROPAGATE;
  g_ptr_array_remove_index (self->addresses, self->addresses->len - 1);
  update_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (HpAddressField *self, guint keyval, guint code, GdkModifierType state)
{
  gboolean is_open = self->found != NULL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_BackSpace:
      return remove_last (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      accept (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      if (is_open)
        accept (self);
      return is_open;
    case GDK_KEY_Escape:
      if (is_open)
        hide_proposals (self);
      return is_open;
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      if (is_open)
        step_proposal (self, keyval == GDK_KEY_Down ? 1 : -1);
      return is_open;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_left_cb (HpAddressField *self)
{
  hp_address_field_finish (self);
}

static gboolean
hp_address_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HP_ADDRESS_FIELD (widget)->text));
}

static void
hp_address_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    g_value_set_string (value, HP_ADDRESS_FIELD (object)->label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_address_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    HP_ADDRESS_FIELD (object)->label = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_address_field_constructed (GObject *object)
{
  HpAddressField *self = HP_ADDRESS_FIELD (object);

  G_OBJECT_CLASS (hp_address_field_parent_class)->constructed (object);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label, -1);
}

static void
hp_address_field_dispose (GObject *object)
{
  HpAddressField *self = HP_ADDRESS_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->desk);
  while (self->chips != NULL && gtk_widget_get_first_child (self->chips) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (self->chips));
  self->chips = NULL;
  G_OBJECT_CLASS (hp_address_field_parent_class)->dispose (object);
}

static void
hp_address_field_finalize (GObject *object)
{
  HpAddressField *self = HP_ADDRESS_FIELD (object);

  g_ptr_array_unref (self->addresses);
  g_clear_pointer (&self->usual, g_ptr_array_unref);
  g_free (self->label);
  G_OBJECT_CLASS (hp_address_field_parent_class)->finalize (object);
}

static void
hp_address_field_class_init (HpAddressFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_address_field_get_property;
  object_class->set_property = hp_address_field_set_property;
  object_class->constructed = hp_address_field_constructed;
  object_class->dispose = hp_address_field_dispose;
  object_class->finalize = hp_address_field_finalize;
  widget_class->grab_focus = hp_address_field_grab_focus;
  props[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_ADDRESS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HP_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpAddressField, chips);
  gtk_widget_class_bind_template_child (widget_class, HpAddressField, text);
  gtk_widget_class_bind_template_child (widget_class, HpAddressField, popover);
  gtk_widget_class_bind_template_child (widget_class, HpAddressField, proposals);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
hp_address_field_init (HpAddressField *self)
{
  self->addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_address_field_set_desk (HpAddressField *self, HpLiveDesk *desk)
{
  g_set_object (&self->desk, desk);
}

void
hp_address_field_set_addresses (HpAddressField *self, const GPtrArray *addresses)
{
  g_ptr_array_set_size (self->addresses, 0);
  for (guint i = 0; i < addresses->len; i++)
    add (self, g_ptr_array_index (addresses, i));
  update_chips (self);
}

void
hp_address_field_clear (HpAddressField *self)
{
  g_ptr_array_set_size (self->addresses, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  update_chips (self);
}

GPtrArray *
hp_address_field_dup_addresses (HpAddressField *self)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);

  for (guint i = 0; i < self->addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (self->addresses, i);
      g_ptr_array_add (addresses, hp_address_new (address->name, address->addr));
    }
  return addresses;
}

void
hp_address_field_set_usual (HpAddressField *self, const GPtrArray *addresses)
{
  g_clear_pointer (&self->usual, g_ptr_array_unref);
  if (addresses != NULL)
    {
      self->usual = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
      for (guint i = 0; i < addresses->len; i++)
        {
          const HpAddress *address = g_ptr_array_index (addresses, i);
          g_ptr_array_add (self->usual, hp_address_new (address->name, address->addr));
        }
    }
  update_chips (self);
}

void
hp_address_field_finish (HpAddressField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autoptr (GPtrArray) typed = hp_mail_address_list_parse (text);

  hide_proposals (self);
  if (typed->len == 0 && *text == '\0')
    return;
  for (guint i = 0; i < typed->len; i++)
    add (self, g_ptr_array_index (typed, i));
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  update_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
}
