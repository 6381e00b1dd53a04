-- Times are milliseconds since 1970 in UTC. Names and senders are '' when there is none. The application comes first in every key.

CREATE TABLE store_epoch (
  epoch TEXT NOT NULL
);

CREATE TABLE partition_state (
  partition_number INTEGER PRIMARY KEY,
  applied INTEGER NOT NULL,
  position INTEGER NOT NULL,
  log TEXT NOT NULL
);

CREATE TABLE receiver (
  name TEXT NOT NULL,
  partition_number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (name, partition_number)
) WITHOUT ROWID;

CREATE TABLE boot_sequence (
  partition_number INTEGER NOT NULL,
  boot INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (partition_number, boot)
) WITHOUT ROWID;

CREATE TABLE outcome (
  partition_number INTEGER NOT NULL,
  last_offset INTEGER NOT NULL,
  first_offset INTEGER NOT NULL,
  applied_at INTEGER NOT NULL,
  outcomes BLOB NOT NULL,
  PRIMARY KEY (partition_number, last_offset)
);

CREATE INDEX outcome_by_time ON outcome (applied_at);

CREATE TABLE dead_letter (
  partition_number INTEGER NOT NULL,
  log_offset INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (partition_number, log_offset)
);

-- The keys of creating calls. Text keys come behind numbers, so that one collection's keys are together.
CREATE TABLE request (
  application INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  collection TEXT NOT NULL,
  request_key TEXT NOT NULL,
  digest BLOB NOT NULL,
  first_number INTEGER NOT NULL,
  item_count INTEGER NOT NULL,
  PRIMARY KEY (application, parent, collection, request_key)
) WITHOUT ROWID;

CREATE TABLE operator_key (
  hash TEXT NOT NULL,
  position INTEGER NOT NULL
);

CREATE TABLE application (
  id INTEGER PRIMARY KEY,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  settings BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  last_key INTEGER NOT NULL,
  position INTEGER NOT NULL
);

CREATE UNIQUE INDEX application_by_token ON application (token);
CREATE INDEX application_by_position ON application (position);

CREATE TABLE application_key (
  application INTEGER NOT NULL,
  number INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (application, number)
) WITHOUT ROWID;

CREATE UNIQUE INDEX application_key_by_id ON application_key (application, key_id);
CREATE INDEX application_key_by_hash ON application_key (hash);

CREATE TABLE application_tail (
  application INTEGER PRIMARY KEY,
  last_number INTEGER NOT NULL,
  live_count INTEGER NOT NULL,
  position INTEGER NOT NULL
);

CREATE TABLE chat (
  application INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  type INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (application, number)
) WITHOUT ROWID;

CREATE INDEX chat_by_position ON chat (position);

CREATE TABLE chat_tail (
  application INTEGER NOT NULL,
  chat INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  live_count INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (application, chat)
) WITHOUT ROWID;

-- The position is the row id: it is unique in the server and rises, so that posting appends to the table, receivers read a range of
-- it, and an edit moves its row to the end. No third tree is needed.
CREATE TABLE message (
  position INTEGER PRIMARY KEY,
  application INTEGER NOT NULL,
  chat INTEGER NOT NULL,
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  sender TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  state INTEGER NOT NULL
);

CREATE UNIQUE INDEX message_by_number ON message (application, chat, number);
