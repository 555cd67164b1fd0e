-- What the time of waiting work means if the clock is set back. NULL: a retry, taken early if it lies further ahead than
-- any back-off. '' : planned for that time. Else: the moment at which a platform asked to wait until then.
ALTER TABLE jobs ADD COLUMN holds_from TEXT;
ALTER TABLE outbox ADD COLUMN holds_from TEXT;
