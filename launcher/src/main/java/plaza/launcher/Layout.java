package plaza.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.UUID;
import plaza.launcher.process.LaunchException;

/// The fixed parameters of a cluster, set when it is created.
///
/// @param directory of all its data
/// @param port the balancer's; the others have ports above it
/// @param brokers of Kafka, 1 or 3
/// @param replica whether the store has one: it begins with its primary, and clusters of earlier
///     versions have none
/// @param id Kafka's name of it
public record Layout(Path directory, int port, int brokers, boolean replica, String id) {
  public static final int PORT_STANDARD = 8_080;
  public static final int BROKERS_STANDARD = 1;
  public static final int BROKERS_MAX = 3;

  /// The most that a port is above the balancer's.
  public static final int PORTS = 59;

  private static final int PORT_MAX = 65_535 - PORTS;
  private static final String MADE = "made";

  /// What the directory has, or what is asked for where it has nothing.
  ///
  /// @throws LaunchException if the two differ, or nothing can be made of them
  public static Layout of(Path directory, OptionalInt port, OptionalInt brokers) {
    var absolute = directory.toAbsolutePath().normalize();
    var made = absolute.resolve(MADE);
    if (Files.exists(made)) {
      var layout = read(absolute, made);
      requireSame("--port", layout.port(), port, absolute);
      requireSame("--brokers", layout.brokers(), brokers, absolute);
      return layout;
    }
    var layout = new Layout(
        absolute, port.orElse(PORT_STANDARD), brokers.orElse(BROKERS_STANDARD), true, newId());
    layout.requireGood();
    return layout;
  }

  private static Layout read(Path directory, Path made) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(made)) {
      properties.load(reader);
      return new Layout(
          directory,
          Integer.parseInt(properties.getProperty("port")),
          Integer.parseInt(properties.getProperty("brokers")),
          "1".equals(properties.getProperty("replica")),
          properties.getProperty("id", ""));
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException(
          made + " can't be read: " + e
              + "; it says port=, brokers=, replica= and id= of the cluster: correct it, or choose another --data");
    }
  }

  private static void requireSame(String option, int made, OptionalInt asked, Path directory) {
    if (asked.isPresent() && asked.getAsInt() != made) {
      throw new LaunchException("the cluster in " + directory + " was made with " + option + " "
          + made + ", which is fixed: omit " + option + ", or create another cluster with --data");
    }
  }

  private void requireGood() {
    if (port < 1 || port > PORT_MAX) {
      throw new LaunchException("--port must be 1 to " + PORT_MAX + ", was " + port
          + ": the parts have the ports up to " + PORTS + " above it");
    }
    if (brokers != BROKERS_STANDARD && brokers != BROKERS_MAX) {
      throw new LaunchException("--brokers must be 1 or 3, was " + brokers);
    }
  }

  private static String newId() {
    var random = UUID.randomUUID();
    var bytes = ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(random.getMostSignificantBits())
        .putLong(random.getLeastSignificantBits())
        .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Whether there is such a cluster.
  public boolean isMade() {
    return Files.exists(directory.resolve(MADE));
  }

  /// Writes it down, before the first part is made.
  public void make() {
    if (isMade()) {
      return;
    }
    try {
      Files.createDirectories(directory);
      var part = directory.resolve(MADE + ".new");
      Files.writeString(
          part,
          "port=" + port + "\nbrokers=" + brokers + "\nreplica=" + (replica ? 1 : 0) + "\nid=" + id
              + "\n");
      Files.move(part, directory.resolve(MADE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
