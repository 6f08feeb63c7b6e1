-- Pictures that come again with every mail of somebody are part of the signature.
CREATE INDEX attachment_inline ON attachment (sha256) WHERE is_inline = 1;

-- What is understood of a message's text. Older rows are understood again in the background.
ALTER TABLE message ADD COLUMN folds BLOB NOT NULL DEFAULT x'';  -- hp_folds_pack()
ALTER TABLE message ADD COLUMN language TEXT;                    -- ISO 639-1; null: not clear
ALTER TABLE message ADD COLUMN forwarded TEXT NOT NULL DEFAULT '';  -- words of attached mails

DROP VIEW search_source;
CREATE VIEW search_source AS
  SELECT id, subject, from_ || char(30) || to_ || char(30) || cc AS people, text AS body,
    CASE forwarded WHEN '' THEN files ELSE files || char(30) || forwarded END AS files
  FROM message;
