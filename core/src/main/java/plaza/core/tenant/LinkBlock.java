package plaza.core.tenant;

import java.time.Instant;
import java.util.Optional;
import plaza.core.text.Texts;

/// Something that the operator has blocked, for all applications: a short link that he has taken
/// down, or a host that no link may lead to.
///
/// @param value the link's code, or the host in its canonical form
/// @param reason for people; the link's owner sees it
public record LinkBlock(Kind kind, String value, String reason, Instant at) {
  /// The most blocks of each kind.
  public static final int COUNT_MAX = 100_000;

  /// The longest reason, in Unicode code points.
  public static final int REASON_LENGTH_MAX = 255;

  /// What is blocked, each with the number that it is written as, which never changes.
  public enum Kind {
    CODE(0),
    HOST(1);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// The number that stands for it in events and rows.
    public int code() {
      return code;
    }

    /// The kind that a number stands for.
    public static Kind of(long code) {
      for (var kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("unknown kind of block " + code);
    }
  }

  /// What is wrong with a reason; empty when nothing is.
  public static Optional<String> reasonProblem(String reason) {
    return Texts.problem(reason, REASON_LENGTH_MAX);
  }
}
