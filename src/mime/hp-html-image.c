/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an <img> in a mail is: enclosed, held on a server, or a tracker. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-image.h"

#include <string.h>

#include "mime/hp-html-reader.h"
#include "mime/hp-html-url.h"

/* A picture of at most this many pixels each way shows nothing. */
#define TRACKER_SIZE 2

/* In addresses by which senders of bulk mail count who opened it. */
static const char *const TRACKER_WORDS[] = { "/open?",   "/open/", "/wf/open", "/track",
                                             "beacon",   "pixel.", "/pixel",   "/o.gif",
                                             "open.gif", "/trk",   "open.php", "open.aspx",
                                             NULL };

void
hp_html_image_free (HpHtmlImage *image)
{
  g_free (image->url);
  g_free (image);
}

/* "12", "12px", "12.5"; -1 for what is no number of pixels. */
static int
read_pixels (const char *text)
{
  char *end;
  guint64 value;

  while (text != NULL && g_ascii_isspace (*text))
    text++;
  if (text == NULL || !g_ascii_isdigit (*text))
    return -1;
  value = g_ascii_strtoull (text, &end, 10);
  return *end == '%' || value > G_MAXINT16 ? -1 : (int) value;
}

/* A size from the style, which goes before the attribute of that name. */
static int
read_size (const char *const *attributes, const char *name)
{
  const char *style = hp_html_get_attribute (attributes, "style");
  const char *at = style;
  gsize size = strlen (name);

  while (at != NULL && (at = strstr (at, name)) != NULL)
    {
      gboolean is_whole = at == style || at[-1] == ';' || g_ascii_isspace (at[-1]);
      at += size;
      at += strspn (at, " \t");
      if (is_whole && *at == ':' && read_pixels (at + 1) >= 0)
        return read_pixels (at + 1);
    }
  return read_pixels (hp_html_get_attribute (attributes, name));
}

static gboolean
is_hidden (const char *const *attributes)
{
  const char *style = hp_html_get_attribute (attributes, "style");
  g_autofree char *plain = NULL;

  if (style == NULL)
    return FALSE;
  plain = g_ascii_strdown (style, -1);
  return strstr (plain, "display:none") != NULL || strstr (plain, "display: none") != NULL ||
         strstr (plain, "visibility:hidden") != NULL ||
         strstr (plain, "visibility: hidden") != NULL;
}

static gboolean
looks_like_tracker (const HpHtmlImage *image, const char *const *attributes)
{
  const char *alternative = hp_html_get_attribute (attributes, "alt");

  if (image->width >= 0 && image->width <= TRACKER_SIZE && image->height <= TRACKER_SIZE)
    return TRUE;
  if (image->height >= 0 && image->height <= TRACKER_SIZE && image->width <= TRACKER_SIZE)
    return TRUE;
  if (is_hidden (attributes))
    return TRUE;
  if (image->width > TRACKER_SIZE || image->height > TRACKER_SIZE ||
      (alternative != NULL && *alternative != '\0'))
    return FALSE;
  for (gsize i = 0; TRACKER_WORDS[i] != NULL; i++)
    if (strstr (image->url, TRACKER_WORDS[i]) != NULL)
      return TRUE;
  return FALSE;
}

HpHtmlImage *
hp_html_image_read (const char *const *attributes)
{
  const char *source = hp_html_get_attribute (attributes, "src");
  g_autofree char *enclosed = source != NULL ? hp_html_url_dup_enclosed_image (source) : NULL;
  g_autofree char *remote =
      source != NULL && enclosed == NULL ? hp_html_url_dup_remote_image (source) : NULL;
  HpHtmlImage *image;

  if (enclosed == NULL && remote == NULL)
    return NULL;
  image = g_new0 (HpHtmlImage, 1);
  image->is_remote = remote != NULL;
  image->url = remote != NULL ? g_steal_pointer (&remote) : g_steal_pointer (&enclosed);
  image->width = read_size (attributes, "width");
  image->height = read_size (attributes, "height");
  image->is_tracker = image->is_remote && looks_like_tracker (image, attributes);
  return image;
}
