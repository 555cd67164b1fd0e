-- How often a job's draft ran its process out of time, memory or life, and how often a job was stopped from outside: its
-- host or its process was killed. Neither is an attempt that failed.
ALTER TABLE jobs ADD COLUMN run_outs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN interruptions INTEGER NOT NULL DEFAULT 0;
-- 1: behind other people's work, a few at a time: the drafts of a zip, and second tries of drafts that ran out.
ALTER TABLE jobs ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
