-- The desk. Facts (original, blob), ops (op), local (local), and state derived from facts and ops.
-- Row ids are this file's own and mean nothing elsewhere; keys are the same on every desk.
-- Times are microseconds UTC.

-- Local: never synced, never part of a rebuild.
CREATE TABLE local (
  name TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

-- Facts: mails byte for byte. Every different copy of one mail is kept; `message` is its fact.
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,        -- of the bytes
  message INTEGER NOT NULL,         -- message.id of the fact that this is a copy of
  size INTEGER NOT NULL,
  time INTEGER NOT NULL,            -- topmost Received, else Date, else from_time, else 0
  from_time INTEGER,                -- of the mbox From line, the earliest seen
  in_sent INTEGER NOT NULL,         -- it lay in a folder of sent mail
  data BLOB NOT NULL                -- the first chunk, zstd
) STRICT;
CREATE INDEX original_message ON original (message);

CREATE TABLE original_chunk (       -- the further chunks of large ones
  original INTEGER NOT NULL REFERENCES original ON DELETE CASCADE,
  n INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (original, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE original_hole (        -- base64 bodies cut out, in order
  original INTEGER NOT NULL REFERENCES original ON DELETE CASCADE,
  n INTEGER NOT NULL,
  offset INTEGER NOT NULL,          -- in the bytes that stayed
  blob INTEGER NOT NULL REFERENCES blob,
  line_length INTEGER NOT NULL,
  line_end TEXT NOT NULL,
  PRIMARY KEY (original, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX original_hole_blob ON original_hole (blob);

CREATE TABLE blob (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,        -- SHA-256
  size INTEGER NOT NULL,
  refs INTEGER NOT NULL,            -- rows of original_hole
  data BLOB                         -- null: the file blobs/HASH
) STRICT;

CREATE TABLE fact_key (             -- further names of a fact
  key BLOB NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (key, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_key_message ON fact_key (message);

-- Ops: decisions. `active` and `ticket` are derived.
CREATE TABLE op (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB NOT NULL UNIQUE,
  clock INTEGER NOT NULL,           -- 48 bits ms, 16 bits counter
  desk BLOB NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,               -- what `entity` is: ticket message customer desk view op
  entity BLOB NOT NULL,
  field TEXT NOT NULL,
  member TEXT NOT NULL,             -- '' where the field is no set
  value TEXT NOT NULL,              -- JSON
  active INTEGER NOT NULL,
  ticket INTEGER
) STRICT;
CREATE INDEX op_field ON op (entity, field, member, clock);
CREATE INDEX op_ticket ON op (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX op_actor ON op (actor, clock);
CREATE INDEX op_clock ON op (clock);

CREATE TABLE retraction (           -- which ops a retract names
  target BLOB NOT NULL,
  op BLOB NOT NULL,
  PRIMARY KEY (target, op)
) STRICT, WITHOUT ROWID;

-- State from here on.
CREATE TABLE own_address (
  address TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE node (                 -- Message-IDs, seen or only named
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  parent INTEGER,                   -- before splits and cuts
  ticket INTEGER
) STRICT;
CREATE INDEX node_parent ON node (parent) WHERE parent IS NOT NULL;
CREATE INDEX node_ticket ON node (ticket);

CREATE TABLE claim (                -- what mails say of the parents of nodes that were not seen
  child INTEGER NOT NULL,
  message INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  PRIMARY KEY (child, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_message ON claim (message);

CREATE TABLE split (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE merge (                -- both ways
  a BLOB NOT NULL,
  b BLOB NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
  id INTEGER PRIMARY KEY,           -- (seconds << 4) + n, so that row order is time order
  key BLOB NOT NULL UNIQUE,         -- of the fact, or of the op of a note
  kind TEXT NOT NULL,               -- human auto_reply bounce feedback note
  direction TEXT NOT NULL,          -- in out note
  time INTEGER NOT NULL,
  original INTEGER,                 -- its first copy; null for a note
  node INTEGER,
  parent INTEGER,                   -- the node it answers
  ticket INTEGER,
  identity INTEGER,                 -- the customer's side of it
  mid TEXT,
  from_ TEXT NOT NULL,              -- address lists: name US address, RS between
  to_ TEXT NOT NULL,
  cc TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  files TEXT NOT NULL,              -- attachment names, for the search
  token BLOB,                       -- of the ticket number it carries, 5 bytes
  warnings INTEGER NOT NULL,        -- 1 spf 2 dkim 4 dmarc 8 claims to be from you 16 damaged
  version INTEGER NOT NULL          -- of the understanding
) STRICT;
CREATE INDEX message_ticket ON message (ticket, id);
CREATE INDEX message_node ON message (node) WHERE node IS NOT NULL;
CREATE INDEX message_identity ON message (identity, time) WHERE identity IS NOT NULL;
CREATE INDEX message_token ON message (token) WHERE token IS NOT NULL;
CREATE INDEX message_version ON message (version);

CREATE TABLE attachment (
  message INTEGER NOT NULL,
  n INTEGER NOT NULL,
  part INTEGER NOT NULL,
  filename TEXT,
  mime_type TEXT NOT NULL,
  content_id TEXT,
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  is_inline INTEGER NOT NULL,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  root BLOB NOT NULL UNIQUE,        -- hash of the oldest root: the ticket's id
  subject TEXT NOT NULL,
  status TEXT NOT NULL,
  priority TEXT NOT NULL,
  channel TEXT NOT NULL,
  assignee TEXT,
  identity INTEGER,                 -- who asks
  customer INTEGER,
  tags TEXT NOT NULL,               -- sorted, LF between
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  snippet TEXT NOT NULL,
  warnings INTEGER NOT NULL,
  is_simple INTEGER NOT NULL        -- one tree with its root seen that no number or merge concerns
) STRICT;
CREATE INDEX ticket_updated ON ticket (updated, root);
CREATE INDEX ticket_status ON ticket (status, updated, root);
CREATE INDEX ticket_customer ON ticket (customer) WHERE customer IS NOT NULL;

CREATE TABLE ticket_tag (
  tag TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  PRIMARY KEY (tag, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tag_ticket ON ticket_tag (ticket);

CREATE TABLE identity (             -- addresses by which customers are known
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  customer INTEGER,
  messages INTEGER NOT NULL         -- how many rows of message name it
) STRICT;
CREATE INDEX identity_customer ON identity (customer);

CREATE TABLE customer_link (        -- both ways
  a BLOB NOT NULL,
  b BLOB NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,        -- of its oldest identity: the customer's id
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  organisation INTEGER,
  first_contact INTEGER NOT NULL,
  last_contact INTEGER NOT NULL,
  messages INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_last ON customer (last_contact, hash);
CREATE INDEX customer_organisation ON customer (organisation) WHERE organisation IS NOT NULL;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  domain TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE view (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  position INTEGER NOT NULL,
  members INTEGER NOT NULL
) STRICT;

CREATE TABLE view_member (
  view INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  ticket INTEGER NOT NULL,
  PRIMARY KEY (view, updated, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE timer (                -- when a ticket must be looked at again
  ticket INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX timer_at ON timer (at);

CREATE TABLE rollup (
  metric TEXT NOT NULL,
  day INTEGER NOT NULL,             -- days since 1970 UTC, 0 for what has no day
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (metric, day, key)
) STRICT, WITHOUT ROWID;

-- What each commit touched, for the other processes; old rows are cut.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,               -- ticket customer view desk
  id INTEGER NOT NULL
) STRICT;

CREATE VIEW search_source AS
  SELECT id, subject, from_ || char(30) || to_ || char(30) || cc AS people, text AS body, files
  FROM message;

CREATE VIRTUAL TABLE search USING fts5 (
  subject, people, body, files,
  content = 'search_source', content_rowid = 'id', columnsize = 0, tokenize = 'helppari'
);
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
