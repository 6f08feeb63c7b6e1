/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An image that HTML shows. */
typedef struct
{
  char *url;           /* (owned) */
  int width;           /* as given, in CSS pixels; -1 if it is not known */
  int height;          /* likewise */
  gboolean is_remote;  /* it would be fetched from a server: nothing may do so unasked */
  gboolean is_tracker; /* remote and probably there only to tell that the mail was opened */
} HpHtmlImage;

void hp_html_image_free (HpHtmlImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpHtmlImage, hp_html_image_free)

/* What the attributes of an <img> say. Returns: (transfer full) (nullable): NULL if it names
 * nothing that could be shown. */
HpHtmlImage *hp_html_image_read (const char *const *attributes);

G_END_DECLS
