-- Contests, who takes part, what was asked. What is only ever read and written
-- as a whole is one JSON text: storage/contest_json.h says how it reads.

CREATE TABLE contest (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision > 0),
  name BLOB NOT NULL,
  start_us INTEGER NOT NULL,
  duration_us INTEGER NOT NULL,
  -- NULL while the standings have not thawed.
  thawed_us INTEGER,
  -- All else: rules, freeze, window, languages, limits.
  spec TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contest_problem (
  contest_id TEXT NOT NULL REFERENCES contest (id),
  -- In the order of the standings' columns, from 0.
  position INTEGER NOT NULL,
  problem_id TEXT NOT NULL,
  label BLOB NOT NULL,
  color TEXT NOT NULL,
  points REAL,
  PRIMARY KEY (contest_id, position),
  UNIQUE (contest_id, problem_id)
) STRICT, WITHOUT ROWID;

-- Which contests hide a problem.
CREATE INDEX contest_of_problem ON contest_problem (problem_id);

CREATE TABLE contest_judge (
  contest_id TEXT NOT NULL REFERENCES contest (id),
  user_id TEXT NOT NULL,
  PRIMARY KEY (contest_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX contest_of_judge ON contest_judge (user_id);

CREATE TABLE registration (
  contest_id TEXT NOT NULL REFERENCES contest (id),
  user_id TEXT NOT NULL,
  team_name BLOB NOT NULL,
  extra_time_us INTEGER NOT NULL,
  -- NULL until it began, where it has to.
  begun_us INTEGER,
  is_virtual INTEGER NOT NULL CHECK (is_virtual IN (0, 1)),
  out_of_competition INTEGER NOT NULL CHECK (out_of_competition IN (0, 1)),
  created_us INTEGER NOT NULL,
  PRIMARY KEY (contest_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX registration_of_user ON registration (user_id);

-- AUTOINCREMENT: an id is never given twice.
CREATE TABLE clarification (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contest_id TEXT NOT NULL REFERENCES contest (id),
  -- '' for an announcement.
  from_user TEXT NOT NULL,
  -- Label of a problem, or empty.
  problem BLOB NOT NULL,
  question BLOB NOT NULL,
  -- Empty until it is answered; of an announcement its text.
  answer BLOB NOT NULL,
  answered_by TEXT NOT NULL,
  to_all INTEGER NOT NULL CHECK (to_all IN (0, 1)),
  created_us INTEGER NOT NULL,
  answered_us INTEGER
) STRICT;

CREATE INDEX clarification_of_contest ON clarification (contest_id, id);

-- Problems that contestants see in contests only.
CREATE TABLE hidden_problem (
  problem_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
