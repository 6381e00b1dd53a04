package plaza.edge.operations;

import java.util.List;

/// How the parts of the server are, for whoever asks whether it is ready.
@FunctionalInterface
public interface Health {
  /// @param trouble what is wrong with it; empty when nothing is
  /// @param needed whether the server can't serve while it has this trouble
  /// @param advice what to do about the trouble
  record Part(String name, String trouble, boolean needed, String advice) {
    public boolean well() {
      return trouble.isEmpty();
    }
  }

  List<Part> parts();

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
