-- What produced a judgement; judgements from before have no row.

-- One JSON text, by its SHA-256: storage/provenance_json.h says how it reads.
-- Thousands of judgements share one.
CREATE TABLE circumstances (
  hash BLOB PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provenance (
  judgement_id INTEGER PRIMARY KEY REFERENCES judgement (id),
  -- SHA-256 of the submission's text.
  source BLOB NOT NULL,
  -- Equal for judgings that differ in nothing but their tests.
  program BLOB NOT NULL,
  circumstances BLOB NOT NULL REFERENCES circumstances (hash)
) STRICT;

CREATE INDEX provenance_by_program ON provenance (program);

-- 0 if it is not known.
ALTER TABLE run ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;
-- SHA-256 of its standard output.
ALTER TABLE run ADD COLUMN output BLOB;
-- Equal for runs that cannot differ, of judgements with an equal program.
ALTER TABLE run ADD COLUMN run_key BLOB;
-- The judgement whose run it is a copy of.
ALTER TABLE run ADD COLUMN reused_from INTEGER;

-- Where the output of a run differs first from the answer.
CREATE TABLE difference (
  judgement_id INTEGER NOT NULL,
  run_position INTEGER NOT NULL,
  output_offset INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  token INTEGER NOT NULL,
  expected BLOB NOT NULL,
  got BLOB NOT NULL,
  for_teams INTEGER NOT NULL CHECK (for_teams IN (0, 1)),
  PRIMARY KEY (judgement_id, run_position),
  FOREIGN KEY (judgement_id, run_position)
    REFERENCES run (judgement_id, position)
) STRICT, WITHOUT ROWID;
