-- Times are milliseconds since 1970 in UTC. Names and senders are '' when there is none. The application comes first in every key.
-- Making a table is no part of a transaction here: whoever was cut off goes on behind the tables that are there.

-- One row, whoever writes it first.
CREATE TABLE IF NOT EXISTS store_epoch (
  epoch VARCHAR(64) NOT NULL,
  only_row TINYINT NOT NULL DEFAULT 1,
  PRIMARY KEY (only_row)
) ${table};

CREATE TABLE IF NOT EXISTS store_partitions (
  partitions INT NOT NULL,
  only_row TINYINT NOT NULL DEFAULT 1,
  PRIMARY KEY (only_row)
) ${table};

CREATE TABLE IF NOT EXISTS partition_state (
  partition_number INT NOT NULL,
  applied BIGINT NOT NULL,
  position BIGINT NOT NULL,
  log VARCHAR(255) NOT NULL,
  PRIMARY KEY (partition_number)
) ${table};

CREATE TABLE IF NOT EXISTS receiver (
  name VARCHAR(255) NOT NULL,
  partition_number INT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (name, partition_number)
) ${table};

CREATE TABLE IF NOT EXISTS boot_sequence (
  partition_number INT NOT NULL,
  boot BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (partition_number, boot)
) ${table};

CREATE TABLE IF NOT EXISTS outcome (
  partition_number INT NOT NULL,
  last_offset BIGINT NOT NULL,
  first_offset BIGINT NOT NULL,
  applied_at BIGINT NOT NULL,
  outcomes LONGBLOB NOT NULL,
  PRIMARY KEY (partition_number, last_offset),
  KEY outcome_by_time (applied_at)
) ${table};

CREATE TABLE IF NOT EXISTS dead_letter (
  partition_number INT NOT NULL,
  log_offset BIGINT NOT NULL,
  bytes LONGBLOB NOT NULL,
  PRIMARY KEY (partition_number, log_offset)
) ${table};

-- The keys of creating calls. Text keys come behind numbers, so that one collection's keys are together.
CREATE TABLE IF NOT EXISTS request (
  application BIGINT NOT NULL,
  parent BIGINT NOT NULL,
  collection VARCHAR(64) NOT NULL,
  request_key VARCHAR(255) NOT NULL,
  digest VARBINARY(64) NOT NULL,
  first_number BIGINT NOT NULL,
  item_count INT NOT NULL,
  PRIMARY KEY (application, parent, collection, request_key)
) ${table};

CREATE TABLE IF NOT EXISTS operator_key (
  hash VARCHAR(64) NOT NULL,
  position BIGINT NOT NULL
) ${table};

CREATE TABLE IF NOT EXISTS application (
  id BIGINT NOT NULL,
  token VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  settings LONGBLOB NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  deleted TINYINT NOT NULL,
  last_key BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY application_by_token (token),
  KEY application_by_position (position)
) ${table};

CREATE TABLE IF NOT EXISTS application_key (
  application BIGINT NOT NULL,
  number BIGINT NOT NULL,
  key_id VARCHAR(64) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  revoked TINYINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (application, number),
  UNIQUE KEY application_key_by_id (application, key_id),
  KEY application_key_by_hash (hash)
) ${table};

CREATE TABLE IF NOT EXISTS application_tail (
  application BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  live_count BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (application)
) ${table};

CREATE TABLE IF NOT EXISTS chat (
  application BIGINT NOT NULL,
  number BIGINT NOT NULL,
  name VARCHAR(255) NOT NULL,
  type INT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  deleted TINYINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (application, number),
  KEY chat_by_position (position)
) ${table};

CREATE TABLE IF NOT EXISTS chat_tail (
  application BIGINT NOT NULL,
  chat BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  live_count BIGINT NOT NULL,
  closed TINYINT NOT NULL,
  position BIGINT NOT NULL,
  closing BIGINT GENERATED ALWAYS AS (CASE WHEN closed <> 0 THEN position END) VIRTUAL,
  PRIMARY KEY (application, chat),
  KEY chat_tail_closing (closing)
) ${table};

-- One part a partition of the log. The partition is the upper part of the position, and stands in every unique key, because the table is
-- divided by it; a chat is in one partition, so its numbers are as unique as without. What was never edited or deleted has no place in the
-- order of alterations. The key by position does not begin with the partition, for each part has such a key of its own: MariaDB would go by
-- the partition alone, and read a part from its beginning up to the position from which on messages are wanted.
CREATE TABLE IF NOT EXISTS message (
  position BIGINT NOT NULL,
  application BIGINT NOT NULL,
  chat BIGINT NOT NULL,
  number BIGINT NOT NULL,
  body MEDIUMTEXT NOT NULL,
  sender VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  state TINYINT NOT NULL,
  log_partition SMALLINT NOT NULL DEFAULT (position DIV ${partition_size}),
  altered BIGINT GENERATED ALWAYS AS (CASE WHEN state <> 0 THEN position END) VIRTUAL,
  PRIMARY KEY (application, chat, number, log_partition),
  KEY message_by_position (position),
  KEY message_altered (application, chat, altered)
) ${table}
PARTITION BY LIST (log_partition) (${partitions});
