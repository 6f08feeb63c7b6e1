-- Which messages an agent has seen at this desk; never part of a rebuild, never synced.
CREATE TABLE reading (
  agent TEXT NOT NULL,
  message BLOB NOT NULL,            -- its key
  is_unread INTEGER NOT NULL,       -- 1: marked unread again
  PRIMARY KEY (agent, message)
) STRICT, WITHOUT ROWID;

-- Few tickets have another priority, so that a list by priority reads no others.
CREATE INDEX ticket_priority ON ticket (priority) WHERE priority <> 'normal';
