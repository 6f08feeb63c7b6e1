/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from the bytes of one mail to what they mean; each concern has a file of its own.
 * Pure; any thread, after hp_mime_init(). */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-parser.h"

#include <gmime/gmime.h>
#include <libxml/parser.h>
#include <string.h>

#include "mime/hp-language.h"
#include "mime/hp-mail-body.h"
#include "mime/hp-mail-content-key.h"
#include "mime/hp-mail-damage.h"
#include "mime/hp-mail-headers.h"
#include "mime/hp-mail-kind.h"
#include "mime/hp-mime-part.h"
#include "mime/hp-mime-tree.h"
#include "mime/hp-new-words.h"

static void
set_damage (HpMail *mail, const char *damage, GBytes *raw)
{
  mail->damage = g_strdup (damage);
  g_free (mail->text);
  mail->text = hp_mail_damage_dup_text (raw);
}

/* Of the new words; reports have none. */
static void
read_language (HpMail *mail)
{
  if (mail->kind == HP_MAIL_KIND_BOUNCE || mail->kind == HP_MAIL_KIND_FEEDBACK)
    return;
  g_autofree char *reply = hp_text_dup_reply (mail->text, mail->folds);
  mail->language = hp_language_guess (reply);
}

/* What a bounce quotes is what it is about. */
static void
find_new_words (HpMail *mail)
{
  if (mail->kind == HP_MAIL_KIND_BOUNCE)
    return;
  g_array_unref (mail->folds);
  mail->folds = hp_new_words_find (mail->text, strlen (mail->text));
}

HpMail *
hp_mail_parse (GBytes *raw)
{
  HpMail *mail = hp_mail_new ();
  g_autoptr (HpMimeTree) tree = hp_mime_tree_new (raw);
  const char *damage = hp_mail_damage_find (tree);
  guint8 body[32];

  hp_mail_headers_read (mail, tree);
  if (tree->root != NULL)
    {
      hp_mail_body_read (mail, tree, body);
      hp_mail_kind_read (mail, tree);
    }
  mail->content_key = hp_mail_content_key (mail, tree, tree->root != NULL ? body : NULL);
  if (damage != NULL)
    set_damage (mail, damage, raw);
  else
    {
      find_new_words (mail);
      read_language (mail);
    }
  return mail;
}

GBytes *
hp_mail_dup_part (GBytes *raw, guint part)
{
  g_autoptr (HpMimeTree) tree = hp_mime_tree_new (raw);
  GMimeObject *found = tree->root != NULL ? hp_mime_part_find (tree->root, part) : NULL;

  if (found == NULL && tree->root != NULL)
    return hp_mail_body_dup_inner (tree->root, part);
  if (found == NULL || (GMIME_IS_MULTIPART (found) && !hp_mime_part_is_unsplit (found)))
    return NULL;
  return g_byte_array_free_to_bytes (hp_mime_part_dup_content (found));
}

void
hp_mime_init (void)
{
  static const char *const fallbacks[] = { "utf-8", "windows-1252", "iso-8859-1", NULL };

  g_mime_init ();
  GMimeParserOptions *options = g_mime_parser_options_get_default ();
  g_mime_parser_options_set_fallback_charsets (options, (const char **) fallbacks);
  g_mime_parser_options_set_allow_addresses_without_domain (options, TRUE);
  xmlInitParser ();
}
