/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the signatures: one setting for each agent, brand and language, read from the ops when a
 * mail is begun. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-signature.h"

#include <string.h>

#include "base/hp-json.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "mime/hp-blocks-html.h"
#include "mime/hp-html-blocks.h"
#include "model/hp-mail.h"
#include "store/hp-op-table.h"

#define LINE "<p>--</p>\n"

void
hp_signature_free (HpSignature *signature)
{
  g_free (signature->agent);
  g_free (signature->brand);
  g_free (signature->language);
  g_free (signature->html);
  g_free (signature);
}

static char *
make_member (const char *agent, const char *brand, const char *language)
{
  return g_strdup_printf ("%s\n%s\n%s", agent, brand, language);
}

/* Only what a mail may say. */
static char *
clean (const char *html)
{
  g_autoptr (HpBlocks) blocks = hp_html_blocks (html, strlen (html));
  return hp_blocks_dup_html (blocks, NULL, HP_BLOCKS_HTML_PLAIN);
}

static gboolean
check_language (const char *language, GError **error)
{
  if (*language == '\0' ||
      (strlen (language) == 2 && g_ascii_islower (language[0]) && g_ascii_islower (language[1])))
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” is no code of a language. It can be: fi, sv, en", language);
  return FALSE;
}

static char *
dup_brand (const char *brand, GError **error)
{
  char *normal = *brand != '\0' ? hp_address_normalise (brand) : g_strdup ("");

  if (normal == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no mail address", brand);
  return normal;
}

GArray *
hp_command_set_signature (HpDesk *desk,
                          const char *decider,
                          const char *agent,
                          const char *brand,
                          const char *language,
                          const char *html,
                          GError **error)
{
  g_autofree char *normal = dup_brand (brand != NULL ? brand : "", error);
  HpKey entity = { 0 };
  HpDecide decide;

  if (normal == NULL || !check_language (language != NULL ? language : "", error) ||
      !hp_decide_begin (&decide, desk, decider, error))
    return NULL;
  g_autofree char *cleaned = html != NULL ? clean (html) : NULL;
  g_autofree char *member =
      make_member (agent != NULL ? agent : "", normal, language != NULL ? language : "");
  hp_decide_op (&decide, HP_OP_DESK, &entity, HP_FIELD_SIGNATURE, member,
                cleaned != NULL ? hp_json_quote (cleaned) : g_strdup ("null"));
  return hp_decide_end (&decide, error);
}

/* NULL where none is set. */
static char *
dup_html (HpDb *db, const char *member)
{
  HpKey entity = { 0 };
  g_autoptr (HpOp) op = hp_ops_find_newest (db, HP_OP_DESK, &entity, HP_FIELD_SIGNATURE, member);
  g_autofree char *text = op != NULL ? hp_op_dup_text (op) : NULL;

  return text != NULL ? clean (text) : NULL;
}

static int
compare_signatures (gconstpointer a, gconstpointer b)
{
  const HpSignature *one = *(HpSignature **) a;
  const HpSignature *two = *(HpSignature **) b;
  int order = strcmp (one->agent, two->agent);

  if (order == 0)
    order = strcmp (one->brand, two->brand);
  return order != 0 ? order : strcmp (one->language, two->language);
}

/* NULL if @member is none of ours, or was taken away. */
static HpSignature *
read_signature (HpDb *db, const char *member)
{
  g_auto (GStrv) parts = g_strsplit (member, "\n", -1);
  char *html = g_strv_length (parts) == 3 ? dup_html (db, member) : NULL;

  if (html == NULL)
    return NULL;
  HpSignature *signature = g_new0 (HpSignature, 1);
  signature->agent = g_strdup (parts[0]);
  signature->brand = g_strdup (parts[1]);
  signature->language = g_strdup (parts[2]);
  signature->html = html;
  return signature;
}

GPtrArray *
hp_signatures_list (HpDesk *desk)
{
  HpDb *db = hp_desk_get_db (desk);
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_signature_free);
  g_autoptr (GPtrArray) ops = hp_ops_list_of_kind (db, HP_OP_DESK);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ops->len; i++)
    {
      const HpOp *op = g_ptr_array_index (ops, i);
      if (strcmp (op->field, HP_FIELD_SIGNATURE) != 0 || !g_hash_table_add (seen, op->member))
        continue;
      HpSignature *signature = read_signature (db, op->member);
      if (signature != NULL)
        g_ptr_array_add (signatures, signature);
    }
  g_ptr_array_sort (signatures, compare_signatures);
  return signatures;
}

char *
hp_signatures_dup_for (HpDesk *desk, const char *agent, const char *brand, const char *language)
{
  /* Which fields count: 4 the agent, 2 the brand, 1 the language. */
  static const guint order[] = { 7, 6, 5, 4, 3, 2, 1, 0 };
  g_autofree char *normal = hp_address_normalise (brand);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *member =
          make_member (order[i] & 4 ? agent : "", order[i] & 2 && normal != NULL ? normal : "",
                       order[i] & 1 ? language : "");
      char *html = dup_html (hp_desk_get_db (desk), member);
      if (html != NULL)
        return html;
    }
  return g_strdup ("");
}

char *
hp_signature_dup_block (const char *html)
{
  return *html != '\0' ? g_strconcat (LINE, html, NULL) : g_strdup ("");
}
