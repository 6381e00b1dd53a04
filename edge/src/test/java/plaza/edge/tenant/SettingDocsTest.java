package plaza.edge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plaza.core.tenant.ApplicationSetting;
import plaza.core.tenant.SettingType;
import plaza.core.tenant.Settings;
import plaza.edge.http.Json;

/// The documentation of an application's settings matches their declarations.
class SettingDocsTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static String row(ApplicationSetting<?> setting) {
    return "| `" + setting.name() + "` | "
        + switch (setting.type()) {
          case SettingType.WholeNumber type ->
            "1 to " + thousands(type.max()) + (type.optional() ? ", or null" : "");
          case SettingType.TextList type ->
            (type.countMin() > 0 ? type.countMin() + " to " : "") + thousands(type.countMax())
                + " of 1 to " + SettingType.ENTRY_LENGTH_MAX + " characters";
          case SettingType.Choice<?> type ->
            type.words().stream().collect(Collectors.joining("` or `", "`", "`"));
        };
  }

  private static String thousands(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Test
  void the_limits_of_every_setting_are_documented() throws IOException {
    var limits = Files.readString(DOCS.resolve("limits.md"));

    assertThat(Settings.ALL).allSatisfy(setting -> assertThat(limits).contains(row(setting)));
  }

  @Test
  void every_setting_is_in_the_description_of_the_api() throws IOException {
    var api = Files.readString(DOCS.resolve("api.md"));

    assertThat(Settings.ALL)
        .allSatisfy(setting ->
            assertThat(api).contains("\"" + setting.name() + "\": ", "`" + setting.name() + "`"));
  }

  @Test
  void schemas_have_the_limits_of_their_settings() {
    ObjectNode properties = Json.object();
    SettingJson.addTo(properties);

    assertThat(properties).hasSize(Settings.ALL.size());
    assertThat(properties.get("max_message_length").toString())
        .startsWith("{\"type\":\"integer\",\"minimum\":1,\"maximum\":20000,\"default\":4000");
    assertThat(properties.get("rate_per_second").toString())
        .startsWith(
            "{\"type\":[\"integer\",\"null\"],\"minimum\":1,\"maximum\":1000000,\"default\":null");
    assertThat(properties.get("link_codes").toString())
        .startsWith(
            "{\"type\":\"string\",\"enum\":[\"permuted\",\"plain\"],\"default\":\"permuted\"");
    assertThat(properties.get("link_schemes").toString())
        .startsWith(
            "{\"type\":\"array\",\"minItems\":1,\"maxItems\":20,\"items\":{\"type\":\"string\"}");
  }

  @Test
  void numbers_and_names_of_settings_are_never_given_twice() {
    List<Integer> numbers =
        Settings.ALL.stream().map(ApplicationSetting::number).toList();

    assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number > 1);
    assertThat(Settings.ALL.stream().map(ApplicationSetting::name)).doesNotHaveDuplicates();
  }
}
