-- What codes are made of: one row, never changed, whoever writes it first.
CREATE TABLE IF NOT EXISTS code_key (
  bytes VARBINARY(64) NOT NULL,
  only_row TINYINT NOT NULL DEFAULT 1,
  PRIMARY KEY (only_row)
) ${table};

-- How many numbers each partition has given out as codes, by kind.
CREATE TABLE IF NOT EXISTS code_given (
  partition_number INT NOT NULL,
  kind VARCHAR(64) NOT NULL,
  given BIGINT NOT NULL,
  PRIMARY KEY (partition_number, kind)
) ${table};

-- The number is the position of the creation. An instant of 0 is none, visits of 0 are any number.
CREATE TABLE IF NOT EXISTS link (
  number BIGINT NOT NULL,
  code VARCHAR(255) NOT NULL,
  application BIGINT NOT NULL,
  target TEXT NOT NULL,
  title VARCHAR(1024) NOT NULL,
  tags LONGBLOB NOT NULL,
  valid_since BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  visits_max BIGINT NOT NULL,
  status INT NOT NULL,
  forwards_query TINYINT NOT NULL,
  crawlable TINYINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  deleted TINYINT NOT NULL,
  position BIGINT NOT NULL,
  rules LONGBLOB NOT NULL,
  searchable MEDIUMTEXT NOT NULL,
  PRIMARY KEY (number),
  UNIQUE KEY link_by_code (code),
  KEY link_by_position (position),
  KEY link_by_application (application, deleted, created_at),
  KEY link_crawlable (crawlable, deleted)
) ${table};

-- The tags of live links.
CREATE TABLE IF NOT EXISTS link_tag (
  application BIGINT NOT NULL,
  tag VARCHAR(255) NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (application, tag, number),
  KEY link_tag_by_number (number)
) ${table};

-- Visits of a link, or of what is none (then / and a word stand for the code), in an hour of UTC since 1970, in a day (a negative
-- slot: -1 is the first), or, in slot 0, all: one row, read and written as a whole.
CREATE TABLE IF NOT EXISTS link_tally (
  code VARCHAR(255) NOT NULL,
  slot BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  bots BIGINT NOT NULL,
  tally LONGBLOB NOT NULL,
  PRIMARY KEY (code, slot)
) ${table};

-- The last group of visits that was counted of each process that gathers them.
CREATE TABLE IF NOT EXISTS visit_source (
  partition_number INT NOT NULL,
  source BIGINT NOT NULL,
  counted BIGINT NOT NULL,
  PRIMARY KEY (partition_number, source)
) ${table};

-- How many visits there are in all of an application's links, or, with owner 0, of what is no link.
CREATE TABLE IF NOT EXISTS visit_total (
  owner BIGINT NOT NULL,
  partition_number INT NOT NULL,
  visits BIGINT NOT NULL,
  bots BIGINT NOT NULL,
  PRIMARY KEY (owner, partition_number)
) ${table};

-- Visits of a code within a minute, at most a few hundred; their number is the position at which they were applied. The keys hold all
-- that lists and sums need of groups that nobody reads.
CREATE TABLE IF NOT EXISTS visit_group (
  number BIGINT NOT NULL,
  code VARCHAR(255) NOT NULL,
  owner BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  bots BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  sightings LONGBLOB NOT NULL,
  PRIMARY KEY (number),
  KEY visit_group_by_code (code, last_at, number, first_at, visits, bots),
  KEY visit_group_by_owner (owner, last_at, number, first_at, visits, bots)
) ${table};
