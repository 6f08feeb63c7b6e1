/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the making of random desks for the tests of convergence. */

#define G_LOG_DOMAIN "helppari-test"

#include "hp-random-desk.h"

#include "base/hp-clock.h"
#include "desk/hp-apply-private.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-views.h"
#include "model/hp-ticket.h"
#include "store/hp-customer-table.h"

#define N_IDS 9
#define START G_GINT64_CONSTANT (1790000000)

static const char *const PEOPLE[] = { "anna@a.example",   "bo@b.example",      "tuki@own.example",
                                      "info@own.example", "cecilia@a.example", "x@gmail.com" };
static const char *const VIEWS[] = { "spam", "open", "laskut" };
static const char *const WORDS[] = { "lasku", "paketti", "retur", "order", "kiitos", "hinta" };

static const char *
pick (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (gint32) n)];
}

#define PICK(rand, words) pick (rand, words, G_N_ELEMENTS (words))

static gboolean
chance (GRand *rand, double p)
{
  return g_rand_double (rand) < p;
}

static char *
make_id (GRand *rand)
{
  return g_strdup_printf ("m%d@ids.example", g_rand_int_range (rand, 0, N_IDS));
}

static void
append_date (GString *mail, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S +0000");
  g_string_append_printf (mail, "%s: %s\r\n", name, text);
}

static void
append_thread (GRand *rand, GString *mail)
{
  if (chance (rand, 0.85))
    {
      g_autofree char *id = make_id (rand);
      g_string_append_printf (mail, "Message-ID: <%s>\r\n", id);
    }
  if (chance (rand, 0.6))
    {
      g_string_append (mail, "References:");
      for (gint32 n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        {
          g_autofree char *id = make_id (rand);
          g_string_append_printf (mail, " <%s>", id);
        }
      g_string_append (mail, "\r\n");
    }
  if (chance (rand, 0.3))
    {
      g_autofree char *id = make_id (rand);
      g_string_append_printf (mail, "In-Reply-To: <%s>\r\n", id);
    }
}

static void
append_subject (GRand *rand, GString *mail)
{
  g_string_append_printf (mail, "Subject: %s%s", chance (rand, 0.3) ? "VS: " : "",
                          PICK (rand, WORDS));
  if (chance (rand, 0.25))
    {
      g_autofree char *id = make_id (rand);
      HpKey node = hp_node_hash (id);
      g_autofree char *number = hp_key_dup_number (&node);
      g_string_append_printf (mail, " [%s]", number);
    }
  g_string_append (mail, "\r\n");
}

static GBytes *
make_mail (GRand *rand)
{
  GString *mail = g_string_new (NULL);
  gint64 time = START + g_rand_int_range (rand, 0, 40);

  if (chance (rand, 0.5))
    {
      g_string_append (mail, "Received: from mx.elsewhere.example by mail.own.example; ");
      append_date (mail, "x", time + g_rand_int_range (rand, 0, 3));
      g_string_truncate (mail, mail->len - 2);
      g_string_append (mail, "\r\n");
    }
  g_string_append_printf (mail, "From: %s <%s>\r\nTo: %s\r\n", PICK (rand, WORDS),
                          PICK (rand, PEOPLE), PICK (rand, PEOPLE));
  append_thread (rand, mail);
  append_subject (rand, mail);
  append_date (mail, "Date", time);
  if (chance (rand, 0.15))
    g_string_append (mail, "Auto-Submitted: auto-replied\r\n");
  g_string_append_printf (mail, "\r\n%s %s\r\n", PICK (rand, WORDS), PICK (rand, WORDS));
  return g_string_free_to_bytes (mail);
}

/* "x: DATE" of append_date() inside a Received line would be no date: cut its name out. */
static GBytes *
mend_received (GBytes *mail)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
  g_auto (GStrv) parts = g_strsplit (text, "; x: ", 2);
  char *joined = g_strjoinv ("; ", parts);

  g_bytes_unref (mail);
  return g_bytes_new_take (joined, strlen (joined));
}

