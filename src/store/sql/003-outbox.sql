-- What agents write and send. Local: never synced, never part of a rebuild.

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,               -- folder
  address TEXT NOT NULL UNIQUE,     -- normalised
  name TEXT NOT NULL,               -- of the sender, as recipients see it
  settings TEXT NOT NULL            -- JSON, by kind
) STRICT;

CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,               -- reply forward new note
  agent TEXT NOT NULL,
  ticket BLOB,                      -- any id of the ticket; null: it begins one
  answered BLOB,                    -- message.key
  from_ TEXT NOT NULL,              -- address lists as in message
  to_ TEXT NOT NULL,
  cc TEXT NOT NULL,
  bcc TEXT NOT NULL,
  subject TEXT NOT NULL,
  html TEXT NOT NULL,
  quote TEXT NOT NULL,              -- none below above attached
  language TEXT NOT NULL,
  seen INTEGER NOT NULL,            -- original.id of the newest mail that its author had seen
  send_at INTEGER,
  status TEXT,                      -- of the ticket, when it was sent
  cancel_if_answered INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_ticket ON draft (ticket) WHERE ticket IS NOT NULL;

CREATE TABLE draft_file (
  draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
  n INTEGER NOT NULL,
  blob INTEGER NOT NULL REFERENCES blob,
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  content_id TEXT,
  PRIMARY KEY (draft, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_file_blob ON draft_file (blob);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE,         -- of the draft, which is kept until the mail is filed
  state TEXT NOT NULL,              -- draft waiting sealed sending sent filed failed uncertain
  is_held INTEGER NOT NULL,         -- somebody wrote since
  agent TEXT NOT NULL,
  ticket BLOB,
  account BLOB,                     -- account.key, from sealed on, like the next ones
  subject TEXT NOT NULL,
  recipients TEXT NOT NULL,         -- as they are shown
  due INTEGER NOT NULL,             -- when the next step may be taken
  tries INTEGER NOT NULL,
  problem TEXT,                     -- why it did not go on
  refused TEXT NOT NULL,            -- addresses that the server would not take, LF between
  mid TEXT,
  sender TEXT,                      -- of the envelope
  envelope TEXT,                    -- its recipients, LF between
  blob INTEGER REFERENCES blob,     -- the bytes, until it is filed
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (due) WHERE state <> 'filed';
CREATE INDEX outbox_mid ON outbox (mid) WHERE mid IS NOT NULL;
CREATE INDEX outbox_blob ON outbox (blob) WHERE blob IS NOT NULL;
