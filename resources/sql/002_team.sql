-- What a desk keeps for its team: signatures, what was seen at the hub, what waits for a device to be known.
ALTER TABLE facts ADD COLUMN signature BLOB;
-- Where the fact was seen at the present hub: (count of hubs this desk has met << 40) + the hub's number. A place
-- of an earlier hub counts as none.
ALTER TABLE facts RENAME COLUMN hub_sequence TO hub_place;
-- A device may have written under one number twice: a backup was put back, or its key was copied. Both are kept.
DROP INDEX facts_by_device;
CREATE INDEX facts_by_device ON facts (device, counter) WHERE counter > 0;
CREATE INDEX facts_derived ON facts (hub_place) WHERE counter = 0;

DROP TABLE devices;

-- Whose the fact is, where that was proven: judged again when the team changes.
ALTER TABLE quarantine ADD COLUMN device BLOB;
CREATE INDEX quarantine_until ON quarantine (until) WHERE until IS NOT NULL;
CREATE INDEX quarantine_device ON quarantine (device) WHERE device IS NOT NULL;

-- Up to which number all facts of a device that are here were seen at the present hub.
CREATE TABLE hub_seen (
  device  BLOB PRIMARY KEY,
  counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages whose author is not known in the team yet; judged again when more of the team is.
CREATE TABLE waiting (
  seq      INTEGER PRIMARY KEY,
  device   BLOB NOT NULL,
  subject  BLOB NOT NULL,
  body     BLOB NOT NULL,
  digest   BLOB NOT NULL UNIQUE,
  place    INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  taken_at INTEGER NOT NULL
) STRICT;
