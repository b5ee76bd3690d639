-- Who may use the service, and whose submissions are.

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name BLOB NOT NULL,
  role INTEGER NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: an id is never given twice.
CREATE TABLE access_token (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL REFERENCES user (id),
  -- SHA-256 of the token, which nobody stores.
  hash BLOB NOT NULL UNIQUE,
  label BLOB NOT NULL,
  created_us INTEGER NOT NULL,
  -- NULL for never.
  expires_us INTEGER,
  revoked_us INTEGER
) STRICT;

CREATE INDEX access_token_of_user ON access_token (user_id);

-- Sources apart, so that nothing that lists submissions reads them.
CREATE TABLE submission_source (
  submission_id INTEGER PRIMARY KEY REFERENCES submission (id),
  file_name BLOB NOT NULL,
  source BLOB NOT NULL
) STRICT;
INSERT INTO submission_source (submission_id, file_name, source)
SELECT id, file_name, source FROM submission;
ALTER TABLE submission DROP COLUMN source;
ALTER TABLE submission DROP COLUMN file_name;

-- Whose it is; '' for those from before there were users.
ALTER TABLE submission ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
ALTER TABLE submission ADD COLUMN submitted_by TEXT NOT NULL DEFAULT '';
-- '' for practice.
ALTER TABLE submission ADD COLUMN contest_id TEXT NOT NULL DEFAULT '';
-- What its sender calls it; '' for nothing.
ALTER TABLE submission ADD COLUMN idempotency_key BLOB NOT NULL DEFAULT x'';

CREATE UNIQUE INDEX submission_by_key
ON submission (submitted_by, idempotency_key) WHERE idempotency_key <> x'';
CREATE INDEX submission_by_user ON submission (user_id, id);
CREATE INDEX submission_by_sender ON submission (submitted_by, id);
CREATE INDEX submission_by_contest ON submission (contest_id, id)
WHERE contest_id <> '';
