/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the compression that Outlook uses for RTF (MS-OXRTFCP). It can't blow up: two bytes stand
 * for 17 at most. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-lzfu.h"

#include <string.h>

#define HEADER 16
#define RING 4096
#define COMPRESSED 0x75465a4cu
#define STORED 0x414c454du

/* What the ring holds at the start (MS-OXRTFCP section 2.1.2.1). */
static const char START[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct
{
  GByteArray *out; /* (owned by the caller) */
  guint8 ring[RING];
  guint at;
} Unpacker;

static guint32
read_u32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

static void
put (Unpacker *self, guint8 byte)
{
  g_byte_array_append (self->out, &byte, 1);
  self->ring[self->at] = byte;
  self->at = (self->at + 1) % RING;
}

/* A reference into the ring: FALSE at the end mark. */
static gboolean
put_reference (Unpacker *self, guint reference)
{
  guint from = reference >> 4;

  if (from == self->at)
    return FALSE;
  for (guint i = 0; i < (reference & 15) + 2; i++)
    put (self, self->ring[(from + i) % RING]);
  return TRUE;
}

static void
unpack (Unpacker *self, const guint8 *at, const guint8 *end)
{
  while (at < end)
    {
      guint8 flags = *at++;
      for (int bit = 0; bit < 8 && at < end; bit++)
        {
          if ((flags >> bit & 1) == 0)
            {
              put (self, *at++);
              continue;
            }
          if (end - at < 2 || !put_reference (self, (guint) at[0] << 8 | at[1]))
            return;
          at += 2;
        }
    }
}

GBytes *
hp_lzfu_decompress (const guint8 *data, gsize length)
{
  if (length < HEADER)
    return NULL;
  guint32 type = read_u32 (data + 8);
  if (type == STORED)
    return g_bytes_new (data + HEADER, MIN (length - HEADER, read_u32 (data + 4)));
  if (type != COMPRESSED)
    return NULL;

  Unpacker unpacker = { .out = g_byte_array_new (), .at = sizeof START - 1 };
  memcpy (unpacker.ring, START, sizeof START - 1);
  unpack (&unpacker, data + HEADER, data + length);
  return g_byte_array_free_to_bytes (unpacker.out);
}
