-- What is understood of a message's text. Older rows are understood again in the background.
ALTER TABLE message ADD COLUMN folds BLOB NOT NULL DEFAULT x'';  -- hp_folds_pack()
ALTER TABLE message ADD COLUMN language TEXT;                    -- ISO 639-1; null: not clear
