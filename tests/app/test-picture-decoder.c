/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of strangers: scaled to fit, refused where they are too large, damaged or of another
 * format. No display needed. */

#include "app/inbox/hp-picture-decoder.h"

#include <string.h>

#include "base/hp-error.h"

/* The first bytes of a PNG that says it is 20,000 x 20,000, up to where its pixels begin. */
static const guint8 HUGE_PNG[] = { 0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0,    0,
                                   13,   'I',  'H', 'D', 'R',  0,    0,    0x4e, 0x20, 0,    0,
                                   0x4e, 0x20, 8,   2,   0,    0,    0,    0x6c, 0x12, 0xd1, 0x6e,
                                   0,    0,    0,   99,  'I',  'D',  'A',  'T',  0x78, 0x9c };

static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
check_size (int width, int height, int expected_width, int expected_height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = make_png (width, height);
  g_autoptr (GdkPixbuf) pixbuf = hp_picture_decode (data, "image/png", 100, 50, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, expected_width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, expected_height);
}

static void
test_fit (void)
{
  check_size (40, 20, 40, 20);
  check_size (400, 100, 100, 25);
  check_size (100, 200, 25, 50);
  check_size (1000, 1, 100, 1);
}

static void
check_refused (gconstpointer bytes, gsize size, const char *type, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = g_bytes_new (bytes, size);
  g_autoptr (GdkPixbuf) pixbuf = hp_picture_decode (data, type, 100, 50, &error);

  g_assert_null (pixbuf);
  g_assert_error (error, HP_ERROR, code);
}

static void
test_refused (void)
{
  const char *svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
  g_autoptr (GBytes) png = make_png (40, 20);
  gsize size;
  const char *bytes = g_bytes_get_data (png, &size);

  check_refused (HUGE_PNG, sizeof HUGE_PNG, "image/png", HP_ERROR_UNSUPPORTED);
  check_refused (svg, strlen (svg), "image/svg+xml", HP_ERROR_UNSUPPORTED);
  check_refused (svg, strlen (svg), "image/png", HP_ERROR_INVALID);
  check_refused (bytes, size, "image/jpeg", HP_ERROR_INVALID);
  check_refused (bytes, 20, "image/png", HP_ERROR_INVALID);
  check_refused ("", 0, "image/png", HP_ERROR_INVALID);
}

static void
test_which (void)
{
  HpAttachment attachment = { .mime_type = (char *) "image/png", .size = 10, .is_inline = TRUE };

  g_assert_true (hp_picture_is_shown (&attachment));
  attachment.is_logo = TRUE;
  g_assert_false (hp_picture_is_shown (&attachment));
  attachment.is_logo = FALSE;
  attachment.size = HP_PICTURE_MAX_BYTES + 1;
  g_assert_false (hp_picture_is_shown (&attachment));
  attachment.size = 10;
  attachment.is_inline = FALSE;
  g_assert_false (hp_picture_is_shown (&attachment));
  attachment.content_id = (char *) "a@b";
  g_assert_true (hp_picture_is_shown (&attachment));
  attachment.mime_type = (char *) "image/svg+xml";
  g_assert_false (hp_picture_is_shown (&attachment));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-decoder/fit", test_fit);
  g_test_add_func ("/picture-decoder/refused", test_refused);
  g_test_add_func ("/picture-decoder/which", test_which);
  return g_test_run ();
}
