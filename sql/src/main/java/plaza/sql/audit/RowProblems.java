package plaza.sql.audit;

/// Collects the problems of rows.
@FunctionalInterface
public interface RowProblems {
  /// @param kind what is wrong, as rows that are damaged alike have it, for example `links whose
  ///     application is not there`
  /// @param row which row it is, and details; never what people wrote
  void found(String kind, String row);
}
