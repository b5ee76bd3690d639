-- Rejudgings as sets: new judgements stand beside the current ones until the
-- set is applied.

CREATE TABLE rejudging (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Why, for people.
  reason BLOB NOT NULL,
  created_by TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  -- 1 open, 2 applied, 3 cancelled.
  state INTEGER NOT NULL CHECK (state IN (1, 2, 3)),
  -- When it was applied or cancelled, and by whom.
  closed_us INTEGER,
  closed_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE rejudging_submission (
  rejudging_id INTEGER NOT NULL REFERENCES rejudging (id),
  submission_id INTEGER NOT NULL REFERENCES submission (id),
  -- The version of the problem to judge it on.
  problem_version INTEGER NOT NULL,
  -- Current when the set was made.
  old_judgement_id INTEGER NOT NULL REFERENCES judgement (id),
  -- NULL until it is judged.
  new_judgement_id INTEGER REFERENCES judgement (id),
  PRIMARY KEY (rejudging_id, submission_id)
) STRICT, WITHOUT ROWID;

-- What a restart has to judge.
CREATE INDEX rejudging_submission_waiting
ON rejudging_submission (rejudging_id) WHERE new_judgement_id IS NULL;
CREATE INDEX rejudging_of_submission ON rejudging_submission (submission_id);