/* The same mail as it came by another way. */
static GBytes *
make_copy (GRand *rand, GBytes *mail)
{
  GString *copy = g_string_new (NULL);

  g_string_append_printf (copy, "Received: from list.example by mail.own.example; ");
  append_date (copy, "x", START + g_rand_int_range (rand, -20, 60));
  g_string_append_len (copy, g_bytes_get_data (mail, NULL), (gssize) g_bytes_get_size (mail));
  return mend_received (g_string_free_to_bytes (copy));
}

static void
add_mail (HpRandomDesk *self, GRand *rand, GBytes *raw, const char *blob_folder)
{
  gint64 from_time = chance (rand, 0.2) ? (START - 5) * G_USEC_PER_SEC : HP_TIME_NONE;

  g_ptr_array_add (self->mails,
                   hp_incoming_new (raw, from_time, chance (rand, 0.2), blob_folder, NULL));
}

static void
add_mails (HpRandomDesk *self, GRand *rand, const char *blob_folder)
{
  for (gint32 n = g_rand_int_range (rand, 2, 9); n > 0; n--)
    {
      g_autoptr (GBytes) raw = mend_received (make_mail (rand));
      add_mail (self, rand, raw, blob_folder);
      if (chance (rand, 0.2))
        {
          g_autoptr (GBytes) copy = make_copy (rand, raw);
          add_mail (self, rand, copy, blob_folder);
        }
    }
}

static HpKey
pick_node (GRand *rand)
{
  g_autofree char *id = make_id (rand);
  return hp_node_hash (id);
}

/* Some of the mails' keys. */
static void
append_keys (HpRandomDesk *self, GRand *rand, GString *value)
{
  gboolean is_first = TRUE;

  g_string_append_c (value, '[');
  for (guint i = 0; i < self->mails->len; i++)
    {
      const HpIncoming *mail = g_ptr_array_index (self->mails, i);
      g_autofree char *hex = hp_key_dup_hex (&mail->mail->content_key);
      if (!chance (rand, 0.7))
        continue;
      g_string_append_printf (value, "%s\"%s\"", is_first ? "" : ",", hex);
      is_first = FALSE;
    }
  g_string_append_c (value, ']');
}

static char *
make_status (HpRandomDesk *self, GRand *rand)
{
  g_autoptr (GString) value = g_string_new (NULL);

  g_string_printf (value,
                   "{\"status\":\"%s\",\"answers\":", HP_STATUSES[g_rand_int_range (rand, 0, 6)]);
  append_keys (self, rand, value);
  return g_strdup_printf ("%s}", value->str);
}

/* Until a moment past or to come, or an answer; awake. */
static char *
make_snooze (HpRandomDesk *self, GRand *rand)
{
  static const char *const UNTIL[] = { "null", "\"2020-01-01T00:00:00Z\"",
                                       "\"2099-01-01T00:00:00Z\"" };
  g_autoptr (GString) value = g_string_new (NULL);

  if (chance (rand, 0.2))
    return g_strdup ("null");
  g_string_printf (value, "{\"until\":%s,\"answers\":", PICK (rand, UNTIL));
  append_keys (self, rand, value);
  return g_strdup_printf ("%s}", value->str);
}

static char *
make_retract (HpRandomDesk *self, GRand *rand)
{
  const HpOp *target;

  if (self->ops->len == 0)
    return g_strdup ("[]");
  target = g_ptr_array_index (self->ops, g_rand_int_range (rand, 0, (gint32) self->ops->len));
  g_autofree char *hex = hp_key_dup_hex (&target->id);
  return g_strdup_printf ("[\"%s\"]", hex);
}

static void
set_field (HpOp *op, const char *kind, const char *field, char *member, char *value)
{
  op->kind = g_strdup (kind);
  op->field = g_strdup (field);
  op->member = member != NULL ? member : g_strdup ("");
  op->value = value;
}

