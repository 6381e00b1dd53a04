package plaza.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What one kind of database does in its own way.
public interface Dialect {
  /// The folder of its migrations on the class path.
  String migrations();

  /// A new connection, set up for writing or for reading.
  Connection connect(Use use) throws SQLException;

  /// What a connection is for.
  enum Use {
    WRITE,
    READ
  }

  /// Where the migration tool finds the database.
  String url();

  /// Begins a transaction that will write.
  String beginWriting();

  /// After each commit on a connection that writes: what the engine then needs.
  void committed(Connection connection);

  /// Told of each failure; one after which the engine can't be believed ends the process.
  void failed(SQLException failure);

  /// The statements that bring all that is committed to the disk, safe from a crash of the
  /// machine; the last one's row says in its first column whether something was in the way (not
  /// 0), in its second how many units there were and in its third how many are safe now.
  List<String> checkpoint();
}
