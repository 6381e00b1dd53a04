package plaza.contract.engine;

import java.util.List;
import java.util.Optional;

/// What differs between the two servers that a store may be on, where tests start them.
enum DatabaseProduct {
  MARIADB {
    @Override
    List<String> install(String data) {
      return List.of(
          "mariadb-install-db",
          "--no-defaults",
          "--user=" + USER,
          "--datadir=" + data,
          "--auth-root-authentication-method=normal",
          "--skip-test-db",
          "--skip-name-resolve");
    }

    @Override
    List<String> start() {
      return List.of(
          "mariadbd", "--no-defaults", "--skip-name-resolve", "--innodb-log-file-size=64M");
    }

    @Override
    List<String> followed() {
      return List.of("--log-bin=binlog", "--sync-binlog=1");
    }

    @Override
    String follow(int port) {
      return """
          SET GLOBAL gtid_slave_pos = '';
          CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'root',
            MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos;
          START REPLICA
          """.formatted(port);
    }
  },

  /// As it comes, it has a binary log, and brings it to the disk with each commit.
  MYSQL {
    @Override
    List<String> install(String data) {
      return List.of(
          program().orElseThrow(),
          "--no-defaults",
          "--initialize-insecure",
          NO_FILES,
          "--user=" + USER,
          "--datadir=" + data);
    }

    @Override
    List<String> start() {
      return List.of(
          program().orElseThrow(),
          "--no-defaults",
          NO_FILES,
          "--mysqlx=OFF",
          "--loose-innodb-redo-log-capacity=128M");
    }

    @Override
    List<String> followed() {
      return List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    }

    @Override
    String follow(int port) {
      return """
          CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d, SOURCE_USER = 'root',
            SOURCE_CONNECT_RETRY = 1, SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1;
          START REPLICA
          """.formatted(port);
    }
  };

  private static final String USER = System.getProperty("user.name");

  /// A package may have it in a folder that is not there.
  private static final String NO_FILES = "--secure-file-priv=NULL";

  /// Makes the files of a server whose administrator has no password.
  abstract List<String> install(String data);

  /// The program and what only this one is told.
  abstract List<String> start();

  /// What those are told beside it that follow or are followed.
  abstract List<String> followed();

  /// Has a server follow the one at this port, from the first word of its binary log on.
  abstract String follow(int port);

  /// MariaDB, unless `TEST_MYSQLD` names the program of a MySQL.
  static DatabaseProduct chosen() {
    return program().isPresent() ? MYSQL : MARIADB;
  }

  private static Optional<String> program() {
    return Optional.ofNullable(System.getenv("TEST_MYSQLD"));
  }
}
