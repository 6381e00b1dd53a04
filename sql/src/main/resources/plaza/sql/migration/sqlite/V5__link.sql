-- What codes are made of: one row, never changed, or codes would be given out that are somebody's already.
CREATE TABLE code_key (
  bytes BLOB NOT NULL
);

-- How many numbers each partition has given out as codes, by kind.
CREATE TABLE code_given (
  partition_number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  given INTEGER NOT NULL,
  PRIMARY KEY (partition_number, kind)
) WITHOUT ROWID;

-- The number is the position of the creation, so that links are appended. An instant of 0 is none, visits of 0 are any number.
CREATE TABLE link (
  number INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  application INTEGER NOT NULL,
  target TEXT NOT NULL,
  title TEXT NOT NULL,
  tags BLOB NOT NULL,
  valid_since INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  visits_max INTEGER NOT NULL,
  status INTEGER NOT NULL,
  forwards_query INTEGER NOT NULL,
  crawlable INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  position INTEGER NOT NULL,
  rules BLOB NOT NULL,
  searchable TEXT NOT NULL
);

CREATE UNIQUE INDEX link_by_code ON link (code);
CREATE INDEX link_by_position ON link (position);
CREATE INDEX link_by_application ON link (application, deleted, created_at);
CREATE INDEX link_crawlable ON link (crawlable) WHERE crawlable = 1 AND deleted = 0;

-- The tags of live links.
CREATE TABLE link_tag (
  application INTEGER NOT NULL,
  tag TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (application, tag, number)
) WITHOUT ROWID;

CREATE INDEX link_tag_by_number ON link_tag (number);

-- Visits of a link, or of what is none (then / and a word stand for the code), in an hour of UTC since 1970, in a day (a negative
-- slot: -1 is the first), or, in slot 0, all: one row, read and written as a whole.
CREATE TABLE link_tally (
  code TEXT NOT NULL,
  slot INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  bots INTEGER NOT NULL,
  tally BLOB NOT NULL,
  PRIMARY KEY (code, slot)
) WITHOUT ROWID;

-- The last group of visits that was counted of each process that gathers them.
CREATE TABLE visit_source (
  partition_number INTEGER NOT NULL,
  source INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  PRIMARY KEY (partition_number, source)
) WITHOUT ROWID;

-- How many visits there are in all of an application's links, or, with owner 0, of what is no link.
CREATE TABLE visit_total (
  owner INTEGER NOT NULL,
  partition_number INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  bots INTEGER NOT NULL,
  PRIMARY KEY (owner, partition_number)
) WITHOUT ROWID;

-- Visits of a code within a minute, at most a few hundred; their number is the position at which they were applied. The indexes
-- hold all that lists and sums need of groups that nobody reads.
CREATE TABLE visit_group (
  number INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  owner INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  bots INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  sightings BLOB NOT NULL
);

CREATE INDEX visit_group_by_code ON visit_group (code, last_at, number, first_at, visits, bots);
CREATE INDEX visit_group_by_owner ON visit_group (owner, last_at, number, first_at, visits, bots);
