package plaza.edge.http;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The weight that a list in a request's header gives to an entry (RFC 9110, 12.4.2).
public final class QualityValue {
  private static final Pattern FORM =
      Pattern.compile("\\s*;?\\s*[qQ]\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*");

  private QualityValue() {}

  /// The weight, 0 to 1; empty when the parameter is none.
  ///
  /// @param parameter of an entry, with or without the `;` before it
  public static OptionalDouble of(String parameter) {
    var match = FORM.matcher(parameter);
    return match.matches()
        ? OptionalDouble.of(Double.parseDouble(match.group(1)))
        : OptionalDouble.empty();
  }
}
