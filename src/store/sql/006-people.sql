-- What is known of agents, macros and customers: the newest active op of each field.
CREATE TABLE property (
  kind TEXT NOT NULL,               -- as op.kind: agent macro customer
  entity BLOB NOT NULL,
  field TEXT NOT NULL,
  member TEXT NOT NULL,
  value TEXT NOT NULL,              -- JSON, never null
  clock INTEGER NOT NULL,           -- of the op, for customers who are one
  op BLOB NOT NULL,
  PRIMARY KEY (kind, entity, field, member)
) STRICT, WITHOUT ROWID;

-- How a view looks, and whose it is.
ALTER TABLE view ADD COLUMN icon TEXT;
ALTER TABLE view ADD COLUMN sort TEXT;
ALTER TABLE view ADD COLUMN columns TEXT;
ALTER TABLE view ADD COLUMN owner TEXT;  -- null: shared
