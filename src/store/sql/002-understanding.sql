-- Pictures that come again with every mail of somebody are part of the signature.
CREATE INDEX attachment_inline ON attachment (sha256) WHERE is_inline = 1;

-- What is understood of a message's text. Older rows are understood again in the background.
ALTER TABLE message ADD COLUMN folds BLOB NOT NULL DEFAULT x'';  -- hp_folds_pack()
ALTER TABLE message ADD COLUMN language TEXT;                    -- ISO 639-1; null: not clear
