-- Of each agency's newest draft of a year: hashes of its sentences and stretches (JSON), by which a supervisor is told of
-- texts that two units share. No words.
CREATE TABLE text_prints (
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  year INTEGER NOT NULL,
  draft_id TEXT NOT NULL,
  prints TEXT NOT NULL,
  PRIMARY KEY (agency_id, year)
);
