-- The ledger, what comes with it, and the tables derived from it.
CREATE TABLE facts (
  seq          INTEGER PRIMARY KEY,        -- order of arrival on this desk
  id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  stamp        INTEGER NOT NULL,           -- 48 bits of milliseconds, 16 of counter
  device       BLOB NOT NULL,              -- zeros for derived facts
  counter      INTEGER NOT NULL,           -- 0 for derived facts
  previous     BLOB NOT NULL,
  actor        BLOB NOT NULL,
  subject_kind TEXT NOT NULL,
  subject      BLOB NOT NULL,
  type         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  occurred_at  INTEGER NOT NULL,           -- UTC milliseconds
  payload      BLOB NOT NULL,              -- canonical JSON; empty once redacted
  payload_hash BLOB NOT NULL,
  hub_sequence INTEGER
) STRICT;
CREATE INDEX facts_by_subject ON facts (subject, stamp);
CREATE UNIQUE INDEX facts_by_device ON facts (device, counter) WHERE counter > 0;

-- Public keys of the desks that a hub brings facts from. Nothing writes or reads it before there is a hub.
CREATE TABLE devices (
  id         BLOB PRIMARY KEY,
  public_key BLOB NOT NULL
) STRICT;

CREATE TABLE quarantine (
  seq      INTEGER PRIMARY KEY,
  line     BLOB NOT NULL UNIQUE,           -- the fact as it came
  reason   TEXT NOT NULL,
  until    INTEGER,                        -- judged again at this instant
  taken_at INTEGER NOT NULL
) STRICT;

-- This desk's own: drafts, own views, keys, window. Not facts, not shared.
CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;
