/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the rows above the text of a mail. Rows that say nothing show when they are asked for. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-recipients.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/composer/hp-address-field.h"
#include "app/hp-compat.h"
#include "app/hp-wrap-layout.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/composer/hp-recipients.ui"

struct _HpRecipients
{
  GtkBox parent_instance;

  GPtrArray *senders; /* (owned) (nullable) (element-type HpAddress) */
  HpAddress *from;    /* (owned) (nullable) */
  gboolean is_filling;

  HpAddressField *to;
  HpAddressField *cc;
  HpAddressField *bcc;
  GtkText *subject;
  GtkWidget *subject_row;
  GtkWidget *more;
  GtkMenuButton *from_button;
  GtkLabel *from_label;
};

G_DEFINE_FINAL_TYPE (HpRecipients, hp_recipients, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (HpRecipients *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GPtrArray *
dup_addresses (const GPtrArray *addresses)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);

  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_ptr_array_add (copy, hp_address_new (address->name, address->addr));
    }
  return copy;
}

/* "tuki@" says enough where all senders are of one domain. */
static void
update_from (HpRecipients *self)
{
  const char *addr = self->from != NULL ? self->from->addr : "";
  g_autofree char *local = g_strndup (addr, strcspn (addr, "@") + (strchr (addr, '@') != NULL));
  /* Translators: %s is the beginning of the address that a mail is sent from, such as “tuki@” */
  g_autofree char *words = g_strdup_printf (_ ("From %s"), local);
  /* Translators: %s is the address that a mail is sent from */
  g_autofree char *tooltip = g_strdup_printf (_ ("Sent from %s"), addr);

  gtk_label_set_text (self->from_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->from_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->from_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
  hp_compat_name_parts (GTK_WIDGET (self->from_button));
  gtk_widget_set_visible (GTK_WIDGET (self->from_button), *addr != '\0');
}

static void
update_from_menu (HpRecipients *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < self->senders->len; i++)
    {
      const HpAddress *sender = g_ptr_array_index (self->senders, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (sender->addr, NULL);
      g_menu_item_set_action_and_target (item, "recipients.from", "s", sender->addr);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->from_button, G_MENU_MODEL (menu));
}

static void
set_from (HpRecipients *self, const char *name, const char *addr)
{
  g_clear_pointer (&self->from, hp_address_free);
  self->from = hp_address_new (name, addr);
  update_from (self);
}

static void
on_from_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  HpRecipients *self = HP_RECIPIENTS (widget);

  for (guint i = 0; i < self->senders->len; i++)
    {
      const HpAddress *sender = g_ptr_array_index (self->senders, i);
      if (g_str_equal (sender->addr, g_variant_get_string (target, NULL)))
        {
          set_from (self, sender->name, sender->addr);
          emit_changed (self);
          return;
        }
    }
}

static void
on_expand_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  HpRecipients *self = HP_RECIPIENTS (widget);

  hp_recipients_expand (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cc));
}

static gboolean
hp_recipients_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HP_RECIPIENTS (widget)->to));
}

static void
hp_recipients_finalize (GObject *object)
{
  HpRecipients *self = HP_RECIPIENTS (object);

  g_clear_pointer (&self->senders, g_ptr_array_unref);
  g_clear_pointer (&self->from, hp_address_free);
  G_OBJECT_CLASS (hp_recipients_parent_class)->finalize (object);
}

static void
hp_recipients_class_init (HpRecipientsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_recipients_finalize;
  widget_class->grab_focus = hp_recipients_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_RECIPIENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (HP_TYPE_ADDRESS_FIELD);
  g_type_ensure (HP_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, to);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, cc);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, bcc);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, subject);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, subject_row);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, more);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, from_button);
  gtk_widget_class_bind_template_child (widget_class, HpRecipients, from_label);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed);
  gtk_widget_class_install_action (widget_class, "recipients.from", "s", on_from_cb);
  gtk_widget_class_install_action (widget_class, "recipients.expand", NULL, on_expand_cb);
}

static void
hp_recipients_init (HpRecipients *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_recipients_set_desk (HpRecipients *self, HpLiveDesk *desk)
{
  hp_address_field_set_desk (self->to, desk);
  hp_address_field_set_desk (self->cc, desk);
  hp_address_field_set_desk (self->bcc, desk);
}

void
hp_recipients_set_draft (HpRecipients *self,
                         const HpDraft *draft,
                         const GPtrArray *senders,
                         const GPtrArray *usual)
{
  gboolean has_subject = draft->kind == HP_DRAFT_NEW || draft->kind == HP_DRAFT_FORWARD;

  self->is_filling = TRUE;
  g_clear_pointer (&self->senders, g_ptr_array_unref);
  self->senders = dup_addresses (senders);
  update_from_menu (self);
  set_from (self, draft->from->name, draft->from->addr);
  hp_address_field_set_addresses (self->to, draft->to);
  hp_address_field_set_addresses (self->cc, draft->cc);
  hp_address_field_set_addresses (self->bcc, draft->bcc);
  hp_address_field_set_usual (self->to, usual);
  hp_address_field_set_usual (self->cc, usual);
  hp_address_field_set_usual (self->bcc, usual);
  gtk_editable_set_text (GTK_EDITABLE (self->subject), draft->subject);
  gtk_widget_set_visible (GTK_WIDGET (self->cc), draft->cc->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->bcc), draft->bcc->len > 0);
  gtk_widget_set_visible (self->subject_row, has_subject);
  gtk_widget_set_visible (self->more, TRUE);
  self->is_filling = FALSE;
}

void
hp_recipients_clear (HpRecipients *self)
{
  self->is_filling = TRUE;
  hp_address_field_clear (self->to);
  hp_address_field_clear (self->cc);
  hp_address_field_clear (self->bcc);
  gtk_editable_set_text (GTK_EDITABLE (self->subject), "");
  self->is_filling = FALSE;
}

void
hp_recipients_write (HpRecipients *self, HpDraft *draft)
{
  g_autoptr (GPtrArray) to = hp_address_field_dup_addresses (self->to);
  g_autoptr (GPtrArray) cc = hp_address_field_dup_addresses (self->cc);
  g_autoptr (GPtrArray) bcc = hp_address_field_dup_addresses (self->bcc);

  hp_draft_set_addresses (draft->to, to);
  hp_draft_set_addresses (draft->cc, cc);
  hp_draft_set_addresses (draft->bcc, bcc);
  hp_draft_set_text (&draft->subject, gtk_editable_get_text (GTK_EDITABLE (self->subject)));
  if (self->from != NULL)
    hp_draft_set_from (draft, self->from->name, self->from->addr);
}

void
hp_recipients_finish (HpRecipients *self)
{
  hp_address_field_finish (self->to);
  hp_address_field_finish (self->cc);
  hp_address_field_finish (self->bcc);
}

void
hp_recipients_expand (HpRecipients *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cc), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->bcc), TRUE);
  gtk_widget_set_visible (self->subject_row, TRUE);
  gtk_widget_set_visible (self->more, FALSE);
}
