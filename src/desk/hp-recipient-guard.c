/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is asked before a mail leaves. Reads only. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-recipient-guard.h"

#include <string.h>

#include "mime/hp-html-text.h"
#include "model/hp-message.h"
#include "store/hp-customer-table.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"

/* As many words in a row are no chance. A shorter note must be there whole, but one word says
 * nothing. */
#define NOTE_RUN 6
#define NOTE_SHORTEST 3

/* How words begin by which people say that something is attached. */
static const char *const FILE_WORDS[] = {
  "liitteen", "liitteis", "liitteit", "liitän", "liitin", "oheis", "ohessa", /* fi */
  "bifog",    "bilag",                                                       /* sv */
  "attach",   "enclos",                                                      /* en */
};
/* Whole words. */
static const char *const FILE_FORMS[] = { "liite", "liitteet", "liitetiedosto" };

typedef struct
{
  HpDb *db;
  const HpDraft *draft;
  HpMessage *answered; /* (owned) (nullable) */
  GPtrArray *words;    /* (owned) (element-type utf8) of the new words, case folded */
  GPtrArray *warnings; /* (element-type HpGuardWarning) */
} Guard;

static void
clear_guard (Guard *self)
{
  g_clear_pointer (&self->answered, hp_message_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guard, clear_guard)

void
hp_guard_warning_free (HpGuardWarning *warning)
{
  g_free (warning->detail);
  g_free (warning);
}

const char *
hp_guard_kind_get_name (HpGuardKind kind)
{
  static const char *const names[] = { "new_recipient", "note_quoted", "file_missing",
                                       "wrong_brand", "field_empty" };

  return names[kind];
}

/* Takes @detail. */
static void
warn (Guard *self, HpGuardKind kind, char *detail)
{
  HpGuardWarning *warning = g_new0 (HpGuardWarning, 1);

  warning->kind = kind;
  warning->detail = detail;
  warning->blocks = kind == HP_GUARD_FIELD_EMPTY;
  g_ptr_array_add (self->warnings, warning);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char *start = NULL;

  for (const char *at = folded;; at = g_utf8_next_char (at))
    {
      gboolean is_letter = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));
      if (is_letter && start == NULL)
        start = at;
      else if (!is_letter && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize) (at - start)));
          start = NULL;
        }
      if (*at == '\0')
        return words;
    }
}

static gboolean
has_address (const GPtrArray *addresses, const char *normal)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *other = hp_address_normalise (address->addr);
      if (g_strcmp0 (other, normal) == 0)
        return TRUE;
    }
  return FALSE;
}

/* On the message itself, or as the customer who is known by it. */
static gboolean
is_known (Guard *self, const char *normal)
{
  return has_address (self->answered->from, normal) || has_address (self->answered->to, normal) ||
         has_address (self->answered->cc, normal) ||
         hp_messages_is_identity (self->db, self->answered->row, normal);
}

static void
check_recipients (Guard *self, const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *normal = hp_address_normalise (address->addr);
      const char *domain = normal != NULL ? hp_address_get_domain (normal) : NULL;
      if (domain == NULL || hp_own_addresses_has_host (self->db, domain) || is_known (self, normal))
        continue;
      warn (self, HP_GUARD_NEW_RECIPIENT, g_strdup (address->addr));
    }
}

static const HpAddress *
find_own (Guard *self, const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *normal = hp_address_normalise (address->addr);
      if (normal != NULL && hp_own_addresses_has (self->db, normal))
        return address;
    }
  return NULL;
}

/* Where the customer wrote to several of ours, any of them will do. */
static void
check_brand (Guard *self)
{
  gboolean is_inbound = strcmp (self->answered->direction, HP_DIRECTION_IN) == 0;
  const HpAddress *own = is_inbound ? find_own (self, self->answered->to) : NULL;
  g_autofree char *from = hp_address_normalise (self->draft->from->addr);

  if (is_inbound && own == NULL)
    own = find_own (self, self->answered->cc);
  if (own == NULL || has_address (self->answered->to, from) ||
      has_address (self->answered->cc, from))
    return;
  warn (self, HP_GUARD_WRONG_BRAND, g_strdup (own->addr));
}

