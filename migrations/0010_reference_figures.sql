-- Figures that another office keeps of agencies (documents in force, enforcement), given by a supervisor as a list: what
-- table two of their drafts is compared with. `until`: the day up to which the list counts; NULL where it does not say.
CREATE TABLE reference_lists (
  id TEXT NOT NULL PRIMARY KEY,
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  until TEXT,
  by_user TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL
);
-- `figures`: JSON, a cell's key and its value in pairs.
CREATE TABLE reference_rows (
  list_id TEXT NOT NULL REFERENCES reference_lists (id) ON DELETE CASCADE,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  figures TEXT NOT NULL,
  PRIMARY KEY (list_id, agency_id)
);
CREATE INDEX reference_rows_agency ON reference_rows (agency_id);
