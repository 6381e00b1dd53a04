package plaza.server.config;

import java.util.Locale;
import java.util.stream.Stream;

/// A setting, given as a flag (`--log-format json`), in the environment (`PLAZA_LOG_FORMAT`)
/// and in a file (`log-format = json`). The flag wins, then the environment.
public enum Setting {
  PORT(Kind.VALUE, "N", "8080", "Port to listen on; 0: any free port"),
  HOST(Kind.VALUE, "ADDRESS", "127.0.0.1", "Address to listen on"),
  DATA(Kind.VALUE, "DIR", "data", "Directory for all data"),
  CLUSTER(
      Kind.VALUE,
      "FILE",
      "",
      "Run as a node of the cluster whose engines FILE names, instead of on a data directory"),
  ROLE(
      Kind.VALUE,
      "edge|worker|all",
      "all",
      "Role of a node of a cluster: accept requests, apply and index its share of them, or both"),
  KEYS(Kind.SWITCH, "", "false", "Require keys on a loopback address too"),
  OPEN(
      Kind.SWITCH,
      "",
      "false",
      "Require open mode: start only on a loopback address, and without keys"),
  RATE(
      Kind.VALUE,
      "N",
      "",
      "Write requests per second for each application and each address; 0: unlimited"
          + " (default: 0 in open mode, else 5000)"),
  TRUSTED_PROXY(
      Kind.LIST,
      "CIDR",
      "",
      "Network of proxies whose X-Forwarded-For is trusted; repeatable, or comma-separated"),
  TLS_CERTIFICATE(
      Kind.VALUE,
      "FILE",
      "",
      "PEM file of the certificate and its chain, for HTTPS; reloaded when it changes"),
  TLS_KEY(Kind.VALUE, "FILE", "", "PEM file of the certificate's key"),
  SHORT_URL(
      Kind.VALUE,
      "URL",
      "",
      "Prefix of short URLs, such as https://sho.rt (default: the host that the client used)"),
  FETCH_FROM(
      Kind.LIST,
      "CIDR",
      "",
      "Private network that pages may be fetched from for their titles; repeatable, or comma-separated"),
  EVENTS_KEPT(
      Kind.VALUE,
      "N",
      "100000",
      "Applied events to keep in the log beyond those that the store may still need"),
  NODE_NAME(
      Kind.VALUE,
      "NAME",
      "",
      "Name of this server in /ready and /metrics; unique in a cluster (default: the machine's name and the port)"),
  LOG_REQUESTS(Kind.SWITCH, "", "false", "Log each request: method, route, status, ms"),
  LOG_FORMAT(Kind.VALUE, "text|json", "text", "Format of log lines");

  /// What a setting's value is.
  enum Kind {
    VALUE,
    /// `true` or `false`; the flag alone is `true`.
    SWITCH,
    /// Values with commas between; the flag may come several times.
    LIST
  }

  static final String ENVIRONMENT = "PLAZA_";

  private final Kind kind;
  private final String label;
  private final String standard;
  private final String description;

  Setting(Kind kind, String label, String standard, String description) {
    this.kind = kind;
    this.label = label;
    this.standard = standard;
    this.description = description;
  }

  /// Its name in a file, and behind `--`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String flag() {
    return "--" + key();
  }

  /// The variable of the environment that gives it.
  public String variable() {
    return ENVIRONMENT + name();
  }

  Kind kind() {
    return kind;
  }

  String label() {
    return label;
  }

  /// Its default value.
  String standard() {
    return standard;
  }

  String description() {
    return standard.isEmpty() || kind == Kind.SWITCH
        ? description
        : description + " (default: " + standard + ")";
  }

  static Stream<Setting> all() {
    return Stream.of(values());
  }
}
