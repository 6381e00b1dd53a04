package plaza.edge.operations;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The health of the server's parts, and the functions that it serves.
public interface Health {
  /// @param trouble what is wrong with it; empty when nothing is
  /// @param needed whether the server is not to be asked while it has this trouble: another one
  ///     may do better, or there is none and nothing can be served
  /// @param advice what to do about the trouble
  record Part(String name, String trouble, boolean needed, String advice) {
    public boolean well() {
      return trouble.isEmpty();
    }
  }

  /// What callers want of a server.
  enum Service {
    /// Rows of chats, applications and links.
    READS,
    /// Changes.
    WRITES,
    /// Following short links: those in memory lead on without the store.
    LINKS,
    SEARCH;

    /// As `/ready` calls it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The name of the server: no other of its cluster has the name.
  String node();

  List<Part> parts();

  /// What can be had of the server now.
  Set<Service> serves();

  /// All of a server's parts together.
  enum Status {
    READY("ready", 200),
    /// It serves, but not all of it: no other server would do better, or nothing else would be
    /// served by leaving it out.
    DEGRADED("degraded", 200),
    NOT_READY("not ready", 503);

    private final String word;
    private final int code;

    Status(String word, int code) {
      this.word = word;
      this.code = code;
    }

    public static Status of(List<Part> parts) {
      var troubled = parts.stream().filter(part -> !part.well()).toList();
      if (troubled.isEmpty()) {
        return READY;
      }
      return troubled.stream().anyMatch(Part::needed) ? NOT_READY : DEGRADED;
    }

    public String word() {
      return word;
    }

    /// The status of the answer.
    public int code() {
      return code;
    }
  }
}
