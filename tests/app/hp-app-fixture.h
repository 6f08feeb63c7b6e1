/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-application.h"
#include "app/hp-window.h"
#include "hp-live-fixture.h"

G_BEGIN_DECLS

/* A window on a small desk: three tickets "Apple", "Banana", "Cherry" of "one" to "three". */
typedef struct
{
  HpLiveFixture desk;
  HpWindow *window;
} HpAppFixture;

/* One application for all tests of a program; NULL where there is no display.
 * Returns: (transfer full) (nullable). */
HpApplication *hp_app_fixture_init (int *argc, char ***argv);

void hp_app_fixture_set_up (HpAppFixture *fixture, gconstpointer data);
void hp_app_fixture_open (HpAppFixture *fixture);
void hp_app_fixture_tear_down (HpAppFixture *fixture, gconstpointer data);

/* The first widget of a type in @widget. (nullable) */
GtkWidget *hp_app_find (GtkWidget *widget, GType type);
GtkListView *hp_app_get_view (HpAppFixture *fixture, GType pane);
/* How many rows a pane's list has. */
guint hp_app_count (HpAppFixture *fixture, GType pane);
/* TRUE if a label that shows in @widget holds @text. */
gboolean hp_app_has_label (GtkWidget *widget, const char *text);
gboolean hp_app_shows (HpAppFixture *fixture, GType pane, const char *text);

void hp_app_select (HpAppFixture *fixture, guint position);
void hp_app_activate (HpAppFixture *fixture, const char *action);

/* A key as the window gets it when nothing inside took it. */
gboolean hp_app_press (HpAppFixture *fixture, guint keyval, GdkModifierType state);

G_END_DECLS
