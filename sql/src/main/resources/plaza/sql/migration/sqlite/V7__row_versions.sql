-- Values that are stored as bytes begin with their version from here on. Rows stay as they are: both forms are read. This migration only
-- makes earlier programs, which cannot read the new form, refuse the store.
SELECT 1;
