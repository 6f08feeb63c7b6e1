-- Until when a ticket sleeps: 0 not at all, the greatest number until an answer.
ALTER TABLE ticket ADD COLUMN snoozed INTEGER NOT NULL DEFAULT 0;

-- The view “snoozed” stands between waiting and resolved.
UPDATE view SET position = position + 1 WHERE position IN (3, 4);
INSERT OR IGNORE INTO view (key, name, query, position, members)
  SELECT x'3de4fbb2f642440f45e0e163de0c7188', 'snoozed', 'is:snoozed', 3, 0
  WHERE NOT EXISTS (SELECT 1 FROM op WHERE kind = 'view' AND active
                    AND entity = x'3de4fbb2f642440f45e0e163de0c7188');
