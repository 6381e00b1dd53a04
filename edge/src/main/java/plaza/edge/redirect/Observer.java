package plaza.edge.redirect;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plaza.core.link.Circumstances;
import plaza.core.link.Code;
import plaza.core.link.Codes;
import plaza.core.visit.Traits;
import plaza.core.visit.Visit;

/// What a request tells of who follows a link.
public final class Observer {
  private static final Pattern HOST =
      Pattern.compile("https?://(?:[^/?#@]*@)?([^/?#:@]+).*", Pattern.CASE_INSENSITIVE);

  private static final Pattern LANGUAGE = Pattern.compile("\\s*([A-Za-z]{2,8})\\b.*");
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Codes codes;
  private final Agents agents = new Agents();

  public Observer(Codes codes) {
    this.codes = codes;
  }

  /// Whether somebody has asked to see where the link leads, and not a program for later, or for
  /// the head alone.
  static boolean isVisit(String method, MultiMap headers) {
    return method.equals("GET") && !isPrefetch(headers);
  }

  private static boolean isPrefetch(MultiMap headers) {
    return saysPrefetch(headers.get("Sec-Purpose"))
        || saysPrefetch(headers.get("Purpose"))
        || saysPrefetch(headers.get("X-Moz"));
  }

  private static boolean saysPrefetch(@Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith("prefetch");
  }

  /// What rules can ask about a request.
  ///
  /// @param query of the request; empty: none
  Circumstances circumstances(Instant at, MultiMap headers, String query) {
    return new AsAsked(at, headers, query, agents);
  }

  /// The visit that a request is; what takes time is done when it is asked for.
  ///
  /// @param address of the client: it is hashed, with the day, and not kept
  Supplier<Visit> visit(Code code, Instant at, MultiMap headers, String address) {
    var agent = text(headers.get("User-Agent"));
    var referrer = text(headers.get("Referer"));
    var language = text(headers.get("Accept-Language"));
    return () -> visit(code, at, address, agent, referrer, language);
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }

  private Visit visit(
      Code code, Instant at, String address, String userAgent, String referrer, String language) {
    var agent = agents.of(userAgent);
    var traits = new Traits(
        first(HOST, referrer),
        agent.browser(),
        agent.system(),
        agent.device(),
        first(LANGUAGE, language),
        agent.bot());
    var day = Math.floorDiv(at.toEpochMilli(), DAY_MILLIS);
    return new Visit(
        code, at, traits, codes.blinded("visitor " + day + " " + address + " " + userAgent));
  }

  private static String first(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    return match.matches() ? match.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
