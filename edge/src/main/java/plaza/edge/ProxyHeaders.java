package plaza.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The headers that proxies, load balancers and content delivery networks add to a request, or by
/// which they name its client.
final class ProxyHeaders {
  private static final Set<String> NAMES = Set.of(
      "via", // RFC 9110, 7.6.3
      "cdn-loop", // RFC 8586
      "client-ip",
      "clientip",
      "remote-ip",
      "remote-addr",
      "x-remote-ip",
      "x-remote-addr",
      "x-originating-ip",
      "x-host",
      "x-scheme",
      "x-url-scheme",
      "x-http-host-override",
      "x-rewrite-url",
      "front-end-https",
      "x-varnish",
      "x-haproxy-server-state",
      "akamai-origin-hop",
      "x-bluecoat-via",
      "proxy-connection",
      "proxy-authorization",
      "x-iinfo");

  private static final List<String> PREFIXES = List.of(
      "forwarded", // RFC 7239, and Forwarded-For and the like of before
      "x-forwarded",
      "x-forwarder",
      "x-original-",
      "x-proxy",
      "x-envoy-",
      "x-amzn-",
      "x-amz-cf-",
      "cloudfront-",
      "cf-",
      "fastly-",
      "fly-",
      "x-azure-",
      "x-fd-",
      "x-arr-",
      "x-appengine-",
      "x-gfe-",
      "x-akamai-",
      "x-vercel-",
      "x-nf-",
      "x-edge-",
      "x-sucuri-",
      "x-traefik-",
      "x-nginx-",
      "x-ngrok-",
      "ngrok-",
      "tailscale-",
      "wl-proxy-");

  /// What ends the name of a header that names a client, no matter who thought of it.
  private static final List<String> SUFFIXES = List.of(
      "-client-ip",
      "-clientip",
      "-client-addr",
      "-real-ip",
      "-realip",
      "-connecting-ip",
      "-cluster-ip",
      "-user-ip",
      "-forwarded-for",
      "-forwarded-host");

  private ProxyHeaders() {}

  /// Whether a proxy adds a header of this name, in any case.
  static boolean contain(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return NAMES.contains(name)
        || PREFIXES.stream().anyMatch(name::startsWith)
        || SUFFIXES.stream().anyMatch(name::endsWith);
  }
}
