-- One text for all databases, with each type.
CREATE TABLE IF NOT EXISTS all_types (
  owner ${number} NOT NULL,
  label ${name} NOT NULL,
  live ${flag} NOT NULL,
  note ${text} NOT NULL,
  value ${bytes} NOT NULL,
  PRIMARY KEY (owner, label)
) ${clustered};

CREATE TABLE IF NOT EXISTS all_types_long (
  number ${number} NOT NULL,
  note ${text} NOT NULL,
  PRIMARY KEY (number)
) ${table};

CREATE INDEX all_types_by_label ON all_types (label);
