package plaza.edge.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plaza.core.tenant.ApplicationEdit;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Settings;
import plaza.edge.http.Fields;

/// The fields of an application in a request's body.
final class ApplicationFields {
  private ApplicationFields() {}

  /// The edits that the body asks for; a name is one of them only when it may be left out.
  static List<ApplicationEdit> edits(Fields fields, boolean withName) {
    var edits = new ArrayList<ApplicationEdit>();
    if (withName && fields.has("name")) {
      fields
          .requiredText("name", ApplicationName::problem)
          .ifPresent(name -> edits.add(new ApplicationEdit.Name(new ApplicationName(name))));
    }
    fields
        .number("max_message_length", Settings::maxMessageLengthProblem)
        .ifPresent(value -> edits.add(new ApplicationEdit.MaxMessageLength(value.intValue())));
    fields
        .texts("cors_origins", Settings::corsOriginsProblem)
        .ifPresent(origins -> edits.add(new ApplicationEdit.CorsOrigins(origins)));
    fields
        .texts("forbidden_words", Settings::newForbiddenWordsProblem)
        .ifPresent(words -> edits.add(new ApplicationEdit.ForbiddenWords(words)));
    rate(fields).ifPresent(value -> edits.add(new ApplicationEdit.RatePerSecond(value)));
    codes(fields).ifPresent(value -> edits.add(new ApplicationEdit.Codes(value)));
    fields
        .texts("link_schemes", Settings::linkSchemesProblem)
        .ifPresent(schemes -> edits.add(new ApplicationEdit.LinkSchemes(schemes)));
    return edits;
  }

  /// Null gives the server's default back.
  private static Optional<Integer> rate(Fields fields) {
    if (fields.isNull("rate_per_second")) {
      fields.text("rate_per_second", _ -> Optional.empty());
      return Optional.of(0);
    }
    return fields.number("rate_per_second", Settings::ratePerSecondProblem).map(Long::intValue);
  }

  private static Optional<Settings.LinkCodes> codes(Fields fields) {
    if (!fields.has("link_codes")) {
      return Optional.empty();
    }
    return fields
        .requiredText(
            "link_codes",
            word -> word.equals("permuted") || word.equals("plain")
                ? Optional.empty()
                : Optional.of("must be permuted or plain"))
        .map(word -> Settings.LinkCodes.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
