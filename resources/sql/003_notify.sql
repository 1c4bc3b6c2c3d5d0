-- What this desk is telling to a channel: on the disk before it is sent, so that after a crash it goes out again under the
-- same key. What became of it is a fact.
CREATE TABLE attempts (
  key   TEXT PRIMARY KEY,
  state BLOB NOT NULL                      -- JSON
) STRICT, WITHOUT ROWID;

-- When a channel was sent to, for its rate limit; older ones are taken out.
CREATE TABLE sendings (
  seq     INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  at      INTEGER NOT NULL                 -- UTC milliseconds
) STRICT;
CREATE INDEX sendings_by_time ON sendings (at);
