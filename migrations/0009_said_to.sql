-- For whom a message is said, and what that person needs for it (JSON): asked again before it is sent. NULL: for whoever is there.
ALTER TABLE messages ADD COLUMN said_to TEXT;
