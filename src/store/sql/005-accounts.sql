-- Local: how far each account is read, and where mails lie on its server. Never synced, never part of
-- a rebuild.

CREATE TABLE account_status (
  account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  cursor TEXT,                      -- how far it is read; what the backend says
  listing INTEGER NOT NULL DEFAULT 0, -- grows with each complete reading
  state TEXT NOT NULL DEFAULT 'new',  -- new live syncing offline password error
  problem TEXT,                     -- in the server's own words
  done INTEGER NOT NULL DEFAULT 0,  -- of a complete reading that goes on
  total INTEGER NOT NULL DEFAULT 0,
  contact INTEGER                   -- when the server last answered
) STRICT;

CREATE TABLE location (             -- where mails lie on a server, and their flags there
  account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  remote TEXT NOT NULL,             -- the server's name for it
  original INTEGER,                 -- null: its bytes are not here
  folders TEXT NOT NULL,            -- roles or ids, sorted, a space between
  flags TEXT NOT NULL,              -- likewise
  listing INTEGER NOT NULL,         -- of the reading that saw it last
  gone INTEGER,                     -- when it was seen to have been deleted there
  PRIMARY KEY (account, remote)
) STRICT, WITHOUT ROWID;
CREATE INDEX location_original ON location (original) WHERE original IS NOT NULL;

CREATE TABLE account_log (          -- what a person may want to read; old rows are cut
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  time INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX account_log_account ON account_log (account, id);
