-- A message of nothing but thanks does not open what is done.
ALTER TABLE message ADD COLUMN is_thanks INTEGER NOT NULL DEFAULT 0;

-- Tickets that have to do with each other, both ways.
CREATE TABLE ticket_link (
  a BLOB NOT NULL,
  b BLOB NOT NULL,
  kind TEXT NOT NULL,               -- what b is to a: parent child related duplicate original
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
