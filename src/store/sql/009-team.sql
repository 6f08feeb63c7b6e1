-- The team's log as this desk knows it. Local: never part of a rebuild.

CREATE TABLE team_op (              -- which decision each desk's Nth was
  desk BLOB NOT NULL,
  n INTEGER NOT NULL,
  op INTEGER,                       -- op.seq; null: line
  line TEXT,                        -- of a newer version, as it came
  PRIMARY KEY (desk, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_op_op ON team_op (op) WHERE op IS NOT NULL;
CREATE INDEX team_op_line ON team_op (line) WHERE line IS NOT NULL;

CREATE TABLE team_item (            -- what lies in a log
  log TEXT NOT NULL,
  id TEXT NOT NULL,                 -- as the log calls it
  name TEXT NOT NULL,               -- as we do
  state INTEGER NOT NULL,           -- 0 taken 1 locked 2 aside
  reason TEXT,
  PRIMARY KEY (log, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_desk (            -- what each desk said of itself last
  key BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  agent TEXT NOT NULL,
  public_key BLOB,
  seen INTEGER NOT NULL,
  has TEXT NOT NULL,                -- JSON: what it has of whom
  record INTEGER NOT NULL,          -- how often it told of itself
  removed_from INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
