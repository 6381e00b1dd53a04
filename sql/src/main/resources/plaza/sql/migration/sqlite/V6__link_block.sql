-- What the operator has blocked for all applications: codes (kind 0) and hosts (kind 1).
CREATE TABLE link_block (
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  blocked_at INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) WITHOUT ROWID;

-- All links of an application, deleted ones too, in the order of their creation.
CREATE INDEX link_by_owner ON link (application, number);
