package plaza.core.port;

/// The requested page of a list. Pages are always in ascending order.
public sealed interface Page {
  /// The most items of a page.
  int LIMIT_MAX = 100;

  /// The default number of items of a page.
  int LIMIT_DEFAULT = 50;

  int limit();

  /// The first `limit` items above `number`.
  record After(long number, int limit) implements Page {
    public After {
      check(limit);
    }
  }

  /// The `limit` items nearest below `number`.
  record Before(long number, int limit) implements Page {
    public Before {
      check(limit);
    }
  }

  /// The `page`th `limit` items, counted from 1. It costs what it skips.
  record Numbered(long page, int limit) implements Page {
    public Numbered {
      check(limit);
      if (page < 1) {
        throw new IllegalArgumentException("pages count from 1, was " + page);
      }
    }

    /// How many items are before this page.
    public long skipped() {
      return Math.multiplyExact(page - 1, limit);
    }
  }

  private static void check(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " items, was " + limit);
    }
  }
}
