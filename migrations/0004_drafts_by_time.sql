-- Which year's reports are on the desk is told by the newest drafts, purged ones too.
CREATE INDEX drafts_sent ON drafts (sent_at) WHERE agency_id IS NOT NULL;
