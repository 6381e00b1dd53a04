package plaza.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import plaza.cluster.memory.RedisAddress;
import plaza.sql.dialect.MySql;

/// Parses the addresses of engines in the cluster's file. What is wrong with one is said
/// without anything that may be secret: what stands before an @ or behind a ? is never shown.
final class Addresses {
  private static final int PORT_MAX = 65_535;

  private static final Pattern HOST =
      Pattern.compile("\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\\.?");

  private static final Pattern STORE =
      Pattern.compile("jdbc:mariadb:([a-z-]+:)?//([^/?]*)(/[^?]*)?([?].*)?");

  private static final Pattern REDIS =
      Pattern.compile("(rediss?|rediss?-sentinel)://([^/?#]*)(/\\d*)?([?][^#]*)?(#.*)?");

  private static final Pattern SEARCH = Pattern.compile("(https?)://([^/?#]*)/?");

  private final Consumer<String> problems;

  /// @param problems takes what is wrong, as the rest of a sentence whose beginning names the key
  Addresses(Consumer<String> problems) {
    this.problems = problems;
  }

  /// The hosts of `host:port,host:port`.
  List<String> kafka(String text) {
    var hosts = new ArrayList<String>();
    for (var item : text.split(",", -1)) {
      if (item.contains("://")) {
        problems.accept(shown(item) + " begins with a scheme: write host:port, for example "
            + "broker-1:9092,broker-2:9092");
      } else {
        addHost(hosts, item.strip(), ":9092");
      }
    }
    return hosts;
  }

  /// The hosts of `jdbc:mariadb://host:port/database`.
  List<String> store(String text) {
    var hosts = new ArrayList<String>();
    var parts = STORE.matcher(text);
    if (!parts.matches()) {
      problems.accept("must be like jdbc:mariadb://host:3306/database");
      return hosts;
    }
    if (parts.group(3) == null || parts.group(3).length() < 2) {
      problems.accept("names no database: write jdbc:mariadb://host:3306/database");
    }
    for (var item : parts.group(2).split(",", -1)) {
      if (item.contains("@")) {
        problems.accept("contains a user: use store.user and store.password");
      } else if (!item.startsWith("address=(")) {
        addHost(hosts, item.strip(), "");
      }
    }
    if (!hosts.isEmpty() && !MySql.accepts(text)) {
      problems.accept("is rejected by MariaDB's driver: check the options after the ?");
    }
    return hosts;
  }

  /// The hosts of `redis://:password@host:port/database`, or of several sentinels and
  /// `#name`.
  List<String> redis(String text) {
    var hosts = new ArrayList<String>();
    var parts = REDIS.matcher(text);
    if (!parts.matches()) {
      problems.accept(
          text.contains("@")
              ? "must be like redis://:password@host:6379, with every special character of the password "
                  + "percent-encoded (%23 for #, %2F for /, %3F for ?, %40 for @)"
              : "must be like redis://host:6379 or rediss://host:6379, or "
                  + "redis-sentinel://host:26379,host:26379#name");
      return hosts;
    }
    var login = parts.group(2).lastIndexOf('@');
    if (!isEncoded(parts.group(2).substring(0, Math.max(0, login)))
        || Stream.of(4, 5)
            .anyMatch(g -> parts.group(g) != null && parts.group(g).contains("@"))) {
      problems.accept(
          "has a password with a special character: percent-encode it (%23 for #, %2F for /, "
              + "%3F for ?, %40 for @, %25 for %)");
      return hosts;
    }
    var items = parts.group(2).substring(login + 1).split(",", -1);
    var sentinels = parts.group(1).endsWith("-sentinel");
    if (sentinels && (parts.group(5) == null || parts.group(5).length() < 2)) {
      problems.accept(
          "does not name the primary that the sentinels watch: write its name after a #");
    }
    if (!sentinels && items.length > 1) {
      problems.accept("names several servers: name one, or their sentinels (redis-sentinel://…)");
    }
    for (var item : items) {
      addHost(hosts, item.strip(), "");
    }
    if (hosts.size() == items.length
        && (!sentinels || parts.group(5) != null)
        && !RedisAddress.accepts(text)) {
      problems.accept("is rejected by Redis's client: check its options");
      hosts.clear();
    }
    return hosts;
  }

  private static boolean isEncoded(String login) {
    return login.matches("([A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9a-fA-F]{2})*");
  }

  /// The addresses of `http://host:port,https://host:port`.
  List<URI> search(String text) {
    var uris = new ArrayList<URI>();
    for (var part : text.split(",", -1)) {
      var item = part.strip();
      var parts = SEARCH.matcher(item);
      if (item.contains("@")) {
        problems.accept("contains a user: use search.user and search.password");
      } else if (!item.contains("://")) {
        problems.accept(
            shown(item) + " has no scheme: write http://host:9200 or https://host:9200");
      } else if (!parts.matches()) {
        problems.accept(
            shown(item) + " must be like http://host:9200 or https://host:9200, with no path");
      } else {
        addUri(uris, item, parts.group(2));
      }
    }
    return uris;
  }

  private void addUri(List<URI> uris, String item, String authority) {
    var hosts = new ArrayList<String>();
    addHost(hosts, authority, "");
    if (hosts.isEmpty()) {
      return;
    }
    var uri = URI.create(item);
    if (uri.getHost() == null) {
      problems.accept(shown(item) + " has an invalid host name");
    } else {
      uris.add(uri);
    }
  }

  /// Notes the host of `host:port`, or what is wrong with it.
  ///
  /// @param port for example `:9092` when there must be a port; else empty
  private void addHost(List<String> hosts, String item, String port) {
    var colon = item.endsWith("]") ? -1 : item.lastIndexOf(':');
    var host = colon < 0 ? item : item.substring(0, colon);
    if (item.isEmpty()) {
      problems.accept("has an empty address: check the commas");
    } else if (item.chars().anyMatch(Character::isWhitespace)) {
      problems.accept(shown(item) + " has a space in it: separate addresses with commas");
    } else if (colon < 0 && !port.isEmpty()) {
      problems.accept(shown(item) + " has no port: write " + shown(item + port));
    } else if (!HOST.matcher(host).matches()) {
      problems.accept(shown(item) + " has no valid host name");
    } else if (colon >= 0 && !isPort(item.substring(colon + 1))) {
      problems.accept(shown(item) + " has a wrong port: it must be 1 to " + PORT_MAX);
    } else {
      hosts.add(host.replaceAll("[\\[\\]]", ""));
    }
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= PORT_MAX;
  }

  private static String shown(String item) {
    return item.substring(item.lastIndexOf('@') + 1).replaceFirst("[?].*", "").strip();
  }
}
