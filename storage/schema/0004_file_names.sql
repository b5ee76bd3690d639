-- What the author calls the program: 'main.js' for those from before there were
-- names. Behind the source, so lists do not read it.
ALTER TABLE submission ADD COLUMN file_name BLOB NOT NULL
  DEFAULT X'6D61696E2E6A73';
