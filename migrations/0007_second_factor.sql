-- The second step of signing in (better-auth's two-factor plugin): secrets and backup codes are encrypted by the library.
ALTER TABLE auth_users ADD COLUMN twoFactorEnabled INTEGER;

-- The provider by which a session was begun; none for name and password.
ALTER TABLE auth_sessions ADD COLUMN provider TEXT;

CREATE TABLE auth_second_factors (
  id TEXT NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL,
  backupCodes TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  verified INTEGER,
  failedVerificationCount INTEGER,
  lockedUntil DATE
);
CREATE INDEX auth_second_factors_user ON auth_second_factors (userId);

-- Codes that were used within the minutes in which they hold: each counts once.
CREATE TABLE sign_in_used_codes (
  user_id TEXT NOT NULL,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (user_id, code)
);