static char *
make_bool (GRand *rand)
{
  return g_strdup (chance (rand, 0.75) ? "true" : "false");
}

static void
fill_op (HpRandomDesk *self, GRand *rand, HpOp *op)
{
  HpKey other = pick_node (rand);
  HpKey one = hp_identity_hash (PICK (rand, PEOPLE));
  HpKey two = hp_identity_hash (PICK (rand, PEOPLE));

  op->entity = pick_node (rand);
  switch (g_rand_int_range (rand, 0, 20))
    {
    case 0:
    case 1:
      set_field (op, HP_OP_TICKET, HP_FIELD_STATUS, NULL, make_status (self, rand));
      break;
    case 2:
      set_field (op, HP_OP_TICKET, HP_FIELD_ASSIGNEE, NULL, g_strdup ("\"aino\""));
      break;
    case 3:
      set_field (op, HP_OP_TICKET, HP_FIELD_PRIORITY, NULL, g_strdup ("\"high\""));
      break;
    case 4:
      set_field (op, HP_OP_TICKET, HP_FIELD_TAG, g_strdup (PICK (rand, WORDS)), make_bool (rand));
      break;
    case 5:
      set_field (op, HP_OP_TICKET, HP_FIELD_NOTE, NULL, g_strdup ("\"paketti soitettu\""));
      break;
    case 6:
      set_field (op, HP_OP_TICKET, HP_FIELD_MERGE, hp_key_dup_hex (&other), make_bool (rand));
      break;
    case 7:
      set_field (op, HP_OP_MESSAGE, HP_FIELD_SPLIT, NULL, make_bool (rand));
      break;
    case 8:
      op->entity = one;
      set_field (op, HP_OP_CUSTOMER, HP_FIELD_LINK, hp_key_dup_hex (&two), make_bool (rand));
      break;
    case 9:
      op->entity = (HpKey){ 0 };
      set_field (op, HP_OP_DESK, HP_FIELD_OWN_ADDRESS, g_strdup (PEOPLE[2 + chance (rand, 0.5)]),
                 make_bool (rand));
      break;
    case 10:
    case 11:
      set_field (op, HP_OP_TICKET, HP_FIELD_SNOOZE, NULL, make_snooze (self, rand));
      break;
    case 12:
      op->entity = hp_key_hash ("agent", "aino", NULL);
      set_field (op, HP_OP_AGENT, chance (rand, 0.5) ? HP_FIELD_AGENT_STATE : HP_FIELD_AGENT_ROLE,
                 NULL, g_strdup (chance (rand, 0.3) ? "null" : "\"away\""));
      break;
    case 13:
      op->entity = hp_key_hash ("view", PICK (rand, VIEWS), NULL);
      set_field (op, HP_OP_VIEW, HP_FIELD_VIEW, NULL,
                 g_strdup (chance (rand, 0.3) ? "null" : "{\"name\":\"x\",\"query\":\"lasku\"}"));
      break;
    case 14:
      op->entity = hp_key_hash ("view", PICK (rand, VIEWS), NULL);
      set_field (op, HP_OP_VIEW, HP_FIELD_VIEW_POSITION, NULL,
                 g_strdup_printf ("%d", g_rand_int_range (rand, 0, 9)));
      break;
    case 15:
      set_field (op, HP_OP_TICKET, HP_FIELD_RELATION, hp_key_dup_hex (&other),
                 g_strdup (chance (rand, 0.3)   ? "null"
                           : chance (rand, 0.5) ? "\"parent\""
                                                : "\"related\""));
      break;
    case 16:
    case 17:
      op->entity = one;
      set_field (op, HP_OP_CUSTOMER, HP_FIELD_BLOCKED, NULL,
                 g_strdup (chance (rand, 0.3) ? "null" : "true"));
      break;
    case 18:
      op->entity = one;
      set_field (op, HP_OP_CUSTOMER, HP_FIELD_CUSTOMER_NAME, NULL,
                 chance (rand, 0.3) ? g_strdup ("null")
                                    : g_strdup_printf ("\"%s\"", PICK (rand, WORDS)));
      break;
    default:
      op->entity = (HpKey){ 0 };
      set_field (op, HP_OP_RETRACT, HP_FIELD_RETRACT, NULL, make_retract (self, rand));
    }
}

