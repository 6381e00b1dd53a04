package plaza.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, as the build wrote it down.
final class Version implements IVersionProvider {
  static String number() {
    var properties = new Properties();
    try (var in = Version.class.getResourceAsStream("/plaza/server/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the version failed", e);
    }
    return properties.getProperty("version", "unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"plaza " + number()};
  }
}
