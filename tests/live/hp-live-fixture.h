/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* A desk in a folder of its own, with mails made by the test. */
typedef struct
{
  char *root; /* (owned) */
  char *desk; /* (owned) the desk's folder */
  char *mail; /* (owned) where mails are put */
} HpLiveFixture;

void hp_live_fixture_set_up (HpLiveFixture *fixture);
void hp_live_fixture_tear_down (HpLiveFixture *fixture);

/* Imports one mail: Message-ID <@name@test.example>, sent @minute minutes into 2026. @answers:
 * (nullable) the name of the mail that it answers. */
void hp_live_fixture_import (HpLiveFixture *fixture,
                             const char *name,
                             const char *subject,
                             int minute,
                             const char *answers);

/* Imports one mail as it is. */
void hp_live_fixture_import_raw (HpLiveFixture *fixture, const char *name, const char *raw);

/* The row of the ticket that holds a mail. */
gint64 hp_live_fixture_find (HpLiveFixture *fixture, const char *name);

/* What another process would do. */
void hp_live_fixture_set_status (HpLiveFixture *fixture, const char *name, const char *status);
void hp_live_fixture_note (HpLiveFixture *fixture, const char *name, const char *text);
void hp_live_fixture_merge (HpLiveFixture *fixture, const char *one, const char *other);

/* Iterates the main context until @condition holds; ends the test after half a minute, which
 * only a broken desk or a very slow machine takes. */
#define hp_live_wait_until(condition)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                              \
    guint alarm_ = g_timeout_add (100, hp_live_on_alarm_cb, NULL);                                 \
    while (!(condition) && g_get_monotonic_time () < deadline_)                                    \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (alarm_);                                                                      \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

gboolean hp_live_on_alarm_cb (gpointer data);

G_END_DECLS
