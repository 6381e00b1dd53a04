package plaza.sql.dialect;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import plaza.core.port.FindingsSink;

/// Looks at a MariaDB or MySQL server as the store needs it, and changes nothing.
public final class MySqlCheckup {
  /// Sessions of one node: those that write, those that read, and a checkpoint.
  private static final int SESSIONS_OF_NODE = 17;

  private static final long POOL_BYTES_SMALL = 1L << 30;

  private static final String VARIABLES = """
      SELECT VERSION(), @@GLOBAL.max_allowed_packet, @@GLOBAL.innodb_flush_log_at_trx_commit, @@GLOBAL.log_bin,
        @@GLOBAL.sync_binlog, @@GLOBAL.max_connections, @@GLOBAL.innodb_buffer_pool_size, @@GLOBAL.read_only
      """;

  private MySqlCheckup() {}

  /// What a server is for.
  public enum Part {
    PRIMARY,
    /// It follows the primary, and is only read.
    REPLICA
  }

  /// Whether it answers at all.
  ///
  /// @param nodes of the cluster
  public static boolean of(
      String url, MySql.Login login, Part part, int nodes, FindingsSink remarks) {
    var name = part == Part.PRIMARY ? "the store" : "the store's replica";
    var asked = System.nanoTime();
    try (var connection = MySql.connect(url, MySql.options(login));
        var statement = connection.createStatement();
        var row = statement.executeQuery(VARIABLES)) {
      row.next();
      var answers = new HashMap<String, String>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        answers.put(row.getMetaData().getColumnLabel(i).replace("@@GLOBAL.", ""), row.getString(i));
      }
      remarks.saw(name + " at " + address(url) + ": "
          + connection.getMetaData().getDatabaseProductName() + " " + answers.get("VERSION()")
          + ", answered in "
          + (System.nanoTime() - asked) / 1_000_000 + " ms");
      switch (part) {
        case PRIMARY -> examinePrimary(answers, nodes, remarks);
        case REPLICA -> examineReplica(answers, remarks);
      }
      examinePackets(name, answers, remarks);
      return true;
    } catch (SQLException e) {
      remarks.trouble(name + " at " + address(url) + ": " + e.getMessage() + ": " + todo(part, e));
      return false;
    }
  }

  private static String todo(Part part, SQLException failure) {
    var hangs = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      hangs |= cause instanceof SocketTimeoutException;
    }
    if (hangs) {
      return "it accepts connections and does not answer: check whether its disk is full, and its log";
    }
    return part == Part.PRIMARY
        ? "start it, and check that store in the cluster's file names it"
        : "start it; until then the primary serves its reads";
  }

  /// Without what follows the database's name: it may hold a password.
  private static String address(String url) {
    return url.replaceFirst("[?].*", "").replaceFirst("^jdbc:mariadb://", "");
  }

  private static void examinePackets(
      String name, Map<String, String> answers, FindingsSink remarks) {
    if (number(answers, "max_allowed_packet") < MySql.PACKET_BYTES_MIN) {
      remarks.trouble(name + " has max_allowed_packet=" + answers.get("max_allowed_packet")
          + ": set it to " + MySql.PACKET_BYTES_MIN + " or more, or large bulks fail");
    }
  }

  private static void examinePrimary(Map<String, String> answers, int nodes, FindingsSink remarks) {
    if (number(answers, "innodb_flush_log_at_trx_commit") != 1) {
      remarks.trouble(
          "the store has innodb_flush_log_at_trx_commit="
              + answers.get("innodb_flush_log_at_trx_commit")
              + ": set it to 1; until then the log is never trimmed, because a power failure may lose committed transactions");
    }
    if (number(answers, "log_bin") == 1 && number(answers, "sync_binlog") != 1) {
      remarks.trouble(
          "the store has sync_binlog=" + answers.get("sync_binlog")
              + ": set it to 1; until then the log is never trimmed, because a power failure may lose committed transactions");
    }
    if (number(answers, "read_only") != 0) {
      remarks.trouble("the store is read-only: name its primary in the cluster's file");
    }
    var wanted = (long) nodes * SESSIONS_OF_NODE;
    if (number(answers, "max_connections") < wanted) {
      remarks.trouble("the store has max_connections=" + answers.get("max_connections") + ": "
          + nodes + " nodes need " + wanted);
    }
    if (number(answers, "innodb_buffer_pool_size") < POOL_BYTES_SMALL) {
      remarks.saw(
          "  innodb_buffer_pool_size is " + (number(answers, "innodb_buffer_pool_size") >> 20)
              + " MiB: give it most of the machine's memory if there are many rows");
    }
  }

  private static void examineReplica(Map<String, String> answers, FindingsSink remarks) {
    if (number(answers, "read_only") == 0) {
      remarks.trouble(
          "the store's replica is writable: set read_only, or it may diverge from its primary");
    }
  }

  /// MySQL says ON and OFF where MariaDB says 1 and 0.
  private static long number(Map<String, String> answers, String name) {
    return switch (answers.getOrDefault(name, "0")) {
      case "ON" -> 1;
      case "OFF" -> 0;
      case String digits -> Long.parseLong(digits);
    };
  }
}
