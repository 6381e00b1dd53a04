package plaza.core.visit;

import java.util.Locale;
import plaza.core.event.StreamKey;
import plaza.core.link.Code;
import plaza.core.link.CodeStream;
import plaza.core.link.Codes;
import plaza.core.tenant.ApplicationId;

/// The target of a visit.
public sealed interface VisitTarget {
  /// Tells it from all other places: a link's code or, for orphans, what no code can be.
  String key();

  /// The number of the application that owns it; 0: none.
  long owner();

  /// The stream of its visits.
  StreamKey stream(Codes codes);

  /// A link.
  record OfLink(ApplicationId application, Code code) implements VisitTarget {
    @Override
    public String key() {
      return code.text();
    }

    @Override
    public long owner() {
      return application.value();
    }

    @Override
    public StreamKey stream(Codes codes) {
      return codes.stream(code);
    }
  }

  /// An address without a link: its visits belong to no application. The names never change:
  /// they are stored.
  enum Orphan implements VisitTarget {
    /// The server's root.
    BASE_URL,
    /// A code that leads nowhere.
    INVALID_SHORT_URL,
    /// Any other path.
    REGULAR_404;

    private static final String MARK = "/";

    /// As clients write it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String key() {
      return MARK + word();
    }

    @Override
    public long owner() {
      return 0;
    }

    @Override
    public StreamKey stream(Codes codes) {
      return CodeStream.ofHash(codes.blinded(key()));
    }
  }

  /// The place with this owner and this key.
  static VisitTarget of(long owner, String key) {
    return owner == 0
        ? Orphan.valueOf(key.replaceFirst("^" + Orphan.MARK, "").toUpperCase(Locale.ROOT))
        : new OfLink(new ApplicationId(owner), new Code(key));
  }
}
