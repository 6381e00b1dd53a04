-- Where databases differ in their tables, they are made alike here, so that statements need not differ. Both columns are computed when
-- they are read: rows have no byte more.
ALTER TABLE message ADD COLUMN log_partition INTEGER GENERATED ALWAYS AS (position >> 48) VIRTUAL;
ALTER TABLE message ADD COLUMN altered INTEGER GENERATED ALWAYS AS (CASE WHEN state <> 0 THEN position END) VIRTUAL;

DROP INDEX message_altered;
CREATE INDEX message_altered ON message (application, chat, altered) WHERE altered IS NOT NULL;

CREATE TABLE store_partitions (
  partitions INTEGER NOT NULL
);
