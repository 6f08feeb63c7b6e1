/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @raw with every date of a day, month and year moved by @days: those of headers, and those that
 * people and mail programs write in English, Finnish, Swedish or figures ("Mon, 16 Nov 2026",
 * "16. marraskuuta 2026", "16.11.2026", "2026-11-16", "DTSTART:20261116T"). Nothing else changes,
 * least of all Message-IDs and encoded parts. @raw holds no NUL. Any thread. Returns: (transfer
 * full). */
GBytes *hp_demo_dates_shift (GBytes *raw, int days);

G_END_DECLS