static gboolean
runs_at (const GPtrArray *words, guint at, const GPtrArray *run, guint from, guint length)
{
  if (at + length > words->len)
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (strcmp (words->pdata[at + i], run->pdata[from + i]) != 0)
      return FALSE;
  return TRUE;
}

/* Where in @note @length words begin that stand in a row in @words too; -1 if nowhere. @known: the
 * set of @words. */
static int
find_run (const GPtrArray *words, GHashTable *known, const GPtrArray *note, guint length)
{
  for (guint from = 0; from + length <= note->len; from++)
    {
      if (!g_hash_table_contains (known, note->pdata[from]))
        continue;
      for (guint at = 0; at + length <= words->len; at++)
        if (runs_at (words, at, note, from, length))
          return (int) from;
    }
  return -1;
}

static char *
join_words (const GPtrArray *words, guint from, guint length)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < from + length; i++)
    g_string_append_printf (text, "%s%s", i > from ? " " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
check_note (Guard *self, GHashTable *known, const char *text)
{
  g_autoptr (GPtrArray) note = split_words (text);
  guint length = MIN (note->len, NOTE_RUN);
  int found = length >= NOTE_SHORTEST ? find_run (self->words, known, note, length) : -1;

  if (found >= 0)
    warn (self, HP_GUARD_NOTE_QUOTED, join_words (note, (guint) found, length));
}

static void
check_notes (Guard *self)
{
  g_autoptr (GPtrArray) notes =
      hp_messages_list_notes (self->db, hp_drafts_find_ticket (self->db, self->draft));
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->words->len; i++)
    g_hash_table_add (known, self->words->pdata[i]);
  for (guint i = 0; i < notes->len; i++)
    check_note (self, known, g_ptr_array_index (notes, i));
}

static gboolean
is_file_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FILE_WORDS); i++)
    if (g_str_has_prefix (word, FILE_WORDS[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (FILE_FORMS); i++)
    if (strcmp (word, FILE_FORMS[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
check_files (Guard *self)
{
  if (self->draft->quote == HP_QUOTE_ATTACHED || self->draft->files->len > 0)
    return;
  for (guint i = 0; i < self->words->len; i++)
    if (is_file_word (self->words->pdata[i]))
      {
        warn (self, HP_GUARD_FILE_MISSING, g_strdup (self->words->pdata[i]));
        return;
      }
}

static char *
dup_field_in (const char *text)
{
  const char *open = strstr (text, "{{");
  const char *close = open != NULL ? strstr (open, "}}") : NULL;

  return close != NULL ? g_strndup (open, (gsize) (close + 2 - open)) : NULL;
}

char *
hp_recipient_guard_dup_field (const HpDraft *draft)
{
  g_autofree char *text = hp_html_text_dup (draft->html, strlen (draft->html));
  char *field = dup_field_in (draft->subject);

  return field != NULL ? field : dup_field_in (text);
}

/* Without what it quotes itself: those words are no promise of ours. */
static GPtrArray *
read_words (const HpDraft *draft)
{
  g_autofree char *text = hp_html_text_dup (draft->html, strlen (draft->html));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) own = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '>')
      g_string_append_printf (own, "%s\n", lines[i]);
  return split_words (own->str);
}

GPtrArray *
hp_recipient_guard_check (HpDesk *desk, const HpDraft *draft)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_guard_warning_free);
  g_auto (Guard) self = { .db = hp_desk_get_db (desk), .draft = draft, .warnings = warnings };

  if (draft->kind == HP_DRAFT_NOTE)
    return warnings;
  self.words = read_words (draft);
  char *field = hp_recipient_guard_dup_field (draft);
  if (field != NULL)
    warn (&self, HP_GUARD_FIELD_EMPTY, field);
  if (draft->has_answered)
    self.answered = hp_messages_get (self.db, hp_messages_find (self.db, &draft->answered));
  if (self.answered != NULL && draft->kind == HP_DRAFT_REPLY)
    {
      check_recipients (&self, draft->to);
      check_recipients (&self, draft->cc);
      check_recipients (&self, draft->bcc);
    }
  if (self.answered != NULL)
    check_brand (&self);
  if (draft->has_ticket)
    check_notes (&self);
  check_files (&self);
  return warnings;
}
