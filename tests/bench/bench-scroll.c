/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a frame of scrolling costs: from the clock's first signal of a frame to its last, with
 * all that is made, bound, laid out and drawn between them. */

#define G_LOG_DOMAIN "helppari-bench"

#include "bench-scroll.h"

#include "hp-app-fixture.h"
#include "hp-bench-time.h"

#define FRAMES 600
#define STEP 60
#define CONSTANTS 64
#define ROW_HEIGHT 60
/* A list of @n items that are a few over and over. */
#define BENCH_TYPE_CONSTANTS (bench_constants_get_type ())
G_DECLARE_FINAL_TYPE (BenchConstants, bench_constants, BENCH, CONSTANTS, GObject)

struct _BenchConstants
{
  GObject parent_instance;

  GPtrArray *items; /* (owned) */
  guint n;
};

static GType
get_item_type (GListModel *model)
{
  return HP_TYPE_TICKET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BENCH_CONSTANTS (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  BenchConstants *self = BENCH_CONSTANTS (model);

  return position < self->n
             ? g_object_ref (g_ptr_array_index (self->items, position % self->items->len))
             : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BenchConstants,
                               bench_constants,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
bench_constants_finalize (GObject *object)
{
  g_ptr_array_unref (BENCH_CONSTANTS (object)->items);
  G_OBJECT_CLASS (bench_constants_parent_class)->finalize (object);
}

static void
bench_constants_class_init (BenchConstantsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bench_constants_finalize;
}

static void
bench_constants_init (BenchConstants *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static GListModel *
make_constants (GListModel *tickets)
{
  BenchConstants *self = g_object_new (BENCH_TYPE_CONSTANTS, NULL);

  self->n = g_list_model_get_n_items (tickets);
  for (guint i = 0; i < CONSTANTS; i++)
    g_ptr_array_add (self->items, g_list_model_get_item (tickets, i));
  return G_LIST_MODEL (self);
}

static void
on_bare_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_size_request (box, -1, ROW_HEIGHT);
  gtk_list_item_set_child (item, box);
}

static void
on_bare_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  HpTicketItem *ticket = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (label), hp_ticket_item_get_name (ticket));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)),
                      hp_ticket_item_get_subject (ticket));
}

static GtkListItemFactory *
make_bare_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_bare_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bare_bind_cb), NULL);
  return factory;
}

static void
replace (GtkListView *view, GListModel *tickets, gboolean is_bare)
{
  GtkSingleSelection *selection = gtk_single_selection_new (make_constants (tickets));

  if (is_bare)
    {
      g_autoptr (GtkListItemFactory) factory = make_bare_factory ();
      gtk_list_view_set_factory (view, factory);
    }
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

typedef struct
{
  const char *way;
  GtkAdjustment *adjustment; /* (unowned) */
  double step;
  gint64 begun;
  gint64 cpu_begun;
  guint n;
} Scroll;

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  double value = gtk_adjustment_get_value (scroll->adjustment) + scroll->step;
  double end = gtk_adjustment_get_upper (scroll->adjustment) -
               gtk_adjustment_get_page_size (scroll->adjustment);

  gtk_adjustment_set_value (scroll->adjustment, value < end ? value : 0);
  return scroll->n < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_before_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->begun = g_get_monotonic_time ();
  scroll->cpu_begun = hp_bench_get_cpu_time ();
}

static void
on_after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  if (scroll->begun != 0 && scroll->n < FRAMES)
    g_print ("{\"way\": \"%s\", \"ms\": %.3f, \"cpu_ms\": %.3f}\n", scroll->way,
             (double) (g_get_monotonic_time () - scroll->begun) / 1000.0,
             (double) (hp_bench_get_cpu_time () - scroll->cpu_begun) / 1000.0);
  scroll->n++;
}

static void
scroll_through (GtkListView *view, const char *way, double step)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (view));
  Scroll scroll = { .way = way, .step = step };

  scroll.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  gtk_adjustment_set_value (scroll.adjustment, 0);
  gulong before =
      g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint_cb), &scroll);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (GTK_WIDGET (view), on_tick_cb, &scroll, NULL);
  while (scroll.n <= FRAMES + 2)
    g_main_context_iteration (NULL, FALSE);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
}

void
bench_scroll (HpWindow *window, const char *what)
{
  GtkListView *view =
      GTK_LIST_VIEW (hp_app_find (GTK_WIDGET (window->tickets), GTK_TYPE_LIST_VIEW));
  int height = gtk_widget_get_height (GTK_WIDGET (view));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "i", 8);
  while (hp_ticket_list_get_is_loading (window->list))
    g_main_context_iteration (NULL, TRUE);
  if (!g_str_equal (what, "rows"))
    replace (view, G_LIST_MODEL (window->list), g_str_equal (what, "bare"));
  scroll_through (view, "smooth", STEP);
  scroll_through (view, "page", height);
}
