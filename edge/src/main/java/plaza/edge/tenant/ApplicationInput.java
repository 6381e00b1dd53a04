package plaza.edge.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plaza.core.tenant.ApplicationEdit;
import plaza.core.tenant.ApplicationFields;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.ApplicationSetting;
import plaza.core.tenant.SettingType;
import plaza.core.tenant.Settings;
import plaza.edge.http.Fields;

/// The fields of an application in a request's body.
final class ApplicationInput {
  private ApplicationInput() {}

  /// The edits that the body asks for; a name is one of them only when it may be left out.
  static List<ApplicationEdit> edits(Fields fields, boolean withName) {
    var edits = new ArrayList<ApplicationEdit>();
    if (withName && fields.has(ApplicationFields.NAME.name())) {
      fields
          .required(ApplicationFields.NAME)
          .ifPresent(name -> edits.add(new ApplicationEdit.Name(new ApplicationName(name))));
    }
    for (var setting : Settings.ALL) {
      edit(fields, setting).ifPresent(edits::add);
    }
    return edits;
  }

  private static Optional<ApplicationEdit> edit(Fields fields, ApplicationSetting<?> setting) {
    var name = setting.name();
    Optional<?> value = switch (setting.type()) {
      case SettingType.WholeNumber type -> number(fields, name, type);
      case SettingType.TextList type -> fields.texts(name, type::newProblem);
      case SettingType.Choice<?> type ->
        fields.has(name)
            ? fields.requiredText(name, type::wordProblem).map(type::of)
            : Optional.empty();
    };
    return value.map(given -> new ApplicationEdit.Set(setting, given));
  }

  /// Null gives the server's default back, where there is one.
  private static Optional<Integer> number(
      Fields fields, String name, SettingType.WholeNumber type) {
    if (type.optional() && fields.isNull(name)) {
      fields.text(name, _ -> Optional.empty());
      return Optional.of(0);
    }
    return fields.number(name, type::numberProblem).map(Long::intValue);
  }
}
