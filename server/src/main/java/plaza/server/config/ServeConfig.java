package plaza.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plaza.core.tenant.Secret;
import plaza.core.tenant.Settings;
import plaza.edge.EdgeConfig;
import plaza.edge.Network;
import plaza.edge.http.Tls;

/// The configuration of a server: complete and valid.
///
/// @param data directory for all data
/// @param cluster the cluster's engines, in a list of one; empty for a server on a directory
/// @param role of a cluster's node: edge, worker or all
/// @param eventsKept applied events of each partition that stay in the log
public record ServeConfig(
    Path data,
    List<ClusterConfig> cluster,
    Role role,
    EdgeConfig edge,
    long eventsKept,
    LogFormat logFormat) {
  /// Changing calls a second of an application and of an address, where keys are needed.
  private static final int KEYS_RATE = 5_000;

  private static final int PORT_MAX = 65_535;

  private static final String NODE_NAME = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";

  /// What a node of a cluster does.
  public enum Role {
    /// It takes requests, and leaves applying and indexing to others.
    EDGE,
    /// It applies and indexes its share. It answers requests like the others; a load balancer
    /// leaves it out.
    WORKER,
    /// Both.
    ALL
  }

  /// Format of log lines.
  public enum LogFormat {
    TEXT,
    JSON
  }

  /// The configuration that flags, environment and file give together.
  ///
  /// @throws ConfigException says all that is wrong with them
  public static ServeConfig of(
      Map<Setting, String> flags,
      Map<String, String> environment,
      Optional<Path> file,
      String version) {
    var given = SettingValues.of(flags, environment, file);
    var host = given.text(Setting.HOST);
    var loopback = loopback(given, host);
    var keys = given.isOn(Setting.KEYS);
    if (given.isOn(Setting.OPEN)) {
      if (keys) {
        given.wrong(Setting.OPEN, "excludes " + Setting.KEYS.key());
      }
      if (!loopback) {
        given.wrong(
            Setting.OPEN,
            "needs a loopback address, not " + host + ": without it, every call needs a key");
      }
    }
    var inOpenMode = loopback && !keys;
    var edge = new EdgeConfig(
        host,
        (int) given.number(Setting.PORT, 0, PORT_MAX),
        inOpenMode,
        Secret.NONE,
        networks(given, Setting.TRUSTED_PROXY),
        rate(given, inOpenMode),
        tls(given),
        shortUrl(given),
        networks(given, Setting.FETCH_FROM),
        given.isOn(Setting.LOG_REQUESTS),
        nodeName(given),
        version);
    var config = new ServeConfig(
        given.path(Setting.DATA),
        cluster(given),
        role(given),
        edge,
        given.number(Setting.EVENTS_KEPT, 0, Long.MAX_VALUE),
        logFormat(given));
    if (!given.problems().isEmpty()) {
      throw new ConfigException(given.problems());
    }
    return config;
  }

  private static List<ClusterConfig> cluster(SettingValues given) {
    if (!given.has(Setting.CLUSTER)) {
      return List.of();
    }
    try {
      return List.of(ClusterConfig.read(given.path(Setting.CLUSTER)));
    } catch (ConfigException e) {
      given.problems().addAll(e.problems());
      return List.of();
    }
  }

  private static Role role(SettingValues given) {
    return switch (given.text(Setting.ROLE)) {
      case "edge" -> Role.EDGE;
      case "worker" -> Role.WORKER;
      case "all" -> Role.ALL;
      case String other -> {
        given.wrong(Setting.ROLE, "must be edge, worker or all, was " + other);
        yield Role.ALL;
      }
    };
  }

  private static boolean loopback(SettingValues given, String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      given.wrong(Setting.HOST, "is not an address: " + host);
      return true;
    }
  }

  private static int rate(SettingValues given, boolean inOpenMode) {
    if (given.has(Setting.RATE)) {
      return (int) given.number(Setting.RATE, 0, Settings.RATE_MAX);
    }
    return inOpenMode ? 0 : KEYS_RATE;
  }

  private static List<Network> networks(SettingValues given, Setting setting) {
    var networks = new ArrayList<Network>();
    for (var cidr : given.list(setting)) {
      try {
        networks.add(Network.parse(cidr));
      } catch (IllegalArgumentException e) {
        given.wrong(setting, String.valueOf(e.getMessage()));
      }
    }
    return networks;
  }

  private static Optional<Tls> tls(SettingValues given) {
    if (given.has(Setting.TLS_CERTIFICATE) != given.has(Setting.TLS_KEY)) {
      given.wrong(
          given.has(Setting.TLS_KEY) ? Setting.TLS_KEY : Setting.TLS_CERTIFICATE,
          "needs both tls-certificate and tls-key");
    }
    for (var setting : List.of(Setting.TLS_CERTIFICATE, Setting.TLS_KEY)) {
      if (given.has(setting) && !Files.isReadable(given.path(setting))) {
        given.wrong(setting, "can't be read: " + given.text(setting));
      }
    }
    return given.has(Setting.TLS_CERTIFICATE) && given.has(Setting.TLS_KEY)
        ? Optional.of(new Tls(given.path(Setting.TLS_CERTIFICATE), given.path(Setting.TLS_KEY)))
        : Optional.empty();
  }

  private static String shortUrl(SettingValues given) {
    var url = given.text(Setting.SHORT_URL);
    if (!url.isEmpty() && !url.matches("https?://[^/\\s?#@]+(/[^\\s?#]*[^/\\s?#])?")) {
      given.wrong(
          Setting.SHORT_URL, "must be a URL such as https://sho.rt without a trailing slash");
    }
    return url;
  }

  private static String nodeName(SettingValues given) {
    var name = given.text(Setting.NODE_NAME);
    if (name.isEmpty()) {
      var port = given.text(Setting.PORT);
      // Of servers on any free port there may be several on a machine.
      return machine() + ":"
          + (port.equals("0") ? "process-" + ProcessHandle.current().pid() : port);
    }
    if (!name.matches(NODE_NAME)) {
      given.wrong(Setting.NODE_NAME, "must match " + NODE_NAME);
    }
    return name;
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static LogFormat logFormat(SettingValues given) {
    return switch (given.text(Setting.LOG_FORMAT).toLowerCase(Locale.ROOT)) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      case String other -> {
        given.wrong(Setting.LOG_FORMAT, "must be text or json, was " + other);
        yield LogFormat.TEXT;
      }
    };
  }
}
