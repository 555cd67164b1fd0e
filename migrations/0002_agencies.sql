-- The tree of agencies, what its supervisors set, and who may see what. Times are ISO 8601 in UTC; days are days in China.

CREATE TABLE agencies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  short_names TEXT NOT NULL,
  superior_id TEXT REFERENCES agencies (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('department', 'office', 'government', 'township')),
  contact TEXT,
  channel TEXT,
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE INDEX agencies_superior ON agencies (superior_id) WHERE removed_at IS NULL;
CREATE INDEX agencies_channel ON agencies (channel) WHERE removed_at IS NULL AND channel IS NOT NULL;

-- Marked as published by a person.
CREATE TABLE publications (
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  year INTEGER NOT NULL,
  at TEXT NOT NULL,
  by_user TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (agency_id, year)
) STRICT, WITHOUT ROWID;

-- Set by a superior for those under it, instead of the law's.
CREATE TABLE deadlines (
  superior_id TEXT NOT NULL REFERENCES agencies (id),
  kind TEXT NOT NULL CHECK (kind IN ('department', 'office', 'government', 'township')),
  year INTEGER NOT NULL,
  due TEXT NOT NULL,
  by_user TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (superior_id, kind, year)
) STRICT, WITHOUT ROWID;

-- `web:<id>` of sign-in, or `slack:<team>:<user>`.
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  administrator INTEGER NOT NULL DEFAULT 0,
  -- Where digests go: `web`, or `slack:<team>/<channel>`.
  channel TEXT NOT NULL DEFAULT 'web',
  created_at TEXT NOT NULL,
  disabled_at TEXT
) STRICT;
CREATE TABLE user_agencies (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  agency_id TEXT NOT NULL REFERENCES agencies (id),
  role TEXT NOT NULL CHECK (role IN ('drafter', 'supervisor')),
  PRIMARY KEY (user_id, agency_id, role)
) STRICT, WITHOUT ROWID;

-- What stood open at some moment is told by all waivers, also those taken back since.
CREATE INDEX waivers_ever ON waivers (series, fingerprint);
