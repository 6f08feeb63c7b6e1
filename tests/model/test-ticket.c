/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "helppari-test"

#include <glib.h>

#include "model/hp-message.h"
#include "model/hp-op.h"
#include "model/hp-ticket.h"

static void
test_subjects (void)
{
  static const struct
  {
    const char *written;
    const char *shown;
  } CASES[] = {
    { "Re: Lasku", "Lasku" },
    { "VS: Re: SV: Lasku", "Lasku" },
    { "RE[2]: Rechnung", "Rechnung" },
    { "AW: WG: Rechnung", "Rechnung" },
    { "Re (3): hello", "hello" },
    { "VL:lasku", "lasku" },
    { "Fwd: [HP-7K3Q2M9X] Viltit", "Viltit" },
    { "Re: Viltit [HP-7K3Q2M9X]", "Viltit" },
    { "回复：你好", "你好" },
    { "Reklamaatio: rikki", "Reklamaatio: rikki" },
    { "Re:", "" },
    { "", "" },
    { "Vastaus: ok", "Vastaus: ok" },
    { "  Re:   RE :  x ", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *shown = hp_subject_strip (CASES[i].written);
      g_assert_cmpstr (shown, ==, CASES[i].shown);
    }
}

static void
test_addresses (void)
{
  g_autoptr (GPtrArray) addresses =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);

  g_ptr_array_add (addresses, hp_address_new ("Mäkelä, Liisa", "liisa@kahvilalokki.example.net"));
  g_ptr_array_add (addresses, hp_address_new (NULL, "x\x1e@y"));
  g_autofree char *packed = hp_addresses_pack (addresses);
  g_autoptr (GPtrArray) read = hp_addresses_unpack (packed);
  g_assert_cmpuint (read->len, ==, 2);
  const HpAddress *first = g_ptr_array_index (read, 0);
  g_assert_cmpstr (first->name, ==, "Mäkelä, Liisa");
  g_assert_cmpstr (first->addr, ==, "liisa@kahvilalokki.example.net");
  g_assert_null (((const HpAddress *) g_ptr_array_index (read, 1))->name);
}

static void
test_ops_are_written_and_read (void)
{
  g_autoptr (HpOp) op = hp_op_new ();
  g_autoptr (GError) error = NULL;

  op->id = hp_key_random ();
  op->desk = hp_key_random ();
  op->clock = G_GINT64_CONSTANT (117309440000000001);
  op->actor = g_strdup ("aino");
  op->kind = g_strdup (HP_OP_TICKET);
  op->field = g_strdup ("note");
  op->member = g_strdup ("");
  op->value = g_strdup ("\"rivi\\nja \\\"toinen\\\"\"");
  g_autofree char *line = hp_op_dup_json (op);
  g_assert_null (strchr (line, '\n'));
  g_autoptr (HpOp) read = hp_op_new_from_json (line, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hp_op_compare (op, read), ==, 0);
  g_assert_cmpstr (op->value, ==, read->value);
  g_assert_null (hp_op_new_from_json ("{\"id\":\"x\"}", -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/subjects", test_subjects);
  g_test_add_func ("/model/addresses", test_addresses);
  g_test_add_func ("/model/ops", test_ops_are_written_and_read);
  return g_test_run ();
}
