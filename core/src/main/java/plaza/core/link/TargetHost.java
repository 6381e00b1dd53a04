package plaza.core.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.text.DomainName;
import plaza.core.text.Texts;

/// The host of a URL in the canonical form that browsers use, however it is written:
/// percent-encoded, in other scripts, in full width, with a dot at its end, an IPv4 address as
/// one number (WHATWG URL, "host parsing").
public final class TargetHost {
  /// The longest host, in characters of its ASCII form.
  public static final int LENGTH_MAX = DomainName.LENGTH_MAX;

  private static final Pattern ALLOWED =
      Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");

  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

  private TargetHost() {}

  /// The host that a target names; empty for a target that names none.
  static String of(Target target) {
    var host = withPort(target);
    var port = portFrom(host);
    return canonical(port < 0 ? host : host.substring(0, port));
  }

  /// Host and port that a browser asks for a target; the port that is the scheme's own is left out.
  /// Two web targets with the same one lead to the same server.
  public static String authority(Target target) {
    var host = withPort(target);
    var from = portFrom(host);
    if (from < 0) {
      return canonical(host);
    }
    var port = LEADING_ZEROS.matcher(host.substring(from + 1)).replaceFirst("");
    var own = target.scheme().equals("https") ? "443" : "80";
    var canonical = canonical(host.substring(0, from));
    return port.isEmpty() || port.equals(own) ? canonical : canonical + ":" + port;
  }

  private static String withPort(Target target) {
    var authority = target.authority();
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /// Where the port begins, with its colon; -1: there is none.
  private static int portFrom(String host) {
    return host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
  }

  /// What is wrong with a host that is to be blocked; empty when nothing is.
  public static Optional<String> problem(String host) {
    return isCanonical(canonical(host))
        ? Optional.empty()
        : Optional.of(
            "must be a host such as evil.example, without a scheme, a port or a path, at most "
                + LENGTH_MAX + " characters");
  }

  /// The host as browsers ask for it; one that they refuse stays, but for the case of its letters.
  public static String canonical(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return IpHost.ipv6(host.substring(1, host.length() - 1))
          .map(address -> "[" + address + "]")
          .orElseGet(() -> Texts.asciiLowerCase(host));
    }
    var name = DomainName.ascii(decoded(host)).orElseGet(() -> Texts.asciiLowerCase(host));
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return IpHost.ipv4(name).orElse(name);
  }

  /// Whether a host that is [#canonical] can be asked for.
  public static boolean isCanonical(String host) {
    return host.length() <= LENGTH_MAX && ALLOWED.matcher(host).matches();
  }

  /// Without percent-encoding; what only looks like it stays.
  private static String decoded(String host) {
    if (host.indexOf('%') < 0) {
      return host;
    }
    var from = host.getBytes(StandardCharsets.UTF_8);
    var to = new ByteArrayOutputStream(from.length);
    for (int i = 0; i < from.length; i++) {
      var encoded = from[i] == '%' && i + 2 < from.length ? hex(from[i + 1], from[i + 2]) : -1;
      to.write(encoded < 0 ? from[i] : encoded);
      i += encoded < 0 ? 0 : 2;
    }
    return to.toString(StandardCharsets.UTF_8);
  }

  /// A byte of two hexadecimal digits; -1: they are none.
  private static int hex(byte high, byte low) {
    var first = Character.digit(high, 16);
    var second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }
}
