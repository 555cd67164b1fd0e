-- Attempts at signing in, counted when they begin. A bucket is the hash of what is limited: a name from an address, an
-- address, a name. One attempt has a row in each of its buckets.
CREATE TABLE sign_in_attempts (
  id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (id, bucket)
);
CREATE INDEX sign_in_attempts_bucket ON sign_in_attempts (bucket, at);
CREATE INDEX sign_in_attempts_at ON sign_in_attempts (at);

-- Addresses and browsers from which a name has signed in, as hashes.
CREATE TABLE sign_in_places (
  place TEXT NOT NULL PRIMARY KEY,
  at TEXT NOT NULL
);
CREATE INDEX sign_in_places_at ON sign_in_places (at);
