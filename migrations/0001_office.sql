-- Drafts, checklists, conversations, and the inbox, jobs and outbox. Times are ISO 8601 in UTC, so that they sort as text.

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  sent_by_name TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  file TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  blob TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'checked', 'unreadable', 'not-a-report', 'archive', 'failed')),
  reason TEXT,
  agency_id TEXT,
  agency TEXT,
  year INTEGER,
  series TEXT,
  version INTEGER,
  purged_at TEXT
) STRICT;
CREATE UNIQUE INDEX drafts_version ON drafts (series, version) WHERE series IS NOT NULL AND version IS NOT NULL;
CREATE INDEX drafts_conversation ON drafts (conversation_id, sent_at);
CREATE INDEX drafts_agency ON drafts (agency_id, year, version);
CREATE INDEX drafts_sender ON drafts (sent_by, sent_at);
CREATE INDEX drafts_kept ON drafts (sent_at) WHERE purged_at IS NULL;

CREATE TABLE checklists (
  id TEXT PRIMARY KEY,
  draft_id TEXT NOT NULL UNIQUE REFERENCES drafts (id) ON DELETE CASCADE,
  checked_at TEXT NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  notices INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  fixed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE findings (
  checklist_id TEXT NOT NULL REFERENCES checklists (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'notice')),
  state TEXT NOT NULL CHECK (state IN ('new', 'still', 'waived', 'fixed')),
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (checklist_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_rule ON findings (rule, state);

CREATE TABLE waivers (
  id TEXT PRIMARY KEY,
  series TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_user TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  until TEXT,
  revoked_by TEXT,
  revoked_at TEXT
) STRICT;
CREATE INDEX waivers_series ON waivers (series) WHERE revoked_at IS NULL;

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  platform TEXT NOT NULL,
  target TEXT NOT NULL,
  owner TEXT NOT NULL,
  title TEXT,
  draft_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  changes INTEGER NOT NULL DEFAULT 0,
  UNIQUE (platform, target)
) STRICT;
CREATE INDEX conversations_owner ON conversations (owner, updated_at);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  author TEXT NOT NULL CHECK (author IN ('person', 'bot')),
  user_id TEXT,
  user_name TEXT,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  files TEXT NOT NULL,
  reply TEXT,
  state TEXT NOT NULL CHECK (state IN ('working', 'done', 'failed')),
  draft_id TEXT,
  revision INTEGER NOT NULL,
  change INTEGER NOT NULL,
  ref TEXT
) STRICT;
CREATE UNIQUE INDEX messages_position ON messages (conversation_id, position);
CREATE INDEX messages_change ON messages (conversation_id, change);
CREATE INDEX messages_draft ON messages (draft_id) WHERE draft_id IS NOT NULL;

CREATE TABLE inbox (
  id TEXT PRIMARY KEY,
  platform TEXT NOT NULL,
  at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE inbox_keys (
  platform TEXT NOT NULL,
  key TEXT NOT NULL,
  inbox_id TEXT NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
  PRIMARY KEY (platform, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  key TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL,
  run_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  error TEXT,
  owner TEXT,
  fence INTEGER NOT NULL DEFAULT 0,
  lease_until TEXT
) STRICT;
CREATE INDEX jobs_due ON jobs (state, run_at) WHERE state IN ('ready', 'leased');
CREATE INDEX jobs_dead ON jobs (finished_at) WHERE state = 'dead';

-- One row a message (file IS NULL) and one a file of its reply.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  file INTEGER,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  sent_revision INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  owner TEXT,
  fence INTEGER NOT NULL DEFAULT 0,
  lease_until TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (state, run_at) WHERE state IN ('ready', 'leased');
CREATE INDEX outbox_message ON outbox (message_id);
CREATE INDEX outbox_dead ON outbox (finished_at) WHERE state = 'dead';

-- Never holds a row: inserting NULL into it is how a batch says that its lease is lost, and undoes itself.
CREATE TABLE fences (held INTEGER NOT NULL) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  by_user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
  message_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
  at TEXT NOT NULL,
  PRIMARY KEY (message_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  route TEXT NOT NULL,
  answered INTEGER NOT NULL
) STRICT;
CREATE INDEX questions_at ON questions (at);
CREATE INDEX questions_conversation ON questions (conversation_id, at);

CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, at);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE INDEX audit_at ON audit (at);
