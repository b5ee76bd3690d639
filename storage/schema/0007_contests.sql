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

-- What standings are made of: the submissions of a contest, each with the number
-- of the last change to what counts of it. Triggers keep it, so no way to judge
-- can forget it, and who knows a change number reads only what came after.
CREATE TABLE contest_log (
  contest_id TEXT NOT NULL,
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  -- From 1 in each contest, never given twice.
  change INTEGER NOT NULL,
  PRIMARY KEY (contest_id, submission_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX contest_log_by_change ON contest_log (contest_id, change);

CREATE TRIGGER log_submission AFTER INSERT ON submission
WHEN NEW.contest_id <> ''
BEGIN
  INSERT INTO contest_log (contest_id, submission_id, change)
  SELECT NEW.contest_id, NEW.id, coalesce(max(change), 0) + 1
  FROM contest_log WHERE contest_id = NEW.contest_id;
END;

CREATE TRIGGER log_judgement AFTER INSERT ON judgement
WHEN NEW.current = 1
BEGIN
  UPDATE contest_log SET change =
    (SELECT max(l.change) + 1 FROM contest_log AS l
     WHERE l.contest_id = contest_log.contest_id)
  WHERE submission_id = NEW.submission_id
    AND contest_id =
      (SELECT contest_id FROM submission WHERE id = NEW.submission_id);
END;

CREATE TRIGGER log_current_judgement AFTER UPDATE OF current ON judgement
WHEN NEW.current <> OLD.current
BEGIN
  UPDATE contest_log SET change =
    (SELECT max(l.change) + 1 FROM contest_log AS l
     WHERE l.contest_id = contest_log.contest_id)
  WHERE submission_id = NEW.submission_id
    AND contest_id =
      (SELECT contest_id FROM submission WHERE id = NEW.submission_id);
END;

-- For limits of submissions.
CREATE INDEX submission_in_contest
ON submission (contest_id, user_id, problem_id) WHERE contest_id <> '';
