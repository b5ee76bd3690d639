-- What produced a judgement; judgements from before have nothing. One JSON text
-- a row: storage/provenance_json.h says how it reads.
ALTER TABLE judgement ADD COLUMN provenance TEXT NOT NULL DEFAULT '{}';
