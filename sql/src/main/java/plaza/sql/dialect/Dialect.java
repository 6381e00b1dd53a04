package plaza.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// The differences of one kind of database. Statements are the same for all; where that can't
/// be, the words that differ come from here.
public interface Dialect {
  /// The folder on the class path of the migrations that only this kind of database has.
  String migrations();

  /// What stands in place of the placeholders of migrations: types, and what a table ends with.
  ///
  /// @param partitions how many partitions the log has
  Map<String, String> placeholders(int partitions);

  /// Where the migration tool finds the database.
  DataSource source();

  /// A new connection, set up for writing or for reading.
  Connection connect(Use use) throws SQLException;

  /// The second of the engine's clock in which it was started, the same for each connection to one
  /// run of it; 0 for an engine that lives in this process.
  long startedAt(Connection connection) throws SQLException;

  /// What a connection is for.
  enum Use {
    WRITE,
    READ
  }

  /// How many transactions may write at the same time.
  int writers();

  /// Begins a transaction that will write; empty: connections always have one.
  String beginWriting();

  /// What a `SELECT` ends with that keeps other writers from its rows.
  String rowLock();

  /// Whether each statement is a way to an engine and back. Then several may be sent as one text,
  /// with `;` between.
  boolean isRemote();

  /// Begins a transaction whose reads see one state.
  String beginReading();

  /// What stands before each row of a `VALUES` list.
  String row();

  /// A join that reads its tables in the order in which they are named.
  String orderedJoin();

  /// After each commit on a connection that writes: what the engine then needs.
  void committed(Connection connection);

  /// Receives each failure; one after which the engine can't be trusted ends the process.
  void failed(SQLException failure);

  /// What a failure comes from, in words for an operator.
  String cause(SQLException failure);

  /// The statements that bring all that is committed to the disk, safe from a crash of the
  /// machine; the last one's row says in its first column whether something was in the way (not
  /// 0), in its second how many units there were and in its third how many are safe now.
  List<String> checkpoint();
}
