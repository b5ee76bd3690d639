-- What a problem takes away from its submissions; see core/limits.h.
ALTER TABLE problem ADD COLUMN allow_eval INTEGER NOT NULL DEFAULT 1;
ALTER TABLE problem ADD COLUMN allow_web_assembly INTEGER NOT NULL DEFAULT 1;
