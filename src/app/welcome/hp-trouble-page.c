/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is said of a desk that can't be opened. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-trouble-page.h"

#include "app/welcome/hp-desk-advice.h"
#include "app/welcome/hp-desk-book.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-trouble-page.ui"

struct _HpTroublePage
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkLabel *details;
  GtkWidget *forget;
};

G_DEFINE_FINAL_TYPE (HpTroublePage, hp_trouble_page, ADW_TYPE_BIN)

static void
hp_trouble_page_class_init (HpTroublePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpTroublePage, page);
  gtk_widget_class_bind_template_child (widget_class, HpTroublePage, details);
  gtk_widget_class_bind_template_child (widget_class, HpTroublePage, forget);
}

static void
hp_trouble_page_init (HpTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_trouble_page_show (HpTroublePage *self, HpLiveDesk *desk)
{
  HpLiveState state = hp_live_desk_get_state (desk);
  const GError *error = state == HP_LIVE_MISSING ? NULL : hp_live_desk_get_error (desk);
  HpDeskAdvice advice = hp_desk_advice_for_desk (error);
  g_autofree char *path = hp_desk_book_dup_path (hp_live_desk_get_folder (desk));
  g_autofree char *details =
      error != NULL ? g_strdup_printf ("%s\n%s", path, error->message) : g_strdup (path);

  adw_status_page_set_title (self->page, advice.title);
  adw_status_page_set_description (self->page, advice.text);
  gtk_label_set_text (self->details, details);
  gtk_widget_set_visible (self->forget, advice.is_gone);
}
