package plaza.simulation.engine;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import plaza.core.port.Page;
import plaza.core.port.Position;

/// Pages of a list that is in memory as a whole.
final class Pages {
  private Pages() {}

  /// @param all in order of their numbers
  static <T> List<T> of(Page page, List<T> all, ToLongFunction<T> number) {
    return switch (page) {
      case Page.After(var after, var limit) ->
        all.stream()
            .filter(item -> number.applyAsLong(item) > after)
            .limit(limit)
            .toList();
      case Page.Before(var before, var limit) -> {
        var below =
            all.stream().filter(item -> number.applyAsLong(item) < before).toList();
        yield below.subList(Math.max(0, below.size() - limit), below.size());
      }
      case Page.Numbered numbered ->
        all.stream().skip(numbered.skipped()).limit(numbered.limit()).toList();
    };
  }

  /// The first rows of a partition that changed behind a position.
  static <R> List<R> changed(
      Table<?, R> table, ToLongFunction<R> position, int partition, long after, int limit) {
    return table.stream()
        .filter(row -> position.applyAsLong(row) > after
            && position.applyAsLong(row) < Position.end(partition))
        .sorted(Comparator.comparingLong(position))
        .limit(limit)
        .toList();
  }
}
