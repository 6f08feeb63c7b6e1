/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/composer/hp-composer.h"
#include "app/composer/hp-draft-files.h"
#include "app/composer/hp-guard-strip.h"
#include "app/composer/hp-quote-fold.h"
#include "app/composer/hp-recipients.h"
#include "app/composer/hp-send-later.h"
#include "app/composer/hp-spelling.h"

G_BEGIN_DECLS

/* The composer's parts, for its own files: hp-composer.c (what shows), hp-composer-draft.c (which
 * draft, and keeping it), hp-composer-files.c (files and pictures), hp-composer-send.c (sending).
 */
struct _HpComposer
{
  GtkBox parent_instance;

  HpLiveDesk *desk;     /* (owned) (nullable) */
  HpTicketItem *ticket; /* (owned) (nullable) none: a mail that begins one */
  HpDraftKind kind;
  HpDraft *draft;      /* (owned) (nullable) as it was read or kept last */
  HpMessage *answered; /* (owned) (nullable) */
  char *begun;         /* (owned) (nullable) the text that it began with: nobody typed it */
  gint64 files_limit;  /* bytes */
  gboolean is_kept;    /* the desk has it */
  gboolean is_dirty;   /* something was typed since */
  gboolean is_filling; /* what changes is no edit */
  gboolean folded;
  gboolean is_gone;              /* disposed */
  guint pause;                   /* until it is kept */
  guint n_jobs;                  /* under way */
  GCancellable *opening;         /* (owned) (nullable) */
  GHashTable *carets;            /* (owned) (element-type char int) by the draft's id */
  HpSpelling *spelling;          /* (owned) */
  GCancellable *checking;        /* (owned) (nullable) by the recipient guard */
  gboolean is_asking;            /* the guard's questions show */
  char *status;                  /* (owned) (nullable) to be set when it was sent */
  gint64 send_at;                /* us UTC, or HP_TIME_NONE */
  gboolean is_send_wanted;       /* as soon as the draft is read */
  gboolean unless_answered;      /* it does not leave if the customer writes first */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  GtkPopover *popover;           /* (nullable) of a link or a date */

  GtkEventControllerFocus *focus;
  GtkWidget *line;
  GtkLabel *line_label;
  GtkWidget *top;
  GtkWidget *modes;
  GtkToggleButton *expand_button;
  GtkWidget *discard_button;
  GtkLabel *state;
  HpRecipients *recipients;
  GtkWidget *page;
  GtkScrolledWindow *scroller;
  HpRichText *text;
  GtkLabel *placeholder;
  HpQuoteFold *quote;
  HpDraftFiles *files;
  HpGuardStrip *strip;
  GtkWidget *tools;
  GtkWidget *formats;
  GtkWidget *link_button;
  GtkWidget *hint;
  GtkWidget *note_button;
  AdwSplitButton *send_button;
};

/* Shows what there is to see of the draft, in this state. */
void hp_composer_update (HpComposer *self);
void hp_composer_tell_failure (HpComposer *self, const GError *error);
void hp_composer_edited (HpComposer *self);

/* What shows, as a draft. (transfer full) (nullable) */
HpDraft *hp_composer_collect (HpComposer *self);
/* Nobody has written anything. */
gboolean hp_composer_is_blank (HpComposer *self);
/* Opens the newest draft of @kind. */
void hp_composer_open (HpComposer *self, HpDraftKind kind);
/* Shows a draft. @opened: (transfer full). */
void hp_composer_show (HpComposer *self, HpOpenedDraft *opened);
/* Leaves the draft on the desk and shows none. */
void hp_composer_leave (HpComposer *self);
/* The draft is gone: what was typed counts no more. */
void hp_composer_forget (HpComposer *self);

/* Where the caret is to be when this draft shows again. */
void hp_composer_remember_caret (HpComposer *self);

void hp_composer_choose_files (HpComposer *self);
void hp_composer_add_files (HpComposer *self, GListModel *files);
void hp_composer_add_picture (HpComposer *self, GBytes *png);
void hp_composer_remove_file (HpComposer *self, guint index);
void hp_composer_accept_drops (HpComposer *self);

void hp_composer_send (HpComposer *self, const char *status, gint64 send_at);
void hp_composer_send_anyway (HpComposer *self);
void hp_composer_stop_asking (HpComposer *self);

G_END_DECLS
