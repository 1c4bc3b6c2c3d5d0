-- Derived from the facts; made again from them where this text changes, and by a rebuild.
-- Status and priority of a row are the last ones in time, as on its clocks.
CREATE TABLE tickets (
  closed      INTEGER NOT NULL,            -- 0: in the queue. First in the key: the queue lies together in the file
  number      INTEGER NOT NULL,            -- the ticket's own for good; also the row of its words
  id          BLOB NOT NULL,
  case_number TEXT NOT NULL,
  subject     TEXT NOT NULL,
  contact     TEXT NOT NULL,
  customer    BLOB NOT NULL,
  assignee    BLOB NOT NULL,
  tags        TEXT NOT NULL,               -- one a line
  priority    TEXT NOT NULL,
  tier        TEXT NOT NULL,
  status      INTEGER NOT NULL,
  flags       INTEGER NOT NULL,            -- 1 acknowledged, 2 the customer spoke last
  created     INTEGER NOT NULL,
  updated     INTEGER NOT NULL,
  clocks      BLOB NOT NULL,               -- four clock summaries
  PRIMARY KEY (closed, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tickets_by_id ON tickets (id);
CREATE INDEX tickets_by_case ON tickets (case_number COLLATE NOCASE);
CREATE INDEX tickets_of_customer ON tickets (customer);

CREATE TABLE customers (
  key    INTEGER PRIMARY KEY,
  id     BLOB NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  folded TEXT NOT NULL,
  state  BLOB NOT NULL,                    -- the whole state as the payload of one change
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX customers_by_name ON customers (folded);

CREATE TABLE people (
  key    INTEGER PRIMARY KEY,
  id     BLOB NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  folded TEXT NOT NULL,
  state  BLOB NOT NULL
) STRICT;
CREATE INDEX people_by_name ON people (folded);

-- The words of tickets, by the number of the ticket. Brought up to date before each search, so that saving an entry
-- does not wait for it.
CREATE VIRTUAL TABLE ticket_text USING fts5 (
  ticket UNINDEXED, case_number, subject, customer, contact, messages,
  tokenize = 'unicode61 remove_diacritics 2'
);

-- Tickets whose words are newer than their row in ticket_text.
CREATE TABLE text_due (
  ticket BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Which entries of desks say that a rule did it: a derived fact is here as long as one of them is.
CREATE TABLE acted (
  fact  BLOB NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (fact, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX acted_by_entry ON acted (entry);

-- What rules did, for the list of rules.
CREATE TABLE firings (
  fact BLOB NOT NULL PRIMARY KEY,
  rule TEXT NOT NULL,
  at   INTEGER NOT NULL                    -- the due instant that it is about
) STRICT, WITHOUT ROWID;
CREATE INDEX firings_by_rule ON firings (rule, at);
CREATE INDEX firings_by_time ON firings (at);

CREATE TABLE incidents (
  key      INTEGER PRIMARY KEY,
  id       BLOB NOT NULL UNIQUE,
  number   TEXT NOT NULL,
  title    TEXT NOT NULL,
  severity TEXT NOT NULL,
  status   INTEGER NOT NULL,
  declared INTEGER NOT NULL,
  updated  INTEGER NOT NULL
) STRICT;
CREATE INDEX incidents_by_status ON incidents (status, declared);

CREATE TABLE escalations (
  key       INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE,
  ticket    BLOB NOT NULL,
  situation TEXT NOT NULL,
  rule      TEXT NOT NULL,
  episode   INTEGER NOT NULL,
  level     TEXT NOT NULL,
  status    INTEGER NOT NULL,
  raised    INTEGER NOT NULL,
  updated   INTEGER NOT NULL
) STRICT;
CREATE INDEX escalations_by_status ON escalations (status, raised);
CREATE INDEX escalations_of_ticket ON escalations (ticket);

CREATE TABLE incident_tickets (
  incident BLOB NOT NULL,
  ticket   BLOB NOT NULL,
  PRIMARY KEY (incident, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_of_ticket ON incident_tickets (ticket);

CREATE TABLE notifications (
  id    BLOB NOT NULL PRIMARY KEY,
  asked INTEGER NOT NULL,                  -- the instant that it is about
  open  INTEGER NOT NULL,                  -- 1: something of it may still have to be sent
  over  INTEGER NOT NULL,                  -- 1: its cause is over
  about BLOB NOT NULL                      -- ticket, incident or escalation; zeros where it is about none
) STRICT, WITHOUT ROWID;
CREATE INDEX notifications_by_about ON notifications (about);
CREATE INDEX notifications_holding ON notifications (about) WHERE over = 0;
CREATE INDEX notifications_by_time ON notifications (asked);
CREATE INDEX notifications_open ON notifications (asked) WHERE open = 1;

-- What tickets are said to be caused by, to be the same as or to be merged into: tickets, incidents, known issues.
CREATE TABLE ticket_causes (
  cause  BLOB NOT NULL,
  ticket BLOB NOT NULL,
  PRIMARY KEY (cause, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX causes_of_ticket ON ticket_causes (ticket);

CREATE TABLE known_issues (
  id          BLOB NOT NULL PRIMARY KEY,
  number      TEXT NOT NULL,
  title       TEXT NOT NULL,
  symptoms    TEXT NOT NULL,               -- one a line
  workaround  TEXT NOT NULL,
  origin_kind TEXT NOT NULL,               -- what it was learned from: ticket, incident
  origin      BLOB NOT NULL,
  state       INTEGER NOT NULL,            -- 0 open, 1 fixed
  fixed_in    TEXT NOT NULL,
  recorded_by BLOB NOT NULL,
  recorded    INTEGER NOT NULL,
  updated     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
