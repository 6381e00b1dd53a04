-- What the operator has blocked for all applications: codes (kind 0) and hosts (kind 1).
CREATE TABLE IF NOT EXISTS link_block (
  kind INT NOT NULL,
  value VARCHAR(255) NOT NULL,
  reason VARCHAR(1024) NOT NULL,
  blocked_at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (kind, value)
) ${table};

-- All links of an application, deleted ones too, in the order of their creation. The last statement: MySQL knows no IF NOT EXISTS here.
CREATE INDEX link_by_owner ON link (application, number);
