/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

/* Chance with a seed: the same seed gives the same mailbox, whatever the version of GLib.
 * SplitMix64 (Steele, Lea and Flood 2014). */
typedef struct
{
  guint64 state;
} HpDice;

static inline guint64
hp_dice_next (HpDice *dice)
{
  guint64 z = (dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* 0 <= result < n */
static inline guint
hp_dice_below (HpDice *dice, guint n)
{
  return (guint) (((hp_dice_next (dice) >> 32) * n) >> 32);
}

/* 0 <= result < 1 */
static inline double
hp_dice_unit (HpDice *dice)
{
  return (double) (hp_dice_next (dice) >> 11) * 0x1p-53;
}

static inline gboolean
hp_dice_percent (HpDice *dice, guint percent)
{
  return hp_dice_below (dice, 100) < percent;
}

/* A rank below n whose chance falls as 1 / (rank + 1), as that of words does. */
static inline guint
hp_dice_zipf (HpDice *dice, guint n)
{
  return MIN ((guint) exp (hp_dice_unit (dice) * log (n + 1.0)) - 1, n - 1);
}
