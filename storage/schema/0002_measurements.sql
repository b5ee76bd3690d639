-- Every time that a run was measured, for runs that were measured more than
-- once. The run's own row is the measurement that counts.
CREATE TABLE measurement (
  judgement_id INTEGER NOT NULL,
  run_position INTEGER NOT NULL,
  -- In the order in which they were made, from 0.
  position INTEGER NOT NULL,
  verdict INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  cpu_time_us INTEGER NOT NULL,
  wall_time_us INTEGER NOT NULL,
  PRIMARY KEY (judgement_id, run_position, position),
  FOREIGN KEY (judgement_id, run_position)
    REFERENCES run (judgement_id, position)
) STRICT, WITHOUT ROWID;
