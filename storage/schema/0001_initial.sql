-- Durations and times are microseconds (_us), sizes are bytes; a verdict, a
-- reason or a language is its number in core/. Text that people chose freely is
-- a BLOB: bytes in, the same bytes out.

-- One row for each version of a problem; never changed.
CREATE TABLE problem (
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  -- SHA-256 over everything that makes the version, test data included.
  digest BLOB NOT NULL,
  title BLOB NOT NULL,
  cpu_time_us INTEGER NOT NULL,
  wall_time_us INTEGER NOT NULL,
  memory_bytes INTEGER NOT NULL,
  stack_bytes INTEGER NOT NULL,
  output_bytes INTEGER NOT NULL,
  source_bytes INTEGER NOT NULL,
  compile_time_us INTEGER NOT NULL,
  compile_memory_bytes INTEGER NOT NULL,
  case_sensitive INTEGER NOT NULL,
  space_change_sensitive INTEGER NOT NULL,
  absolute_tolerance REAL,
  relative_tolerance REAL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE test_case (
  problem_id TEXT NOT NULL,
  problem_version INTEGER NOT NULL,
  -- In judging order, from 0.
  position INTEGER NOT NULL,
  name BLOB NOT NULL,
  sample INTEGER NOT NULL,
  -- SHA-256 of the files in blobs/.
  input BLOB NOT NULL,
  answer BLOB NOT NULL,
  PRIMARY KEY (problem_id, problem_version, position),
  FOREIGN KEY (problem_id, problem_version) REFERENCES problem (id, version)
) STRICT, WITHOUT ROWID;

-- Never changed. AUTOINCREMENT: an id is never given twice.
CREATE TABLE submission (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  problem_id TEXT NOT NULL,
  problem_version INTEGER NOT NULL,
  language INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  -- Last, so that lists need not read it.
  source BLOB NOT NULL,
  FOREIGN KEY (problem_id, problem_version) REFERENCES problem (id, version)
) STRICT;

CREATE INDEX submission_by_problem ON submission (problem_id, id);

-- Accepted, without a verdict. A table of its own rather than a column of
-- submission: a verdict then does not rewrite the source.
CREATE TABLE pending_submission (
  submission_id INTEGER PRIMARY KEY REFERENCES submission (id)
) STRICT;

CREATE TABLE judgement (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  verdict INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  message BLOB NOT NULL,
  test_count INTEGER NOT NULL,
  -- Largest over the runs, for lists.
  max_cpu_time_us INTEGER NOT NULL,
  max_memory_bytes INTEGER NOT NULL,
  started_us INTEGER NOT NULL,
  finished_us INTEGER NOT NULL,
  -- The execution that compiled.
  compile_verdict INTEGER NOT NULL,
  compile_reason INTEGER NOT NULL,
  compile_message BLOB NOT NULL,
  compile_exit_code INTEGER NOT NULL,
  compile_signal INTEGER NOT NULL,
  compile_line INTEGER NOT NULL,
  compile_column INTEGER NOT NULL,
  compile_cpu_time_us INTEGER NOT NULL,
  compile_wall_time_us INTEGER NOT NULL,
  compile_memory_bytes INTEGER NOT NULL
) STRICT;

-- A submission may be judged many times; one judgement counts.
CREATE UNIQUE INDEX current_judgement ON judgement (submission_id)
WHERE current = 1;

CREATE TABLE run (
  judgement_id INTEGER NOT NULL REFERENCES judgement (id),
  -- In judging order, from 0.
  position INTEGER NOT NULL,
  test BLOB NOT NULL,
  verdict INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  message BLOB NOT NULL,
  exit_code INTEGER NOT NULL,
  signal INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column INTEGER NOT NULL,
  cpu_time_us INTEGER NOT NULL,
  wall_time_us INTEGER NOT NULL,
  memory_bytes INTEGER NOT NULL,
  PRIMARY KEY (judgement_id, position)
) STRICT, WITHOUT ROWID;
