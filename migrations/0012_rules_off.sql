-- A rule that an agency's superior has switched off for it. `until`: the moment from which it counts again; NULL: until it is taken back.
CREATE TABLE rules_off (
  id TEXT PRIMARY KEY,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_user TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT,
  revoked_by TEXT,
  revoked_at TEXT
);
CREATE INDEX rules_off_agency ON rules_off (agency_id, rule);
