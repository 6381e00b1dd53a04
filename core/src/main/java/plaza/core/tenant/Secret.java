package plaza.core.tenant;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// A key that proves who calls: shown once, kept only as its [SecretHash]. It does not print
/// itself.
public record Secret(String reveal) {
  private static final int BYTES = 32;

  /// Of the bytes in Base64, without padding.
  private static final int TEXT_LENGTH = 43;

  /// The prefix of an application's secret key, so that people and secret scanners recognise a
  /// leaked one.
  public static final String APPLICATION_PREFIX = "plaza_sk_";

  /// The prefix of the operator's key.
  public static final String OPERATOR_PREFIX = "plaza_op_";

  /// No secret: it was shown before, or there is none.
  public static final Secret NONE = new Secret("");

  /// A new secret of 256 bits. `random` must be cryptographically strong.
  public static Secret random(String prefix, RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// Whether it may have been made by [#random]; what was not need not be looked for.
  boolean hasForm() {
    return reveal.startsWith(APPLICATION_PREFIX)
        && reveal.length() == APPLICATION_PREFIX.length() + TEXT_LENGTH;
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
