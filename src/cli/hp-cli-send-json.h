/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/hp-account.h"
#include "store/hp-db.h"
#include "model/hp-draft.h"
#include "model/hp-outbox-entry.h"

G_BEGIN_DECLS

/* Whole objects. @warnings: (nullable) (element-type HpGuardWarning); @news: (nullable)
 * (element-type HpMessage) what somebody wrote meanwhile. */
void hp_json_add_draft (JsonBuilder *builder, const HpDraft *draft, GPtrArray *warnings);
void hp_json_add_outbox_entry (JsonBuilder *builder,
                               const HpOutboxEntry *entry,
                               GPtrArray *news,
                               GPtrArray *warnings);
void hp_json_add_account (JsonBuilder *builder, HpDb *db, const HpAccount *account);

G_END_DECLS
