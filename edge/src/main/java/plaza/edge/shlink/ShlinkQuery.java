package plaza.edge.shlink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import plaza.core.link.Validity;
import plaza.edge.http.Paging;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;

/// Common query parameters of the contract: pages, times, lists.
final class ShlinkQuery {
  private static final int SIZE_DEFAULT = 10;

  /// The most items of a page; who asks for all gets so many.
  private static final int SIZE_MAX = 5_000;

  private ShlinkQuery() {}

  /// @param number from 1 on
  record Page(int number, int size) {
    /// How many items come before it.
    long skipped() {
      return (number - 1L) * size;
    }

    /// As answers tell it.
    ObjectNode put(ObjectNode json, int items, long total) {
      json.putObject("pagination")
          .put("currentPage", number)
          .put("pagesCount", Math.max(1, Math.ceilDiv(total, size)))
          .put("itemsPerPage", size)
          .put("itemsInCurrentPage", items)
          .put("totalItems", total);
      return json;
    }

    /// This page of a list.
    <T> List<T> of(List<T> all) {
      return all.stream().skip(skipped()).limit(size).toList();
    }
  }

  /// The page that a query asks for; without one, `size` items.
  static Page page(Request request, int size) {
    var number = Paging.number(request, "page").orElse(1L);
    var items = Paging.number(request, "itemsPerPage").orElse((long) size);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw Problem.field("page", "must be 1 or more").refuse();
    }
    if (items == 0 || items < -1) {
      throw Problem.field("itemsPerPage", "must be 1 or more, or -1 for the maximum")
          .refuse();
    }
    return new Page(number.intValue(), (int) (items == -1 ? SIZE_MAX : Math.min(items, SIZE_MAX)));
  }

  static Page page(Request request) {
    return page(request, SIZE_DEFAULT);
  }

  /// As [#page(Request)], where the contract has no pages: all.
  static Page pageOrAll(Request request) {
    return page(request, SIZE_MAX);
  }

  /// A time, or the day's begin in UTC; [Validity#NEVER] when none is given.
  static Instant time(Request request, String parameter) {
    var text = request.parameter(parameter).orElse("");
    if (text.isEmpty()) {
      return Validity.NEVER;
    }
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Problem.field(parameter, "must be a time such as 2026-01-31T12:00:00+00:00")
          .refuse();
    }
  }

  /// What to sort by, and whether backwards.
  record Order<T>(T by, boolean descending) {}

  /// The order that a query asks for, as `field-DESC`.
  ///
  /// @param otherwise the order when it asks for none
  /// @param known what can be sorted by, by the field's name
  static <T> Order<T> order(Request request, String otherwise, Map<String, T> known) {
    var parts = request.parameter("orderBy").orElse(otherwise).split("-", 2);
    var by = Optional.ofNullable(known.get(parts[0]))
        .orElseThrow(() -> Problem.field(
                "orderBy",
                "must begin with one of " + String.join(", ", new TreeSet<>(known.keySet())))
            .refuse());
    return new Order<>(by, parts.length > 1 && parts[1].equalsIgnoreCase("DESC"));
  }

  /// The values of `name[]`.
  static List<String> list(Request request, String name) {
    return request.parameters().stream()
        .filter(pair -> pair.getKey().replaceFirst("\\[\\d*]$", "").equals(name)
            && pair.getKey().endsWith("]"))
        .map(Map.Entry::getValue)
        .toList();
  }

  static boolean flag(Request request, String parameter) {
    var text = request.parameter(parameter).orElse("");
    return text.equals("true") || text.equals("1");
  }
}
