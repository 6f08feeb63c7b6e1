/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command palette: what it offers for what was typed. Actions and views are there at once;
 * tickets and customers follow when the reader has found them. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/palette/hp-palette.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/hp-verbs.h"
#include "app/palette/hp-fuzzy.h"
#include "app/palette/hp-palette-row.h"
#include "live/hp-finder.h"
#include "live/hp-time-text.h"
#include "model/hp-customer.h"
#include "model/hp-ticket.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/palette/hp-palette.ui"
#define WIDTH 640
#define MARGIN 24
#define MAX_FOUND 8

struct _HpPalette
{
  AdwWindow parent_instance;

  HpLiveDesk *desk;     /* (owned) */
  HpOverview *overview; /* (owned) (nullable) NULL: tickets only */
  gboolean has_ticket;
  GListStore *items;         /* (owned) (element-type HpPaletteItem) */
  GCancellable *cancellable; /* (owned) (nullable) */

  GtkText *entry;
  GtkStack *stack;
  GtkListView *rows;
  GtkSingleSelection *selection;
  GtkLabel *hint;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (HpPalette, hp_palette, ADW_TYPE_WINDOW)

enum
{
  TICKET_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What to look for, and among what: ">" actions, "#" tickets, "@" people. */
static const char *
get_pattern (HpPalette *self, char *among)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  *among = self->overview == NULL ? '#' : '\0';
  if (*text != '\0' && strchr (">#@", *text) != NULL)
    {
      *among = self->overview == NULL ? '#' : *text;
      text++;
    }
  while (*text == ' ')
    text++;
  return text;
}

static void
update_count (HpPalette *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *words = g_strdup_printf (ngettext ("%u result", "%u results", n), n);

  gtk_label_set_text (self->count, words);
  gtk_stack_set_visible_child_name (self->stack,
                                    n > 0 || self->cancellable != NULL ? "rows" : "nothing");
}

static void
select_first (HpPalette *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return;
  gtk_single_selection_set_selected (self->selection, 0);
  hp_compat_scroll_to (self->rows, 0);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  guint one = hp_palette_item_get_score ((HpPaletteItem *) a);
  guint two = hp_palette_item_get_score ((HpPaletteItem *) b);

  return one == two ? 0 : one > two ? -1 : 1;
}

/* Takes @item. What fits as well as another stands behind it. */
static void
add_item (HpPalette *self, HpPaletteItem *item, guint score, const char *folded)
{
  hp_palette_item_set_score (item, score);
  hp_palette_item_set_pattern (item, folded);
  g_list_store_insert_sorted (self->items, item, compare_items, NULL);
  g_object_unref (item);
}

static void
add_actions (HpPalette *self, const char *folded)
{
  guint n;
  const HpVerb *verbs = hp_verbs_list (&n);

  for (guint i = 0; i < n; i++)
    {
      if (verbs[i].label == NULL || (verbs[i].is_about_ticket && !self->has_ticket))
        continue;
      g_autofree char *label = hp_fuzzy_fold (_ (verbs[i].label));
      g_autofree char *words = hp_fuzzy_fold (verbs[i].words);
      guint score = MAX (hp_fuzzy_score (folded, label), hp_fuzzy_score (folded, words) / 2);
      g_autofree char *action = NULL;
      GVariant *target = NULL;
      if (score == 0 || !g_action_parse_detailed_name (verbs[i].action, &action, &target, NULL))
        continue;
      add_item (self,
                hp_palette_item_new (verbs[i].icon, _ (verbs[i].label), "", _ ("Action"),
                                     verbs[i].keys[1] != NULL ? verbs[i].keys[1] : verbs[i].keys[0],
                                     action, target),
                score, folded);
      g_clear_pointer (&target, g_variant_unref);
    }
}

static void
add_views (HpPalette *self, const char *folded)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->overview));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HpViewItem) view = g_list_model_get_item (G_LIST_MODEL (self->overview), i);
      g_autofree char *name = hp_fuzzy_fold (hp_labels_get_view (view));
      guint score = hp_fuzzy_score (folded, name);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", i + 1);
      if (score > 0)
        add_item (self,
                  hp_palette_item_new (hp_labels_get_view_icon (view), hp_labels_get_view (view),
                                       "", _ ("View"), i < 9 ? key : NULL, "win.view",
                                       g_variant_new_int32 ((int) i + 1)),
                  score, folded);
    }
}

static void
add_ticket (HpPalette *self, const HpTicket *ticket, const char *folded)
{
  g_autofree char *number = hp_key_dup_number (&ticket->key);
  g_autofree char *time = hp_time_dup_short_text (ticket->updated, g_get_real_time ());
  const char *name = ticket->customer_name != NULL && *ticket->customer_name != '\0'
                         ? ticket->customer_name
                         : ticket->customer_address;
  g_autofree char *about = g_strdup_printf ("%s, %s, %s", number, name != NULL ? name : "", time);
  const char *subject = *ticket->subject != '\0' ? ticket->subject : _ ("No subject");
  g_autofree char *title = hp_fuzzy_fold (subject);

  add_item (self,
            hp_palette_item_new (hp_labels_get_channel_icon (ticket->channel), subject, about,
                                 _ ("Ticket"), NULL, "win.open-ticket",
                                 g_variant_new_string (number)),
            MAX (hp_fuzzy_score (folded, title), 300), folded);
}

