/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-decider.h"
#include "app/hp-window.h"
#include "app/inbox/hp-context-pane.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-read-marks.h"
#include "app/inbox/hp-sidebar.h"
#include "app/inbox/hp-ticket-pane.h"
#include "live/hp-outgoing.h"

G_BEGIN_DECLS

/* The window's parts, for its own files: hp-window.c (what shows where), hp-window-actions.c (what
 * can be done), hp-window-bulk.c (with many tickets at once) and hp-window-writing.c (what is
 * written and sent). */
struct _HpWindow
{
  AdwApplicationWindow parent_instance;

  HpLiveDesk *desk;             /* (owned) (nullable) */
  HpTicketList *list;           /* (owned) (nullable) */
  HpHitList *hits;              /* (owned) (nullable) */
  HpOverview *overview;         /* (owned) (nullable) */
  HpConversation *conversation; /* (owned) (nullable) */
  HpCustomerContext *customer;  /* (owned) (nullable) */
  HpDecider *decider;           /* (owned) (nullable) */
  HpOutgoing *outgoing;         /* (owned) (nullable) */
  HpBulkDecider *bulk;          /* (owned) (nullable) */
  AdwToast *progress;           /* (owned) (nullable) of a decision about many */
  gint64 bulk_since;            /* monotonic us, 0: none is under way */
  HpReadMarks *read_marks;      /* (owned) (nullable) */
  HpViewItem *view;             /* (owned) (nullable) the one that shows */
  char *awaited;                /* (owned) (nullable) a ticket to open when the desk is */
  char *first_view;             /* (owned) (nullable) the view to begin with, by its id */
  gboolean is_remembering;      /* what is open is kept in the settings */
  gboolean is_wide;             /* there is room for all four panes */
  gboolean is_context_wanted;   /* where there is room */
  gboolean is_writing_wanted;   /* when the awaited ticket shows */
  gboolean is_chord;            /* G was pressed: a digit chooses a view */

  GtkStack *pages;
  AdwStatusPage *status_page;
  GtkLabel *command;
  GtkLabel *details;
  GtkWidget *shell; /* of the panes */
  AdwFlap *flap;
  HpSidebar *sidebar;
  AdwLeaflet *panes;
  AdwLeaflet *reading;
  HpTicketPane *list_pane;
  HpTicketListView *tickets; /* of the list */
  HpTicketSearch *search;    /* of the list */
  HpTicketChoice *choice;    /* of the list */
  HpConversationPane *reader;
  HpTicketHeader *header;  /* of the reader */
  HpMessageList *messages; /* of the reader */
  HpComposer *composer;    /* of the reader */
  HpContextPane *context;
};

void hp_window_install_actions (GtkWidgetClass *widget_class);

/* What is written and sent (hp-window-writing.c). */
void hp_window_install_writing (GtkWidgetClass *widget_class);
void hp_window_begin_writing (HpWindow *self);

/* Says something over the foot of the messages; @op: (nullable) what "Undo" takes back. */
void hp_window_tell (HpWindow *self, const char *text, const char *op);

/* Shows @toast over the foot of what shows. @toast: (transfer full). */
void hp_window_add_toast (HpWindow *self, AdwToast *toast);

/* Tells of decisions about many tickets (hp-window-bulk.c). */
void hp_window_follow_bulk (HpWindow *self);
/* Whether decisions are about the tickets that are chosen. */
gboolean hp_window_is_choosing (HpWindow *self);

/* Turns to "tickets" or "reading" where only one of them shows; the focus stays where both do. */
void hp_window_show_pane (HpWindow *self, const char *name);

void hp_window_set_view (HpWindow *self, HpViewItem *view);
gboolean hp_window_get_context_shown (HpWindow *self);
void hp_window_set_context_shown (HpWindow *self, gboolean is_shown);

G_END_DECLS
