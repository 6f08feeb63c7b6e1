/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* No time is known. */
#define HP_TIME_NONE G_MININT64

typedef struct
{
  char *name; /* (nullable) as written, decoded */
  char *addr; /* as written, never NULL; hp_address_normalise() makes identities of it */
} HpAddress;

/* One Received header, topmost (= last hop) first in HpMail.hops. */
typedef struct
{
  char *from;  /* (nullable) the host it came from, lower case */
  char *by;    /* (nullable) the host that took it, lower case */
  char *with;  /* (nullable) the protocol, upper case (RFC 3848: an A means authenticated) */
  gint64 time; /* us UTC or HP_TIME_NONE */
} HpHop;

/* A part that is not the text of the message. */
typedef struct
{
  guint part;         /* which MIME part it is, counted depth first from 0 over all parts; then
                         come files that are in winmail.dat or in the text */
  char *filename;     /* (nullable) valid UTF-8, no path, no control or bidi characters */
  char *mime_type;    /* lower case, never NULL */
  char *content_id;   /* (nullable) without angle brackets */
  gint64 size;        /* bytes after decoding */
  guint8 sha256[32];  /* of the decoded bytes */
  gboolean is_inline; /* Content-Disposition: inline or referred to by Content-ID */
  gboolean is_logo;   /* inline, and the same bytes came with other messages too: only where it was
                         read from a desk */
} HpAttachment;

typedef enum
{
  HP_MAIL_KIND_HUMAN,
  HP_MAIL_KIND_AUTO_REPLY,
  HP_MAIL_KIND_BOUNCE,
  HP_MAIL_KIND_FEEDBACK,
} HpMailKind;

/* One recipient that a bounce says was not reached (RFC 3464 section 2.3). */
typedef struct
{
  char *addr;            /* never NULL */
  char *status;          /* (nullable) the enhanced status code, such as "5.1.1" (RFC 3463) */
  char *reason;          /* (nullable) what the server said */
  gboolean is_permanent; /* trying again is no use */
} HpFailedRecipient;

/* What of the text is not the new words of its writer. */
typedef enum
{
  HP_FOLD_QUOTE,     /* what somebody wrote before, with the line that says who and when */
  HP_FOLD_SIGNATURE, /* signature, disclaimer, "sent from my phone" */
} HpFoldKind;

/* A range of bytes of HpMail.text, on boundaries of lines. */
typedef struct
{
  guint32 start;
  guint32 end;
  HpFoldKind kind;
} HpFold;

/* Whether a mail is signed or encrypted; what is inside stays sealed. */
typedef enum
{
  HP_SEAL_NONE,
  HP_SEAL_PGP_SIGNED,
  HP_SEAL_PGP_ENCRYPTED,
  HP_SEAL_SMIME_SIGNED,
  HP_SEAL_SMIME_ENCRYPTED,
} HpSeal;

/* The first event of a calendar invitation (RFC 5545, 6047). */
typedef struct
{
  char *method;       /* (nullable) lower case: "request", "cancel", "reply" */
  char *summary;      /* (nullable) */
  char *location;     /* (nullable) */
  char *organiser;    /* (nullable) address */
  gint64 start;       /* us UTC or HP_TIME_NONE */
  gint64 end;         /* us UTC or HP_TIME_NONE */
  gboolean is_allday; /* start and end are dates, at midnight UTC; the end is the day after */
} HpInvitation;

/* One card of an attached vCard (RFC 6350). */
typedef struct
{
  char *name;         /* (nullable) */
  char *organisation; /* (nullable) */
  GPtrArray *mails;   /* (element-type utf8) */
  GPtrArray *phones;  /* (element-type utf8) */
} HpCard;

/* Which checks the receiving server's Authentication-Results says have failed (RFC 8601). */
typedef enum
{
  HP_AUTH_FAILED_NONE = 0,
  HP_AUTH_FAILED_SPF = 1 << 0,
  HP_AUTH_FAILED_DKIM = 1 << 1,
  HP_AUTH_FAILED_DMARC = 1 << 2,
} HpAuthFailed;

