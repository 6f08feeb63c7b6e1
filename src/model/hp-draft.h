/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

typedef enum
{
  HP_DRAFT_REPLY,
  HP_DRAFT_FORWARD,
  HP_DRAFT_NEW,  /* begins a ticket */
  HP_DRAFT_NOTE, /* stays in the house */
} HpDraftKind;

/* Where the message that a draft answers or forwards goes. */
typedef enum
{
  HP_QUOTE_NONE,
  HP_QUOTE_BELOW,    /* under the new words */
  HP_QUOTE_ABOVE,    /* over them */
  HP_QUOTE_ATTACHED, /* as a mail inside the mail */
} HpQuote;

/* A file of a draft: its bytes are a blob of the desk. */
typedef struct
{
  guint8 sha256[32];
  gint64 size; /* bytes */
  char *filename;
  char *mime_type;
  char *content_id; /* (nullable) without angle brackets: an image inside the text, cid:… there */
} HpDraftFile;

/* What an agent is writing: immutable once shared, reference counted, any thread. To change one,
 * change a copy of it and save that. Strings are valid UTF-8; nothing in it need be fit to be sent
 * yet, hp_compose() judges that. */
typedef struct
{
  HpKey id; /* also that of its outbox entry */
  HpDraftKind kind;
  char *agent;         /* who writes it */
  gboolean has_ticket; /* FALSE: it begins one */
  HpKey ticket;        /* any id of the ticket */
  gboolean has_answered;
  HpKey answered;  /* key of the message that is answered or forwarded */
  HpAddress *from; /* the desk's own address (the brand) and the name shown with it */
  GPtrArray *to;   /* (element-type HpAddress), never NULL, like all arrays here */
  GPtrArray *cc;   /* (element-type HpAddress) */
  GPtrArray *bcc;  /* (element-type HpAddress) */
  char *subject;   /* without the ticket's number */
  char *html; /* the new words, signature included: a fragment of p, br, b, i, u, s, code, a, ul,
                 ol, li, blockquote, pre, h1 to h6, hr and img cid:; what else is in it is left
                 out when it is sent, its words stay */
  HpQuote quote;
  char *language;   /* ISO 639-1 code of the reply: of the line above the quote */
  GPtrArray *files; /* (element-type HpDraftFile) */
  gint64 seen;      /* how much of the desk its author had seen: hp_drafting_get_seen() */
  gint64 send_at;   /* us UTC, or HP_TIME_NONE: as soon as the undo delay is over */
  char *status;     /* (nullable) that the ticket gets when it was sent */
  gboolean cancel_if_answered; /* not sent if the customer writes first */
  gint64 changed;              /* us UTC, when it was last saved */
} HpDraft;

/* A new draft with a random id, of @kind, with every array empty and every never-NULL string "", to
 * be filled by its maker before anybody else sees it. Returns: (transfer full). */
HpDraft *hp_draft_new (HpDraftKind kind);

/* The same draft (same id), to be changed by its maker. Returns: (transfer full). */
HpDraft *hp_draft_copy (const HpDraft *draft);

HpDraft *hp_draft_ref (HpDraft *draft);
void hp_draft_unref (HpDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpDraft, hp_draft_unref)

/* Setters for the maker; strings are copied. @addresses: (element-type HpAddress), copied. */
void hp_draft_set_text (char **field, const char *value);
void hp_draft_set_from (HpDraft *draft, const char *name, const char *addr);
void hp_draft_set_addresses (GPtrArray *field, const GPtrArray *addresses);

HpDraftFile *hp_draft_file_copy (const HpDraftFile *file);
void hp_draft_file_free (HpDraftFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpDraftFile, hp_draft_file_free)

/* The bytes of all files together. */
gint64 hp_draft_get_files_size (const HpDraft *draft);

/* Stored names ("reply", "forward", "new", "note"; "none", "below", "above", "attached") and back;
 * an unknown name reads as the first. */
const char *hp_draft_kind_get_name (HpDraftKind kind);
HpDraftKind hp_draft_kind_from_name (const char *name);
const char *hp_quote_get_name (HpQuote quote);
HpQuote hp_quote_from_name (const char *name);

G_END_DECLS
