/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* The secrets of a team at one desk: the keys with which the log is sealed, newest last (a key
 * follows where somebody was removed), and the desk's own pair, to which new ones are sent. Used by
 * one thread at a time. */
typedef struct _HpTeamKeys HpTeamKeys;

#define HP_TEAM_KEY_SIZE 32 /* bytes of a key, public or secret */

/* A team that nobody else knows. Returns: (transfer full). */
HpTeamKeys *hp_team_keys_new (void);
/* Those of a desk that has not been let in yet: a pair, and no key of the team. */
HpTeamKeys *hp_team_keys_new_outside (void);
void hp_team_keys_free (HpTeamKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeamKeys, hp_team_keys_free)

/* Their form in the keyring: one line of JSON. Errors: INVALID. Returns: (transfer full). */
char *hp_team_keys_dup_text (HpTeamKeys *keys);
HpTeamKeys *hp_team_keys_new_from_text (const char *text, GError **error);

/* The team's keys alone, as they are given to a desk that is let in, and taking them in there.
 * Errors: INVALID. */
GBytes *hp_team_keys_dup_shared (HpTeamKeys *keys);
gboolean hp_team_keys_take_shared (HpTeamKeys *keys, GBytes *shared, GError **error);

gboolean hp_team_keys_is_inside (HpTeamKeys *keys);
/* The team's name: the hash of its first key. Only inside. */
const HpKey *hp_team_keys_get_team (HpTeamKeys *keys);

/* The codes of invitations that wait for an answer: of those this desk gave, or the one it has.
 * Returns: (element-type utf8) (transfer none). */
GPtrArray *hp_team_keys_get_invitations (HpTeamKeys *keys);
void hp_team_keys_add_invitation (HpTeamKeys *keys, const char *code);
void hp_team_keys_remove_invitation (HpTeamKeys *keys, const char *code);

/* One more key, for what is sealed from now on. */
void hp_team_keys_renew (HpTeamKeys *keys);

/* Seals with the newest key (XChaCha20-Poly1305). Who opens it must know @name too, so that nothing
 * passes for something else. Returns: (transfer full). */
GBytes *hp_team_keys_seal (HpTeamKeys *keys, const char *name, GBytes *plain);

/* *age: (out) how many keys are newer than that of @sealed. Errors: AUTH (sealed with a key that is
 * not here), INVALID (not sealed by the team, damaged, or of another name), TOO_NEW. Returns:
 * (transfer full) (nullable). */
GBytes *
hp_team_keys_open (HpTeamKeys *keys, const char *name, GBytes *sealed, guint *age, GError **error);
guint hp_team_keys_count (HpTeamKeys *keys);

/* The same with a key that is no team's: of an invitation. */
GBytes *hp_team_seal_with (const guint8 key[HP_TEAM_KEY_SIZE], const char *name, GBytes *plain);
GBytes *hp_team_open_with (const guint8 key[HP_TEAM_KEY_SIZE],
                           const char *name,
                           GBytes *sealed,
                           GError **error);

/* What only the desk with the pair of @public_key can open (X25519, from this desk's own pair), and
 * its opening there. @from: the public key of who sealed it. Errors: INVALID. */
const guint8 *hp_team_keys_get_public (HpTeamKeys *keys);
GBytes *hp_team_keys_seal_for (HpTeamKeys *keys, const guint8 *public_key, GBytes *plain);
GBytes *
hp_team_keys_open_from (HpTeamKeys *keys, const guint8 *from, GBytes *sealed, GError **error);

G_END_DECLS
