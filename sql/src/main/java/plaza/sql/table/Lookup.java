package plaza.sql.table;

/// Finds rows by the columns of a key.
///
/// @param one reads the row of one key, whose columns are its parameters
/// @param columns names of the key's columns, for the table `wanted` of many keys
/// @param many reads the rows of the keys in `wanted`
public record Lookup<R>(Table<R> table, String one, String columns, String many) {}