static void
add_customer (HpPalette *self, const HpCustomer *customer, const char *folded)
{
  g_autofree char *query = g_strdup_printf ("from:%s", customer->address);
  const char *name = *customer->name != '\0' ? customer->name : customer->address;
  g_autofree char *title = hp_fuzzy_fold (name);

  add_item (self,
            hp_palette_item_new ("avatar-default-symbolic", name, customer->address, _ ("Customer"),
                                 NULL, "win.look-for", g_variant_new_string (query)),
            MAX (hp_fuzzy_score (folded, title), 400), folded);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HpFound) found = hp_find_finish (result, &error);
  char among;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  HpPalette *self = HP_PALETTE (data);
  g_autofree char *folded = hp_fuzzy_fold (get_pattern (self, &among));
  g_clear_object (&self->cancellable);
  for (guint i = 0; found != NULL && among != '@' && i < found->tickets->len; i++)
    add_ticket (self, g_ptr_array_index (found->tickets, i), folded);
  for (guint i = 0; found != NULL && among != '#' && i < found->customers->len; i++)
    add_customer (self, g_ptr_array_index (found->customers, i), folded);
  select_first (self);
  update_count (self);
}

static void
on_changed_cb (HpPalette *self)
{
  char among;
  const char *pattern = get_pattern (self, &among);
  g_autofree char *folded = hp_fuzzy_fold (pattern);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_list_store_remove_all (self->items);
  if (among == '\0' || among == '>')
    add_actions (self, folded);
  if (among == '\0')
    add_views (self, folded);
  if (among != '>' && (*pattern != '\0' || among != '\0'))
    {
      self->cancellable = g_cancellable_new ();
      hp_find_async (self->desk, pattern, MAX_FOUND, self->cancellable, on_found_cb, self);
    }
  select_first (self);
  update_count (self);
}

/* The parent acts when this window is gone, so that what it shows can have the focus. */
static void
on_activate_cb (HpPalette *self, guint position)
{
  g_autoptr (HpPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  g_autoptr (GtkWindow) parent = NULL;

  if (item == NULL)
    return;
  GVariant *target = hp_palette_item_get_target (item);
  if (self->overview == NULL)
    g_signal_emit (self, signals[TICKET_PICKED], 0, g_variant_get_string (target, NULL));
  g_set_object (&parent, gtk_window_get_transient_for (GTK_WINDOW (self)));
  gboolean acts = self->overview != NULL;
  gtk_window_close (GTK_WINDOW (self));
  if (acts)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), hp_palette_item_get_action (item),
                                        target);
}

static void
on_entry_activate_cb (HpPalette *self)
{
  on_activate_cb (self, gtk_single_selection_get_selected (self->selection));
}

static void
move (HpPalette *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + (guint) step) % n;
  gtk_single_selection_set_selected (self->selection, at);
  hp_compat_scroll_to (self->rows, at);
}

static gboolean
on_key_pressed_cb (HpPalette *self, guint keyval, guint code, GdkModifierType state)
{
  gboolean has_control = (state & GDK_CONTROL_MASK) != 0;

  if (keyval == GDK_KEY_Escape || (has_control && keyval == GDK_KEY_k))
    gtk_window_close (GTK_WINDOW (self));
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    move (self, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    move (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
hp_palette_dispose (GObject *object)
{
  HpPalette *self = HP_PALETTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->items);
  g_clear_object (&self->overview);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_palette_parent_class)->dispose (object);
}

static void
hp_palette_class_init (HpPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_palette_dispose;
  signals[TICKET_PICKED] = g_signal_new ("ticket-picked", HP_TYPE_PALETTE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (HP_TYPE_PALETTE_ITEM);
  g_type_ensure (HP_TYPE_PALETTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, rows);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, selection);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, hint);
  gtk_widget_class_bind_template_child (widget_class, HpPalette, count);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
hp_palette_init (HpPalette *self)
{
  self->items = g_list_store_new (HP_TYPE_PALETTE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}

static HpPalette *
make_palette (GtkWindow *parent, HpLiveDesk *desk, HpOverview *overview)
{
  HpPalette *self = g_object_new (HP_TYPE_PALETTE, "transient-for", parent, NULL);
  int width = MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent)) - MARGIN);

  gtk_widget_set_size_request (GTK_WIDGET (self), width, -1);
  self->desk = g_object_ref (desk);
  g_set_object (&self->overview, overview);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), overview != NULL);
  return self;
}

GtkWidget *
hp_palette_new (GtkWindow *parent, HpLiveDesk *desk, HpOverview *overview, gboolean has_ticket)
{
  HpPalette *self = make_palette (parent, desk, overview);

  self->has_ticket = has_ticket;
  on_changed_cb (self);
  return GTK_WIDGET (self);
}

GtkWidget *
hp_palette_new_for_tickets (GtkWindow *parent, HpLiveDesk *desk, const char *prompt)
{
  HpPalette *self = make_palette (parent, desk, NULL);

  gtk_window_set_title (GTK_WINDOW (self), prompt);
  gtk_text_set_placeholder_text (self->entry, prompt);
  on_changed_cb (self);
  return GTK_WIDGET (self);
}

gboolean
hp_palette_is_busy (HpPalette *self)
{
  return self->cancellable != NULL;
}
