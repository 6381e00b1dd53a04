package plaza.edge.http;

import java.math.BigInteger;
import java.util.Optional;
import plaza.core.port.Page;

/// Reads paging parameters, and builds the links to the neighbouring pages.
public final class Paging {
  /// No number is larger; larger values mean the same.
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Paging() {}

  /// Exactly one way of paging, or none: then the first page.
  public static Page of(Request request) {
    var after = number(request, "after");
    var before = number(request, "before");
    var page = number(request, "page");
    var perPage = number(request, "per_page");
    var limit = limit(request, "limit");
    var byPage = page.isPresent() || perPage.isPresent();
    var ways = (after.isPresent() ? 1 : 0) + (before.isPresent() ? 1 : 0) + (byPage ? 1 : 0);
    if (ways > 1) {
      throw Problem.field("base", "use only one of after, before, and page with per_page")
          .refuse();
    }
    if (byPage) {
      return numbered(request, page.orElse(1L));
    }
    return before.isPresent()
        ? new Page.Before(before.get(), limit)
        : new Page.After(after.orElse(0L), limit);
  }

  private static Page numbered(Request request, long page) {
    if (page < 1) {
      throw Problem.field("page", "must be 1 or more").refuse();
    }
    if (page > Integer.MAX_VALUE) {
      throw Problem.field("page", "must be at most " + Integer.MAX_VALUE).refuse();
    }
    var size = request.parameter("per_page").isPresent() ? "per_page" : "limit";
    return new Page.Numbered(page, limit(request, size));
  }

  /// 1 to 100; more is capped.
  public static int limit(Request request, String parameter) {
    var limit = number(request, parameter).orElse((long) Page.LIMIT_DEFAULT);
    if (limit < 1) {
      throw Problem.field(parameter, "must be 1 or more").refuse();
    }
    return (int) Math.min(limit, Page.LIMIT_MAX);
  }

  /// A whole number in the query; a 400 when it can't be read.
  public static Optional<Long> number(Request request, String parameter) {
    return request.parameter(parameter).map(text -> {
      if (!text.matches("-?\\d+")) {
        throw Problem.of(400, "The query parameter " + parameter + " is not a whole number")
            .refuse();
      }
      return new BigInteger(text).min(LARGEST).max(LARGEST.negate()).longValue();
    });
  }

  /// The `Link` header (RFC 8288) of a list page.
  ///
  /// @param first the number of its first item, and `last` of its last; 0 when it has none
  /// @param newest the highest number of the list, deleted or not
  public static Optional<String> links(
      Request request, Page page, int size, long first, long last, long newest) {
    return switch (page) {
      case Page.After(var number, var limit) ->
        join(
            size == limit && last < newest
                ? link(request, "next", "after", last, "limit", limit)
                : "",
            size > 0 && number > 0 ? link(request, "prev", "before", first, "limit", limit) : "");
      case Page.Before(var _, var limit) ->
        join(
            size > 0 && last < newest ? link(request, "next", "after", last, "limit", limit) : "",
            size == limit && first > 1
                ? link(request, "prev", "before", first, "limit", limit)
                : "");
      case Page.Numbered(var number, var limit) ->
        join(
            size == limit && last < newest
                ? link(request, "next", "page", number + 1, "per_page", limit)
                : "",
            number > 1 ? link(request, "prev", "page", number - 1, "per_page", limit) : "");
    };
  }

  private static String link(
      Request request, String rel, String parameter, long value, String size, int limit) {
    return link(request, rel, parameter + "=" + value + "&" + size + "=" + limit);
  }

  /// A link to this resource with the other parameters of the query kept.
  public static String link(Request request, String rel, String query) {
    var kept = new StringBuilder();
    for (var entry : request.parameters()) {
      switch (entry.getKey()) {
        case "after", "before", "page", "per_page", "limit", "cursor", "wait" -> {}
        default ->
          kept.append(encode(entry.getKey()))
              .append('=')
              .append(encode(entry.getValue()))
              .append('&');
      }
    }
    return "<" + request.path() + "?" + kept + query + ">; rel=\"" + rel + "\"";
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Optional<String> join(String next, String prev) {
    if (next.isEmpty() && prev.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(next.isEmpty() || prev.isEmpty() ? next + prev : next + ", " + prev);
  }
}