/* What was understood of one mail: immutable once made, reference counted, any thread. Every
 * string is valid UTF-8. Understanding only: it names no desk, ticket or customer. */
typedef struct
{
  GPtrArray *from;        /* (element-type HpAddress), never NULL, like all arrays here */
  GPtrArray *to;          /* (element-type HpAddress) */
  GPtrArray *cc;          /* (element-type HpAddress) */
  GPtrArray *reply_to;    /* (element-type HpAddress) */
  GPtrArray *hops;        /* (element-type HpHop) topmost first */
  char *subject;          /* never NULL, decoded, unfolded */
  gint64 date;            /* Date in us UTC, or HP_TIME_NONE */
  gint64 received;        /* topmost Received in us UTC, or HP_TIME_NONE */
  char *message_id;       /* (nullable) without angle brackets */
  GPtrArray *in_reply_to; /* (element-type utf8) without angle brackets */
  GPtrArray *references;  /* (element-type utf8) oldest first */
  GPtrArray *names;       /* (element-type utf8) further names of this very mail: X-Helppari-ID and
                             Message-IDs from before a server rewrote them */
  char *about;            /* (nullable) bounce or report: the Message-ID of the mail it is about */
  char *text;      /* the readable text, never NULL; from HTML where there is no plain text */
  char *forwarded; /* what can be read of the mails attached to it, for search; never NULL */
  GPtrArray *attachments; /* (element-type HpAttachment) */
  HpMailKind kind;
  HpAuthFailed auth_failed;
  GPtrArray *failed;        /* (element-type HpFailedRecipient) whom a bounce did not reach */
  GArray *folds;            /* (element-type HpFold) in order, without overlap */
  const char *language;     /* (nullable) static: ISO 639-1 code of the new words, if it is clear */
  HpSeal seal;              /* signed or encrypted */
  HpInvitation *invitation; /* (nullable) */
  GPtrArray *cards;         /* (element-type HpCard) */
  char *damage;             /* (nullable) why it could not be read as a mail, in English */
  HpKey content_key;        /* hash of Message-ID and content (From, Date, decoded body); without a
                               Message-ID, of the mail without its trace fields (DESIGN 3) */
} HpMail;

HpMail *hp_mail_ref (HpMail *mail);
void hp_mail_unref (HpMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMail, hp_mail_unref)

/* A new mail with every array empty and every never-NULL string "", to be filled by its maker
 * before anybody else sees it. Returns: (transfer full). */
HpMail *hp_mail_new (void);

HpAddress *hp_address_new (const char *name, const char *addr);
void hp_address_free (HpAddress *address);
void hp_hop_free (HpHop *hop);
void hp_attachment_free (HpAttachment *attachment);
void hp_failed_recipient_free (HpFailedRecipient *recipient);
void hp_invitation_free (HpInvitation *invitation);
void hp_card_free (HpCard *card);

/* Folds as bytes of the store (three 32-bit numbers each, little endian) and back; bytes that are
 * no folds of a text of @length bytes give none. Returns: (transfer full). */
GBytes *hp_folds_pack (const GArray *folds);
GArray *hp_folds_unpack (gconstpointer data, gsize size, gsize length);

/* The text without what @folds mark, outer blank lines removed. Returns: (transfer full). */
char *hp_text_dup_reply (const char *text, const GArray *folds);

/* The identity an address stands for: trimmed, whole address in lower case, domain in its ASCII
 * form; +tags and dots stay (DESIGN 3). Returns: (transfer full) (nullable): NULL if @addr holds no
 * address. */
char *hp_address_normalise (const char *addr);

/* The domain of a normalised address, inside @addr, or NULL. */
const char *hp_address_get_domain (const char *addr);

/* The stored name of a seal ("pgp_signed", "smime_encrypted" and so on), or NULL for none. */
const char *hp_seal_get_name (HpSeal seal);

/* The stored name of a kind ("human", "auto_reply", "bounce", "feedback"). */
const char *hp_mail_kind_get_name (HpMailKind kind);

G_END_DECLS
