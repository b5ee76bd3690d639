-- Problems with groups, validators and files beside the tests; judgements with
-- scores. What is only ever read and written as a whole is one JSON text a row:
-- storage/problem_json.h says how it reads.

-- Names, kinds, validators, groups: all of a problem that is no column.
ALTER TABLE problem ADD COLUMN spec TEXT NOT NULL
  DEFAULT '{"groups":[{"name":"sample","parent":-1,"scoring":{"aggregation":1}},{"name":"secret","parent":-1,"scoring":{"aggregation":1}}],"validation":{"memory_bytes":2147483648,"output_bytes":8388608,"passes":2,"time_us":60000000}}';

-- Group, arguments, files, comparison: all of a test case that is no column.
ALTER TABLE test_case ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
UPDATE test_case SET settings = (
  SELECT json_object(
    'group', iif(test_case.sample, 0, 1),
    'full_feedback', json(iif(test_case.sample, 'true', 'false')),
    'compare', json_object(
      'case_sensitive', json(iif(p.case_sensitive, 'true', 'false')),
      'space_change_sensitive',
      json(iif(p.space_change_sensitive, 'true', 'false')),
      'absolute_tolerance', p.absolute_tolerance,
      'relative_tolerance', p.relative_tolerance))
  FROM problem AS p
  WHERE p.id = test_case.problem_id AND p.version = test_case.problem_version);

-- Now of each test case.
ALTER TABLE problem DROP COLUMN case_sensitive;
ALTER TABLE problem DROP COLUMN space_change_sensitive;
ALTER TABLE problem DROP COLUMN absolute_tolerance;
ALTER TABLE problem DROP COLUMN relative_tolerance;

-- The package as it was uploaded. Versions from before have none.
CREATE TABLE problem_file (
  problem_id TEXT NOT NULL,
  problem_version INTEGER NOT NULL,
  -- In the order of the package, from 0.
  position INTEGER NOT NULL,
  -- Path inside the package.
  name BLOB NOT NULL,
  -- SHA-256 of the file in blobs/.
  content BLOB NOT NULL,
  PRIMARY KEY (problem_id, problem_version, position),
  FOREIGN KEY (problem_id, problem_version) REFERENCES problem (id, version)
) STRICT, WITHOUT ROWID;

-- Problems, all versions of them, that take no submissions any more.
CREATE TABLE archived_problem (
  problem_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The version that a submission waits to be judged on, if not its own.
ALTER TABLE pending_submission ADD COLUMN problem_version INTEGER;

-- The version that it was judged on; NULL for its submission's.
ALTER TABLE judgement ADD COLUMN problem_version INTEGER;
-- Of scoring problems.
ALTER TABLE judgement ADD COLUMN score REAL;
ALTER TABLE judgement ADD COLUMN max_score REAL;

CREATE INDEX judgement_of_submission ON judgement (submission_id);

ALTER TABLE run ADD COLUMN score REAL;
ALTER TABLE run ADD COLUMN passes INTEGER NOT NULL DEFAULT 1;
-- What the validator tells the team and the judges.
ALTER TABLE run ADD COLUMN team_message BLOB NOT NULL DEFAULT x'';
ALTER TABLE run ADD COLUMN judge_message BLOB NOT NULL DEFAULT x'';

-- What was said in a run of an interactive problem; apart, since it is large.
CREATE TABLE transcript (
  judgement_id INTEGER NOT NULL,
  run_position INTEGER NOT NULL,
  text BLOB NOT NULL,
  PRIMARY KEY (judgement_id, run_position),
  FOREIGN KEY (judgement_id, run_position)
    REFERENCES run (judgement_id, position)
) STRICT;

-- Tests that were not run, because nothing could come of it any more.
CREATE TABLE skipped_test (
  judgement_id INTEGER NOT NULL REFERENCES judgement (id),
  position INTEGER NOT NULL,
  test BLOB NOT NULL,
  why BLOB NOT NULL,
  PRIMARY KEY (judgement_id, position)
) STRICT, WITHOUT ROWID;

-- What became of the groups of the problem, in its order.
CREATE TABLE group_result (
  judgement_id INTEGER NOT NULL REFERENCES judgement (id),
  position INTEGER NOT NULL,
  name BLOB NOT NULL,
  verdict INTEGER NOT NULL,
  score REAL,
  max_score REAL,
  PRIMARY KEY (judgement_id, position)
) STRICT, WITHOUT ROWID;
