package plaza.contract.engine;

import java.util.List;

/// What differs between the two servers that a store may be on, where tests start them.
///
/// @param install makes the files of a server whose administrator has no password
/// @param start the program, and what only this one is told
/// @param replication what those are told beside it that follow or are followed
/// @param follow statements by which a server follows the one at a port, from the first word of its
///     binary log on
record DatabaseProduct(
    List<String> install, List<String> start, List<String> replication, String follow) {

  /// MariaDB, unless `TEST_MYSQLD` names the program of a MySQL.
  static DatabaseProduct chosen() {
    var mysqld = System.getenv("TEST_MYSQLD");
    return mysqld == null ? mariaDb() : mySql(mysqld);
  }

  private static DatabaseProduct mariaDb() {
    return new DatabaseProduct(
        List.of(
            "mariadb-install-db",
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve"),
        List.of("mariadbd", "--no-defaults", "--skip-name-resolve", "--innodb-log-file-size=64M"),
        List.of("--log-bin=binlog", "--sync-binlog=1"),
        """
        SET GLOBAL gtid_slave_pos = '';
        CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'root',
          MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos;
        START REPLICA
        """);
  }

  /// As it comes, it has a binary log, and brings it to the disk with each commit. A package of it
  /// may name a folder for files that is not there, so it is told of none.
  private static DatabaseProduct mySql(String mysqld) {
    var noFiles = "--secure-file-priv=NULL";
    return new DatabaseProduct(
        List.of(mysqld, "--no-defaults", noFiles, "--initialize-insecure"),
        List.of(
            mysqld,
            "--no-defaults",
            noFiles,
            "--mysqlx=OFF",
            "--loose-innodb-redo-log-capacity=128M"),
        List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON"),
        """
        CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d, SOURCE_USER = 'root',
          SOURCE_CONNECT_RETRY = 1, SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1;
        START REPLICA
        """);
  }
}