static void
add_ops (HpRandomDesk *self, GRand *rand)
{
  for (gint32 n = g_rand_int_range (rand, 0, 10); n > 0; n--)
    {
      HpOp *op = hp_op_new ();
      guint32 id[4];
      for (guint i = 0; i < 4; i++)
        id[i] = g_rand_int (rand);
      memcpy (op->id.bytes, id, sizeof id);
      memset (op->desk.bytes, g_rand_int_range (rand, 1, 3), HP_KEY_SIZE);
      op->clock = hp_clock_from_time ((START + g_rand_int_range (rand, 0, 30)) * G_USEC_PER_SEC);
      op->actor = g_strdup (chance (rand, 0.5) ? "aino" : "johan");
      fill_op (self, rand, op);
      g_ptr_array_add (self->ops, op);
    }
}

HpRandomDesk *
hp_random_desk_new (guint32 seed, const char *blob_folder)
{
  HpRandomDesk *self = g_new0 (HpRandomDesk, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  self->mails = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_incoming_free);
  self->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_op_unref);
  add_mails (self, rand, blob_folder);
  add_ops (self, rand);
  return self;
}

void
hp_random_desk_free (HpRandomDesk *self)
{
  g_ptr_array_unref (self->mails);
  g_ptr_array_unref (self->ops);
  g_free (self);
}

/* Indices of all mails, then all ops, some twice, shuffled. */
static GArray *
make_order (const HpRandomDesk *self, GRand *rand)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->mails->len + self->ops->len; i++)
    {
      g_array_append_val (order, i);
      if (chance (rand, 0.33))
        g_array_append_val (order, i);
    }
  for (guint i = order->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      guint swapped = g_array_index (order, guint, i - 1);
      g_array_index (order, guint, i - 1) = g_array_index (order, guint, j);
      g_array_index (order, guint, j) = swapped;
    }
  return order;
}

void
hp_random_desk_apply (const HpRandomDesk *self, HpDesk *desk, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) order = make_order (self, rand);
  g_autoptr (GError) error = NULL;
  HpApply *apply = hp_apply_begin (desk);

  for (guint i = 0; i < order->len; i++)
    {
      guint at = g_array_index (order, guint, i);
      if (at < self->mails->len)
        hp_apply_mail (apply, g_ptr_array_index (self->mails, at));
      else
        hp_apply_op (apply, g_ptr_array_index (self->ops, at - self->mails->len));
      if (!chance (rand, 0.25))
        continue;
      hp_apply_commit (apply, &error);
      g_assert_no_error (error);
      apply = hp_apply_begin (desk);
    }
  hp_apply_commit (apply, &error);
  g_assert_no_error (error);
}

void
hp_random_desk_reset (HpDesk *desk)
{
  static const char *const TABLES[] = {
    "original",   "original_hole", "original_chunk", "blob",       "fact_key", "op",
    "retraction", "own_address",   "node",           "claim",      "split",    "merge",
    "message",    "attachment",    "ticket",         "ticket_tag", "identity", "customer_link",
    "customer",   "organisation",  "view_member",    "timer",      "rollup",   "change",
    "property",   "view",          "ticket_link"
  };
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (GError) error = NULL;

  hp_db_begin (db);
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM ", TABLES[i], NULL);
      hp_db_exec (db, sql);
    }
  hp_views_add_built_in (db);
  hp_db_exec (db, "INSERT INTO search (search) VALUES ('delete-all')");
  hp_db_commit (db, &error);
  g_assert_no_error (error);
}
