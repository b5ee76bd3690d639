-- So that no list, claim or count costs more because the store holds more.

-- For lists by a verdict or a language that few submissions have.
CREATE INDEX judgement_by_verdict ON judgement (verdict, submission_id)
WHERE current = 1;
CREATE INDEX submission_by_language ON submission (language, id);

-- In which hour, counted from 1970, submissions were created: for lists by time.
-- A row is of one submission and those after it until the next row's; clocks are
-- set back, so an hour may have many. Most submissions add none.
CREATE TABLE submission_hour (
  first_id INTEGER PRIMARY KEY,
  hour INTEGER NOT NULL
) STRICT;
INSERT INTO submission_hour (first_id, hour)
SELECT id, hour FROM
  (SELECT id, created_us / 3600000000 AS hour,
     lag(created_us / 3600000000) OVER (ORDER BY id) AS hour_before
   FROM submission)
WHERE hour IS NOT hour_before;
CREATE INDEX submission_hour_by_hour ON submission_hour (hour, first_id);

CREATE TRIGGER note_hour AFTER INSERT ON submission
WHEN NEW.created_us / 3600000000 IS NOT
  (SELECT hour FROM submission_hour
   WHERE first_id = (SELECT max(first_id) FROM submission_hour))
BEGIN
  INSERT INTO submission_hour (first_id, hour)
  VALUES (NEW.id, NEW.created_us / 3600000000);
END;

CREATE INDEX contest_by_start ON contest (start_us DESC, id);

-- What a restart, and whoever needs work, looks through.
CREATE INDEX rejudging_open ON rejudging (id) WHERE state = 1;

-- How many submissions a rejudging has, and how many of them are judged: else
-- each that is judged would count them all.
ALTER TABLE rejudging ADD COLUMN submissions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rejudging ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
UPDATE rejudging SET (submissions, judged) =
  (SELECT count(*), count(m.new_judgement_id) FROM rejudging_submission AS m
   WHERE m.rejudging_id = rejudging.id);
