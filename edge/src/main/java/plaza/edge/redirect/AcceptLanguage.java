package plaza.edge.redirect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import plaza.edge.http.QualityValue;

/// The header Accept-Language (RFC 9110, 12.5.4).
final class AcceptLanguage {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*");

  private AcceptLanguage() {}

  private record Weighted(String tag, double weight) {}

  /// The languages that are asked for, the preferred ones first, those of one weight in their
  /// order. One with the weight 0 is not acceptable; `*` names none; what can't be read is passed
  /// over.
  ///
  /// @param header cut to [HeaderText#LANGUAGE_LENGTH_MAX]
  static List<String> languages(String header) {
    var asked = new ArrayList<Weighted>();
    for (var range : header.split(",", -1)) {
      var semicolon = range.indexOf(';');
      var end = semicolon < 0 ? range.length() : semicolon;
      var tag = range.substring(0, end).strip().replace('_', '-');
      var weight = weight(range.substring(end));
      if (weight > 0 && TAG.matcher(tag).matches()) {
        asked.add(new Weighted(tag, weight));
      }
    }
    // The sort is stable.
    asked.sort(Comparator.comparingDouble(Weighted::weight).reversed());
    return asked.stream().map(Weighted::tag).toList();
  }

  /// 1 when there is none; 0 when it can't be read.
  private static double weight(String parameter) {
    return parameter.isBlank() ? 1 : QualityValue.of(parameter).orElse(0);
  }
}
